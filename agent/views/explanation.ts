import type { Decision } from '../admission/decision.ts';
import type { StoredDecision } from '../ports/ledger.ts';

/** A stored decision replayed from its own terms. `same` is false only if somebody changed the record or the formula. */
export interface Explanation {
  readonly number: string;
  readonly stored: StoredDecision;
  readonly replayed: Decision;
  readonly same: boolean;
}
