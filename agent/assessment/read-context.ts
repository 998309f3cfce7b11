import type { Moment } from '../domain/moment.ts';
import type { Office } from '../domain/office.ts';
import type { LedgerView } from '../ports/ledger.ts';
import type { SamplesView } from '../ports/samples.ts';
import type { Change } from '../shaping/queue.ts';
import type { DayCache } from './day-cache.ts';

/**
 * Everything that a read needs: ledger, measured traffic, the office's settings and decisions, and the time. Nothing is
 * read from elsewhere.
 */
export interface ReadContext {
  readonly ledger: LedgerView;
  readonly samples: SamplesView;
  readonly office: Office;
  /** Measured days that are over, and percentiles computed from them. */
  readonly cache: DayCache;
  /** The time of the question. Simulations may set another one. */
  readonly now: Moment;
  /** Uplinks that a simulation treats as gone for good; absent in a real check. */
  readonly lost?: ReadonlySet<string>;
  /**
   * Returns a queue change as the RouterOS commands that a person would paste into that router's terminal. Throws Fault
   * `router/bad-word` for a name that RouterOS does not take.
   */
  words(router: string, change: Change): readonly string[];
}
