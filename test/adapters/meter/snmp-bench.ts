import { type SnmpOptions, snmpOptions } from '../../../adapters/meter/snmp/snmp-options.ts';
import { openSnmpMeter } from '../../../adapters/meter/snmp/snmp-meter.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import type { Meter, MeterPoint } from '../../../agent/ports/meter.ts';
import { type QuietLog, quietLog } from '../../fakes/quiet-log.ts';
import { type SetClock, setClock } from '../../fakes/set-clock.ts';
import { type FakeDevice, openFakeDevice } from './snmp-fake-device.ts';
import { toldDeadlines } from './told-deadlines.ts';

export const ISP: MeterPoint = { subject: 'uplink:isp', interface: 'sfp1' };
export const OPD: MeterPoint = { subject: 'line:opd', queue: 'opd-kominfo' };
export const POINTS = [ISP, OPD];

/** Longer than a busy machine needs for an answer: a test that waits for a deadline tells it, see `toldDeadlines`. */
const PATIENT_MS = 20_000;

/** The SNMP meter against the fake device. */
export interface SnmpBench {
  readonly meter: Meter;
  readonly device: FakeDevice;
  readonly clock: SetClock;
  readonly log: QuietLog;
  /** Runs what the agent leaves without an answer; deadlines come as soon as nothing else will. */
  lapsing<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openBench(more: Readonly<Record<string, unknown>> = {}, longestMs = 45_000): Promise<SnmpBench> {
  const device = await openFakeDevice();
  device.interface(3, { name: 'sfp1', inOctets: 1000n, outOctets: 200n });
  device.queue(21, { name: 'opd-kominfo', bytesIn: 70n, bytesOut: 500n, droppedIn: 1, droppedOut: 5 });
  const clock = setClock();
  const log = quietLog();
  const meter = openSnmpMeter(plainOptions(device.agent.port, more), { name: 'core', clock, log, longestMs });
  return {
    meter,
    device,
    clock,
    log,
    lapsing: async (work) => await toldDeadlines(() => device.agent.requests.length, work),
    close: async () => {
      await meter.close();
      device.agent.close();
    },
  };
}

export function plainOptions(port: number, more: Readonly<Record<string, unknown>> = {}): SnmpOptions {
  return snmpOptions.parse({
    host: '127.0.0.1',
    port,
    version: '2c',
    community: new Secret('public'),
    timeoutMs: PATIENT_MS,
    retries: 0,
    ...more,
  });
}

export const KEYS = { auth: 'auth-key-of-the-test', priv: 'priv-key-of-the-test' } as const;

export function userOptions(port: number, more: Readonly<Record<string, unknown>> = {}): SnmpOptions {
  return snmpOptions.parse({
    host: '127.0.0.1',
    port,
    version: '3',
    user: 'bwagent',
    level: 'authPriv',
    authProtocol: 'sha',
    authKey: new Secret(KEYS.auth),
    privProtocol: 'aes',
    privKey: new Secret(KEYS.priv),
    timeoutMs: PATIENT_MS,
    retries: 0,
    ...more,
  });
}

export function authOnlyOptions(port: number): SnmpOptions {
  return snmpOptions.parse({
    host: '127.0.0.1',
    port,
    version: '3',
    user: 'bwagent',
    level: 'authNoPriv',
    authKey: new Secret(KEYS.auth),
    timeoutMs: PATIENT_MS,
    retries: 0,
  });
}
