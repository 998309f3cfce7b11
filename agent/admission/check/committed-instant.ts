import type { Moment } from '../../domain/moment.ts';
import type { Bps } from '../../domain/rate.ts';
import type { OwnCommitment } from './own-commitment.ts';

/**
 * Committed bandwidth on one link or pool in one direction at one instant, without the requesting line. Each line
 * counts with its share of the link; bit/s.
 */
export interface CommittedInstant {
  readonly at: Moment;
  /**
   * `permanent`: Σ dedicated + Σ shared / k. `window`: Σ dedicated + Σ limit-at of shared lines + temporary additions.
   */
  readonly formula: 'permanent' | 'window';
  /** Σ rates of dedicated lines. */
  readonly dedicated: Bps;
  /** Not yet divided by k: the constraint divides after the grant is added. 0 in the `window` formula. */
  readonly shared: Bps;
  /**
   * Counted undivided: limit-at and temporary additions (`window` only), the p95 of lines without a limit, and the
   * limit of a queue whose lines are committed more than it passes.
   */
  readonly full: Bps;
  /**
   * Commitment of the requesting line, before its share. Absent in decisions of formula 1, whose sums include that
   * line.
   */
  readonly own?: OwnCommitment;
  /** Smallest capacity from this instant on, in the time asked. Absent before formula 3: one capacity for all. */
  readonly capacity?: Bps;
  /**
   * Limited queues between the requesting line and the link or queue, the nearest first, with the sums of the other
   * lines below each. They are not in the sums above, because each passes upward at most its limit. Absent: none.
   */
  readonly groups?: readonly CommittedGroup[];
}

/** Sums of the other lines below one limited queue (see `CommittedInstant`), and what the queue passes at most. */
export interface CommittedGroup {
  readonly limit: Bps;
  readonly dedicated: Bps;
  readonly shared: Bps;
  readonly full: Bps;
}
