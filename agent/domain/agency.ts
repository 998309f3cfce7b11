import { sha256Hex } from './digest.ts';

/** OPD, its units, districts, and those that are none of the regency's own: vertical agencies, villages, schools. */
export type AgencyKind = 'opd' | 'upt' | 'district' | 'vertical' | 'village' | 'school';

/** Who may ask for bandwidth. */
export interface Agency {
  /** Kebab-case ASCII; never changes. */
  readonly id: string;
  /** The short name the office uses: DINKES. */
  readonly code: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly location: string;
  /** Whether its connection runs through our core router. If not, a request is redirected. */
  readonly managed: boolean;
}

/**
 * The one agency whose id, code or name this text is, apart from case and spaces; undefined when none or several are.
 * Never a guess.
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
 * A kebab-case ASCII id for a name in any script: the same name gives the same id, names that differ in more than case
 * or outer spaces give different ones. What plain words cannot carry is told apart by 48 bits of the name's digest.
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

const LONGEST = 48;
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s/gu, '');
}
