import type { Moment } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';

/** One uplink now: contract, share, load and what is left of it. Nulls are unknown, never zero. */
export interface UplinkRow {
  readonly id: string;
  readonly name: string;
  readonly router: string;
  readonly interface: string;
  readonly contract: Rate | null;
  readonly contractUntil: Moment | null;
  readonly share: number | null;
  readonly operational: boolean | null;
  /** Newest 5-minute mean. */
  readonly live: Rate | null;
  /** Busy figure of the last 28 days. */
  readonly busy: Rate | null;
  /** Largest addition that passes every key but Live. */
  readonly room: Rate | null;
  /** Milliseconds since the newest valid interval ended. */
  readonly ageMs: number | null;
}
