import { judgeConstraints } from '../../agent/admission/check/constraints.ts';
import type { ConstrainedLink, DirectionInputs, DecisionInputs } from '../../agent/admission/check/decision-inputs.ts';
import { type Allocation, permanentRate } from '../../agent/domain/allocation.ts';
import type { Line } from '../../agent/domain/line.ts';
import { type Moment, moment } from '../../agent/domain/moment.ts';
import { FORMULA } from '../../agent/assessment/availability.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { bps, type Direction, perMille, type Rate } from '../../agent/domain/rate.ts';
import type { CheckQuery } from '../../agent/assessment/check-query.ts';
import { commitmentBookOn, commitmentsIn } from '../../agent/assessment/commitments.ts';
import { constrainedLinksOf } from '../../agent/assessment/constrained-links.ts';
import { lineFiguresOf } from '../../agent/assessment/line-figures.ts';
import { queueTree } from '../../agent/assessment/queue-tree.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import { bareLine } from '../office/evidence-kit.ts';
import { contextOver } from '../office/read-context-kit.ts';
import type { Booking, Figures, Wish } from './booking.ts';
import type { World, WorldLine } from './world.ts';

const BEGINS = Date.parse('2026-05-04T18:00:00+07:00');

/** A world as the product's own rows, and the product's own promised key over them. */
export class ProductBooks {
  readonly #world: World;
  readonly #direction: Direction;
  readonly #lines: readonly Line[];
  readonly #books: Parameters<typeof contextOver>[0];

  constructor(world: World, direction: Direction) {
    this.#world = world;
    this.#direction = direction;
    this.#lines = world.lines.map(lineOf);
    this.#books = {
      lines: this.#lines,
      pools: [
        {
          id: 'pool',
          router: 'core',
          queue: 'top',
          parent: null,
          targets: [],
          path: { kind: 'balanced', uplinks: ['a', 'b'] },
        },
      ],
      contracts: [...world.contracts].flatMap(([uplink, dated]) =>
        dated.map(({ from, until, rate }) => ({
          uplink,
          from: at(from),
          until: until === null ? null : at(until),
          rate: this.#rate(rate),
          document: 'K',
        })),
      ),
      shares: world.shares.map(({ from, a }) => ({
        from: at(from),
        shares: { a: perMille(a), b: perMille(1000 - a) },
      })),
      poolLimits: world.pool.map(({ from, rate }) => ({ pool: 'pool', from: at(from), rate: this.#rate(rate) })),
      allocations: [],
    };
  }

  answer(wish: Wish): Figures {
    const bookings = this.#world.bookings.filter((b) => b.id !== wish.instead);
    const allocations = [...bookings, ...this.#unlimited(bookings)].map((b) => this.#row(b));
    const context = this.#context(allocations);
    const asking = this.#asking(wish);
    const tree = queueTree(context);
    const figures = lineFiguresOf(context, asking, allocations);
    const { bounds, blind } = constrainedLinksOf(context, tree, asking);
    if (blind.length > 0) return null;
    const terms = this.#terms(asking, allocations, bounds);
    return bounds.map((bound) => {
      const book = {
        ...commitmentBookOn(figures, tree, asking, bound, this.#direction),
        unlimited: (line: Line) => bps(this.#p95(line.id)),
      };
      const promised = { [bound.name]: commitmentsIn(book, asking, this.#direction) };
      const keys = judgeConstraints(
        withPromises(terms, promised),
        bound,
        this.#direction,
        terms.directions.down.delta,
        bound.share,
      );
      const { demand, limit, instant } = keys.find(({ key }) => key === 'promised')!;
      return { bound: bound.name, demand, limit, worst: Math.floor(((instant ?? 0) - BEGINS) / 1000) };
    });
  }

  /** The base data of each line that was registered without a limit and got none since. */
  #unlimited(bookings: readonly Booking[]): readonly Booking[] {
    const isLimited = (line: string): boolean =>
      bookings.some((b) => b.line === line && b.window === null && b.state === 'granted');
    return this.#world.lines
      .filter(({ id, p95 }) => p95 > 0 && !isLimited(id))
      .map(({ id }, n) => {
        const base = { id: 1_000_000 + n, line: id, rate: 0, limitAt: 0, window: null, holdUntil: 0 };
        return { ...base, state: 'granted', applied: true };
      });
  }

  #context(allocations: readonly Allocation[]): ReadContext {
    const { now, graceMinutes, sharing, reserve, down } = this.#world;
    const policy = { graceMinutes, sharing: perMille(sharing), reserve: perMille(reserve) };
    return contextOver(
      { ...this.#books, allocations },
      {},
      { now: at(now), policy, down: [...down].map((id) => `uplink:${id}`) },
    );
  }

  #asking({ line, wanted, window, from }: Wish): CheckQuery {
    return {
      line: this.#lines.find(({ id }) => id === line)!,
      wanted: this.#rate(wanted),
      window: window === null ? null : { from: at(window.from), until: at(window.until) },
      request: null,
      from: at(from),
    };
  }

  #terms(asking: CheckQuery, allocations: readonly Allocation[], bounds: readonly ConstrainedLink[]): DecisionInputs {
    const { graceMinutes, sharing, reserve, now } = this.#world;
    const inForce = permanentRate(allocations, asking.line.id);
    const delta = asking.wanted[this.#direction] - inForce[this.#direction];
    const d: DirectionInputs = { ...NOTHING, delta };
    return {
      formula: FORMULA,
      at: at(now),
      line: asking.line.id,
      service: asking.line.service,
      path: asking.line.path,
      window: asking.window,
      inForce,
      wanted: asking.wanted,
      policy: { ...DEFAULT_POLICY, graceMinutes, sharing: perMille(sharing), reserve: perMille(reserve) },
      bounds,
      directions: { down: d, up: d },
      blind: [],
    };
  }

  #row({ id, line, rate, limitAt, window, state, holdUntil, applied }: Booking): Allocation {
    const since = at(0);
    return {
      id,
      line,
      request: id,
      rate: this.#rate(rate),
      limitAt: this.#rate(limitAt),
      window: window === null ? null : { from: at(window.from), until: at(window.until) },
      state: state === 'held' ? { at: 'held', until: at(holdUntil) } : { at: state, since },
      appliedAt: applied ? since : null,
      returnedAt: state === 'ended' && window !== null ? at(this.#world.now) : null,
    };
  }

  /** The direction asked carries the number, the other another one, so that a mix-up shows. */
  #rate(bits: number): Rate {
    const other = bps(1_000_000 + Math.floor(bits / 7));
    return this.#direction === 'down' ? { down: bps(bits), up: other } : { down: other, up: bps(bits) };
  }

  #p95(line: string): number {
    return this.#world.lines.find(({ id }) => id === line)!.p95;
  }
}

const NOTHING: DirectionInputs = {
  delta: 0,
  busy: { kind: 'known', bits: 0, figures: [] },
  raised: bps(0),
  growth: bps(0),
  live: { kind: 'not-asked' },
  idle: bps(0),
  own: null,
  promised: {},
};

function withPromises(terms: DecisionInputs, promised: DirectionInputs['promised']): DecisionInputs {
  const { down, up } = terms.directions;
  return { ...terms, directions: { down: { ...down, promised }, up: { ...up, promised } } };
}

function at(second: number): Moment {
  return moment(BEGINS + second * 1000);
}

function lineOf({ id, service, kind, uplinks, pooled }: WorldLine): Line {
  const path = kind === 'pinned' ? ({ kind, uplink: uplinks[0]! } as const) : ({ kind, uplinks } as const);
  return { ...bareLine(id, path, service), parent: pooled ? 'top' : null };
}
