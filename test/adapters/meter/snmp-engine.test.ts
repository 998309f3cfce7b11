import { afterEach, describe, expect, it } from 'vitest';
import { openSnmpMeter } from '../../../adapters/meter/snmp/snmp-meter.ts';
import { snmpOptions } from '../../../adapters/meter/snmp/snmp-options.ts';
import { sample } from '../../../agent/domain/counters/sample.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import type { Meter, MeterPoint } from '../../../agent/ports/meter.ts';
import { readingOf } from '../../contract/meter-contract.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { setClock } from '../../fakes/set-clock.ts';
import { type Lab, LAB_SNMP_USER, openLab } from '../../lab/open-lab.ts';
import { openSnmpAgent, type SnmpAgent } from '../../lab/snmp/snmp-agent.ts';

let lab: Lab;
let agent: SnmpAgent;
let meter: Meter;
afterEach(async () => {
  await meter.close();
  await agent.close();
  await lab.close();
});

/** The meter by SNMPv3 on a real engine, and a hand on that engine's age in seconds. */
async function opened() {
  const engine = { age: 0 };
  lab = await openLab({ at: '2026-05-18T09:00:00+07:00' });
  const { plant, facts, faults } = lab;
  agent = await openSnmpAgent({
    plant,
    facts,
    faults,
    community: 'none',
    user: LAB_SNMP_USER,
    engineAge: () => engine.age,
  });
  const log = quietLog();
  const clock = setClock();
  const { name, authKey, privKey } = LAB_SNMP_USER;
  const options = snmpOptions.parse({
    host: '127.0.0.1',
    port: agent.address.port,
    version: '3',
    user: name,
    level: 'authPriv',
    authKey: new Secret(authKey),
    privKey: new Secret(privKey),
    timeoutMs: 10_000,
    retries: 0,
  });
  meter = openSnmpMeter(options, { name: 'core', clock, log });
  const points: readonly MeterPoint[] = [{ subject: 'uplink:a', interface: lab.plant.interfaces.ports[0]!.name }];
  return { engine, log, points };
}

describe('an SNMPv3 engine that starts again', () => {
  it('is read in the same visit when it counted its boot, and the pair gives no rate', async () => {
    const { points } = await opened();
    const before = readingOf(await meter.read(points), 'uplink:a');
    lab.plant.reboot();
    const after = readingOf(await meter.read(points), 'uplink:a');
    expect(after.agentTicks).toBeLessThan(before.agentTicks);
    expect(sample(before, after).kind).toBe('gap');
  });

  it('is read in the same visit by a fresh session when it did not, long before its old time comes again', async () => {
    const { engine, log, points } = await opened();
    engine.age = 8_640_000;
    await meter.read(points);
    await meter.read(points);
    expect(log.lines).toEqual([]);
    engine.age = 0;
    expect((await meter.read(points)).readings).toHaveLength(1);
    expect(JSON.stringify(log.lines)).toContain('SNMP session opened anew');
    expect(JSON.stringify(log.lines)).not.toContain(LAB_SNMP_USER.authKey);
    const told = log.lines.length;
    expect((await meter.read(points)).readings).toHaveLength(1);
    expect(log.lines).toHaveLength(told);
  });
});
