import { windowDays } from '../../admission/check/day-samples.ts';
import type { Allocation } from '../../domain/allocation.ts';
import type { Line } from '../../domain/line.ts';
import { before } from '../../domain/moment.ts';
import { DIRECTIONS } from '../../domain/rate.ts';
import type { Subject } from '../../domain/counters/reading.ts';
import { type Day, dayOf } from '../../domain/zone.ts';
import { SETTLED } from '../../assessment/day-cache.ts';
import { unchangedQuery } from '../../assessment/check-query.ts';
import { inputsFor } from '../../assessment/availability.ts';
import { evidenceOf } from '../../assessment/path-demand.ts';
import { snapshotOf } from '../../assessment/snapshot.ts';
import { type Desk, contextOf } from '../act/desk.ts';

/**
 * Fills the day cache for the checks of the day: reads the history of all uplinks and of lines with a guarantee, and
 * computes the 95th percentile of every path. The first check of the day then need not wait. Returns the day it was
 * done for.
 * @param known day it was last done for; nothing is done when that is today.
 */
export function warmCache(desk: Desk, known: Day | undefined): Day {
  const day = dayOf(before(desk.clock.now(), SETTLED), desk.office.calendar.zone);
  if (day === known) return day;
  const context = snapshotOf(contextOf(desk));
  const allocations = context.ledger.allocations();
  const lines = context.ledger.lines().filter((line) => isGuaranteed(line, allocations));
  const subjects = [
    ...context.office.uplinks.map((u): Subject => `uplink:${u.id}`),
    ...lines.map((l): Subject => `line:${l.id}`),
  ];
  for (const subject of subjects) {
    const evidence = evidenceOf(context, [subject], 'down');
    for (const past of windowDays(evidence.today)) evidence.of(past);
  }
  for (const line of new Map(context.ledger.lines().map((l) => [JSON.stringify(l.path), l])).values()) {
    inputsFor(context, unchangedQuery(context, line));
  }
  return day;
}

function isGuaranteed({ id, service }: Line, allocations: readonly Allocation[]): boolean {
  return service === 'dedicated' || allocations.some((a) => a.line === id && DIRECTIONS.some((d) => a.limitAt[d] > 0));
}
