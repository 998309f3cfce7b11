import type { Finding } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';

/** One queue: what the books want, what the router shows, and what differs. */
export interface QueueRow {
  readonly router: string;
  readonly position: number | null;
  readonly name: string;
  /** Line or pool; null: not ours. */
  readonly owner: string | null;
  readonly agency: string | null;
  readonly desired: Rate | null;
  readonly observed: Rate | null;
  readonly targets: readonly string[];
  readonly findings: readonly Finding[];
  readonly observedAt: Moment | null;
  readonly live: Rate | null;
}
