import { canonicalJson, sha256Hex } from '../domain/digest.ts';
import type { Moment, Window } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { Line } from '../domain/line.ts';
import type { SeenQueue } from './queue.ts';

/**
 * Why a queue must change: a grant begins (`grant`) or ends (`return`), drift is corrected (`restore`), a queue made by
 * hand gets the agent's mark (`adopt`), a pool follows its capacity (`pool`), or people ordered it (see Aim).
 */
export type Purpose = 'grant' | 'return' | 'restore' | 'adopt' | 'pool' | Aim['kind'];

/**
 * What people ordered for one queue. The ledger takes it over only when the router shows it. Exception: a new line
 * counts against capacity at once.
 */
export type Aim =
  | { readonly kind: 'reduce'; readonly rate: Rate; readonly limitAt: Rate }
  /** Gives the queue another name, other targets, or both. */
  | { readonly kind: 'reshape'; readonly queue: string; readonly targets: readonly string[] }
  | { readonly kind: 'add'; readonly line: Line; readonly rate: Rate; readonly limitAt: Rate }
  | { readonly kind: 'remove' }
  /** Moves the queue right before the queue named `before`; null: to the end. */
  | { readonly kind: 'move'; readonly before: string | null }
  /** Undoes the op with this id. */
  | { readonly kind: 'compensate'; readonly op: number };

/**
 * An order to make one queue what the ledger wants. The RouterOS commands are made from the ledger when the plan is
 * carried out.
 */
export interface Plan {
  readonly id: number;
  readonly router: string;
  /** Id of the line or pool whose queue it is; also the owner mark. */
  readonly owner: string;
  readonly purpose: Purpose;
  /** Id of the request. null: none. */
  readonly request: number | null;
  /** Not carried out before this time. */
  readonly dueAt: Moment;
  /** The queue when the plan was made. null: there was none. A queue that changed since then is not written. */
  readonly seen: SeenQueue | null;
  /** What people ordered. Left out: the ledger already says what the queue should be. */
  readonly aim?: Aim;
  /** `due`: still to be carried out. `done`: the router shows it. `void`: given up. */
  readonly state: 'due' | 'done' | 'void';
}

/** A plan before the ledger gives it an id. */
export type PlanDraft = Omit<Plan, 'id' | 'state'>;

/** What an approval is valid for: agency, line, queue, targets, the rate before and after (bit/s) and the time. */
export interface Binding {
  readonly agency: string;
  readonly line: string;
  readonly queue: string;
  readonly targets: readonly string[];
  readonly from: Rate;
  readonly to: Rate;
  readonly window: Window | null;
}

/**
 * Returns the SHA-256 hash of a binding. The approver sends back the hash that was shown; any change in between makes
 * the approval invalid.
 */
export function planHash(binding: Binding): string {
  return sha256Hex(canonicalJson({ ...binding, targets: binding.targets.toSorted() }));
}
