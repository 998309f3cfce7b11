import { readFile } from 'node:fs/promises';
import { systemClock } from '../../../adapters/clock/system/system-clock.ts';
import { openSnmpMeter } from '../../../adapters/meter/snmp/snmp-meter.ts';
import { snmpOptions } from '../../../adapters/meter/snmp/snmp-options.ts';
import { never } from '../../../agent/domain/never.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import type { Finding } from '../../../agent/domain/finding.ts';
import type { Meter, MeterPoint, Visit } from '../../../agent/ports/meter.ts';
import { quietLog } from '../../fakes/quiet-log.ts';

/** What the test tells the probe, which runs inside the lab's namespace; secrets travel as text. */
export type ProbeAsk =
  | {
      readonly op: 'open';
      readonly meter: string;
      readonly options: Readonly<Record<string, unknown>>;
      readonly expects: readonly MeterPoint[];
    }
  | { readonly op: 'read'; readonly meter: string; readonly points: readonly MeterPoint[] }
  | { readonly op: 'check'; readonly meter: string }
  | { readonly op: 'kernel'; readonly interface: string }
  | { readonly op: 'end' };

/** Octets by the kernel, netdevice statistics, with the monotonic moment in ms. */
export interface KernelCount {
  readonly rx: bigint;
  readonly tx: bigint;
  readonly at: number;
}

export type ProbeAnswer =
  | { readonly visit: Visit; readonly ms: number }
  | { readonly findings: readonly Finding[] }
  | { readonly kernel: KernelCount }
  | { readonly fault: string; readonly why: unknown }
  | { readonly done: true };

const SECRETS = ['community', 'authKey', 'privKey'];
const meters = new Map<string, Meter>();

async function answer(ask: ProbeAsk): Promise<ProbeAnswer> {
  switch (ask.op) {
    case 'open': {
      await meters.get(ask.meter)?.close();
      const entries = Object.entries(ask.options).map(([key, held]) => [
        key,
        SECRETS.includes(key) ? new Secret(held as string) : held,
      ]);
      const options = snmpOptions.parse(Object.fromEntries(entries));
      meters.set(
        ask.meter,
        openSnmpMeter(options, { name: ask.meter, clock: systemClock(), log: quietLog(), expects: ask.expects }),
      );
      return { done: true };
    }
    case 'read': {
      const started = performance.now();
      const visit = await meters.get(ask.meter)!.read(ask.points);
      return { visit, ms: performance.now() - started };
    }
    case 'check':
      return { findings: await meters.get(ask.meter)!.check() };
    case 'kernel':
      return { kernel: await kernelOf(ask.interface) };
    case 'end':
      for (const meter of meters.values()) await meter.close();
      return { done: true };
    default:
      return never(ask);
  }
}

async function kernelOf(name: string): Promise<KernelCount> {
  const at = performance.now();
  const [rx, tx] = await Promise.all(
    ['rx', 'tx'].map(async (way) => await readFile(`/sys/class/net/${name}/statistics/${way}_bytes`, 'utf8')),
  );
  return { rx: BigInt(rx!.trim()), tx: BigInt(tx!.trim()), at };
}

async function said(ask: ProbeAsk): Promise<ProbeAnswer> {
  try {
    return await answer(ask);
  } catch (error) {
    const fault = error as Error & { readonly code?: string; readonly facts?: { readonly why?: unknown } };
    return { fault: fault.code ?? fault.message, why: fault.facts?.why };
  }
}

async function serve(ask: ProbeAsk): Promise<void> {
  process.send!(await said(ask));
  if (ask.op === 'end') process.disconnect();
}

process.on('message', (ask: ProbeAsk) => void serve(ask));
