import { moment, span } from '../../agent/domain/moment.ts';
import { REPORT_ONLY } from '../../agent/domain/drift-plan.ts';
import type { Line } from '../../agent/domain/line.ts';
import type { Office } from '../../agent/domain/office.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { NO_RATE, rate } from '../../agent/domain/rate.ts';
import type { Ledger } from '../../agent/ports/ledger.ts';
import { officeCalendar } from '../office/office-calendar.ts';
import { PLAIN_PROFILE } from '../office/plain-profile.ts';

const SINCE = moment(Date.parse('2026-01-01T00:00+07:00'));
const HELD = rate(30e6, 30e6);

/** The one line that asks, pinned to the uplink that is measured. */
export const LINE: Line = {
  id: 'dinkes',
  agency: 'dinkes',
  router: 'core',
  queue: 'DINKES',
  targets: ['10.62.20.0/24'],
  parent: null,
  service: 'shared',
  path: { kind: 'pinned', uplink: 'isp-a' },
};

/** An office whose promises are only reported, so that what was measured decides. */
export function measuredProfile(): Office {
  return {
    profile: PLAIN_PROFILE,
    policy: { ...DEFAULT_POLICY, promised: 'report' },
    calendar: officeCalendar(),
    uplinks: [{ id: 'isp-a', name: 'ISP-A', router: 'core', interface: 'sfp-sfpplus1-ISP-A' }],
    routers: [
      {
        name: 'core',
        mode: 'observe',
        dryRun: false,
        management: [],
        wordsPerOp: 4,
        writesPerHour: 1,
        movedPerHour: null,
        secondApproverAbove: null,
        loginRetry: span(0),
        quiet: span(0),
        freezes: [],
        massDrift: 3,
        drift: REPORT_ONLY,
      },
    ],
    people: [],
    language: 'id',
  };
}

/** One agency with its line of 30 Mbps, and the contract of the uplink in bit/s. */
export function foundBooks(ledger: Ledger, capacity: { readonly down: number; readonly up: number }): void {
  ledger.record((books) => {
    books.putAgency({
      id: LINE.agency,
      code: 'DINKES',
      name: 'Dinas Kesehatan',
      kind: 'opd',
      location: 'Kasongan',
      managed: true,
    });
    books.putContract({
      uplink: 'isp-a',
      from: SINCE,
      until: null,
      rate: rate(capacity.down, capacity.up),
      document: 'K-1',
    });
    books.putLine(LINE);
    books.allocate({
      line: LINE.id,
      request: null,
      rate: HELD,
      limitAt: NO_RATE,
      window: null,
      state: { at: 'granted', since: SINCE },
      appliedAt: SINCE,
      returnedAt: null,
    });
    books.enter({ at: SINCE, actor: { kind: 'agent' }, act: 'test/base-data', request: null, facts: {} });
  });
}
