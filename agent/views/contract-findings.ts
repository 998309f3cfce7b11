import { lastEnded } from '../admission/check/path-capacity.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { type Finding, finding } from '../domain/finding.ts';
import { after, DAY, span } from '../domain/moment.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';

/** A contract that ends within so many days without a successor is warned of. */
const AHEAD_DAYS = 60;

/**
 * Returns what is wrong with the contracts of a router's uplinks now. Alarm: there is none, or the last one has ended;
 * it counts on until `grace`, afterwards the capacity is unknown. Warning: the one in force ends within 60 days, and
 * none follows.
 */
export function contractFindings({ ledger, office, now }: ReadContext, router: string): readonly Finding[] {
  const days = office.policy.contractGraceDays;
  return office.uplinks
    .filter((uplink) => uplink.router === router)
    .flatMap(({ id }): readonly Finding[] => {
      const contracts = contractsOf(ledger.contracts(), id);
      const current = inForce(contracts, now);
      if (current === undefined) {
        const ended = lastEnded(contracts, now);
        if (ended === undefined) return [finding('ledger/no-contract', 'alarm', id)];
        const grace = after(ended.until, span(days * DAY));
        return [finding('ledger/contract-ended', 'alarm', id, { ended: ended.until, grace })];
      }
      const { until } = current;
      if (until === null || until > after(now, span(AHEAD_DAYS * DAY))) return [];
      return inForce(contracts, until) === undefined ? [finding('ledger/contract-ends', 'warn', id, { until })] : [];
    });
}
