import type { Rate } from '../domain/rate.ts';

/** One queue of the router that is not ours yet, and what the agent proposes for it. */
export interface AdoptionRow {
  readonly router: string;
  readonly position: number;
  readonly queue: string;
  readonly targets: readonly string[];
  readonly maxLimit: Rate;
  readonly comment: string;
  /** The line or pool it would become; null: none fits. */
  readonly owner: string | null;
  readonly agency: string | null;
  /** `ours`: adopted already. `differs`: it does not show what the base data say, so that it cannot be adopted as it is. */
  readonly verdict: 'adopt' | 'ours' | 'differs' | 'foreign' | 'dynamic';
  readonly differs: readonly string[];
  /** The comment it would carry. */
  readonly newComment: string | null;
}
