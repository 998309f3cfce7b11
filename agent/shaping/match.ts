import { oncePer } from '../domain/lookup.ts';
import { isEverything } from '../domain/prefix.ts';
import { ANYTHING, type Coverage, coverage } from './coverage.ts';
import { hoursCoverage } from './hours-cover.ts';
import { type ObservedQueue, type QueueShape, unreadableValues } from './queue.ts';
import { type QueueExtras, shownHours } from './queue-extras.ts';

type Table = readonly ObservedQueue[];

/** The queue whose packets are asked about: a row of the table, or one that would be added to it. */
export type Later = Pick<QueueShape, 'name' | 'targets' | 'parent'> & Pick<ObservedQueue, 'extras'>;

/** A condition of an earlier queue, or of a parent of it, that leaves packets to the later one. */
export interface Condition {
  readonly kind: 'target' | 'dst' | 'packet-marks' | 'time' | 'parent' | 'unreadable';
  /** Name of the queue that has the condition. */
  readonly of: string;
  /** As RouterOS writes it: `packet-marks=game`. */
  readonly text: string;
  /** False: the table does not say whether packets fulfil it. */
  readonly isKnown: boolean;
}

/**
 * How much of a later queue's packets to one target an earlier queue takes. `part`: only those that fulfil all of
 * `only`; the rest goes on to the later queue.
 */
export type Taken =
  | { readonly how: 'all' | 'none' }
  | { readonly how: 'part'; readonly only: readonly [Condition, ...Condition[]] };

/**
 * Returns a function that says how much of the packets of `later` to one of its targets (`ANYTHING`: it has none) an
 * earlier queue takes. RouterOS gives a packet to the first queue that matches it, and a queue matches by all of its
 * conditions together: target, `dst`, `packet-marks`, `time`. Packets reach a child only through its parents, so the
 * conditions of parents count as well, on both sides.
 *
 * The earlier queue takes `all` only if each of its conditions holds for every packet of the later queue, and `none` if
 * one of them holds for no packet. Does not look at places in the table, nor at whether the earlier queue is disabled,
 * a parent or a child of the later one: see shadow.ts.
 */
export function takenFrom(later: Later, table: Table): (earlier: ObservedQueue, target: string) => Taken {
  const rows = rowsByName(table);
  const own = [later, ...parentsOf(later, rows)];
  return (earlier, target) => {
    const only: Condition[] = [];
    for (const row of [earlier, ...parentsOf(earlier, rows)]) {
      if (row !== earlier && own.some(({ name }) => name === row.name)) continue;
      const left = conditionsLeft(row, own, target);
      if (left === 'none') return { how: 'none' };
      only.push(...left, ...parentLeft(row, rows, own));
    }
    const [first, ...more] = only;
    return first === undefined ? { how: 'all' } : { how: 'part', only: [first, ...more] };
  };
}

/** Returns the targets of a queue; `ANYTHING` for a queue without targets, which takes everything. */
export function targetsOrAnything({ targets }: Pick<QueueShape, 'targets'>): readonly string[] {
  return targets.length === 0 ? [ANYTHING] : targets;
}

const rowsByName = oncePer((table: Table) => new Map(table.toReversed().map((row) => [row.name, row])));

function parentsOf(row: Pick<QueueShape, 'parent'>, rows: ReadonlyMap<string, ObservedQueue>): Table {
  const above: ObservedQueue[] = [];
  let parent = rows.get(row.parent ?? '');
  while (parent !== undefined && !above.includes(parent)) {
    above.push(parent);
    parent = rows.get(parent.parent ?? '');
  }
  return above;
}

/** What of the row's conditions leaves packets to the later queue; `none`: no packet fulfils one of them. */
function conditionsLeft(row: ObservedQueue, own: readonly Later[], target: string): readonly Condition[] | 'none' {
  const ends = endsLeft(row, own, target);
  const marks = marksCoverage(row, own);
  const hours = timeCoverage(row, own);
  if (ends === 'none' || marks === 'none' || hours === 'none') return 'none';
  const { extras = {}, unreadable } = row;
  const time = extras.hours === undefined ? (extras.others?.['time'] ?? '') : shownHours(extras.hours);
  return [
    ...ends,
    ...conditionOf('packet-marks', row, (extras.packetMarks ?? []).join(','), marks),
    ...conditionOf('time', row, time, hours),
    ...(unreadable === undefined ? [] : conditionOf('unreadable', row, unreadableValues(unreadable), 'unknown')),
  ];
}

/** A child of a queue that is gone, disabled or invalid may match as before or not at all: nobody documents it. */
function parentLeft(
  row: ObservedQueue,
  rows: ReadonlyMap<string, ObservedQueue>,
  own: readonly Later[],
): readonly Condition[] {
  if (row.parent === null || own.some(({ name, parent }) => name === row.parent || parent === row.parent)) return [];
  const parent = rows.get(row.parent);
  const works = parent !== undefined && !parent.disabled && !parent.invalid;
  return works ? [] : conditionOf('parent', row, row.parent, 'unknown');
}

function conditionOf(kind: Condition['kind'], row: ObservedQueue, value: string, how: Coverage): readonly Condition[] {
  if (how === 'all') return [];
  return [{ kind, of: row.name, text: kind === 'unreadable' ? value : `${kind}=${value}`, isKnown: how !== 'unknown' }];
}

/**
 * Compares both ends of the packets. A queue with `dst` takes the stream between its target and its dst, in both
 * directions, so that either may be the later queue's own target. The far end of a queue without dst is the rest of the
 * world: it fulfils no target but "everything".
 */
function endsLeft(row: ObservedQueue, own: readonly Later[], target: string): readonly Condition[] | 'none' {
  const dst = dstOf(row.extras);
  const straight = { target: nearCoverage(row.targets, own, target), dst: farCoverage(dst, own) };
  const turned = {
    target: row.targets.length === 0 ? 'all' : turnedCoverage(row.targets, own),
    dst: dst === undefined ? 'all' : coverage([dst], target),
  } as const;
  const ways = [straight, turned].filter((way) => way.target !== 'none' && way.dst !== 'none');
  const [first] = ways;
  if (first === undefined) return 'none';
  if (ways.some((way) => way.target === 'all' && way.dst === 'all')) return [];
  return [
    ...conditionOf('target', row, row.targets.join(','), first.target),
    ...conditionOf('dst', row, dst ?? '', first.dst),
  ];
}

/** How much of the target's traffic the targets take; a parent of the later queue may say more than its own target. */
function nearCoverage(targets: readonly string[], [, ...above]: readonly Later[], target: string): Coverage {
  const found = coverage(targets, target);
  if (found === 'all' || found === 'none') return found;
  const wider = above.map((row) => targetsOrAnything(row).map((one) => coverage(targets, one)));
  if (wider.some((all) => all.every((how) => how === 'all'))) return 'all';
  return found === 'unknown' && wider.some((all) => all.every((how) => how === 'none')) ? 'none' : found;
}

function farCoverage(dst: string | undefined, own: readonly Later[]): Coverage {
  if (dst === undefined) return 'all';
  return strongest(
    dstsOf(own).map((far) => coverage([dst], far)),
    'part',
  );
}

/** The far end behind an interface is the rest of the world, too. */
function turnedCoverage(targets: readonly string[], own: readonly Later[]): Coverage {
  const found = strongest(
    dstsOf(own).map((far) => coverage(targets, far)),
    'none',
  );
  return found === 'unknown' ? 'none' : found;
}

/** Each of the later queue's own conditions holds for all of its packets, so the one that says most counts. */
function strongest(found: readonly Coverage[], without: Coverage): Coverage {
  return (['all', 'none', 'part', 'unknown'] as const).find((how) => found.includes(how)) ?? without;
}

function dstsOf(own: readonly Later[]): readonly string[] {
  return own.flatMap(({ extras }) => dstOf(extras) ?? []);
}

function dstOf(extras: QueueExtras | undefined): string | undefined {
  const dst = extras?.dst;
  return dst === undefined || isEverything(dst) ? undefined : dst;
}

function marksCoverage({ extras }: ObservedQueue, own: readonly Later[]): Coverage {
  const marks = extras?.packetMarks;
  if (marks === undefined) return 'all';
  return strongest(
    own.flatMap(({ extras: { packetMarks } = {} }): readonly Coverage[] => {
      if (packetMarks === undefined) return [];
      if (packetMarks.every((mark) => marks.includes(mark))) return ['all'];
      return [packetMarks.some((mark) => marks.includes(mark)) ? 'part' : 'none'];
    }),
    'part',
  );
}

function timeCoverage({ extras }: ObservedQueue, own: readonly Later[]): Coverage {
  const hours = extras?.hours;
  const unread = extras?.others?.['time'];
  if (hours === undefined)
    return unread === undefined || own.some((row) => row.extras?.others?.['time'] === unread) ? 'all' : 'unknown';
  return strongest(
    own.map((row) => hoursCoverage(hours, row.extras?.hours)),
    'part',
  );
}
