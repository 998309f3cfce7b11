import type { AgencyKind } from '../domain/agency.ts';
import { contains, parsePrefix } from '../domain/prefix.ts';
import type { ListedAddress } from '../ports/survey.ts';
import type { ObservedQueue } from '../shaping/queue.ts';

/** What a queue made by hand says about its agency; a proposal that a person reads. */
export interface AgencyGuess {
  readonly code: string;
  readonly name: string;
  readonly kind: AgencyKind;
}

/**
 * Parts of a queue's name that do not name the agency: addresses, list numbers, rates, `opd-`, our own mark. Addresses
 * (IPv4, IPv6, MAC) come first and go as a whole, so that no part of one is taken for a list number or a name.
 */
const NOISE: readonly RegExp[] = [
  /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?\b/g,
  /(?<![0-9a-z])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9a-z])/gi,
  /(?<![0-9a-z:])(?=[0-9a-f:]*:[0-9a-f:]*:)[0-9a-f:]{3,39}(?:\/\d{1,3})?(?![0-9a-z:])/gi,
  /\s*\([^)]*\)/g,
  /(?:^|\s)bwagent:[a-z0-9-]+/g,
  /^\s*\d{1,3}[.\-_ )]+/,
  /^(?:opd|queue|limit|bw|client|user|skpd)[-_ .]+(?=\S)/i,
  /[-_ ]+\d{1,4}\s*(?:m|k|g|mb|mbps|mbit)$/i,
];
/** Names that name no agency, such as `queue1` or `limit`, or signs alone. */
const EMPTY = /^(?:(?:queue|simple|limit|client|user|bw|opd|q)?[-_ ]*\d*|[^A-Za-z0-9]*)$/i;
const OFFICE_WORDS =
  'dinas|badan|kantor|kecamatan|kelurahan|desa|sekretariat|inspektorat|' +
  'rsud|rumah sakit|upt|puskesmas|bagian|satuan';
/** A text that begins as an office's full name does. */
const FULL_NAME = new RegExp(`^(?:${OFFICE_WORDS})\\b`, 'i');
const LONGEST_CODE = 40;
const LONGEST_NAME = 120;

const KINDS: readonly (readonly [word: RegExp, kind: AgencyKind])[] = [
  [/\b(?:kec|kecamatan)\b/i, 'district'],
  [/\b(?:upt|uptd|rsud|puskesmas|pkm|rumah sakit|labkesda)\b/i, 'upt'],
  [/\b(?:desa|kelurahan|kel|pemdes)\b/i, 'village'],
  [/\b(?:sd|sdn|smp|smpn|sma|sman|smk|smkn|sekolah|madrasah|man|mtsn)\b/i, 'school'],
  [
    /\b(?:kemenag|kpu|bawaslu|bps|bpn|polres|polsek|kodim|koramil|kejari|kejaksaan|pengadilan|kpp|imigrasi)\b/i,
    'vertical',
  ],
];

/**
 * Guesses code, name and kind. The code comes from the queue's name, else its comment, else the address list with its
 * prefix, else the whole target itself: a prefix or an interface.
 */
export function guessAgency(queue: ObservedQueue, lists: readonly ListedAddress[]): AgencyGuess {
  const [target = ''] = queue.targets;
  const listed = lists.find((entry) => holds(entry, target));
  const said = [queue.name, queue.comment, listed?.list ?? '', listed?.comment ?? ''].map(cleaned);
  const code = (said.find((text) => !EMPTY.test(text) && text.length <= LONGEST_CODE) ?? target).toUpperCase();
  const name = said.find((text) => FULL_NAME.test(text)) ?? code;
  const words = said.join(' ').replaceAll(/[-_.]/g, ' ');
  const kind = KINDS.find(([word]) => word.test(words))?.[1] ?? 'opd';
  return { code, name: name.slice(0, LONGEST_NAME), kind };
}

function cleaned(text: string): string {
  return NOISE.reduce(
    (rest, noise) =>
      rest.replaceAll(new RegExp(noise, noise.flags.includes('g') ? noise.flags : `${noise.flags}g`), ''),
    text,
  )
    .replaceAll(/[^\x20-\x7e]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[-~=_.:,;*#|+\s]+|[-~=_.:,;*#|+\s]+$/g, '');
}

function holds(entry: ListedAddress, target: string): boolean {
  const [listed, prefix] = [parsePrefix(entry.address), parsePrefix(target)];
  return listed !== undefined && prefix !== undefined && contains(listed, prefix);
}
