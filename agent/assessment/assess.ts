import { type Decision, decide } from '../admission/check/decision.ts';
import { earliestFit, partialOffer } from '../admission/check/offer.ts';
import type { DecisionInputs } from '../admission/check/decision-inputs.ts';
import { chargedTime } from '../domain/allocation.ts';
import type { Moment } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import { changesAfter } from '../domain/uplink.ts';
import type { CheckQuery } from './check-query.ts';
import { inputsOver } from './availability.ts';
import type { ReadContext } from './read-context.ts';

/** The answer to a query, with the inputs it rests on. */
export interface Assessment {
  readonly terms: DecisionInputs;
  readonly decision: Decision;
  /** Largest new total that could be granted today. null unless the verdict is `not-enough`, or when nothing fits. */
  readonly offer: Rate | null;
  /**
   * From when the whole permanent request would fit, by contracts and grants that the ledger knows. null unless the
   * verdict is `not-enough`, or when no such time is known.
   */
  readonly earliest: Moment | null;
}

/**
 * Answers a query: gathers the inputs, decides, and when there is not enough, computes the offer and the earliest date.
 * Every check and simulation uses this function. Reads only.
 */
export function assess(context: ReadContext, query: CheckQuery): Assessment {
  const inputsAt = inputsOver(context, query);
  const inputs = inputsAt(query.from);
  const decision = decide(inputs);
  const short = decision.verdict === 'not-enough';
  return {
    terms: inputs,
    decision,
    offer: short ? (partialOffer(inputs) ?? null) : null,
    earliest:
      short && query.window === null ? (earliestFit(instantsAfter(context, query.from), inputsAt) ?? null) : null,
  };
}

/** Returns the instants after `from` at which a contract, a pool limit or a temporary grant begins or ends. */
function instantsAfter({ ledger, office, now }: ReadContext, from: Moment): readonly Moment[] {
  const charges = ledger
    .allocations()
    .flatMap((a) =>
      a.window === null || a.state.at === 'ended' ? [] : [chargedTime(a, a.window, office.policy.graceMinutes, now)],
    );
  return [...new Set([ledger.contracts(), ledger.poolLimits(), charges].flatMap((dated) => changesAfter(dated, from)))];
}
