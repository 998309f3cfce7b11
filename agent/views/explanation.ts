import { type Breakdown, breakdownOf } from '../admission/check/breakdown.ts';
import { type Decision, decide } from '../admission/check/decision.ts';
import { type QueueNeed, queueNeeds } from '../admission/check/offer.ts';
import { canonicalJson } from '../domain/digest.ts';
import { Fault } from '../domain/fault.ts';
import type { RequestRecord, StoredDecision } from '../ports/ledger.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/**
 * A stored decision beside the result of computing it again from its stored inputs. `same` is false only if somebody
 * changed the record or the formula.
 */
export interface Explanation {
  readonly number: string;
  readonly stored: StoredDecision;
  readonly replayed: Decision;
  readonly same: boolean;
  /** What each constraint adds up from, in the order of the decision. Empty for a decision before formula 3. */
  readonly sums: readonly Breakdown[];
  /** Limits that queues would need, if only queues refuse. */
  readonly queues: readonly QueueNeed[];
}

/**
 * Computes the newest decision of a request again from its stored inputs. Throws Fault `request/wrong-stage` if no
 * check was made yet.
 */
export function explain({ ledger }: ReadContext, { request, stage }: RequestRecord): Explanation {
  const stored = ledger.decisions(request.id).at(-1);
  if (stored === undefined)
    throw new Fault('request/wrong-stage', { number: request.number, stage: stage.at, event: 'explain' });
  const replayed = decide(stored.terms);
  const same = canonicalJson(replayed) === canonicalJson(stored.decision);
  const sums = replayed.keys.flatMap((key) => breakdownOf(stored.terms, key) ?? []);
  return { number: request.number, stored, replayed, same, sums, queues: queueNeeds(stored.terms) };
}
