import type { KnownRates } from '../domain/counters/leaps.ts';
import type { Subject } from '../domain/counters/reading.ts';
import type { Moment } from '../domain/moment.ts';
import type { Office } from '../domain/office.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import type { LedgerView } from '../ports/ledger.ts';
import type { ObservedQueue } from '../shaping/queue.ts';

/**
 * Returns the limits that the office knows on one router, bit/s by subject: of an uplink its contract in force, of a
 * line or pool the larger of max-limit and burst-limit that its queue last showed. A disabled queue, and a direction
 * without a limit, has none.
 */
export function knownLimits(
  { uplinks }: Pick<Office, 'uplinks'>,
  ledger: LedgerView,
  router: string,
  now: Moment,
): ReadonlyMap<Subject, KnownRates> {
  const isHere = (placed: { readonly router: string }): boolean => placed.router === router;
  const contracts = ledger.contracts();
  const rows = new Map((ledger.observed(router)?.queues ?? []).map((row) => [row.name, row]));
  const limits = new Map<Subject, KnownRates>();
  for (const { id } of uplinks.filter(isHere)) {
    const contract = inForce(contractsOf(contracts, id), now)?.rate;
    if (contract !== undefined) limits.set(`uplink:${id}`, contract);
  }
  const queues: readonly (readonly [Subject, string])[] = [
    ...ledger
      .lines()
      .filter(isHere)
      .map((line) => [`line:${line.id}`, line.queue] as const),
    ...ledger
      .pools()
      .filter(isHere)
      .map((pool) => [`pool:${pool.id}`, pool.queue] as const),
  ];
  for (const [subject, queue] of queues) {
    const row = rows.get(queue);
    if (row !== undefined && !row.disabled && !row.invalid) limits.set(subject, queueLimit(row));
  }
  return limits;
}

function queueLimit({ maxLimit, extras }: ObservedQueue): KnownRates {
  const limitOf = (direction: 'down' | 'up'): number | null =>
    maxLimit[direction] === 0 ? null : Math.max(maxLimit[direction], extras?.burstLimit?.[direction] ?? 0);
  return { down: limitOf('down'), up: limitOf('up') };
}
