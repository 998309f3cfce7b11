import { afterEach, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { before, HOUR, type Moment, MINUTE, span } from '../../agent/domain/moment.ts';
import type { Subject } from '../../agent/domain/counters/reading.ts';
import { flowFindings } from '../../agent/views/flow-findings.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

/** Five-minute rates of the last hours in place of what the kit feeds: a day later nothing of that is in reach. */
async function dayOf(
  rates: Readonly<Record<Subject, readonly [down: number, up: number]>>,
  hours = 23,
): Promise<readonly unknown[]> {
  kit = deskKit();
  await kit.clock.advance((kit.clock.now() + 2 * 24 * HOUR) as Moment);
  const now = kit.clock.now();
  const starts = Array.from({ length: hours * 12 }, (_, i) => before(now, span((i + 1) * 5 * MINUTE)));
  for (const [subject, [down, up]] of Object.entries(rates)) {
    kit.samples.import(
      subject as Subject,
      starts.map((start) => ({ start, down: down * 1e6, up: up * 1e6, dropsDown: 0, dropsUp: 0 })),
    );
  }
  return flowFindings(contextOf(kit.desk)).map(({ code, level, subject, facts }) => [code, level, subject, facts]);
}

test.each<[string, Parameters<typeof dayOf>[0], readonly unknown[]]>([
  [
    'all is well',
    { 'uplink:isp-a': [50, 10], 'line:dinkes': [30, 5], 'line:disdik': [19, 4] },
    [['meter/direction-straight', 'ok', 'core', { measured: 23 * HOUR }]],
  ],
  [
    'down and up too alike to tell',
    { 'uplink:isp-a': [50, 45], 'line:dinkes': [30, 25], 'line:disdik': [19, 19] },
    [['meter/direction-unknown', 'warn', 'core', { measured: 23 * HOUR }]],
  ],
  [
    'queues read the wrong way round',
    { 'uplink:isp-a': [50, 10], 'line:dinkes': [5, 30], 'line:disdik': [4, 19] },
    [['meter/direction-swapped', 'alarm', 'core', {}]],
  ],
  [
    'half of the traffic meets no queue',
    { 'uplink:isp-a': [50, 10], 'line:dinkes': [20, 3], 'line:disdik': [5, 2] },
    [
      ['meter/direction-straight', 'ok', 'core', { measured: 23 * HOUR }],
      ['meter/unqueued-traffic', 'warn', 'core', { percent: 50 }],
    ],
  ],
  [
    'queues that count far more than their uplinks carry',
    { 'uplink:isp-a': [50, 10], 'line:dinkes': [60, 12], 'line:disdik': [15, 3] },
    [
      ['meter/direction-straight', 'ok', 'core', { measured: 23 * HOUR }],
      ['meter/queues-above-uplinks', 'warn', 'core', { percent: 50, measured: 23 * HOUR }],
    ],
  ],
  [
    'queues that were never measured prove nothing',
    { 'uplink:isp-a': [50, 10] },
    [['meter/direction-unknown', 'warn', 'core', { measured: 0 }]],
  ],
])('%s', async (_, rates, found) => {
  expect(await dayOf(rates)).toEqual(found);
});

test('less than an hour of it proves nothing', async () => {
  const found = [['meter/direction-unknown', 'warn', 'core', { measured: 55 * MINUTE }]];
  expect(await dayOf({ 'uplink:isp-a': [50, 10], 'line:dinkes': [5, 30] }, 11 / 12)).toEqual(found);
});

test('a router without uplinks has nothing to compare with', () => {
  kit = deskKit({ office: { uplinks: [] } });
  expect(flowFindings(contextOf(kit.desk))).toEqual([]);
});

test('a port that negotiated less than the contract', async () => {
  await dayOf({});
  const reading = {
    subject: 'uplink:isp-a',
    at: kit.clock.now(),
    monotonic: 0,
    agentTicks: 0,
    down: 0n,
    up: 0n,
    index: 1,
  } as const;
  const seen = (speedMbps: number, ifType = 6, passed = false): readonly string[] => {
    kit.samples.put([{ ...reading, speedMbps, ifType, operational: true }], [], {
      passed: passed ? [reading.subject] : [],
    });
    const codes = flowFindings(contextOf(kit.desk)).map((f) => f.code);
    return codes.filter((code) => code === 'meter/speed-below-contract');
  };
  expect(seen(10)).toEqual(['meter/speed-below-contract']);
  expect(seen(100)).toEqual([]);
  expect(seen(0)).toEqual([]);
  expect(seen(10, 23)).toEqual([]);
  expect(seen(20)).toEqual(['meter/speed-below-contract']);
  expect(seen(20, 6, true)).toEqual([]);
});
