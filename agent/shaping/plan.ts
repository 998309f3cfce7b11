import { canonicalJson, sha256Hex } from '../domain/digest.ts';
import type { Moment, Window } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { Line } from '../domain/line.ts';
import type { SeenQueue } from './queue.ts';

/**
 * Why a queue must change: a grant begins or ends, a drift is put right, a hand-made queue becomes ours, a pool follows
 * its capacity, or people ordered it.
 */
export type Purpose = 'grant' | 'return' | 'restore' | 'adopt' | 'pool' | Aim['kind'];

/**
 * What people ordered for one queue. The books take it over when the router shows it, and not before; only a new line
 * charges at once.
 */
export type Aim =
  | { readonly kind: 'reduce'; readonly rate: Rate; readonly limitAt: Rate }
  /** Another name, other targets, or both. */
  | { readonly kind: 'reshape'; readonly queue: string; readonly targets: readonly string[] }
  | { readonly kind: 'add'; readonly line: Line; readonly rate: Rate; readonly limitAt: Rate }
  | { readonly kind: 'remove' }
  /** `before`: name of a queue; null: to the end. */
  | { readonly kind: 'move'; readonly before: string | null }
  /** What an op wrote is taken back. */
  | { readonly kind: 'compensate'; readonly op: number };

/**
 * An order to bring one queue to what the ledger says. The words are made when it is carried out, from the ledger as it
 * is then.
 */
export interface Plan {
  readonly id: number;
  readonly router: string;
  /** Line or pool whose queue it is; also the owner mark. */
  readonly owner: string;
  readonly purpose: Purpose;
  readonly request: number | null;
  readonly dueAt: Moment;
  /**
   * The queue as it was seen when the plan was made; null: there was none. A queue that changed since is not written.
   */
  readonly seen: SeenQueue | null;
  /** Left out: the books say already what the queue should be. */
  readonly aim?: Aim;
  readonly state: 'due' | 'done' | 'void';
}

/** A plan before it is recorded. */
export type PlanDraft = Omit<Plan, 'id' | 'state'>;

/** What an approval is bound to: whose line, which queue and targets, from which rate to which, for which time. */
export interface Binding {
  readonly agency: string;
  readonly line: string;
  readonly queue: string;
  readonly targets: readonly string[];
  readonly from: Rate;
  readonly to: Rate;
  readonly window: Window | null;
}

/** SHA-256 over the binding: the approver sends back the hash that was shown, and any change in between voids it. */
export function planHash(binding: Binding): string {
  return sha256Hex(canonicalJson({ ...binding, targets: binding.targets.toSorted() }));
}
