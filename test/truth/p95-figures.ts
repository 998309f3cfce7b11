import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import { percentile } from '../../agent/admission/check/percentile.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { moment } from '../../agent/domain/moment.ts';
import { perMille } from '../../agent/domain/rate.ts';
import type { Reading } from '../../agent/domain/counters/reading.ts';
import { measureLoop } from '../../agent/loops/measure.ts';
import type { Meter } from '../../agent/ports/meter.ts';
import { measuringOf } from '../office/measuring.ts';
import { CountedTraffic, workingSlots } from './counted-traffic.ts';
import { nearestRank } from './plant-truth.ts';
import type { Polls, Weather } from './poll-weathers.ts';

const SLOT = 300_000;
const MONDAY = Date.parse('2026-04-06T00:00+07:00');

/** p95 over the working hours of one month, bit/s; ours is null when missing samples leave it without a bound. */
export interface P95Figures {
  readonly truth: number;
  readonly ours: number | null;
  /** Controls: a failed read is 0; the mean of each hour's p95. */
  readonly zeroed: number;
  readonly hourly: number;
  /** Part of the intervals that have a rate. */
  readonly coverage: number;
}

/** A month of one kind through the real pipeline: readings, differences, samples.db, series, percentile. */
export async function p95Figures(weather: Weather, seed: string, days = 28): Promise<P95Figures> {
  const traffic = new CountedTraffic(seed, MONDAY, days);
  const polls = weather.polls(traffic, seed);
  const rates = await measuredRates(traffic, polls);
  const slots = workingSlots(traffic);
  const values = slots.flatMap((start) => rates.get(start) ?? []);
  return {
    truth: nearestRank(traffic.workingRates()),
    ours: percentile(Float64Array.from(values), slots.length, perMille(950)).value ?? null,
    zeroed: nearestRank(zeroedRates(slots, rates, polls)),
    hourly: meanOfHours(slots, rates),
    coverage: values.length / slots.length,
  };
}

async function measuredRates(traffic: CountedTraffic, polls: Polls): Promise<ReadonlyMap<number, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'p95-'));
  const samples = openSqliteSamples({ file: join(folder, 'samples.db') });
  let at = traffic.from;
  const meter = {
    read: async () => {
      if (polls.lost.has(at)) throw new Fault('meter/silent', { target: 'core' });
      return await Promise.resolve({ readings: [readingAt(traffic, polls, at)], unread: [] });
    },
  } as unknown as Meter;
  const loop = measureLoop(measuringOf({ meter, samples }));
  try {
    for (at of polls.at) if (!polls.lost.has(at)) await loop.pass();
    const window = { from: moment(traffic.from), until: moment(traffic.until) };
    return new Map(samples.series('uplink:isp', window).map(({ start, down }) => [start, down]));
  } finally {
    samples.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readingAt(traffic: CountedTraffic, { reboots, ticks }: Polls, at: number): Reading {
  const boot = reboots.findLast((when) => when <= at);
  const octets = traffic.octetsAt(at) - (boot === undefined ? -1e13 : traffic.octetsAt(boot));
  const agentTicks =
    boot === undefined ? (ticks + Math.floor((at - traffic.from) / 10)) % 2 ** 32 : Math.floor((at - boot) / 10);
  const [down, up] = [BigInt(octets), BigInt(Math.floor(octets / 4))];
  const times = { at: moment(at), monotonic: at - traffic.from, agentTicks };
  return { subject: 'uplink:isp', ...times, down, up, index: 1, speedMbps: 1000, operational: true };
}

/** Each failed poll counts as no traffic since the one before. */
function zeroedRates(
  slots: readonly number[],
  rates: ReadonlyMap<number, number>,
  { at, lost }: Polls,
): readonly number[] {
  const polled = new Map<number, { all: number; lost: number }>();
  for (const when of at) {
    const slot = Math.ceil(when / SLOT) * SLOT - SLOT;
    const known = polled.get(slot) ?? { all: 0, lost: 0 };
    polled.set(slot, { all: known.all + 1, lost: known.lost + (lost.has(when) ? 1 : 0) });
  }
  return slots.map((start) => {
    const counted = polled.get(start);
    return counted === undefined ? 0 : ((rates.get(start) ?? 0) * (counted.all - counted.lost)) / counted.all;
  });
}

function meanOfHours(slots: readonly number[], rates: ReadonlyMap<number, number>): number {
  const hours = new Map<number, number[]>();
  for (const start of slots) {
    const rate = rates.get(start);
    const hour = Math.floor(start / 3_600_000);
    if (rate !== undefined) hours.set(hour, [...(hours.get(hour) ?? []), rate]);
  }
  const each = [...hours.values()].map(nearestRank);
  return each.reduce((sum, p95) => sum + p95, 0) / each.length;
}
