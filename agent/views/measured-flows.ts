import { INTERVAL_MS } from '../admission/check/evidence.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import type { Flows } from '../domain/counters/flow-balance.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { before, DAY, type Moment, type Span, span } from '../domain/moment.ts';

/** Sums of two groups of subjects over the same intervals, bit/s added up, and how much time those intervals are. */
export interface CommonFlows {
  readonly above: Flows;
  readonly below: Flows;
  /** ms. */
  readonly measured: Span;
}

/**
 * Adds up the 5-minute rates of the last day of two groups, over the intervals in which every measured subject of both
 * was measured. A subject that was never measured in that day is left out.
 */
export function commonFlows(
  context: ReadContext,
  aboveSubjects: readonly Subject[],
  belowSubjects: readonly Subject[],
): CommonFlows {
  const above = sumOf(context, aboveSubjects);
  const below = sumOf(context, belowSubjects);
  const common = [...above.keys()].filter((start) => below.has(start));
  return {
    above: total(above, common),
    below: total(below, common),
    measured: span(common.length * INTERVAL_MS),
  };
}

function sumOf({ samples, now }: ReadContext, subjects: readonly Subject[]): ReadonlyMap<Moment, Flows> {
  const window = { from: before(now, DAY), until: now };
  const measured = subjects.map((subject) => samples.series(subject, window)).filter((series) => series.length > 0);
  const sums = new Map<Moment, Flows & { readonly parts: number }>();
  for (const { start, down, up } of measured.flat()) {
    const sum = sums.get(start) ?? { down: 0, up: 0, parts: 0 };
    sums.set(start, { down: sum.down + down, up: sum.up + up, parts: sum.parts + 1 });
  }
  return new Map([...sums].filter(([, { parts }]) => parts === measured.length));
}

function total(sums: ReadonlyMap<Moment, Flows>, starts: readonly Moment[]): Flows {
  const all = { down: 0, up: 0 };
  for (const start of starts) {
    all.down += sums.get(start)?.down ?? 0;
    all.up += sums.get(start)?.up ?? 0;
  }
  return all;
}
