import type { Raise } from './figures.ts';
import type { Forest } from './forest.ts';
import { type QueueNode, summedUp } from './forest.ts';
import type { LineBook } from './grants.ts';
import { SLOT } from './local-days.ts';
import type { LineFact, Span, Way, World } from './world-facts.ts';
import { partUp } from './whole-bits.ts';

/** What a raise is made of. `window` null: a request for good, which temporaries do not raise. */
export interface RaiseAsked {
  readonly way: Way;
  /** The queue whose lines count; null: all of `books`, which use one uplink. */
  readonly below: QueueNode | null;
  readonly books: readonly LineBook[];
  readonly window: Span | null;
  readonly asking: LineFact;
  /** What a queue on the way up passes at most. */
  readonly cap: (node: QueueNode) => number;
  /** Version 1: a raise never ends, also after the samples hold what was granted. */
  readonly endless: boolean;
}

/** A raise on the grid, with a name: two of one name are equal. */
export interface NamedRaise {
  readonly name: string;
  readonly raise: Raise;
}

/** Instants in the window at which what stands in it can change. */
function instantsOf(books: readonly LineBook[], window: Span): readonly number[] {
  const starts = books.flatMap((book) => book.temporaries().map(({ charged: [from] }) => from));
  return [...new Set([window[0], ...starts.filter((at) => at > window[0] && at < window[1])])];
}

/** The raise of every sample of one bound. */
export function raiseOf(world: World, forest: Forest, asked: RaiseAsked): NamedRaise {
  const { way, books, window, below, cap } = asked;
  const ends = [...new Set(books.flatMap((book) => book.changes()))].toSorted((a, b) => a - b);
  const edges = [world.origin, ...ends.filter((at) => !asked.endless && at > world.origin && at < world.now)];
  const instants = window === null ? [] : instantsOf(books, window);
  const total = (amount: (book: LineBook) => number): number =>
    summedUp(forest, below, new Map(books.map((book) => [book.line, amount(book)])), cap);
  const steps = edges.map((at) => {
    const stood = (book: LineBook): number => Math.max(book.had(way, at), book.hadForATime(way, at));
    const lasting = (book: LineBook): number => partUp(world.policy.activity, Math.max(0, book.has(way) - stood(book)));
    if (window === null) return total(lasting);
    const during = instants.map((instant) =>
      total((book) => {
        const had = Math.max(book.has(way), stood(book));
        const more = book.line === asked.asking ? 0 : Math.max(0, book.extraAt(way, instant) - had);
        return lasting(book) + more;
      }),
    );
    return Math.max(...during);
  });
  if (steps.every((bits) => bits === 0)) return { name: '', raise: null };
  const raise = new Float64Array(world.slots);
  edges.forEach((at, n) => {
    const from = Math.ceil((at - world.origin) / SLOT);
    const until = n + 1 < edges.length ? Math.ceil((edges[n + 1]! - world.origin) / SLOT) : world.slots;
    raise.fill(steps[n]!, from, until);
  });
  return { name: edges.map((at, n) => `${at}:${steps[n]}`).join(' '), raise };
}
