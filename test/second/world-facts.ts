/*
 * What the second implementation of the check knows: plain facts, with no type of the product. Rates are bit/s and
 * instants ms since 1970. Days are whole days since 1970 by the local clock; clock times are minutes since midnight.
 */

export type Way = 'down' | 'up';
export const WAYS: readonly Way[] = ['down', 'up'];
export type Pair = Readonly<Record<Way, number>>;
export type Span = readonly [from: number, until: number];

export type PathFact =
  | { readonly kind: 'pinned'; readonly uplink: string }
  | { readonly kind: 'failover' | 'balanced'; readonly uplinks: readonly string[] };

export interface LineFact {
  readonly id: string;
  readonly agency: string;
  readonly queue: string;
  readonly parent: string | null;
  readonly dedicated: boolean;
  readonly path: PathFact;
}

export interface PoolFact {
  readonly id: string;
  readonly queue: string;
  readonly parent: string | null;
}

/** Dated: in force from `from`. `until` null: no end. */
export interface Dated {
  readonly of: string;
  readonly from: number;
  readonly until: number | null;
  readonly rate: Pair;
}

export interface GrantFact {
  readonly id: number;
  readonly line: string;
  readonly request: number | null;
  readonly rate: Pair;
  readonly limitAt: Pair;
  readonly window: Span | null;
  readonly state: 'held' | 'granted' | 'ended';
  /** When a hold expires, or since when the state is. */
  readonly stateAt: number;
  readonly appliedAt: number | null;
  readonly returnedAt: number | null;
}

/** A row of the router's table. `burst`: null when it has none. */
export interface RowFact {
  readonly name: string;
  readonly parent: string | null;
  readonly maxLimit: Pair;
  readonly disabled: boolean;
  readonly burst: { readonly limit: Pair; readonly threshold: Pair } | null;
}

export interface CalendarFact {
  /** Working hours by weekday, 0 is Sunday. */
  readonly normal: readonly (readonly Span[])[];
  readonly ramadan: readonly (readonly Span[])[];
  /** First and last day. */
  readonly ramadans: readonly Span[];
  readonly holidays: ReadonlySet<number>;
}

export interface PolicyFact {
  readonly busyLimit: number;
  readonly liveLimit: number;
  readonly reserve: number;
  readonly sharing: number;
  readonly activity: number;
  readonly saturation: number;
  readonly leadDays: number;
  readonly enforced: boolean;
  readonly offerStep: number;
  readonly graceMinutes: number;
  readonly contractGraceDays: number;
}

/** Rates on the grid of 5 minutes, from `World.origin` on. NaN: no valid sample. */
export type SeriesFact = Readonly<Record<Way, Float64Array>>;

export interface World {
  readonly now: number;
  /** Local midnight before everything that is measured. */
  readonly origin: number;
  /** Intervals of a series. */
  readonly slots: number;
  readonly calendar: CalendarFact;
  readonly policy: PolicyFact;
  readonly lines: readonly LineFact[];
  readonly pools: readonly PoolFact[];
  readonly contracts: readonly Dated[];
  readonly poolLimits: readonly Dated[];
  readonly grants: readonly GrantFact[];
  /** `uplink:ID`, `line:ID`, `pool:ID`. */
  readonly series: ReadonlyMap<string, SeriesFact>;
  /** Uplinks whose last reading says that they are down. */
  readonly down: ReadonlySet<string>;
  /** The router's table; null: never read. */
  readonly table: readonly RowFact[] | null;
}

export interface Question {
  readonly line: LineFact;
  readonly wanted: Pair;
  readonly window: Span | null;
  /** Request that asks; its own hold is the line's, see "the asking line counts once". */
  readonly request: number | null;
  readonly from: number;
}
