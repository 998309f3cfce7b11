import { bandsOf, busyOf, growthOf, liveOf, ownUse, type Asked, type Busy, type Live } from './busy.ts';
import { capacityOf } from './capacity.ts';
import { linesBelow, linesCarried, linksCarried, seriesCarried, uplinkCarried } from './carried.ts';
import type { Carried } from './figures.ts';
import { Forest, promiseLinks, summedUp, type QueueNode } from './forest.ts';
import { LineBook } from './grants.ts';
import { promised, type PromisedAsked, type PromisedResult } from './promised.ts';
import { raiseOf } from './raises.ts';
import type { LineFact, Question, Way, World } from './world-facts.ts';
import { WAYS } from './world-facts.ts';
import { partDown, partUp } from './whole-bits.ts';

export interface BoundFigures {
  readonly id: string;
  readonly source: 'uplink' | 'queue' | 'lines' | 'links';
  readonly capacity: number | null;
  readonly busy: Busy;
  readonly standing: Busy;
  readonly growth: number;
  readonly live: Live | null;
  readonly idle: number;
  readonly own: { readonly cir: number; readonly use: number } | null;
  readonly promised: (wanted: number) => readonly PromisedResult[];
  readonly isDown: boolean;
}

export interface KeyResult {
  readonly key: 'measured' | 'guaranteed' | 'promised' | 'live';
  readonly bound: string;
  readonly way: Way;
  readonly demand: number;
  readonly limit: number;
  readonly pass: boolean;
}

export interface SecondAnswer {
  readonly verdict: 'enough' | 'not-enough' | 'waiting-for-room' | 'unknown';
  /** A standby carries the path: unknown first, then waiting-for-room; no number of this answer is judged. */
  readonly standby: boolean;
  readonly delta: Readonly<Record<Way, number>>;
  readonly bounds: Readonly<Record<Way, readonly BoundFigures[]>>;
  readonly keys: readonly KeyResult[];
  readonly offer: Readonly<Record<Way, number>> | null;
  readonly why: readonly string[];
}

/**
 * A rule of version 1 in place of the page's, so that the comparison must find differences. `raises-never-end`: a grant
 * raises all samples, also those that hold it. `queue-by-links`: a queue is judged by the demand of the links.
 */
export const CONTROLS = ['raises-never-end', 'queue-by-links'] as const;
export type Control = (typeof CONTROLS)[number];

/** One check of one world; figures that two questions share are computed once. */
export class SecondCheck {
  readonly #world: World;
  readonly #forest: Forest;
  readonly #memory = new Map<string, unknown>();
  readonly #control: Control | null;

  constructor(world: World, control: Control | null = null) {
    this.#world = world;
    this.#control = control;
    this.#forest = new Forest(world);
  }

  #once<T>(name: string, make: () => T): T {
    const has = this.#memory.has(name);
    const value = has ? (this.#memory.get(name) as T) : make();
    if (!has) this.#memory.set(name, value);
    return value;
  }

  #books(lines: readonly LineFact[], asking: Question): readonly LineBook[] {
    return lines.map((line) => new LineBook(this.#world, line, asking));
  }

  /** Ids of the bounds of a line: links of its path, then limited queues, the nearest first; own groups apart. */
  boundsOf(question: Question, way: Way): { readonly bounds: readonly (QueueNode | string)[]; own: Set<string> } {
    const { line, window } = question;
    const until = window?.[1] ?? Infinity;
    const above = this.#forest.above(line);
    const own = new Set(above.filter((node) => this.#forest.isOwnGroup(node, line.agency)).map(({ id }) => id));
    const start = startOf(question);
    const queues = above.filter(
      (node) => !own.has(node.id) && Number.isFinite(this.#forest.capacity(node, way, start, until)),
    );
    return { bounds: [...promiseLinks(line.path), ...queues], own };
  }

  answer(question: Question): SecondAnswer {
    const { line, wanted } = question;
    const asking = new LineBook(this.#world, line, question);
    const delta = { down: deltaOf(asking, wanted, 'down'), up: deltaOf(asking, wanted, 'up') };
    const asked = WAYS.filter((way) => delta[way] > 0);
    const why: string[] = [];
    const bounds: Record<Way, readonly BoundFigures[]> = { down: [], up: [] };
    for (const way of asked) bounds[way] = this.#figures(question, way, delta[way], why);
    const keys = asked.flatMap((way) =>
      bounds[way].flatMap((bound) => this.#keys(question, way, bound, delta[way], asking)),
    );
    const fails = keys.filter(({ pass }) => !pass);
    const { enforced } = this.#world.policy;
    const isShort = fails.some(({ key }) => key !== 'live' && (key !== 'promised' || enforced));
    const isDown = asked.some((way) => bounds[way].some((bound) => bound.isDown));
    const verdict =
      why.length > 0
        ? 'unknown'
        : isShort
          ? 'not-enough'
          : fails.some(({ key }) => key === 'live') || isDown
            ? 'waiting-for-room'
            : 'enough';
    if (asked.length > 0 && this.#standsIn(question))
      return { verdict: 'waiting-for-room', standby: true, delta, bounds, keys: [], offer: null, why };
    const offer = verdict === 'not-enough' ? this.#offer(question, delta, bounds, asking) : null;
    return { verdict, standby: false, delta, bounds, keys, offer, why };
  }

  /** Whether a standby carries the path of the line while the question is asked of now. */
  #standsIn({ line, window, from }: Question): boolean {
    const { down, now } = this.#world;
    if (line.path.kind !== 'failover' || (window !== null ? window[0] > now : from > now)) return false;
    const [preferred, ...others] = line.path.uplinks;
    return preferred !== undefined && down.has(preferred) && others.some((uplink) => !down.has(uplink));
  }

  #figures(question: Question, way: Way, delta: number, why: string[]): readonly BoundFigures[] {
    const { bounds, own } = this.boundsOf(question, way);
    return bounds.map((bound) => this.#figuresOf(question, way, delta, bound, own, why));
  }

  #figuresOf(
    question: Question,
    way: Way,
    delta: number,
    bound: QueueNode | string,
    own: Set<string>,
    why: string[],
  ): BoundFigures {
    const world = this.#world;
    const { window, line } = question;
    const id = typeof bound === 'string' ? bound : bound.id;
    const books = this.#books(linesBelow(world, this.#forest, bound), question);
    const hours = this.#once(`hours ${window?.join()}`, () => bandsOf(world, window));
    const below = typeof bound === 'string' ? null : bound;
    const cap = (node: QueueNode): number => this.#cap(node, question, way, own);
    const endless = this.#control === 'raises-never-end';
    const raised = { way, below, books, window, asking: line, cap, endless };
    const raise = raiseOf(world, this.#forest, raised);
    const lasting = window === null ? raise : raiseOf(world, this.#forest, { ...raised, window: null });
    const chosen = this.#chosen(bound, books, way, hours, raise);
    const start = startOf(question);
    const capacity =
      typeof bound === 'string'
        ? capacityOf(world, bound, start, window?.[1] ?? null)
        : { known: true as const, bits: { [way]: this.#forest.capacity(bound, way, start, window?.[1] ?? Infinity) } };
    if (!capacity.known) why.push(`${id} ${capacity.why}`);
    if (!chosen.busy.known) why.push(`${way} ${id} ${chosen.busy.why}`);
    const isLater = window !== null && window[0] > world.now;
    const isDown = typeof bound === 'string' && world.down.has(bound) && !isLater;
    const { live } = chosen;
    if (!live.known && !isDown) why.push(`${way} ${id} ${live.why}`);
    const idle = this.#idle(question, way, books, below, hours, cap);
    const free = (book: LineBook): number | undefined => this.#free(question, book, way, why);
    const promises: PromisedAsked = {
      world,
      forest: this.#forest,
      question,
      way,
      bound,
      books,
      free,
      cap,
      from: start,
    };
    return {
      id,
      source: chosen.source,
      capacity: capacity.known ? (capacity.bits[way] ?? null) : null,
      busy: chosen.busy,
      standing: window === null ? chosen.busy : busyOf(world, chosen.carried, lasting.raise, hours),
      growth: growthOf(world, chosen.carried, raise.raise),
      live: isLater && live.known ? null : live,
      idle,
      own: this.#own(question, way, delta, hours),
      promised: (wanted) => promised(promises, wanted),
      isDown,
    };
  }

  /** Whose demand a bound is judged by. */
  #chosen(
    bound: QueueNode | string,
    books: readonly LineBook[],
    way: Way,
    hours: Asked,
    raise: ReturnType<typeof raiseOf>,
  ): { readonly source: BoundFigures['source']; readonly carried: Carried; readonly busy: Busy; readonly live: Live } {
    const world = this.#world;
    const judged = (source: BoundFigures['source'], name: string, make: () => Carried) => {
      const carried = this.#once(`carried ${name} ${way}`, make);
      const key = `busy ${name} ${way} ${JSON.stringify(hours)} ${raise.name}`;
      const busy = this.#once(key, () => busyOf(world, carried, raise.raise, hours));
      return { source, carried, busy, live: liveOf(world, carried.rates) };
    };
    if (typeof bound === 'string') return judged('uplink', `uplink:${bound}`, () => uplinkCarried(world, bound, way));
    const lines = books.map(({ line }) => line);
    const paths = lines.map(({ path }) => path);
    if (this.#control === 'queue-by-links')
      return judged('links', `links:${bound.id}`, () => linksCarried(world, lines, way));
    const sum = this.#once(`sum ${bound.id} ${way}`, () => linesCarried(world, books, way));
    const own = judged('queue', `pool:${bound.id}`, () => seriesCarried(world, `pool:${bound.id}`, way, paths));
    const ofLines = sum === null ? null : judged('lines', `lines:${bound.id}`, () => sum);
    const known = [own, ...(ofLines === null ? [] : [ofLines])].filter(({ busy }) => busy.known);
    const lives = known.map((each) => each.live).filter((live) => live.known);
    const live = lives.length === 0 ? undefined : lives.reduce((a, b) => (b.bits > a.bits ? b : a));
    const [first, other] = known;
    if (first !== undefined) {
      const most = other !== undefined && bitsOf(other.busy) > bitsOf(first.busy) ? other : first;
      return { ...most, live: live ?? most.live };
    }
    return judged('links', `links:${bound.id}`, () => linksCarried(world, lines, way));
  }

  /** Own p95 of a guaranteed line, raised by its own grants. */
  #use(book: LineBook, way: Way, hours: Asked, asking: LineFact): number {
    const world = this.#world;
    const raise = raiseOf(world, this.#forest, {
      way,
      below: null,
      books: [book],
      window: null,
      asking,
      cap: () => Infinity,
      endless: this.#control === 'raises-never-end',
    });
    const carried = seriesCarried(world, `line:${book.line.id}`, way, [book.line.path]);
    const key = `use ${book.line.id} ${way} ${JSON.stringify(hours)} ${raise.name}`;
    return this.#once(key, () => ownUse(world, carried, raise.raise, hours));
  }

  /** What a queue passes upward at most in the time asked; a group of the asking agency alone is raised along. */
  #cap(node: QueueNode, question: Question, way: Way, own: ReadonlySet<string>): number {
    return own.has(node.id)
      ? Infinity
      : this.#forest.passesIn(node, way, startOf(question), question.window?.[1] ?? Infinity);
  }

  #idle(
    question: Question,
    way: Way,
    books: readonly LineBook[],
    below: QueueNode | null,
    hours: Asked,
    cap: (node: QueueNode) => number,
  ): number {
    const others = books.filter(({ line }) => line.id !== question.line.id);
    const values = others.map((book): [LineFact, number] => {
      const cir = book.line.dedicated ? book.has(way) : book.limitAt(way);
      const idle = cir === 0 ? 0 : Math.max(0, cir - this.#use(book, way, hours, question.line));
      return [book.line, idle];
    });
    return summedUp(this.#forest, below, new Map(values), cap);
  }

  #own(question: Question, way: Way, delta: number, hours: Asked): BoundFigures['own'] {
    const book = new LineBook(this.#world, question.line, question);
    const cir = question.line.dedicated ? book.granted(way) + delta : book.limitAt(way);
    return cir === 0 ? null : { cir, use: this.#use(book, way, hours, question.line) };
  }

  /** What a line without a limit counts; undefined when it has one. */
  #free(question: Question, book: LineBook, way: Way, why: string[]): number | undefined {
    if (!book.isFree(way) || book.most(way) > 0) return undefined;
    const world = this.#world;
    const above = this.#forest.above(book.line);
    const limit = Math.min(
      Infinity,
      ...above.map((node) => this.#forest.capacity(node, way, startOf(question), question.window?.[1] ?? Infinity)),
    );
    const carried = seriesCarried(world, `line:${book.line.id}`, way, [book.line.path]);
    const busy = this.#once(`free ${book.line.id} ${way}`, () => busyOf(world, carried, null, null));
    if (!busy.known && !Number.isFinite(limit)) why.push(`unlimited-line ${book.line.id}`);
    return busy.known ? Math.min(busy.bits, limit) : Number.isFinite(limit) ? limit : 0;
  }

  /** The keys of one bound for an addition; `live` false leaves Live out. */
  #keys(
    question: Question,
    way: Way,
    bound: BoundFigures,
    delta: number,
    asking: LineBook,
    live = true,
  ): readonly KeyResult[] {
    const { policy } = this.#world;
    const { capacity, busy } = bound;
    const results: KeyResult[] = [];
    const add = (key: KeyResult['key'], demand: number, limit: number, also = true): void => {
      results.push({ key, bound: bound.id, way, demand, limit, pass: also && demand <= limit });
    };
    if (capacity === null) return results;
    const factor = question.window === null ? policy.activity : 1000;
    const more = partUp(factor, Math.max(0, delta));
    if (busy.known) {
      const demand = busy.bits + bound.growth + more;
      const standing = bound.standing.known ? bound.standing.bits : 0;
      const isFull = BigInt(standing) * 1000n >= BigInt(policy.saturation) * BigInt(capacity);
      add('measured', demand, partDown(policy.busyLimit, capacity), !isFull || delta <= 0);
      const { own } = bound;
      const cir = own === null ? 0 : question.line.dedicated ? asking.granted(way) + delta : own.cir;
      const ownIdle = own === null ? 0 : Math.max(0, cir - (own.use + more));
      add('guaranteed', demand + bound.idle + ownIdle, partDown(policy.liveLimit, capacity));
    }
    const worst = bound
      .promised(asking.granted(way) + delta)
      .reduce((a, b) => (b.demand - b.limit > a.demand - a.limit ? b : a));
    add('promised', worst.demand, worst.limit);
    if (live && bound.live?.known === true) {
      const stands = Math.max(0, asking.granted(way) + delta - asking.standsNow(way));
      add('live', bound.live.bits + partUp(factor, stands), partDown(policy.liveLimit, capacity));
    }
    return results;
  }

  #offer(
    question: Question,
    delta: Readonly<Record<Way, number>>,
    bounds: SecondAnswer['bounds'],
    asking: LineBook,
  ): SecondAnswer['offer'] {
    const { offerStep, enforced } = this.#world.policy;
    const fits = (way: Way, addition: number): boolean =>
      bounds[way].every((bound) =>
        this.#keys(question, way, bound, addition, asking, false).every(
          ({ key, pass }) => pass || (key === 'promised' && !enforced),
        ),
      );
    const largest = (way: Way): number => {
      if (delta[way] <= 0 || fits(way, delta[way])) return delta[way];
      let steps = Math.floor(delta[way] / offerStep);
      while (steps > 0 && !fits(way, steps * offerStep)) steps -= 1;
      return steps * offerStep;
    };
    const added = { down: largest('down'), up: largest('up') };
    if (added.down <= 0 && added.up <= 0) return null;
    return { down: asking.granted('down') + added.down, up: asking.granted('up') + added.up };
  }
}

function bitsOf(busy: Busy): number {
  return busy.known ? busy.bits : -1;
}

/** Δ. A line without a limit that gets its first one is not asked. */
function deltaOf(asking: LineBook, wanted: Question['wanted'], way: Way): number {
  return asking.isFree(way) ? 0 : wanted[way] - asking.granted(way);
}

function startOf({ window, from }: Question): number {
  return window === null ? from : Math.max(window[0], from);
}
