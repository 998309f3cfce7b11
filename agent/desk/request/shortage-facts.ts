import { askedDirections } from '../../admission/check/decision.ts';
import type { ConstraintResult } from '../../admission/check/constraints.ts';
import { largestAddition, missingCapacity } from '../../admission/check/offer.ts';
import type { DecisionInputs } from '../../admission/check/decision-inputs.ts';
import type { Facts } from '../../domain/finding.ts';
import type { Request } from '../../domain/request.ts';
import type { LedgerView } from '../../ports/ledger.ts';
import type { StoredDecision } from '../../ports/ledger.ts';

/** The result of one availability check, before it is stored. */
export type Checked = Pick<StoredDecision, 'terms' | 'decision' | 'need' | 'offer' | 'earliest'>;

/**
 * Returns the facts of the notice to the division head when capacity is not enough (SOP 5): the numbers of the failed
 * constraint that lacks most, what could be offered, what must be bought (`missing`, bit/s), and the request's place
 * among the postponed ones.
 */
export function shortageFacts(
  books: LedgerView,
  request: Request,
  { terms: inputs, decision, offer, earliest, need }: Checked,
): Facts {
  const worst = decision.verdict === 'not-enough' ? tightest(decision.failed) : undefined;
  const missing = missingCapacity(inputs);
  return {
    ...keyFacts(inputs, worst),
    offerDown: offer === null ? null : offer.down,
    offerUp: offer === null ? null : offer.up,
    missing: Math.max(missing.down, missing.up),
    earliest,
    need: need.kind,
    place: 1 + books.requests('open').filter((c) => c.stage.at === 'deferred' && c.request.id !== request.id).length,
  };
}

/** Returns the failed constraint that lacks most bit/s. */
function tightest(failed: readonly ConstraintResult[]): ConstraintResult | undefined {
  return failed.toSorted((a, b) => b.demand - b.limit - (a.demand - a.limit))[0];
}

function keyFacts(inputs: DecisionInputs, worst: ConstraintResult | undefined): Facts {
  const direction = worst?.direction ?? askedDirections(inputs)[0] ?? 'down';
  const { busy, delta } = inputs.directions[direction];
  const capacity = inputs.bounds.find((b) => b.name === worst?.bound)?.capacity;
  return {
    direction,
    addition: delta,
    room: largestAddition(inputs, direction),
    busy: busy.kind === 'known' ? busy.bits : null,
    capacity: capacity ? capacity[direction] : null,
    ...(worst === undefined ? {} : { key: worst.key, bound: worst.bound, demand: worst.demand, limit: worst.limit }),
  };
}
