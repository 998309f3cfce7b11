import { stringify } from 'csv-stringify/sync';
import { type Bps, DIRECTIONS, type Rate } from '../domain/rate.ts';
import { targetsCell } from '../domain/typed/typed-target.ts';
import { zone } from '../domain/zone.ts';
import type { QueueShape } from '../shaping/queue.ts';
import { fill, type Writing } from '../texts/fill.ts';
import { INIT_WORDS } from '../texts/init-words.ts';
import { sayFinding, sayUnmanaged } from '../texts/say.ts';
import type { Words } from '../texts/words.ts';
import type { InitProposal, ProposedLine, ProposedPool } from './init-proposal.ts';
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
 * Writes the proposal as the CSV of agencies: pools, lines, then `#` lines: how the columns are written, each parent
 * queue without a limit, what weakens a line's limit, and each queue that cannot be managed with the reason. A cell
 * that a spreadsheet would take for a formula gets an apostrophe, which the import removes.
 */
export function initAgencies(proposal: InitProposal, uplinks: readonly UplinkGuess[], lang: keyof Words): string {
  const path = pathOf(uplinks);
  const rows = [
    ...proposal.pools.map((pool) => poolRow(pool, proposal.router, path)),
    ...proposal.lines.map((line) => lineRow(line, proposal.router, path)),
  ];
  const list = stringify([HEAD, ...rows.map((row) => row.map(quoted))], { escape_formulas: true });
  return `${list}${remarks(proposal, lang).map(comment).join('')}`;
}

function remarks(proposal: InitProposal, lang: keyof Words): readonly string[] {
  // The zone is not used: nothing that is said here has a time.
  const writing: Writing = { lang, zone: zone('UTC') };
  const { groups, lines, pools, survey, unmanaged } = proposal;
  return [
    fill(INIT_WORDS['csv-head'][lang], { router: survey.identity.identity }, writing),
    INIT_WORDS['csv-columns'][lang],
    ...(lines.length === 0 ? [INIT_WORDS['no-lines'][lang]] : []),
    ...groups.map((queue) => about(queue, sayUnmanaged({ why: 'group', of: null }, writing))),
    ...lines.flatMap(({ queue, warnings }) =>
      warnings.map((warning) => about(queue, sayFinding(warning, writing).what)),
    ),
    ...pools
      .filter(({ queue }) => DIRECTIONS.some((d) => queue.limitAt[d] > 0))
      .map(({ queue }) => about(queue, INIT_WORDS['pool-guarantee'][lang])),
    ...unmanaged.map((row) => about(row.queue, sayUnmanaged(row, writing))),
  ];
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
    targetsCell(queue.targets),
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
  const place = [id, router, queue.name, targetsCell(targets), parent ?? '', service, path];
  return [id, code, name, kind, '', ...place, ...ratesOf(maxLimit), ...guarantee];
}

/** A name that begins with an apostrophe and a sign of a formula gets one more, since the import removes one. */
function quoted(cell: string): string {
  return /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell;
}

function about({ name, targets }: QueueShape, what: string): string {
  return `${name} [${targets.join('; ')}]: ${what}`;
}

/** On one line, whatever line breaks the router's names have. */
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
