import { Fault } from '../domain/fault.ts';
import { before, MINUTE, type Moment, momentOf, span } from '../domain/moment.ts';
import type { LedgerView } from '../ports/ledger.ts';

/** The clock of a machine that says an earlier date is wrong: this program did not exist. */
const EARLIEST = momentOf('2025-01-01T00:00:00Z');
/** Tolerated difference: two time services, or a leap second that is slewed. */
const SLACK = span(2 * MINUTE);

/**
 * Refuses to start on a wrong clock: before 2025, or more than two minutes before the last audit entry. Holds, windows
 * and reports depend on the time. Throws Fault `daemon/clock-behind`; the service manager starts the daemon again
 * later.
 */
export function mustBeSane(now: Moment, ledger: Pick<LedgerView, 'audit' | 'auditHead'>): void {
  const { seq } = ledger.auditHead();
  const last = seq === 0 ? EARLIEST : (ledger.audit(seq, 1)[0]?.at ?? EARLIEST);
  if (now < EARLIEST || now < before(last, SLACK))
    throw new Fault('daemon/clock-behind', { now, last: Math.max(last, EARLIEST) });
}
