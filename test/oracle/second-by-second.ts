import type { Booking, Figure, Figures, Span, Wish } from './booking.ts';
import { type Capacities, capacitiesOf } from './capacities.ts';
import { HORIZON, type World, type WorldLine } from './world.ts';

/**
 * Answers from plain arrays, one place for each second: what every line is charged with is painted, and added up second
 * by second. It knows nothing of how the product finds its instants.
 */
export class SecondBySecond {
  readonly #temporary = new Map<string, Float64Array>();
  readonly #capacities = new Map<string, Capacities>();
  readonly #sum = new Float64Array(HORIZON);
  readonly #below = new Float64Array(HORIZON);
  readonly #running = new Uint8Array(HORIZON);

  readonly world: World;
  readonly #painted = new Map<string, string>();

  constructor(world: World) {
    this.world = world;
    for (const { id } of world.lines) this.#temporary.set(id, new Float64Array(HORIZON));
    for (const [uplink, dated] of [...world.contracts, ['pool', world.pool] as const])
      this.#capacities.set(uplink, capacitiesOf(dated));
  }

  /**
   * Paints the temporary rates of every line that changed, without the booking that is left out: the largest that
   * charges in each second.
   */
  repaint(without: number | null): void {
    for (const [line, seconds] of this.#temporary) {
      const runs = this.world.bookings.flatMap((b) => (b.line === line && b.id !== without ? this.#run(b) : []));
      const as = JSON.stringify(runs);
      if (this.#painted.get(line) === as) continue;
      this.#painted.set(line, as);
      seconds.fill(0);
      for (const { from, until, rate } of runs)
        for (let s = from; s < until; s += 1) seconds[s] = Math.max(seconds[s]!, rate);
    }
  }

  /** The seconds in which a booking charges; one that is overdue does so as far as the world goes. */
  #run(booking: Booking): readonly { from: number; until: number; rate: number }[] {
    const { window, state, rate } = booking;
    if (window === null || !this.isAlive(booking)) return [];
    const end = window.until + this.world.graceMinutes * 60;
    const isOverdue = state === 'granted' && this.world.now >= end;
    return [{ from: Math.max(0, window.from), until: isOverdue ? HORIZON : end, rate }];
  }

  isAlive({ state, holdUntil }: Booking): boolean {
    return state === 'granted' || (state === 'held' && this.world.now < holdUntil);
  }

  /**
   * What the books would come to with the wish in them. Its line must be painted without what it stands in place of.
   */
  answer(wish: Wish): Figures {
    const asked = this.world.lines.find(({ id }) => id === wish.line)!;
    const start = Math.max(wish.window?.from ?? wish.from, wish.from);
    const until = wish.window?.until ?? HORIZON;
    const figures: Figure[] = [];
    for (const bound of ['a', 'b', 'pool']) {
      if (this.shareOf(asked, bound, start, 'traffic') === 0) continue;
      const limits = this.#limits(bound, { from: start, until }, wish.window === null);
      if (limits === 'none') continue;
      if (limits === 'unknown') return null;
      figures.push({ bound, ...this.#worst(wish, bound, start, limits) });
    }
    return figures;
  }

  /**
   * Thousandths of a line on a bound, as of a second: of its traffic, which an outage moves, or of its promises, which
   * stay with the link that a failover path prefers.
   */
  shareOf({ kind, uplinks, pooled }: WorldLine, bound: string, when: number, of: 'traffic' | 'promises'): number {
    if (bound === 'pool') return pooled ? 1000 : 0;
    if (!uplinks.includes(bound)) return 0;
    if (kind === 'pinned') return 1000;
    if (kind === 'failover') {
      const up = uplinks.filter((uplink) => of === 'promises' || when > this.world.now || !this.world.down.has(uplink));
      return (up[0] ?? uplinks[0]) === bound ? 1000 : 0;
    }
    const { a } = this.world.shares.findLast(({ from }) => from <= when)!;
    return bound === 'a' ? a : 1000 - a;
  }

  /** A wish whose path a standby carries meets there what is carried; any other meets what is promised. */
  #meets(wish: Wish, when: number): 'traffic' | 'promises' {
    const { kind, uplinks } = this.world.lines.find(({ id }) => id === wish.line)!;
    const isDown = (uplink: string): boolean => when <= this.world.now && this.world.down.has(uplink);
    return kind === 'failover' && isDown(uplinks[0]!) && uplinks.some((uplink) => !isDown(uplink))
      ? 'traffic'
      : 'promises';
  }

  /** What may be promised on a bound from each second of a temporary wish on. */
  limitsOf({ window, from }: Wish, bound: string): Float64Array {
    const start = Math.max(window!.from, from);
    const limits = this.#limits(bound, { from: start, until: window!.until }, false);
    if (typeof limits === 'string') throw new Error(`no limit of ${bound}`);
    return limits;
  }

  /** The second in which the demand stands highest above the limit from then on. */
  #worst(wish: Wish, bound: string, start: number, limits: Float64Array): Omit<Figure, 'bound'> {
    const { window } = wish;
    const end = window === null ? HORIZON : Math.min(HORIZON, window.until + this.world.graceMinutes * 60);
    const last = (window?.until ?? HORIZON) - 1;
    this.#add(wish, bound, { from: start, until: end }, start);
    const limitAt = (s: number): number => limits[Math.min(s, last)]!;
    let found = { demand: -Infinity, limit: 0, worst: start };
    const see = (thousandths: number, s: number): void => {
      const demand = thousandths / 1000;
      if (demand - limitAt(s) > found.demand - found.limit) found = { demand, limit: limitAt(s), worst: s };
    };
    if (window === null) see(1000 * this.#forGood(wish, bound, start), start);
    for (let s = start; s < end; s += 1) if (window !== null || this.#running[s] === 1) see(this.#sum[s]!, s);
    return found;
  }

  /**
   * Σ share × charge by the window's formula for each second, in thousandths of a bit, and whether something temporary
   * runs on the bound. Lines below the pool reach an uplink with what the pool lets through.
   */
  #add(wish: Wish, bound: string, { from, until }: Span, when: number): void {
    const [sum, running] = [this.#sum.fill(0, from, until), this.#running.fill(0, from, until)];
    const below = this.#below.fill(0, from, until);
    const meets = this.#meets(wish, when);
    for (const line of this.world.lines) {
      const share = this.shareOf(line, bound, when, meets);
      if (share === 0) continue;
      const wanted = wish.line === line.id && wish.window !== null ? wish.wanted : 0;
      const charge = chargeOf(line, this.#permanent(line.id, wish), share);
      const into = line.pooled && bound !== 'pool' ? below : sum;
      addLine(into, running, this.#temporary.get(line.id)!, { from, until }, charge, wanted);
    }
    const most = this.passes(wish, bound, when);
    for (let s = from; s < until; s += 1) sum[s] = sum[s]! + Math.min(below[s]!, most);
  }

  /** What the pool lets through to an uplink at most, in thousandths: the largest share of its lines counts. */
  passes(wish: Wish, bound: string, when: number): number {
    const { newest } = this.#capacities.get('pool')!;
    const span = newest.subarray(when, wish.window?.until ?? HORIZON);
    if (span.some((rate) => rate === 0)) return Infinity;
    const shares = this.world.lines
      .filter(({ pooled }) => pooled)
      .map((line) => this.shareOf(line, bound, when, this.#meets(wish, when)));
    return 1000 * Math.ceil((Math.max(0, ...shares) * span.reduce((most, rate) => Math.max(most, rate), 0)) / 1000);
  }

  /**
   * What one line is charged with on a bound in each second until the wish's own time is over, the wish in its place,
   * in thousandths.
   */
  charges(wish: Wish, line: WorldLine, bound: string): Float64Array {
    const start = Math.max(wish.window!.from, wish.from);
    const until = Math.min(HORIZON, wish.window!.until + this.world.graceMinutes * 60);
    const charge = chargeOf(
      line,
      this.#permanent(line.id, wish),
      this.shareOf(line, bound, start, this.#meets(wish, start)),
    );
    const [sum, running, seconds] = [new Float64Array(until), new Uint8Array(until), this.#temporary.get(line.id)!];
    addLine(sum, running, seconds, { from: 0, until: start }, charge, 0);
    addLine(sum, running, seconds, { from: start, until }, charge, wish.line === line.id ? wish.wanted : 0);
    return sum;
  }

  #forGood(wish: Wish, bound: string, when: number): number {
    const meets = this.#meets(wish, when);
    const [beside, below] = [
      { full: 0, shared: 0 },
      { full: 0, shared: 0 },
    ];
    for (const line of this.world.lines) {
      const share = this.shareOf(line, bound, when, meets);
      const { top } = this.#permanent(line.id, wish);
      const into = line.pooled && bound !== 'pool' ? below : beside;
      if (top === 0) into.full += (line.p95 * share) / 1000;
      else if (line.service === 'dedicated') into.full += (top * share) / 1000;
      else into.shared += (top * share) / 1000;
    }
    const contended = (shared: number): number => Math.ceil((shared * 1000) / this.world.sharing);
    const most = this.passes(wish, bound, when) / 1000;
    if (below.full + contended(below.shared) > most) return beside.full + most + contended(beside.shared);
    return beside.full + below.full + contended(beside.shared + below.shared);
  }

  /**
   * A line's permanent rates with the wish: the largest that may come, the least that is granted, the largest
   * guarantee.
   */
  #permanent(line: string, wish: Wish): Permanent {
    let top = 0;
    let least = Infinity;
    let limitAt = 0;
    for (const b of this.world.bookings) {
      if (b.line !== line || b.window !== null || b.id === wish.instead || !this.isAlive(b)) continue;
      top = Math.max(top, b.rate);
      limitAt = Math.max(limitAt, b.limitAt);
      if (b.state === 'granted') least = Math.min(least, b.rate);
    }
    if (wish.line === line && wish.window === null) top = Math.max(top, wish.wanted);
    return { top, least: least === Infinity ? 0 : least, limitAt };
  }

  /**
   * What may be promised from each second on: of the smallest capacity from then on. A window must have one
   * throughout; a contract that ended before now counts on, one that will end counts on for good.
   */
  #limits(bound: string, { from, until }: Span, isForGood: boolean): Float64Array | 'none' | 'unknown' {
    const { inForce, newest, last } = this.#capacities.get(bound)!;
    const limits = new Float64Array(until);
    let least = Infinity;
    for (let s = until - 1; s >= from; s -= 1) {
      const countsOn = isForGood || bound === 'pool' || last[s]! < this.world.now;
      const rate = inForce[s] === 0 && countsOn ? newest[s]! : inForce[s]!;
      if (rate > 0) least = Math.min(least, rate);
      else if (bound !== 'pool') return 'unknown';
      limits[s] = least === Infinity ? 0 : Math.floor(((1000 - this.world.reserve) * least) / 1000);
    }
    return least === Infinity ? 'none' : limits;
  }
}

interface Permanent {
  readonly top: number;
  readonly least: number;
  readonly limitAt: number;
}

/** What a line is charged with by the formula of a window: share × (fixed + whatever runs above `over`). */
interface Charge {
  readonly fixed: number;
  readonly over: number;
  readonly share: number;
  /** Largest permanent rate: a line never counts more than that or than what runs. */
  readonly most: number;
}

function chargeOf({ service, p95 }: WorldLine, { top, least, limitAt }: Permanent, share: number): Charge {
  if (top === 0) return { fixed: p95, over: 0, share, most: Infinity };
  const [fixed, over] = service === 'dedicated' ? [top, top] : [limitAt, least];
  return { fixed, over, share, most: top };
}

/** What it comes to, in thousandths, while so much runs. */
function chargeWith({ fixed, over, share, most }: Charge, runs: number): number {
  return share * Math.min(Math.max(most, runs), runs > over ? fixed + runs - over : fixed);
}

/** Adds one line to each second of a span; a window's wish runs in all of it. */
function addLine(
  sum: Float64Array,
  running: Uint8Array,
  temporary: Float64Array,
  { from, until }: Span,
  charge: Charge,
  wanted: number,
): void {
  for (let s = from; s < until; s += 1) {
    const beside = temporary[s]!;
    if (beside > 0) running[s] = 1;
    const runs = beside > wanted ? beside : wanted;
    sum[s] = sum[s]! + chargeWith(charge, runs);
  }
}
