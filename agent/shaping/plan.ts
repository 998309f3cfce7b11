import { canonicalJson, sha256Hex } from '../domain/digest.ts';
import type { Moment, Window } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { QueueShape } from './queue.ts';

/** Why a queue must change: a grant begins or ends, a drift is put right, a hand-made queue becomes ours, a pool follows its capacity. */
export type Purpose = 'grant' | 'return' | 'restore' | 'adopt' | 'pool';

/** An order to bring one queue to what the ledger says. The words are made when it is carried out, from the ledger as it is then. */
export interface Plan {
  readonly id: number;
  readonly router: string;
  /** Line or pool whose queue it is; also the owner mark. */
  readonly owner: string;
  readonly purpose: Purpose;
  readonly request: number | null;
  readonly dueAt: Moment;
  /** The queue as it was seen when the plan was made; null: there was none. A queue that changed since is not written. */
  readonly seen: QueueShape | null;
  readonly state: 'due' | 'done' | 'void';
}

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
