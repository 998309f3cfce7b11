import { LabCalendar, localParts } from './lab-calendar.ts';
import { instant } from './lab-clock.ts';
import type { Scenario } from './scenario.ts';

/** Length of a traffic slot: the model gives one demand per agency and slot. */
export const SLOT_MS = 300_000;
/** Monday 2026-04-06 00:00 WIB: the random walks of all agencies start here. */
const ORIGIN = Date.parse('2026-04-06T00:00:00+07:00');
/** A shaper delivers this part of its max-limit as goodput. */
export const SHAPER_YIELD = 0.985;
const UP_PER_DOWN = 0.3;
const FLOOR = { down: 0.05, up: 0.02 };

/** What one agency would send and receive if nothing held it back, in Mbps. */
export interface Demand {
  readonly down: number;
  readonly up: number;
}

/** 5-min rates of one line or of the sum, whole bit/s, stamped with the interval's start. */
export interface RateSeries {
  readonly down: Float64Array;
  readonly up: Float64Array;
}

export interface History {
  /** Start of each interval, epoch milliseconds. */
  readonly starts: Float64Array;
  readonly agencies: ReadonlyMap<string, RateSeries>;
  readonly total: RateSeries;
}

/** Mulberry32: 32 bits of state, the same stream for the same seed. */
export function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Walk {
  readonly random: () => number;
  slow: number;
}

/**
 * Offered traffic of every agency, slot by slot, from 2026-04-06 on. Seeds are 1000 + the agency's place in the
 * scenario.
 */
export class Traffic {
  readonly #scenario: Scenario;
  readonly #calendar: LabCalendar;
  #walks: Walk[] = [];
  #slot = -1;
  #demands: readonly Demand[] = [];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#calendar = new LabCalendar(scenario.calendar);
  }

  /**
   * Demand of each agency, in scenario order, in the slot that holds this moment. Cheap forwards; backwards it walks
   * from the start.
   */
  demandAt(ms: number): readonly Demand[] {
    const slot = Math.floor((ms - ORIGIN) / SLOT_MS);
    if (slot < 0) throw new RangeError(`no traffic before ${new Date(ORIGIN).toISOString()}`);
    if (slot < this.#slot) this.#slot = -1;
    if (this.#slot < 0)
      this.#walks = this.#scenario.agencies.map((_, place) => ({ random: mulberry(1000 + place), slow: 0 }));
    while (this.#slot < slot) {
      this.#slot += 1;
      this.#demands = this.#step(ORIGIN + this.#slot * SLOT_MS);
    }
    return this.#demands;
  }

  #step(start: number): readonly Demand[] {
    const { agencies, profiles, weekendFactor } = this.#scenario;
    const parts = localParts(start);
    const free = this.#calendar.isFree(parts);
    const zoom = parts.weekday === 1 && parts.hour >= 8 && parts.hour < 11 && !this.#calendar.isHoliday(parts.day);
    return agencies.map((agency, place) => {
      const hours = profiles[agency.profile] ?? [];
      const now = hours[parts.hour] ?? 0;
      const next = hours[(parts.hour + 1) % 24] ?? 0;
      let factor = now + ((next - now) * parts.minute) / 60;
      if (free) factor *= weekendFactor[agency.profile] ?? 1;
      if (zoom && agency.mondayZoom) factor *= 1.18;
      const walk = this.#walks[place] ?? { random: mulberry(1000 + place), slow: 0 };
      walk.slow = 0.9 * walk.slow + 0.1 * (walk.random() - 0.5);
      const raw = agency.peakDemandMbps * factor * (1 + 0.9 * walk.slow + 0.16 * (walk.random() - 0.5));
      return { down: Math.max(FLOOR.down, raw), up: Math.max(FLOOR.up, raw * UP_PER_DOWN) };
    });
  }
}

/** Whole bit/s that come through: the demand, held back by a limit in Mbps. */
const delivered = (demand: number, limitMbps: number): number =>
  Math.round(Math.min(demand, limitMbps * SHAPER_YIELD) * 1e6);

/**
 * The frozen history under the allocations the scenario starts with: each line's 5-min rate is rounded to whole bit/s,
 * the sum is the sum of the rounded lines. Its p95 over working hours of 2026-04-06..2026-05-03 is 385,804,632 bit/s
 * down and 127,336,815 up.
 */
export function history(scenario: Scenario, from: number | string, to: number | string): History {
  const first = instant(from);
  const count = Math.ceil((instant(to) - first) / SLOT_MS);
  const series = (): RateSeries => ({ down: new Float64Array(count), up: new Float64Array(count) });
  const lines = scenario.agencies.map(series);
  const total = series();
  const traffic = new Traffic(scenario);
  const starts = Float64Array.from({ length: count }, (_, index) => first + index * SLOT_MS);
  starts.forEach((start, index) => {
    traffic.demandAt(start).forEach((demand, place) => {
      const limit = scenario.agencies[place]?.allocationMbps ?? { down: 0, up: 0 };
      const rate = { down: delivered(demand.down, limit.down), up: delivered(demand.up, limit.up) };
      const line = lines[place] ?? total;
      line.down[index] = rate.down;
      line.up[index] = rate.up;
      total.down[index] = (total.down[index] ?? 0) + rate.down;
      total.up[index] = (total.up[index] ?? 0) + rate.up;
    });
  });
  return {
    starts,
    total,
    agencies: new Map(scenario.agencies.map((agency, place) => [agency.id, lines[place] ?? total])),
  };
}
