import { mapRows } from '../../../agent/domain/lookup.ts';
import { type AgencyDetailName, REQUEST_DETAILS, type RequestDetails } from '../../../agent/domain/request.ts';
import type { FieldReader } from './fields.ts';

/** How the pages ask for a detail: the posted field, its label, and what to write. */
interface DetailField {
  readonly field: string;
  readonly label: string;
  readonly hint: string;
}

/**
 * The details that an agency gives on the form and may put right on the correction page. All may be left empty. A new
 * detail of an agency does not compile without its row; both forms, their reader and the page of the ticket follow.
 * Details that only the office corrects have places of their own: the letter's stand with the papers.
 */
const DETAIL_FIELDS: { readonly [N in AgencyDetailName]: DetailField } = {
  contact: {
    field: 'narahubung',
    label: 'Narahubung teknis',
    hint: 'Yang menguji jalur di tempat Saudara: cukup jabatan dan nomor telepon kantor.',
  },
};

type AgencyDetails = Pick<RequestDetails, AgencyDetailName>;

/** What the templates need to ask for each detail; `longest` in characters. */
export const DETAIL_INPUTS: readonly object[] = Object.values(
  mapRows(DETAIL_FIELDS, ({ field, label, hint }, name) => ({
    name: field,
    label,
    hint,
    longest: REQUEST_DETAILS[name].most,
  })),
);

/** The details as posted. */
export function readDetails(read: FieldReader): AgencyDetails {
  return mapRows(DETAIL_FIELDS, ({ field, label }, name) => read.line(field, label, REQUEST_DETAILS[name].most));
}

/** The details of a ticket, each with the label and the name of its posted field. */
export function shownDetails(
  details: AgencyDetails,
): readonly (Omit<DetailField, 'hint'> & { readonly value: string })[] {
  return Object.values(mapRows(DETAIL_FIELDS, ({ field, label }, name) => ({ field, label, value: details[name] })));
}
