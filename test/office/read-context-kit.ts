import { byId } from '../../agent/domain/base-lists.ts';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Line, Pool } from '../../agent/domain/line.ts';
import { type Moment, moment, type Window } from '../../agent/domain/moment.ts';
import type { Office } from '../../agent/domain/office.ts';
import { DEFAULT_POLICY, type Policy } from '../../agent/domain/policy.ts';
import type { Contract, PoolLimit, Shares, Uplink } from '../../agent/domain/uplink.ts';
import type { LedgerView, Observed } from '../../agent/ports/ledger.ts';
import type { FiveMinute, PortSpeed, SamplesView } from '../../agent/ports/samples.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import { manyRates } from '../fakes/many-rates.ts';
import { CALENDAR, NOW, SLOT } from './evidence-kit.ts';

/** The part of the ledger that the check reads, as lists. */
export interface Tables {
  readonly lines: readonly Line[];
  readonly pools: readonly Pool[];
  readonly contracts: readonly Contract[];
  readonly shares: readonly Shares[];
  readonly poolLimits: readonly PoolLimit[];
  readonly allocations: readonly Allocation[];
}

/** Rates of one subject, oldest first. */
export type Rates = Readonly<Record<string, readonly FiveMinute[]>>;

export function five(start: number, down: number, up = down): FiveMinute {
  return { start: moment(start), down, up, dropsDown: 0, dropsUp: 0 };
}

/** The same rate in every slot from `from` until `until`. */
export function flat(from: Moment, until: Moment, down: number, up = down): readonly FiveMinute[] {
  const count = Math.floor((until - from) / SLOT);
  return Array.from({ length: count }, (_, n) => five(from + n * SLOT, down, up));
}

/** Place of the first interval that starts at `when` or later. */
function firstFrom(rates: readonly FiveMinute[], when: Moment): number {
  let from = 0;
  let until = rates.length;
  while (from < until) {
    const middle = (from + until) >> 1;
    if (rates[middle]!.start < when) from = middle + 1;
    else until = middle;
  }
  return from;
}

function viewOf(rates: Rates, down: ReadonlySet<string>): SamplesView {
  const of = (subject: string): readonly FiveMinute[] => rates[subject] ?? [];
  const series = (subject: string, window: Window): readonly FiveMinute[] =>
    of(subject).slice(firstFrom(of(subject), window.from), firstFrom(of(subject), window.until));
  return {
    series,
    rates: (subject, window) => manyRates(series(subject, window)),
    newest: (subject, count) => of(subject).slice(-count).toReversed(),
    hourly: () => [],
    daily: () => [],
    last: (subject) =>
      down.has(subject) ? ({ subject, operational: false } as unknown as ReturnType<SamplesView['last']>) : undefined,
    port: () => undefined,
    missed: () => [],
    columns: () => undefined,
    subjects: () => Object.keys(rates) as unknown as ReturnType<SamplesView['subjects']>,
  };
}

/** What the check looks at, from plain lists: only what it reads is there, so that a new read shows as a failure. */
export function contextOver(
  books: Tables,
  rates: Rates,
  more: {
    readonly now?: Moment;
    readonly policy?: Partial<Policy>;
    readonly down?: readonly string[];
    readonly observed?: Readonly<Record<string, Observed>>;
    readonly uplinks?: readonly Uplink[];
    readonly ports?: Readonly<Record<string, PortSpeed>>;
  } = {},
): ReadContext {
  const lists = {
    agencies: () => [],
    lines: () => books.lines,
    pools: () => books.pools,
    contracts: () => books.contracts,
    shares: () => books.shares,
    poolLimits: () => books.poolLimits,
    allocations: () => books.allocations,
    observed: (router: string) => more.observed?.[router],
  };
  return {
    ledger: { ...lists, ...byId(lists) } as unknown as LedgerView,
    samples: { ...viewOf(rates, new Set(more.down)), port: (subject) => more.ports?.[subject] },
    office: {
      policy: { ...DEFAULT_POLICY, ...more.policy },
      calendar: CALENDAR,
      uplinks: more.uplinks ?? [],
    } as unknown as Office,
    cache: new DayCache(),
    now: more.now ?? NOW,
    words: () => [],
  };
}
