import { type FakeAgent, openFakeAgent, value } from './snmp-fake-agent.ts';
import type { Ber } from './snmp-ber.ts';

const IF = '1.3.6.1.2.1.2.2.1';
const IFX = '1.3.6.1.2.1.31.1.1.1';
const QUEUE = '1.3.6.1.4.1.14988.1.1.2.1.1';

/** Rows of IF-MIB and MIKROTIK-MIB as a RouterOS device would list them. */
export interface FakeDevice {
  readonly agent: FakeAgent;
  upTime(ticks: number): void;
  interface(index: number, row: FakeInterface): void;
  queue(index: number, row: FakeQueue): void;
  drop(index: number): void;
  set(oid: string, held: Ber): void;
  remove(oid: string): void;
}

export interface FakeInterface {
  readonly name: string;
  readonly inOctets: bigint;
  readonly outOctets: bigint;
  readonly speed?: number;
  readonly up?: boolean;
  readonly discontinuity?: number;
  /** IF-MIB ifType; null: the device does not list it. */
  readonly type?: number | null;
}

export interface FakeQueue {
  readonly name: string;
  readonly bytesIn: bigint;
  readonly bytesOut: bigint;
  readonly droppedIn?: number;
  readonly droppedOut?: number;
}

export async function openFakeDevice(
  options: { readonly community?: string; readonly port?: number } = {},
): Promise<FakeDevice> {
  const agent = await openFakeAgent(options);
  const set = (oid: string, held: Ber): void => void agent.objects.set(oid, held);
  set('1.3.6.1.2.1.1.3.0', value.ticks(100_000));
  set('1.3.6.1.2.1.1.5.0', value.text('core-router'));
  return {
    agent,
    set,
    upTime: (ticks) => set('1.3.6.1.2.1.1.3.0', value.ticks(ticks)),
    interface: (index, row) => {
      if (row.type === null) agent.objects.delete(`${IF}.3.${index}`);
      else set(`${IF}.3.${index}`, value.integer(row.type ?? 6));
      set(`${IF}.8.${index}`, value.integer(row.up === false ? 2 : 1));
      set(`${IFX}.1.${index}`, value.text(row.name));
      set(`${IFX}.6.${index}`, value.counter64(row.inOctets));
      set(`${IFX}.10.${index}`, value.counter64(row.outOctets));
      set(`${IFX}.15.${index}`, value.gauge(row.speed ?? 1000));
      set(`${IFX}.19.${index}`, value.ticks(row.discontinuity ?? 0));
    },
    queue: (index, row) => {
      set(`${QUEUE}.2.${index}`, value.text(row.name));
      set(`${QUEUE}.8.${index}`, value.counter64(row.bytesIn));
      set(`${QUEUE}.9.${index}`, value.counter64(row.bytesOut));
      set(`${QUEUE}.14.${index}`, value.counter(row.droppedIn ?? 0));
      set(`${QUEUE}.15.${index}`, value.counter(row.droppedOut ?? 0));
    },
    drop: (index) => {
      for (const oid of agent.objects.keys())
        if (oid.endsWith(`.${index}`) && !oid.startsWith('1.3.6.1.2.1.1.')) agent.objects.delete(oid);
    },
    remove: (oid) => void agent.objects.delete(oid),
  };
}
