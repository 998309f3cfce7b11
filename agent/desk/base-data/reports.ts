import { Fault } from '../../domain/fault.ts';
import { type Actor, AGENT } from '../../domain/person.ts';
import { lastPeriod, type Period, type PeriodKind, periodOf } from '../../domain/period.ts';
import { readDay } from '../../domain/typed/typed-day.ts';
import { type Day, dayOf } from '../../domain/zone.ts';
import type { IssuedReport, OutboxRow } from '../../ports/ledger.ts';
import type { Desk } from '../act/desk.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';

const KINDS: readonly PeriodKind[] = ['weekly', 'monthly'];

/**
 * Puts every report that is due and was never issued into the outbox, once: also after the daemon was down at month's
 * end.
 */
export function dueReports(desk: Desk): void {
  const now = desk.clock.now();
  const wanted = KINDS.map((kind) => lastPeriod(kind, now, desk.office.calendar.zone)).filter(
    (p) =>
      !desk.ledger.reports().some((r) => r.kind === p.kind && r.from === p.from) &&
      !isAsked(desk.ledger.outbox(), p) &&
      hasData(desk, p),
  );
  if (wanted.length === 0) return;
  desk.ledger.record((books) => {
    for (const p of wanted) {
      books.enqueue({
        key: `report:${p.kind}:${p.from}`,
        ticketId: null,
        request: null,
        at: now,
        message: { kind: 'report', report: p.kind, from: p.from, until: p.until },
      });
    }
    books.enter({ at: now, actor: AGENT, act: 'report/due', request: null, facts: { wanted } });
  });
}

/** Nothing is reported of a time before the agent had anything to report. */
function hasData(desk: Desk, period: Period): boolean {
  const first = desk.ledger.audit(1, 1)[0];
  return first !== undefined && dayOf(first.at, desk.office.calendar.zone) < period.until;
}

function isAsked(outbox: readonly OutboxRow[], period: Period): boolean {
  return outbox.some(
    (r) => r.message.kind === 'report' && r.message.report === period.kind && r.message.from === period.from,
  );
}

/** A person asks for a report: of the running period, or of the one that holds the day given. */
export function orderReport(desk: Desk, body: BodyOf<'report'>, actor: Actor): DoneOf<'report'> {
  const now = desk.clock.now();
  const today = dayOf(now, desk.office.calendar.zone);
  const day: Day | undefined = body.from === null ? today : readDay(body.from);
  if (day === undefined || day > today) throw new Fault('request/bad-value', { field: 'from', value: body.from ?? '' });
  const { from, until } = periodOf(body.kind, day);
  desk.ledger.record((books) => {
    books.enqueue({
      key: `report:${body.kind}:${from}:${now}`,
      ticketId: null,
      request: null,
      at: now,
      message: { kind: 'report', report: body.kind, from, until },
    });
    books.enter({ at: now, actor, act: 'report/ordered', request: null, facts: { kind: body.kind, from, until } });
  });
  return { from, until };
}

/** The files of a report are written: it is issued, with their hashes, and the outbox row is done. */
export function issued(desk: Desk, row: OutboxRow, report: IssuedReport): void {
  desk.ledger.record((books) => {
    books.issue(report);
    books.acknowledge(row.id, report.madeAt);
    books.enter({ at: report.madeAt, actor: AGENT, act: 'report/issued', request: null, facts: { ...report } });
  });
}
