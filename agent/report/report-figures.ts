import { permanentRate } from '../domain/allocation.ts';
import type { Window } from '../domain/moment.ts';
import { type Period, windowOf } from '../domain/period.ts';
import type { Rate } from '../domain/rate.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import { type RequestRow, requestsView } from '../views/requests-view.ts';
import type { UplinkRow } from '../views/uplinks-view.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { dueOf } from '../workflow/due.ts';
import { type ReportedP95, reportedP95 } from './reported-p95.ts';
import { workingRates } from './working-rates.ts';

/** Use of one uplink or line in the period, bit/s. null is unknown, never zero. */
export interface UseRow {
  readonly name: string;
  /** Contract of the uplink at the end of the period, or permanent rate of the line now. */
  readonly limit: Rate | null;
  /** 95th percentile of the 5-minute download rates in working hours. */
  readonly p95Down: ReportedP95 | null;
  /** 95th percentile of the 5-minute upload rates in working hours. */
  readonly p95Up: ReportedP95 | null;
  /** Highest 5-minute download rate in working hours. */
  readonly maxDown: number | null;
  /** Per mille of the expected 5-minute intervals in working hours that have a valid rate. */
  readonly complete: number;
  /** Intervals of the period without a rate, by reason. */
  readonly missed: UplinkRow['missed'];
}

/** Every number of a utilisation report. */
export interface ReportFigures {
  readonly period: Period;
  readonly uplinks: readonly UseRow[];
  readonly lines: readonly UseRow[];
  /**
   * Requests received before the end of the period that were not resolved before its start, each with whether its
   * deadlines were met (null: open or unknown).
   */
  readonly requests: readonly (RequestRow & {
    readonly responseMet: boolean | null;
    readonly resolutionMet: boolean | null;
  })[];
  /** Requests of the period that are postponed now. */
  readonly deferred: readonly RequestRow[];
  /** Download rate that the postponed requests ask for beyond what they have, bit/s in sum. */
  readonly unmet: number;
  /**
   * Sum of the uplinks' downloads by hour, for the chart: pairs of epoch ms and bit/s. Hours in which an uplink has no
   * data are left out.
   */
  readonly hourly: readonly (readonly [number, number])[];
  /** Sum of the contracted download rates, bit/s. null: an uplink has no contract. */
  readonly capacity: number | null;
}

/**
 * Computes every number of a utilisation report for a week or month. Percentiles are taken from 5-minute rates in
 * working hours, as in the availability check.
 */
export function reportFigures(context: ReadContext, period: Period): ReportFigures {
  const { office, ledger } = context;
  const window = windowOf(period, office.calendar.zone);
  const end = (Math.min(window.until, context.now) - 1) as Window['until'];
  const inPeriod = requestsView(context, { all: true }).filter(
    (r) => r.receivedAt < window.until && (r.clock !== 'over' || r.since >= window.from),
  );
  const deferred = inPeriod.filter((r) => r.stage === 'deferred');
  const contracts = office.uplinks.map((u) => inForce(contractsOf(ledger.contracts(), u.id), end)?.rate ?? null);
  return {
    period,
    uplinks: office.uplinks.map((u, i) => useOf(context, period, `uplink:${u.id}`, u.name, contracts[i] ?? null)),
    lines: ledger
      .lines()
      .map((l) => useOf(context, period, `line:${l.id}`, l.queue, permanentRate(ledger.allocations(), l.id))),
    requests: inPeriod.map((r) => ({ ...r, ...metOf(context, r.number) })),
    deferred,
    unmet: deferred.reduce((sum, r) => sum + Math.max(0, (r.wanted?.down ?? 0) - (r.inForce?.down ?? 0)), 0),
    hourly: hourlySum(context, window),
    capacity: contracts.includes(null) ? null : contracts.reduce((sum, c) => sum + (c?.down ?? 0), 0),
  };
}

function useOf(context: ReadContext, period: Period, subject: Subject, name: string, limit: Rate | null): UseRow {
  const { down, up, expected } = workingRates(context, period, subject);
  const complete = expected === 0 ? 0 : Math.round((down.length * 1000) / expected);
  const maxDown = down.length === 0 ? null : Math.max(...down);
  const missed = context.samples.missed(subject, windowOf(period, context.office.calendar.zone));
  const p95 = { p95Down: reportedP95(down, expected), p95Up: reportedP95(up, expected) };
  return { name, limit, ...p95, maxDown, complete, missed };
}

/** Whether the response and the resolution of a request met their deadlines. */
function metOf(
  { ledger, office, now }: ReadContext,
  number: string,
): { responseMet: boolean | null; resolutionMet: boolean | null } {
  const found = ledger.requestByNumber(number);
  if (found === undefined || found.request.priority === null) return { responseMet: null, resolutionMet: null };
  const due = dueOf(
    office.calendar,
    found.request.priority,
    found.request.receivedAt,
    ledger.history(found.request.id),
    now,
  );
  return { responseMet: due.responseMet, resolutionMet: due.resolutionMet };
}

function hourlySum(context: ReadContext, window: Window): readonly (readonly [number, number])[] {
  const sums = new Map<number, { bits: number; uplinks: number }>();
  for (const uplink of context.office.uplinks) {
    for (const hour of context.samples.hourly(`uplink:${uplink.id}`, window)) {
      if (hour.seconds === 0) continue;
      const known = sums.get(hour.start) ?? { bits: 0, uplinks: 0 };
      sums.set(hour.start, {
        bits: known.bits + Math.round((Number(hour.downOctets) * 8) / hour.seconds),
        uplinks: known.uplinks + 1,
      });
    }
  }
  return [...sums]
    .filter(([, s]) => s.uplinks === context.office.uplinks.length)
    .map(([start, s]) => [start, s.bits] as const)
    .toSorted((a, b) => a[0] - b[0]);
}
