import { expect, test } from 'vitest';
import { checkMeter } from '../../../adapters/meter/snmp/snmp-checkup.ts';
import type { MeterPoint, Unread } from '../../../agent/ports/meter.ts';

const POINTS: readonly MeterPoint[] = [
  { subject: 'uplink:isp', interface: 'pppoe-out1' },
  { subject: 'line:opd', queue: 'OPD' },
  { subject: 'pool:all', queue: '0.POOL' },
];

test.each<[Unread['why'], string, string, string]>([
  ['not-listed', 'meter/no-interface', 'meter/no-queue', 'meter/no-queue'],
  ['ambiguous', 'meter/ambiguous-interface', 'meter/no-queue', 'meter/no-queue'],
  ['no-64-bit', 'meter/no-64-bit', 'meter/no-64-bit', 'meter/no-64-bit'],
  ['bad-value', 'meter/bad-value', 'meter/bad-value', 'meter/bad-value'],
])('a point that is %s is said as what it is, and that of a pool only warns', async (why, uplink, line, pool) => {
  const visit = { readings: [], unread: POINTS.map(({ subject }) => ({ subject, why })) };
  const ask = async () => await Promise.resolve({ sysName: 'core', visit });
  const found = await checkMeter({ name: 'core', plain: false, points: POINTS, isQueues: true, ask });
  expect(found.map(({ code, level, facts }) => [code, level, facts['interface']])).toEqual([
    [uplink, 'alarm', 'pppoe-out1'],
    [line, 'alarm', 'OPD'],
    [pool, 'warn', '0.POOL'],
  ]);
});
