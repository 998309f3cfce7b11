import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import type { KnownRates } from '../../agent/domain/counters/leaps.ts';
import type { Reading, Subject } from '../../agent/domain/counters/reading.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { MINUTE, type Moment, moment } from '../../agent/domain/moment.ts';
import { measureLoop, type Measuring, type Turn } from '../../agent/loops/measure.ts';
import type { Meter, MeterPoint } from '../../agent/ports/meter.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { measuringOf } from '../office/measuring.ts';

const SLOT = 300_000;
/** Octets of five minutes at 8 Mbps. */
const STEP = 300_000_000n;

let folder: string;
let samples: Samples;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'measure-'));
  samples = openSqliteSamples({ file: join(folder, 'samples.db') });
});
afterEach(() => {
  samples.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets the loop read these counters, one every five minutes; the rates that came of them, in Mbps by interval. */
async function rates(counters: readonly bigint[]): Promise<Readonly<Record<number, number>>> {
  let n = 0;
  const meter = {
    read: async () => {
      const [at, down] = [moment(n * SLOT), counters[n]!];
      const reading = {
        subject: 'uplink:a',
        at,
        monotonic: at,
        agentTicks: 1e6 + n * 30_000,
        down,
        up: down,
        index: 1,
        operational: true,
      };
      n += 1;
      return await Promise.resolve({ readings: [reading], unread: [] });
    },
  } as unknown as Meter;
  const loop = measureLoop(measuringOf({ meter, samples }));
  for (const _ of counters) await loop.pass();
  const all = samples.series('uplink:a', { from: 0 as Moment, until: moment(counters.length * SLOT) });
  return Object.fromEntries(all.map(({ start, down }) => [start / SLOT, down / 1e6]));
}

const WIDE = 2n ** 40n;

test('a counter that stood still and then shows all at once is a mean, not a peak', async () => {
  expect(await rates([WIDE, WIDE + STEP, WIDE + STEP, WIDE + 3n * STEP])).toEqual({ 0: 8, 1: 8, 2: 8 });
});

test('one that stood still beyond the heartbeat is a gap', async () => {
  const still = WIDE + STEP;
  expect(await rates([WIDE, still, still, still, still, WIDE + 5n * STEP, WIDE + 6n * STEP])).toEqual({ 0: 8, 5: 8 });
});

test('one that is set back to zero twice is measured from the second time', async () => {
  expect(await rates([WIDE, 0n, 0n, STEP])).toEqual({ 2: 8 });
});

test('an uplink that counts in 32 bits has no rate once it showed so', async () => {
  expect(await rates([0n, STEP, 2n ** 32n - 1n, 5n, STEP, 2n * STEP])).toEqual({
    0: 8,
    1: expect.any(Number) as number,
  });
});

test.each([
  ['none after a restart of the daemon either', 5n, [SLOT]],
  ['one again when a reading proves it wide', 2n ** 33n, [10 * SLOT, SLOT]],
])('and %s', async (_, first, starts) => {
  await rates([0n, STEP, 2n ** 32n - 1n, 5n]);
  const clock = { now: () => moment(10 * SLOT) };
  await passes(7, { meter: minutes([60, 60, 60, 60, 60, 60, 60], {}, first, 10 * SLOT), clock });
  expect(samples.newest('uplink:a', 2).map(({ start }) => start)).toEqual([...starts, 0].slice(0, 2));
});

/** A reading of uplink `a` each minute, with counters of these Mbps since the minute before. */
function minutes(megabits: readonly number[], reported: Partial<Reading>, first = WIDE, begins = 0): Meter {
  let n = -1;
  let down = first;
  return {
    read: async () => {
      n += 1;
      down += BigInt(Math.round((megabits[n] ?? 0) * 7_500_000));
      const at = moment(begins + n * MINUTE);
      const times = { at, monotonic: at, agentTicks: 1e6 + at / 10 };
      const reading: Reading = { subject: 'uplink:a', ...times, down, up: down, index: 1, operational: true };
      return await Promise.resolve({ readings: [{ ...reading, ...reported }], unread: [] });
    },
  } as unknown as Meter;
}

const ALL = { from: 0 as Moment, until: moment(1000 * SLOT) };

async function passes(count: number, change: Partial<Measuring> & Pick<Measuring, 'meter'>): Promise<void> {
  const loop = measureLoop(measuringOf({ samples, ...change }));
  for (let i = 0; i < count; i += 1) await loop.pass();
}

test('an uplink that reports 10 Mbps and carries 60 is measured, and its speed is known to be wrong', async () => {
  await passes(12, {
    meter: minutes(
      Array.from({ length: 12 }, () => 60),
      { speedMbps: 10, ifType: 23 },
    ),
  });
  expect(samples.series('uplink:a', ALL).map(({ down }) => down / 1e6)).toEqual([60, 60]);
  expect(samples.missed('uplink:a', ALL)).toEqual([]);
  expect(samples.port('uplink:a')).toMatchObject({ type: 23, speedMbps: 10, passed: true });
});

test('one leap far above the contract is missed and said so; the interval is the mean of the rest', async () => {
  const limits = (): Map<Subject, KnownRates> => new Map([['uplink:a', { down: 100e6, up: 100e6 }]]);
  await passes(7, { meter: minutes([0, 60, 60, 5000, 60, 60, 60], { speedMbps: 0 }), limits });
  expect(samples.series('uplink:a', ALL).map(({ down }) => down / 1e6)).toEqual([60]);
  expect(samples.missed('uplink:a', ALL)).toEqual([{ why: 'leap', count: 1, last: 3 * MINUTE }]);
});

test('a rate that stands above the contract is stored for the time in which it was doubted, too', async () => {
  const limits = (): Map<Subject, KnownRates> => new Map([['uplink:a', { down: 20e6, up: 20e6 }]]);
  await passes(7, { meter: minutes([0, 60, 60, 60, 60, 60, 60], {}), limits });
  expect(samples.series('uplink:a', ALL).map(({ down }) => down / 1e6)).toEqual([60]);
  expect(samples.missed('uplink:a', ALL)).toEqual([]);
});

test('a leap beyond any link is missed, whatever nobody knows', async () => {
  await passes(7, { meter: minutes([0, 60, 60, 3.9e9, 60, 60, 60], { speedMbps: 0 }) });
  expect(samples.series('uplink:a', ALL).map(({ down }) => down / 1e6)).toEqual([60]);
  expect(samples.missed('uplink:a', ALL)).toEqual([{ why: 'impossible', count: 1, last: 3 * MINUTE }]);
});

test('points that the device does not list, and all of a silent device, are missed with the reason', async () => {
  const points: readonly MeterPoint[] = [{ subject: 'uplink:a' }, { subject: 'uplink:b' }];
  let visit = 0;
  const read: Meter['read'] = async () => {
    visit += 1;
    if (visit === 2) throw new Fault('meter/silent', { target: 'core' });
    return await Promise.resolve({ readings: [], unread: [{ subject: 'uplink:b', why: 'no-64-bit' }] });
  };
  const loop = measureLoop(measuringOf({ samples, meter: { read } as unknown as Meter, points: () => points }));
  await loop.pass();
  await expect(loop.pass()).rejects.toMatchObject({ code: 'meter/silent' });
  const counts = (subject: Subject) => samples.missed(subject, { ...ALL, until: 9e15 as Moment }).map((m) => m.why);
  expect([counts('uplink:a'), counts('uplink:b')]).toEqual([['no-answer'], ['no-64-bit', 'no-answer'].toSorted()]);
});

describe('queues whose columns are taken the other way round from now on', () => {
  /** Visits of two queues, with octets by the columns In and Out, read as `bytesIn` says. */
  function queuesRead(visits: readonly (Reading['bytesIn'] | 'unsaid')[]): Meter {
    let n = -1;
    const read: Meter['read'] = async () => {
      n += 1;
      const bytesIn = visits[n];
      const at = moment(n * SLOT);
      const times = { at, monotonic: at, agentTicks: 1e6 + n * 30_000, index: 1, operational: true };
      const [into, out] = [BigInt(n) * STEP + WIDE, BigInt(n) * (STEP / 10n) + WIDE / 10n];
      const octets = bytesIn === 'down' ? { down: into, up: out } : { down: out, up: into };
      const said = bytesIn === 'unsaid' || bytesIn === undefined ? {} : { bytesIn };
      const of = (subject: Subject): Reading => ({ subject, ...times, ...octets, ...said });
      return await Promise.resolve({ readings: [of('line:x'), of('pool:y')], unread: [] });
    };
    return { read } as unknown as Meter;
  }

  const seen = (subject: Subject) => samples.series(subject, ALL).map(({ down, up }) => [down / 1e6, up / 1e6]);

  test('have their history turned once, said before, and lose no interval', async () => {
    const turns: Turn[] = [];
    await passes(5, { meter: queuesRead(['up', 'up', 'up', 'down', 'down']), turning: (turn) => turns.push(turn) });
    expect(turns).toEqual([{ router: 'core', subjects: ['line:x', 'pool:y'], bytesIn: 'down' }]);
    for (const subject of ['line:x', 'pool:y'] as const)
      expect(seen(subject)).toEqual(Array.from({ length: 4 }, () => [8, 0.8]));
  });

  test('which an older version read are recognised by the counters themselves', async () => {
    const turns: Turn[] = [];
    const turning = (turn: Turn): void => void turns.push(turn);
    await passes(4, { meter: queuesRead(['unsaid', 'unsaid', 'down', 'down']), turning });
    expect(turns.map(({ bytesIn }) => bytesIn)).toEqual(['down']);
    expect(seen('line:x')).toEqual(Array.from({ length: 3 }, () => [8, 0.8]));
  });

  test('and that the older version read as now are left as they are', async () => {
    const turns: Turn[] = [];
    await passes(4, {
      meter: queuesRead(['unsaid', 'unsaid', 'up', 'up']),
      turning: (turn) => void turns.push(turn),
    });
    expect(turns).toEqual([]);
    expect(seen('line:x')).toEqual(Array.from({ length: 3 }, () => [0.8, 8]));
  });

  test('are turned twenty at a visit; the others wait without a loss', async () => {
    const turns: Turn[] = [];
    let n = -1;
    const read: Meter['read'] = async () => {
      n += 1;
      const at = moment(n * MINUTE);
      const times = { at, monotonic: at, agentTicks: 1e6 + n * 6000, index: 1, operational: true };
      const counted = { down: WIDE + BigInt(n) * 7_500_000n, up: WIDE + BigInt(n) * 7_500_000n };
      const bytesIn = n < 2 ? 'up' : 'down';
      const readings = Array.from({ length: 50 }, (_, i): Reading => {
        return { subject: `line:${i}`, ...times, ...counted, bytesIn };
      });
      return await Promise.resolve({ readings, unread: [] });
    };
    await passes(11, { meter: { read } as unknown as Meter, turning: (turn) => void turns.push(turn) });
    expect(turns.map(({ subjects }) => subjects.length)).toEqual([20, 20, 10]);
    for (const subject of ['line:0', 'line:49'] as const)
      expect(seen(subject)).toEqual([
        [1, 1],
        [1, 1],
      ]);
  });
});
