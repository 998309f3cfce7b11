import { contains, cutBy, type Prefix } from '../domain/prefix.ts';
import { isPrefix } from './coverage.ts';
import { hoursEdges, inForceAt } from './hours-cover.ts';
import type { ObservedQueue } from './queue.ts';

type Table = readonly ObservedQueue[];

/** Packets that no queue of a table tells apart. */
interface Packets {
  /** Addresses on the queue's side, and at the far end. */
  readonly near: Prefix;
  readonly far: Prefix;
  readonly mark: string;
  /** Second of the week, from Sunday 00:00. */
  readonly second: number;
}

/** More kinds of packets than this are not tried. */
const MOST_KINDS = 20_000;
/**
 * Parts of a target times targets of the table: more are not compared, since a pass would stand still for seconds.
 * Reached by about 800 hosts inside one target.
 */
const MOST_COMPARED = 2_000_000;
const EVERY: readonly Prefix[] = ['0.0.0.0/0', '::/0'] as Prefix[];

/**
 * Returns whether a packet surely reaches a queue, by trying each kind of packet that the queues tell apart: by address
 * at both ends, packet mark and hour. RouterOS gives a packet to the first queue that matches, and to a child only
 * through its parents. It does not document whether a queue between a parent and its child comes first, so both must
 * let the packet through. true also where this cannot be tried: a queue or
 * parent that is disabled, interfaces, unreadable values, too many kinds.
 *
 * @param others queues that may take packets of it, with the parents of all of them.
 */
export function isReached(row: ObservedQueue, others: Table): boolean {
  const table = [...others.filter((one) => one !== row), row].toSorted((a, b) => a.position - b.position);
  const walk = new Walk(table, row);
  if (walk.chain(row).some(({ disabled, invalid }) => disabled || invalid)) return true;
  const kinds = kindsOf(row, table, walk.chain(row));
  return kinds === undefined || kinds.some((packets) => walk.reaches(packets));
}

/** undefined: they cannot be tried. */
function kindsOf(row: ObservedQueue, table: Table, chain: Table): readonly Packets[] | undefined {
  const known = chain.every(
    ({ targets, extras = {}, unreadable }) =>
      unreadable === undefined && targets.every(isPrefix) && (extras.dst === undefined || isPrefix(extras.dst)),
  );
  if (!known) return undefined;
  const prefixes = (of: (one: ObservedQueue) => readonly string[]): readonly Prefix[] =>
    table.flatMap(of).filter((one): one is Prefix => isPrefix(one));
  const own = row.targets.length === 0 ? EVERY : row.targets.filter((one): one is Prefix => isPrefix(one));
  const targets = prefixes((one) => one.targets);
  const parts = own.flatMap((target) => cutBy(target, targets));
  if (parts.length * targets.length > MOST_COMPARED) return undefined;
  const nears = unlike(parts, (near) => [near.includes(':'), ...targets.map((target) => contains(target, near))]);
  const dsts = prefixes(({ extras }) => [extras?.dst ?? '']);
  const fars = EVERY.map((every) => unlike(cutBy(every, dsts), (far) => dsts.map((dst) => contains(dst, far))));
  const farsOf = (near: Prefix): readonly Prefix[] => fars[near.includes(':') ? 1 : 0] ?? [];
  const marks = ['', ...new Set(table.flatMap(({ extras }) => extras?.packetMarks ?? []))];
  const hours = table.flatMap(({ extras }) => extras?.hours ?? []);
  const seconds = unlike(hoursEdges(hours), (second) => hours.map((each) => inForceAt(each, second)));
  const ends = nears.flatMap((near) => farsOf(near).map((far) => ({ near, far })));
  if (ends.length * marks.length * seconds.length > MOST_KINDS) return undefined;
  return ends.flatMap((end) => marks.flatMap((mark) => seconds.map((second) => ({ ...end, mark, second }))));
}

/** Returns one of each that the table tells apart. */
function unlike<T>(all: readonly T[], traits: (one: T) => readonly unknown[]): readonly T[] {
  return [...new Map(all.map((one) => [JSON.stringify(traits(one)), one])).values()];
}

/** The way of packets through a table. */
class Walk {
  readonly #table: Table;
  readonly #row: ObservedQueue;
  readonly #named: ReadonlyMap<string, ObservedQueue>;

  constructor(table: Table, row: ObservedQueue) {
    this.#table = table.filter((one) => !one.disabled && !one.invalid);
    this.#row = row;
    this.#named = new Map(table.map((one) => [one.name, one]));
  }

  /** The queue and its parents. */
  chain(row: ObservedQueue): Table {
    const chain: ObservedQueue[] = [];
    for (let next: ObservedQueue | undefined = row; next !== undefined && !chain.includes(next); ) {
      chain.push(next);
      next = this.#named.get(next.parent ?? '');
    }
    return chain;
  }

  reaches(packets: Packets): boolean {
    const fitting = this.#table.filter((one) => this.#takes(one, packets));
    if (!fitting.includes(this.#row)) return false;
    const first = fitting.find((one) => !fitting.some((other) => other.parent === one.name));
    let taker = fitting.find((one) => one.parent === null || !this.#named.has(one.parent));
    // Two queues of one name, as in a table that was read during a change, may stand below each other.
    const passed = new Set<ObservedQueue>();
    for (let below = taker; below !== undefined; ) {
      const { name } = below;
      passed.add(below);
      below = fitting.find((one) => one.parent === name && !passed.has(one));
      taker = below ?? taker;
    }
    return first === this.#row && taker === this.#row;
  }

  /** For the queue itself and its parents it is enough that they may; another one must surely take the packets. */
  #takes(one: ObservedQueue, packets: Packets): boolean {
    const isOwn = this.chain(this.#row).includes(one);
    return this.chain(one).every((each) => holds(each, packets, isOwn));
  }
}

function holds({ targets, extras = {}, unreadable }: ObservedQueue, packets: Packets, mayBe: boolean): boolean {
  if (unreadable !== undefined) return false;
  const { dst, packetMarks, hours, others } = extras;
  if (others?.['time'] !== undefined && !mayBe) return false;
  if (targets.length > 0 && !targets.some((target) => isIn(target, packets.near))) return false;
  if (dst !== undefined && !isIn(dst, packets.far)) return false;
  if (packetMarks !== undefined && !packetMarks.includes(packets.mark)) return false;
  if (hours === undefined) return true;
  const when = inForceAt(hours, packets.second);
  return when === 'yes' || (mayBe && when === 'maybe');
}

function isIn(outer: string, inner: Prefix): boolean {
  return isPrefix(outer) && contains(outer as Prefix, inner);
}
