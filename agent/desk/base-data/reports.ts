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
 * Puts an order for the last weekly and the last monthly report into the outbox, unless it was issued or ordered
 * already. A report that fell due while the agent was off is ordered too.
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

/** Says whether the audit has an entry from before the end of the period. */
function hasData(desk: Desk, period: Period): boolean {
  const first = desk.ledger.audit(1, 1)[0];
  return first !== undefined && dayOf(first.at, desk.office.calendar.zone) < period.until;
}

function isAsked(outbox: readonly OutboxRow[], period: Period): boolean {
  return outbox.some(
    (r) => r.message.kind === 'report' && r.message.report === period.kind && r.message.from === period.from,
  );
}

/**
 * Orders a report for the running period, or for the period of the given day. Returns its first day, and the first day
 * after it. Throws Fault `request/bad-value` for an invalid or future day.
 */
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

/** Records that the files of a report were written, with their hashes, and acknowledges its outbox row. */
export function issued(desk: Desk, row: OutboxRow, report: IssuedReport): void {
  desk.ledger.record((books) => {
    books.issue(report);
    books.acknowledge(row.id, report.madeAt);
    books.enter({ at: report.madeAt, actor: AGENT, act: 'report/issued', request: null, facts: { ...report } });
  });
}
