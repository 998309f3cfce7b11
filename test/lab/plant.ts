import { instant, type LabClock } from './lab-clock.ts';
import { LabHistory } from './lab-history.ts';
import { InterfaceTable } from './lab-interfaces.ts';
import { carry, type Uplink, uplinksOf } from './lab-links.ts';
import { seedQueues } from './router/lab-queue-seed.ts';
import { QueueTable } from './router/lab-queue-table.ts';
import { type Flow, type Side, SIDES, Shaping } from './lab-shaping.ts';
import type { Scenario } from './scenario.ts';
import { SLOT_MS, Traffic } from './traffic.ts';

/** Days the router has been up when the lab opens. */
const UPTIME_DAYS = 40;
/**
 * A dropped packet of 1500 octets stands for this many held-back bits: senders back off, so most of the excess is never
 * sent.
 */
const BITS_PER_DROP = 12_000 * 20;

/** What flows right now, in whole bit/s. */
interface Rates {
  readonly queues: Readonly<Record<Side, ReadonlyMap<string, { rate: number; excess: number }>>>;
  readonly members: Readonly<Record<Side, readonly number[]>>;
  readonly total: Readonly<Record<Side, number>>;
}

/** A physical change at a moment: the provider raises an uplink, the shares move. */
interface Dated {
  readonly at: number;
  readonly apply: () => void;
}

/**
 * The site behind both wires: uplinks, agencies' traffic, queues and counters, moved by the told clock and by nothing
 * else.
 */
export class Plant {
  readonly clock: LabClock;
  readonly scenario: Scenario;
  readonly queues: QueueTable;
  readonly history = new LabHistory();
  readonly interfaces: InterfaceTable;
  readonly uplinks: readonly Uplink[];
  /** When the router booted, epoch milliseconds. */
  bootedAt: number;
  readonly #traffic: Traffic;
  readonly #flows: readonly (Flow & { readonly agency: number; readonly part: number })[];
  readonly #rebootListeners = new Set<() => void>();
  #dated: Dated[];
  #at: number;
  #shaping: Shaping | undefined;
  #shapedVersion = -1;
  #rates: Rates | undefined;
  #slot = -1;

  constructor(scenario: Scenario, clock: LabClock) {
    this.scenario = scenario;
    this.clock = clock;
    this.#at = clock.now();
    this.bootedAt = this.#at - UPTIME_DAYS * 86_400_000;
    this.uplinks = uplinksOf(scenario);
    this.interfaces = new InterfaceTable(scenario);
    this.queues = new QueueTable([...this.interfaces.names, ...scenario.agencies.map(vlanName)]);
    seedQueues(this.queues, scenario);
    this.#traffic = new Traffic(scenario);
    const distribution = scenario.router.interfaces.find((port) => port.role === 'distribution')?.name ?? '';
    this.#flows = scenario.agencies.flatMap((agency, place) =>
      agency.subnets.map((subnet) => ({
        subnet,
        via: [vlanName(agency), distribution],
        agency: place,
        part: 1 / agency.subnets.length,
      })),
    );
    this.#dated = scenario.capacityEvents.map((event) => ({
      at: instant(event.at),
      apply: () => this.#capacityEvent(event.id),
    }));
    for (const event of this.#dated.filter((dated) => dated.at <= this.#at)) event.apply();
    this.#dated = this.#dated.filter((dated) => dated.at > this.#at);
  }

  /** Integrates the counters up to the told clock. Every read and every edit comes through here first. */
  catchUp(): void {
    this.advanceTo(this.clock.now());
  }

  /** Integrates the counters up to a moment, slot by slot, and lets dated changes happen on the way. */
  advanceTo(to: number): void {
    while (this.#at < to) {
      const slotEnd = (Math.floor(this.#at / SLOT_MS) + 1) * SLOT_MS;
      const next = this.#dated.find((dated) => dated.at > this.#at)?.at ?? Infinity;
      const end = Math.min(to, slotEnd, next);
      this.#integrate(this.#ratesNow(), end - this.#at);
      this.#at = end;
      for (const dated of this.#dated.filter((one) => one.at === end)) dated.apply();
      this.#dated = this.#dated.filter((one) => one.at > end);
    }
  }

  /**
   * Changes the site, after the counters caught up; the table checks queue edits by its own rules. @param by the login
   * that does it.
   */
  edit<T>(change: (plant: Plant) => T, by = 'admin'): T {
    this.catchUp();
    const { version } = this.queues;
    const result = change(this);
    if (this.queues.version !== version) this.history.note('simple queue changed', by, this.clock.now());
    this.#rates = undefined;
    return result;
  }

  /** Bit/s through a queue at this moment, as the agency sees them. */
  rateOf(id: string): Record<Side, number> {
    this.catchUp();
    const { queues } = this.#ratesNow();
    return { down: queues.down.get(id)?.rate ?? 0, up: queues.up.get(id)?.rate ?? 0 };
  }

  /** Cuts or restores an uplink. Throws RangeError when there is no such uplink. */
  setUplink(id: string, change: Partial<Pick<Uplink, 'up' | 'share' | 'capacity'>>): void {
    this.edit(() => {
      const uplink = this.uplinks.find((one) => one.id === id);
      if (!uplink) throw new RangeError(`no uplink ${id}`);
      Object.assign(uplink, change);
      this.interfaces.mirror(uplink);
    });
  }

  /** A reboot: counters and sysUpTime start at zero, open API sessions die. */
  reboot(): void {
    this.resetCounters();
    this.bootedAt = this.clock.now();
    this.history.forget();
    for (const tell of this.#rebootListeners) tell();
  }

  /** Counters fall to zero while sysUpTime goes on. */
  resetCounters(): void {
    this.edit(() => {
      this.queues.resetCounters();
      this.interfaces.resetCounters();
    });
  }

  onReboot(tell: () => void): void {
    this.#rebootListeners.add(tell);
  }

  /** SNMPv2-MIB sysUpTime.0: hundredths of a second, 32 bits. */
  ticks(): number {
    return Math.floor((this.clock.now() - this.bootedAt) / 10) % 2 ** 32;
  }

  #capacityEvent(id: string): void {
    const event = this.scenario.capacityEvents.find((one) => one.id === id);
    for (const uplink of this.uplinks) {
      if (uplink.id === event?.uplink) uplink.capacity = { down: event.toMbps * 1e6, up: event.toMbps * 1e6 };
      uplink.share = (event?.trafficSharesAfter[uplink.id] ?? 0) * 1000;
    }
    this.#rates = undefined;
  }

  #ratesNow(): Rates {
    const slot = Math.floor(this.#at / SLOT_MS);
    if (this.#rates && slot === this.#slot && this.queues.version === this.#shapedVersion) return this.#rates;
    if (!this.#shaping || this.queues.version !== this.#shapedVersion)
      this.#shaping = new Shaping(this.queues, this.#flows);
    this.#shapedVersion = this.queues.version;
    this.#slot = slot;
    const shaping = this.#shaping;
    const demands = this.#traffic.demandAt(this.#at);
    const shaped = (
      side: Side,
    ): { queues: ReadonlyMap<string, { rate: number; excess: number }>; members: readonly number[]; total: number } => {
      const result = shaping.shape(
        side,
        this.#flows.map((flow) => (demands[flow.agency]?.[side] ?? 0) * flow.part * 1e6),
      );
      const carried = carry(this.uplinks, side, result.total);
      if (carried.total === result.total)
        return { queues: result.queues, members: carried.members, total: carried.total };
      const ratio = carried.total / result.total;
      const queues = new Map(
        [...result.queues].map(([id, { rate, excess }]) => [id, { rate: Math.floor(rate * ratio), excess }]),
      );
      return { queues, members: carried.members, total: carried.total };
    };
    const down = shaped('down');
    const up = shaped('up');
    this.#rates = {
      queues: { down: down.queues, up: up.queues },
      members: { down: down.members, up: up.members },
      total: { down: down.total, up: up.total },
    };
    return this.#rates;
  }

  #integrate(rates: Rates, ms: number): void {
    for (const row of this.queues.rows) {
      for (const side of SIDES) {
        const passed = rates.queues[side].get(row.id);
        if (!passed) continue;
        row.counters[side].add(passed.rate, ms);
        const drops = Math.floor((passed.excess * ms) / 1000 / BITS_PER_DROP);
        if (side === 'down') row.counters.dropsDown = (row.counters.dropsDown + drops) % 2 ** 32;
        else row.counters.dropsUp = (row.counters.dropsUp + drops) % 2 ** 32;
      }
    }
    this.uplinks.forEach((uplink, place) => {
      this.interfaces.count(uplink.interface, rates.members.down[place] ?? 0, rates.members.up[place] ?? 0, ms);
    });
    this.interfaces.countDistribution(rates.total.up, rates.total.down, ms);
  }
}

/** Name of an agency's VLAN interface on the router. */
function vlanName(agency: { readonly vlan: number; readonly code: string }): string {
  return `vlan${agency.vlan}-${agency.code}`;
}
