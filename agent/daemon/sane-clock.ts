import { Fault } from '../domain/fault.ts';
import { before, MINUTE, type Moment, momentOf, span } from '../domain/moment.ts';
import type { LedgerView } from '../ports/ledger.ts';

/** No office runs this before it was written. */
const EARLIEST = momentOf('2025-01-01T00:00:00Z');
/** Between two time services, or a leap that is slewed away. */
const SLACK = span(2 * MINUTE);

/**
 * A machine that begins in 1970, or before the last thing it wrote, must not decide what is due: holds, windows and
 * reports hang on the time. Throws Fault `daemon/clock-behind`; the service manager tries again.
 */
export function mustBeSane(now: Moment, ledger: Pick<LedgerView, 'audit' | 'auditHead'>): void {
  const { seq } = ledger.auditHead();
  const last = seq === 0 ? EARLIEST : (ledger.audit(seq, 1)[0]?.at ?? EARLIEST);
  if (now < EARLIEST || now < before(last, SLACK))
    throw new Fault('daemon/clock-behind', { now, last: Math.max(last, EARLIEST) });
}
