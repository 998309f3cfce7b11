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

/**
 * What the availability check says of a wish. `offer` and `earliest` only where it is not enough, null where there is
 * none.
 */
export interface Assessment {
  readonly terms: DecisionInputs;
  readonly decision: Decision;
  /** The new total that could be granted today. */
  readonly offer: Rate | null;
  /** From when on a permanent wish would fit, by what the ledger knows. */
  readonly earliest: Moment | null;
}

/** The one engine of every check, real or supposed. Reads only. */
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

/** Instants at which the ledger knows that something will change. */
function instantsAfter({ ledger, office, now }: ReadContext, from: Moment): readonly Moment[] {
  const charges = ledger
    .allocations()
    .flatMap((a) =>
      a.window === null || a.state.at === 'ended' ? [] : [chargedTime(a, a.window, office.policy.graceMinutes, now)],
    );
  return [...new Set([ledger.contracts(), ledger.poolLimits(), charges].flatMap((dated) => changesAfter(dated, from)))];
}
