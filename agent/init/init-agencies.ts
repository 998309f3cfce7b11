import { stringify } from 'csv-stringify/sync';
import type { Bps, Rate } from '../domain/rate.ts';
import type { Words } from '../texts/words.ts';
import { INIT_WORDS, UNMANAGED } from '../texts/init-words.ts';
import type { InitProposal, ProposedLine, ProposedPool } from './init-proposal.ts';
import type { Unmanaged } from '../shaping/queue-census.ts';
import type { UplinkGuess } from './uplink-guess.ts';

/** The columns that `bwagent agencies import` reads. */
const HEAD = [
  'agency',
  'code',
  'name',
  'kind',
  'location',
  'line',
  'router',
  'queue',
  'targets',
  'parent',
  'service',
  'path',
  'down',
  'up',
  'limit_down',
  'limit_up',
];

/**
 * Writes the proposal as the CSV of agencies: pools, lines, then a `#` line for each queue that cannot be managed, with
 * the reason. A cell that a spreadsheet would take for a formula gets an apostrophe, which the import removes.
 */
export function initAgencies(proposal: InitProposal, uplinks: readonly UplinkGuess[], lang: keyof Words): string {
  const path = pathOf(uplinks);
  const rows = [
    ...proposal.pools.map((pool) => poolRow(pool, proposal.router, path)),
    ...proposal.lines.map((line) => lineRow(line, proposal.router, path)),
  ];
  const { identity } = proposal.survey.identity;
  const notes = [
    INIT_WORDS['csv-head'][lang].replace('{router}', identity),
    ...proposal.unmanaged.map((row) => leftOut(row, lang)),
  ];
  return `${stringify([HEAD, ...rows], { escape_formulas: true })}${notes.map(comment).join('')}`;
}

function poolRow({ id, queue }: ProposedPool, router: string, path: string): readonly string[] {
  const rates = [...ratesOf(queue.maxLimit), '', ''];
  return [
    '',
    '',
    '',
    'pool',
    '',
    id,
    router,
    queue.name,
    queue.targets.join(' '),
    queue.parent ?? '',
    '',
    path,
    ...rates,
  ];
}

function lineRow(
  { id, code, name, kind, service, queue }: ProposedLine,
  router: string,
  path: string,
): readonly string[] {
  const { maxLimit, limitAt, targets, parent } = queue;
  const guarantee = limitAt.down === 0 ? ['', ''] : ratesOf(limitAt);
  const place = [id, router, queue.name, targets.join(' '), parent ?? '', service, path];
  return [id, code, name, kind, '', ...place, ...ratesOf(maxLimit), ...guarantee];
}

/** A reason on one line; `comment` removes line breaks from the router's names. */
function leftOut({ queue, why, of }: Unmanaged, lang: keyof Words): string {
  const because = UNMANAGED[why][lang].replace('{of}', of ?? '');
  return `${queue.name} [${queue.targets.join(' ')}]: ${because}`;
}

function comment(text: string): string {
  return `# ${text.replaceAll(/\p{Cc}/gu, ' ')}\n`;
}

function pathOf(uplinks: readonly UplinkGuess[]): string {
  const ids = uplinks.map(({ id }) => id);
  return ids.length === 1 ? (ids[0] ?? '') : `balanced:${ids.join('+')}`;
}

function ratesOf({ down, up }: Rate): readonly string[] {
  return [typedBits(down), typedBits(up)];
}

/**
 * Writes a rate as people type it and the import reads it: `20` (Mbps), else `2500 Kbps`, else Mbps with a decimal
 * comma.
 */
export function typedBits(bits: Bps): string {
  if (bits % 1_000_000 === 0) return String(bits / 1_000_000);
  if (bits % 1000 === 0) return `${bits / 1000} Kbps`;
  return `${Math.floor(bits / 1_000_000)},${String(bits % 1_000_000).padStart(6, '0')}`;
}
