import { capacityOf } from './capacity.ts';
import type { Forest, QueueNode } from './forest.ts';
import type { LineBook } from './grants.ts';
import { MINUTE } from './local-days.ts';
import type { Question, Way, World } from './world-facts.ts';
import { over, partDown } from './whole-bits.ts';

/** What a line counts: undivided, and to be divided by k. */
interface Part {
  readonly whole: number;
  readonly shared: number;
}

export interface PromisedResult {
  readonly at: number;
  readonly demand: number;
  readonly limit: number;
}

export interface PromisedAsked {
  readonly world: World;
  readonly forest: Forest;
  readonly question: Question;
  readonly way: Way;
  readonly bound: QueueNode | string;
  /** Lines below the bound, the asking one too. */
  readonly books: readonly LineBook[];
  /** What a line without a limit counts; undefined for one that has a limit. */
  readonly free: (book: LineBook) => number | undefined;
  /** What a queue on the way up passes at most. */
  readonly cap: (node: QueueNode) => number;
  readonly from: number;
}

function burstOf(world: World, book: LineBook, way: Way): number {
  const burst = world.table?.find(({ name }) => name === book.line.queue)?.burst ?? null;
  return burst === null ? 0 : Math.min(burst.limit[way], burst.threshold[way]);
}

/** Instants that must fit, each with the formulas that count then. */
function instantsOf(asked: PromisedAsked): readonly { readonly at: number; readonly window: boolean }[] {
  const { world, question, books, bound, from } = asked;
  const spans = books.flatMap((book) => book.temporaries().map(({ charged }) => charged));
  const links =
    typeof bound === 'string'
      ? world.contracts.filter(({ of }) => of === bound)
      : world.poolLimits.filter(({ of }) => of === bound.id);
  const changes = [
    ...spans.flat(),
    ...links.flatMap((dated) => [dated.from, dated.until ?? Infinity]),
    ...world.poolLimits.map((limit) => limit.from),
  ];
  const until = question.window === null ? Infinity : question.window[1] + world.policy.graceMinutes * MINUTE;
  const all = [...new Set([from, ...changes.filter((at) => at > from && at < until)])].toSorted((a, b) => a - b);
  if (question.window !== null) return all.map((at) => ({ at, window: true }));
  return all.flatMap((at) => {
    const inside = spans.some(([start, end]) => at >= start && at < end);
    return [{ at, window: false }, ...(inside ? [{ at, window: true }] : [])];
  });
}

function partOf(asked: PromisedAsked, book: LineBook, at: number, isWindow: boolean, wanted: number): Part {
  const { world, question, way } = asked;
  const isAsking = book.line.id === question.line.id;
  const free = isAsking ? undefined : asked.free(book);
  if (free !== undefined) return { whole: free + (isWindow ? book.extraAt(way, at) : 0), shared: 0 };
  const { dedicated } = book.line;
  const forGood = isAsking && question.window === null;
  const lasting = Math.max(book.most(way), forGood ? wanted : 0, burstOf(world, book, way));
  if (!isWindow) return dedicated ? { whole: lasting, shared: 0 } : { whole: 0, shared: lasting };
  const extra = Math.max(book.extraAt(way, at), isAsking && !forGood ? wanted : 0);
  if (dedicated) return { whole: Math.max(lasting, extra), shared: 0 };
  const most = Math.max(lasting, extra);
  return { whole: Math.min(most, book.limitAt(way, true) + Math.max(0, extra - book.least(way))), shared: 0 };
}

/** What passes up a tree in which a limited queue passes at most its limit; Σ shared ÷ k is rounded once. */
function summed(asked: PromisedAsked, parts: ReadonlyMap<LineBook, Part>): number {
  const { forest, bound, cap, world } = asked;
  const { sharing } = world.policy;
  const sums = new Map<QueueNode | null, { whole: number; shared: number }>();
  const chains = [...parts.keys()].map((book) => {
    const above = forest.above(book.line);
    return { book, chain: typeof bound === 'string' ? above : above.slice(0, above.indexOf(bound)) };
  });
  const give = (to: QueueNode | null, part: Part): void => {
    const sum = sums.get(to) ?? { whole: 0, shared: 0 };
    sums.set(to, { whole: sum.whole + part.whole, shared: sum.shared + part.shared });
  };
  const parents = new Map<QueueNode, QueueNode | null>();
  for (const { book, chain } of chains) {
    chain.forEach((node, n) => parents.set(node, chain[n + 1] ?? null));
    give(chain[0] ?? null, parts.get(book)!);
  }
  const depth = (node: QueueNode): number => forest.above(node).length;
  for (const node of [...parents.keys()].toSorted((a, b) => depth(b) - depth(a))) {
    const { whole, shared } = sums.get(node) ?? { whole: 0, shared: 0 };
    const limit = cap(node);
    const isMore = whole + over(sharing, shared) > limit;
    give(parents.get(node) ?? null, isMore ? { whole: limit, shared: 0 } : { whole, shared });
  }
  const { whole, shared } = sums.get(null) ?? { whole: 0, shared: 0 };
  return whole + over(sharing, shared);
}

function capacityAt({ world, forest, bound, way, question, from }: PromisedAsked, instant: number): number {
  const until = question.window === null ? null : question.window[1];
  // The grace after a window has no capacity of its own: the end of the window counts.
  const at = until === null ? instant : Math.min(instant, until - 1);
  if (typeof bound !== 'string') return forest.capacity(bound, way, at, until ?? Infinity);
  const capacity = capacityOf(world, bound, at, until);
  if (capacity.known) return capacity.bits[way];
  // After the grace of a contract that has ended: a request of now is judged by what counts on now.
  const first = capacityOf(world, bound, from, until);
  return first.known ? first.bits[way] : Infinity;
}

/** Promised at every instant that must fit, for a line that gets `wanted`. */
export function promised(asked: PromisedAsked, wanted: number): readonly PromisedResult[] {
  return instantsOf(asked).map(({ at, window }) => {
    const parts = new Map(asked.books.map((book) => [book, partOf(asked, book, at, window, wanted)]));
    const capacity = capacityAt(asked, at);
    const limit = Number.isFinite(capacity) ? partDown(1000 - asked.world.policy.reserve, capacity) : Infinity;
    return { at, demand: summed(asked, parts), limit };
  });
}
