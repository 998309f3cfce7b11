/**
 * What a line is promised, or may be: one row of the oracle's own books. Seconds count from the world's beginning,
 * rates are bit/s.
 */
export interface Booking {
  readonly id: number;
  readonly line: string;
  readonly rate: number;
  readonly limitAt: number;
  /** null: for good. */
  window: Span | null;
  state: 'held' | 'granted' | 'ended';
  /** When a hold runs out. */
  readonly holdUntil: number;
  /** Whether the router was seen to carry it. */
  applied: boolean;
}

/** From a second up to, not including, another. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** One question: would it fit if this line had that much, for good from `from` on, or in a window. */
export interface Wish {
  readonly line: string;
  readonly wanted: number;
  readonly window: Span | null;
  readonly from: number;
  /** A booking of the same request, which the wish replaces. */
  readonly instead: number | null;
}

/** What was answered for one bound. */
export interface Figure {
  readonly bound: string;
  readonly demand: number;
  readonly limit: number;
  /** A second at which the demand is that high. */
  readonly worst: number;
}

/** What was answered in all; null: it cannot be known. */
export type Figures = readonly Figure[] | null;
