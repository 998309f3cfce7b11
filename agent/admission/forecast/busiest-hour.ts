import { after, before, HOUR, MINUTE, type Moment, span, type Window } from '../../domain/moment.ts';
import { type MinuteSpan, workSpans } from '../../domain/work-calendar.ts';
import { minuteOf, type Zone } from '../../domain/zone.ts';
import { P95 } from '../check/demand-figures.ts';
import { ratesIn, windowDays } from '../check/day-samples.ts';
import type { Evidence } from '../check/evidence.ts';
import { percentile } from '../check/percentile.ts';

const PER_HOUR = 60;

/**
 * Returns the local clock hour with the highest p95 within the working hours of the last 28 days, as minutes of the
 * day: `{ from: 540, until: 600 }` is 09:00–10:00. Of equal hours the earlier. null without any valid sample.
 */
export function busiestHour(evidence: Evidence): MinuteSpan | null {
  const { zone } = evidence.calendar;
  const byHour = new Map<number, number[]>();
  for (const day of windowDays(evidence.today)) {
    for (const part of workSpans(evidence.calendar, day).flatMap((open) => hoursOf(open, zone))) {
      const hour = Math.floor(minuteOf(part.from, zone) / PER_HOUR);
      byHour.set(hour, [...(byHour.get(hour) ?? []), ...ratesIn(evidence.of(day), [part], [])]);
    }
  }
  const ranked = [...byHour].flatMap(([hour, values]) => {
    const p95 = percentile(new Float64Array(values), values.length, P95).value;
    return p95 === undefined ? [] : [{ hour, p95 }];
  });
  const [busiest] = ranked.toSorted((a, b) => b.p95 - a.p95 || a.hour - b.hour);
  return busiest === undefined ? null : { from: busiest.hour * PER_HOUR, until: (busiest.hour + 1) * PER_HOUR };
}

/** Cuts a span at every full hour of local time. */
function hoursOf(open: Window, zone: Zone): readonly Window[] {
  const parts: Window[] = [];
  for (let { from } = open; from < open.until; ) {
    const full = after(before(from, span((minuteOf(from, zone) % PER_HOUR) * MINUTE)), HOUR);
    const until = Math.min(full, open.until) as Moment;
    parts.push({ from, until });
    from = until;
  }
  return parts;
}
