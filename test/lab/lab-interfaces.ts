import { Counter } from './snmp/lab-counter.ts';
import type { Uplink } from './lab-links.ts';
import type { Scenario } from './scenario.ts';

/** One row of ifTable and ifXTable. */
export interface Port {
  index: number;
  readonly name: string;
  readonly alias: string;
  readonly role: 'uplink' | 'distribution';
  /** Deleted on the router but still listed. */
  ghost: boolean;
  up: boolean;
  speedMbps: number;
  readonly octetsIn: Counter;
  readonly octetsOut: Counter;
  /** IF-MIB ifCounterDiscontinuityTime, ticks. */
  discontinuity: number;
}

/** Counters do not start at zero on a router that has been up; above 2^32, so that a 32-bit reading shows. */
const FIRST_OCTETS = 5_000_000_000_000;
const PORT_SPEED_MBPS = 1000;

/** The router's interfaces as SNMP shows them. */
export class InterfaceTable {
  #ports: Port[];
  #version = 0;

  constructor(scenario: Scenario) {
    this.#ports = scenario.router.interfaces.map((port, place) =>
      newPort(
        place + 1,
        port.name,
        scenario.uplinks.find((uplink) => uplink.interface === port.name)?.name ?? '',
        port.role,
      ),
    );
  }

  get ports(): readonly Port[] {
    return this.#ports;
  }

  get names(): readonly string[] {
    return this.#ports.map((port) => port.name);
  }

  /** Grows when rows come, go or change their index. */
  get version(): number {
    return this.#version;
  }

  /** Counts what came in and went out of every live row with this name. */
  count(name: string, bpsIn: number, bpsOut: number, ms: number): void {
    for (const port of this.#ports) {
      if (port.name !== name || !port.up) continue;
      port.octetsIn.add(bpsIn, ms);
      port.octetsOut.add(bpsOut, ms);
    }
  }

  /** The distribution side sees the agencies' upload come in and their download go out. */
  countDistribution(bpsIn: number, bpsOut: number, ms: number): void {
    for (const port of this.#ports) if (port.role === 'distribution') this.count(port.name, bpsIn, bpsOut, ms);
  }

  /** ifOperStatus follows the uplink. */
  mirror(uplink: Uplink): void {
    for (const port of this.#ports) if (port.name === uplink.interface && !port.ghost) port.up = uplink.up;
  }

  /** Every interface gets a new index, as after a module or driver change. */
  renumber(by = 10): void {
    for (const port of this.#ports) port.index += by;
    this.#version += 1;
  }

  /**
   * An interface was deleted and made again: the old row stays listed, down, its counters frozen; the new one starts at
   * zero under a new index [PROVEN with snmpd].
   */
  recreate(name: string): void {
    const old = this.#ports.find((port) => port.name === name && !port.ghost);
    if (!old) throw new RangeError(`no interface ${name}`);
    const free = Math.max(...this.#ports.map((port) => port.index)) + 1;
    const born = newPort(free, old.name, old.alias, old.role, 0);
    old.ghost = true;
    old.up = false;
    this.#ports = [...this.#ports, born];
    this.#version += 1;
  }

  resetCounters(): void {
    for (const port of this.#ports) {
      port.octetsIn.reset();
      port.octetsOut.reset();
    }
  }
}

function newPort(index: number, name: string, alias: string, role: Port['role'], first = FIRST_OCTETS * index): Port {
  const port = { index, name, alias, role, ghost: false, up: true, speedMbps: PORT_SPEED_MBPS, discontinuity: 0 };
  return { ...port, octetsIn: new Counter(first), octetsOut: new Counter(first / 2) };
}
