import { afterEach, expect, test } from 'vitest';
import { readingOf } from '../../contract/meter-contract.ts';
import { openBench, OPD, type SnmpBench } from './snmp-bench.ts';

let bench: SnmpBench;
afterEach(async () => await bench.close());

/** The bench's queue counts 70 octets in its column In and 500 in Out; drops 1 and 5. */
const IN_IS_UPLOAD = { down: 500n, up: 70n, drops: { down: 5, up: 1 }, bytesIn: 'up' };
const IN_IS_DOWNLOAD = { down: 70n, up: 500n, drops: { down: 1, up: 5 }, bytesIn: 'down' };

test.each([
  ['auto', undefined, IN_IS_UPLOAD],
  ['auto', 'up', IN_IS_UPLOAD],
  ['auto', 'down', IN_IS_DOWNLOAD],
  ['up', 'down', IN_IS_UPLOAD],
  ['down', 'up', IN_IS_DOWNLOAD],
  ['down', undefined, IN_IS_DOWNLOAD],
] as const)('queueBytesIn %s on a device that proved %s', async (queueBytesIn, bytesIn, read) => {
  bench = await openBench({ queueBytesIn });
  const visit = await bench.meter.read([bytesIn === undefined ? OPD : { ...OPD, bytesIn }]);
  expect(readingOf(visit, 'line:opd')).toMatchObject(read);
  expect(bench.meter.queueBytesIn).toBe(queueBytesIn);
});

test('a device without queues has no such question, and an interface no such column', async () => {
  bench = await openBench({ queues: 'none' });
  expect(bench.meter.queueBytesIn).toBeUndefined();
  const line = { ...OPD, interface: 'sfp1', faces: 'agency', bytesIn: 'down' } as const;
  const reading = readingOf(await bench.meter.read([line]), 'line:opd');
  expect(reading).toMatchObject({ down: 200n, up: 1000n });
  expect(reading).not.toHaveProperty('bytesIn');
});
