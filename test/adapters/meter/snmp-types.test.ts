import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MeterPoint } from '../../../agent/ports/meter.ts';
import { readingOf } from '../../contract/meter-contract.ts';
import { openBench, type SnmpBench } from './snmp-bench.ts';
import { response } from './snmp-fake-agent.ts';

const IF_TYPE = '1.3.6.1.2.1.2.2.1.3.';
const [GEN_ERR, TOO_BIG] = [5, 1];

let bench: SnmpBench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => await bench.close());

const points = (count: number): readonly MeterPoint[] =>
  Array.from({ length: count }, (_, i) => ({ subject: `uplink:${i}`, interface: `vlan${i}` }));

/** The GETs for ifType that arrived, by how many rows they asked. */
const asked = (): readonly number[] =>
  bench.device.agent.requests.filter(({ oids }) => oids[0]?.startsWith(IF_TYPE)).map(({ oids }) => oids.length);

test('asks once after a walk, and for what is new', async () => {
  for (let i = 0; i < 3; i += 1)
    bench.device.interface(10 + i, { name: `vlan${i}`, inOctets: 1n, outOctets: 1n, type: i === 1 ? null : 135 });
  const first = await bench.meter.read(points(2));
  expect(first.readings.map(({ ifType }) => ifType)).toEqual([135, undefined]);
  await bench.meter.read(points(2));
  expect(asked()).toEqual([2]);
  expect(readingOf(await bench.meter.read(points(3)), 'uplink:2').ifType).toBe(135);
  expect(asked()).toEqual([2, 1]);
});

test('asks for less at once after tooBig', async () => {
  for (let i = 0; i < 5; i += 1)
    bench.device.interface(10 + i, { name: `vlan${i}`, inOctets: 1n, outOctets: 1n, type: 135 });
  bench.device.agent.misbehave = (_, request) =>
    request !== undefined && request.oids[0]?.startsWith(IF_TYPE) === true && request.oids.length > 2
      ? [response(request, [], TOO_BIG)]
      : undefined;
  const visit = await bench.meter.read(points(5));
  expect(visit.readings.map(({ ifType }) => ifType)).toEqual([135, 135, 135, 135, 135]);
  expect(asked()).toEqual([5, 3, 2, 1, 2]);
});

test('an agent that fails on it is measured without', async () => {
  bench.device.interface(10, { name: 'vlan0', inOctets: 7n, outOctets: 1n });
  bench.device.agent.misbehave = (_, request) =>
    request?.oids[0]?.startsWith(IF_TYPE) === true ? [response(request, [], GEN_ERR)] : undefined;
  const reading = readingOf(await bench.meter.read(points(1)), 'uplink:0');
  expect(reading).toMatchObject({ down: 7n, speedMbps: 1000 });
  expect(reading).not.toHaveProperty('ifType');
});
