import { sha256Hex } from './digest.ts';

/**
 * Kind of an agency: OPD, a technical unit of an OPD (UPT), district, vertical agency of the central government,
 * village or school.
 */
export type AgencyKind = 'opd' | 'upt' | 'district' | 'vertical' | 'village' | 'school';

/** An agency (OPD or another public body) that may ask this office for bandwidth. */
export interface Agency {
  /** Kebab-case ASCII, e.g. `dinkes`. Never changes. */
  readonly id: string;
  /** Short name that the office uses, e.g. `DINKES`. */
  readonly code: string;
  readonly name: string;
  readonly kind: AgencyKind;
  /** Where the agency is, as free text. */
  readonly location: string;
  /** Whether the agency is connected through a router of this office. A request of any other agency is redirected. */
  readonly managed: boolean;
}

/**
 * Finds the agency whose id, code or name equals `text`. Upper and lower case and spaces are ignored. Returns undefined
 * if no agency matches or several do.
 */
export function findAgency(agencies: readonly Agency[], text: string): Agency | undefined {
  const wanted = folded(text);
  if (wanted === '') return undefined;
  const found = agencies.filter((agency) =>
    [agency.id, agency.code, agency.name].some((known) => folded(known) === wanted),
  );
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Makes a kebab-case ASCII id of at most 48 characters from a name in any script. The same name always gives the same
 * id. Case and outer spaces do not matter. A name with other characters than ASCII letters, digits and single spaces,
 * or a long name, ends with 12 hex digits of its SHA-256, so that two such names get different ids.
 *
 *     agencyId('Dinas Kesehatan') // 'dinas-kesehatan'
 */
export function agencyId(name: string): string {
  const text = name.normalize('NFC').trim().toLowerCase();
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-');
  if (PLAIN.test(text) && words.length <= LONGEST) return words;
  const tag = sha256Hex(text).slice(0, 12);
  const short = words.slice(0, LONGEST - tag.length - 1).replace(/-$/, '');
  return short === '' ? `agency-${tag}` : `${short}-${tag}`;
}

/** Most characters of an id. */
const LONGEST = 48;
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s/gu, '');
}
