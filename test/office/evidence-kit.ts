import type { DaySeries, Evidence } from '../../agent/admission/check/evidence.ts';
import type { BusyP95 } from '../../agent/admission/check/demand-figures.ts';
import type { CommittedInstant } from '../../agent/admission/check/committed-instant.ts';
import type { ConstrainedLink, DirectionInputs, DecisionInputs } from '../../agent/admission/check/decision-inputs.ts';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Line, Path } from '../../agent/domain/line.ts';
import { type Moment, moment, type Window } from '../../agent/domain/moment.ts';
import { FORMULA } from '../../agent/assessment/availability.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { bps, mbps, perMille, type Rate } from '../../agent/domain/rate.ts';
import { kindOfDay } from '../../agent/domain/work-calendar.ts';
import { at, type Day, nextDay } from '../../agent/domain/zone.ts';
import { officeCalendar, realDay } from './office-calendar.ts';
import { grantRow, lineRow } from './sample-rows.ts';

export const CALENDAR = officeCalendar();
export const SLOT = 300_000;

/** An instant written with its offset. */
export function when(text: string): Moment {
  return moment(Date.parse(text));
}

export function span(from: string, until: string): Window {
  return { from: when(from), until: when(until) };
}

/** Decimal Mbps in both directions. */
export function both(down: number, up = down): Rate {
  return { down: mbps(down), up: mbps(up) };
}

/** What one day holds: one rate for all its slots, a rate per minute of the day (undefined: missing), or nothing. */
export type DayPlan = number | undefined | ((minute: number) => number | undefined);

/** Past of one direction, written as a rule over days. */
export function past(today: string, plan: (day: Day, kind: ReturnType<typeof kindOfDay>) => DayPlan): Evidence {
  return {
    calendar: CALENDAR,
    today: realDay(today),
    of: (day) => dayOfPlan(day, plan(day, kindOfDay(CALENDAR, day))),
  };
}

function dayOfPlan(day: Day, plan: DayPlan): DaySeries {
  const starts: Moment[] = [];
  const rates: number[] = [];
  for (let minute = 0; plan !== undefined && minute < 1440; minute += 5) {
    const rate = typeof plan === 'number' ? plan : plan(minute);
    if (rate === undefined) continue;
    starts.push(at(day, minute, CALENDAR.zone));
    rates.push(rate);
  }
  return { starts, rates };
}

/** Days from `from` on, so many. */
export function daysFrom(from: string, count: number): ReadonlySet<Day> {
  return new Set(Array.from({ length: count }, (_, n) => nextDay(realDay(from), n)));
}

export const NOW = when('2026-05-04T10:00+07:00');

export function known(bits: number): BusyP95 {
  return { kind: 'known', bits, figures: [] };
}

export function direction(more: Partial<DirectionInputs> = {}): DirectionInputs {
  return {
    delta: mbps(10),
    busy: known(mbps(100)),
    raised: bps(0),
    growth: bps(0),
    live: { kind: 'known', bits: mbps(50), ageMs: 0 },
    idle: bps(0),
    own: null,
    promised: { a: [promise()] },
    ...more,
  };
}

export function promise(more: Partial<CommittedInstant> = {}): CommittedInstant {
  return { at: NOW, formula: 'permanent', dedicated: bps(0), shared: bps(0), full: bps(0), ...more };
}

export function bound(more: Partial<ConstrainedLink> = {}): ConstrainedLink {
  return {
    kind: 'uplink',
    name: 'a',
    share: perMille(1000),
    shareNow: perMille(1000),
    capacity: both(1000),
    operational: true,
    ...more,
  };
}

/** Terms under which everything fits by far: 100 of 1000 Mbps busy, 10 more asked, down only. */
export function terms(down: Partial<DirectionInputs> = {}, more: Partial<DecisionInputs> = {}): DecisionInputs {
  return {
    formula: FORMULA,
    at: NOW,
    line: 'x',
    service: 'shared',
    path: { kind: 'pinned', uplink: 'a' },
    window: null,
    inForce: both(20),
    wanted: both(30, 20),
    policy: DEFAULT_POLICY,
    bounds: [bound()],
    directions: { down: direction(down), up: direction({ delta: 0 }) },
    blind: [],
    ...more,
  };
}

/** A permanent grant that has stood since the beginning of 2026. */
export function allocation(id: number, line: string, total: Rate, more: Partial<Allocation> = {}): Allocation {
  return { id, ...grantRow(line, total, more) };
}

/** A line without a pool above it and without targets: its path and service alone count. */
export function bareLine(id: string, path: Path | string = 'a', service: Line['service'] = 'shared'): Line {
  const way = typeof path === 'string' ? ({ kind: 'pinned', uplink: path } as const) : path;
  return lineRow(id, { queue: id, targets: [], parent: null, service, path: way });
}
