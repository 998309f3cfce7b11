import { contains, type Prefix } from '../../agent/domain/prefix.ts';
import { WEEK_DAYS } from '../../agent/shaping/queue-extras.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import type { Dice } from '../fakes/dice.ts';
import { mega, row } from '../office/queue-samples.ts';

/** One packet of a small world: 17 local addresses, 3 remote ones, 3 marks, 4 parts of the day. */
export interface Packet {
  readonly local: Prefix;
  readonly remote: Prefix;
  readonly mark: string;
  /** Hour of the day: 0, 6, 12 or 18. */
  readonly hour: number;
}

/** The last one is in no queue's targets but "everything". */
const LOCALS = [...Array.from({ length: 16 }, (_, n) => `10.0.0.${n}/32`), '10.0.1.1/32'] as Prefix[];
const REMOTES = ['203.0.113.1/32', '203.0.113.2/32', '198.51.100.1/32'] as Prefix[];
const MARKS = ['', 'game', 'vip'];
const HOURS = [0, 6, 12, 18];

/** Every packet there is. */
export const PACKETS: readonly Packet[] = LOCALS.flatMap((local) =>
  REMOTES.flatMap((remote) => MARKS.flatMap((mark) => HOURS.map((hour) => ({ local, remote, mark, hour })))),
);

/**
 * A table of up to nine queues, parents up to four deep, with conditions anywhere. The last queue carries our mark and
 * has no queue below it.
 */
export function randomTable(dice: Dice, levels: number): readonly ObservedQueue[] {
  const count = 2 + dice.below(8);
  const rows: ObservedQueue[] = [];
  const depth = new Map<string, number>();
  for (let position = 0; position < count; position += 1) {
    const name = `q${position}`;
    const parents = rows.filter((one) => (depth.get(one.name) ?? 1) < levels && !one.disabled);
    const parent = parents.length > 0 && dice.onceIn(2) ? dice.one(parents) : undefined;
    depth.set(name, parent === undefined ? 1 : (depth.get(parent.name) ?? 1) + 1);
    const isLast = position === count - 1;
    rows.push(
      row({
        id: `*${position + 1}`,
        position,
        name,
        parent: parent?.name ?? null,
        comment: isLast ? 'bwagent:line' : '',
        targets: targetsOf(dice, parent),
        maxLimit: mega(dice.one([0, 10])),
        // A disabled parent is another matter: nobody documents what its children do.
        disabled: false,
        ...(dice.onceIn(3) ? { extras: extrasOf(dice) } : {}),
      }),
    );
  }
  const isParent = new Set(rows.map(({ parent }) => parent));
  return rows.map((one) =>
    !isParent.has(one.name) && one.position < count - 1 && dice.onceIn(8) ? { ...one, disabled: true } : one,
  );
}

function targetsOf(dice: Dice, parent: ObservedQueue | undefined): readonly string[] {
  if (dice.onceIn(8)) return [];
  if (dice.onceIn(12)) return ['0.0.0.0/0'];
  // Mostly inside the parent, as people make them.
  const [inside] = parent?.targets ?? [];
  const within = (): string => {
    const prefix = prefixOf(dice);
    return inside !== undefined &&
      inside.startsWith('10.') &&
      !contains(inside as Prefix, prefix as Prefix) &&
      !dice.onceIn(4)
      ? inside
      : prefix;
  };
  return [...new Set(dice.onceIn(3) ? [within(), within()] : [within()])].toSorted();
}

function prefixOf(dice: Dice): string {
  const length = dice.one([28, 29, 30, 31, 32]);
  const size = 2 ** (32 - length);
  return `10.0.0.${dice.below(16 / size) * size}/${length}`;
}

function extrasOf(dice: Dice): NonNullable<ObservedQueue['extras']> {
  const [from, until] = dice.one([
    [0, 12],
    [12, 0],
    [18, 6],
    [6, 18],
    [6, 12],
  ] as const);
  return dice.one([
    { packetMarks: dice.one([['game'], ['vip'], ['game', 'vip']]) },
    { hours: { from: from * 3600, until: until * 3600, days: WEEK_DAYS } },
    { dst: dice.one(['203.0.113.1/32', '203.0.113.0/30']) },
  ]);
}

/** Whether a queue's own conditions hold for a packet. */
export function holds({ targets, extras = {} }: ObservedQueue, { local, remote, mark, hour }: Packet): boolean {
  const isIn = (prefixes: readonly string[], address: Prefix): boolean =>
    prefixes.some((prefix) => contains(prefix as Prefix, address));
  const { packetMarks, hours, dst } = extras;
  const isStream = (targets.length === 0 || isIn(targets, local)) && (dst === undefined || isIn([dst], remote));
  const time = hours === undefined || isWithin(hours.from / 3600, hours.until / 3600, hour);
  return isStream && time && (packetMarks === undefined || packetMarks.includes(mark));
}

function isWithin(from: number, until: number, hour: number): boolean {
  return from < until ? hour >= from && hour < until : hour >= from || hour < until;
}

/**
 * How a table of parents and children is read. RouterOS documents that the first match takes the packet, and that a
 * child gets only what its parents take; it does not say whether a queue that stands between a parent and its child
 * comes first. `tree`: no, the parent has the packet by then. `list`: yes, the place of the child counts.
 */
export type Reading = 'tree' | 'list';

/** The queue that takes a packet. undefined: none does. */
export function takerOf(table: readonly ObservedQueue[], packet: Packet, reading: Reading): ObservedQueue | undefined {
  const named = new Map(table.map((one) => [one.name, one]));
  const fits = (one: ObservedQueue): boolean => {
    if (one.disabled || !holds(one, packet)) return false;
    const parent = one.parent === null ? undefined : named.get(one.parent);
    return parent === undefined || fits(parent);
  };
  const fitting = table.filter(fits);
  if (reading === 'list') return fitting.find((one) => !fitting.some((other) => other.parent === one.name));
  let taker = fitting.find((one) => one.parent === null);
  for (let below = taker; below !== undefined; ) {
    const name: string = below.name;
    below = fitting.find((one) => one.parent === name);
    if (below !== undefined) taker = below;
  }
  return taker;
}
