import { span } from '../../agent/domain/moment.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import type { Office } from '../../agent/domain/office.ts';
import type { Rate } from '../../agent/domain/rate.ts';
import type { Ledger } from '../../agent/ports/ledger.ts';
import { officeCalendar } from '../office/office-calendar.ts';
import { officeOf, routerPlan } from '../office/office-plan.ts';
import { DINKES, enterBaseData, putOwnLine } from '../office/own-lines.ts';
import { contractRow, lineRow, YEAR_BEGAN } from '../office/sample-rows.ts';

/** The one line that asks, pinned to the uplink that is measured. */
export const LINE = lineRow('dinkes', { parent: null });

/** An office whose promises are only reported, so that what was measured decides. */
export function measuredProfile(): Office {
  return officeOf({
    policy: { ...DEFAULT_POLICY, promised: 'report' },
    calendar: officeCalendar(),
    uplinks: [{ id: 'isp-a', name: 'ISP-A', router: 'core', interface: 'sfp-sfpplus1-ISP-A' }],
    routers: [routerPlan({ mode: 'observe', management: [], loginRetry: span(0), quiet: span(0) })],
  });
}

/** One agency with its line of 30 Mbps, and the contract of the uplink in bit/s. */
export function foundBooks(ledger: Ledger, capacity: Rate): void {
  ledger.record((books) => {
    books.putContract(contractRow('isp-a', capacity));
    putOwnLine(books, DINKES, YEAR_BEGAN, { parent: null });
    enterBaseData(books);
  });
}
