import type { Desk } from '../desk/act/desk.ts';
import { contextOf } from '../desk/act/desk.ts';
import { issued } from '../desk/base-data/reports.ts';
import type { Span } from '../domain/moment.ts';
import type { Day } from '../domain/zone.ts';
import type { Printer } from '../ports/printer.ts';
import { makeReport } from '../report/utilisation-report.ts';
import type { Loop } from './loop.ts';

/** Prints every report of the outbox, once. A period that was printed before gets the next revision. */
export function reportLoop(desk: Desk, printer: Printer, every: Span): Loop {
  return {
    name: 'report',
    async pass() {
      let changed = false;
      for (const row of desk.ledger.outbox()) {
        if (row.message.kind !== 'report') continue;
        const { report: kind, from, until } = row.message;
        const revision = desk.ledger.reports().filter((r) => r.kind === kind && r.from === from).length;
        const id = `${kind}-${from}${revision === 0 ? '' : `-rev${revision}`}`;
        const pages = makeReport(contextOf(desk), { kind, from: from as Day, until: until as Day }, id);
        const files = [];
        for (const page of pages) files.push(await printer.write(page.name, page.content));
        issued(desk, row, { id, kind, from, until, madeAt: desk.clock.now(), files });
        changed = true;
      }
      return { after: every, changed };
    },
  };
}
