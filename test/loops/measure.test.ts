import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import { type Moment, MINUTE, moment } from '../../agent/domain/moment.ts';
import { measureLoop } from '../../agent/loops/measure.ts';
import type { Meter } from '../../agent/ports/meter.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { quietLog } from '../fakes/quiet-log.ts';

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
  const loop = measureLoop('core', meter, () => [], samples, quietLog(), MINUTE);
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
