import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { steadyClock } from '../../adapters/clock/system/steady-clock.ts';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSnmpMeter } from '../../adapters/meter/snmp/snmp-meter.ts';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import type { Desk } from '../../agent/desk/act/desk.ts';
import { mustBeSane } from '../../agent/daemon/sane-clock.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { type Moment, moment } from '../../agent/domain/moment.ts';
import { type Rate, rate } from '../../agent/domain/rate.ts';
import type { Clock } from '../../agent/ports/clock.ts';
import type { Ledger } from '../../agent/ports/ledger.ts';
import type { Meter, MeterPoint } from '../../agent/ports/meter.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { type Lab, openLab } from '../lab/open-lab.ts';
import { loadScenario, type Scenario } from '../lab/scenario.ts';
import { type BentWire, openBentWire } from './bent-wire.ts';
import { foundBooks, measuredProfile } from './measured-books.ts';
import { type MeterWire, wireOptions } from './meter-wire.ts';
import { PlantTruth } from './plant-truth.ts';

/** The uplink that is judged and one line, so that both tables are read. */
export const POINTS: readonly MeterPoint[] = [
  { subject: 'uplink:isp-a', interface: 'sfp-sfpplus1-ISP-A' },
  { subject: 'line:dinkes', queue: 'DINKES' },
];

export interface MeasuredOptions {
  /** The day whose working hours are read over the wire, as its local midnight. */
  readonly day: number;
  readonly wire?: MeterWire;
}

const DAY = 86_400_000;
/** Monday 6 April 2026, when the plant's traffic begins. */
const ORIGIN = Date.parse('2026-04-06T00:00+07:00');
const CALM = 0.55;

/**
 * A lab behind a bent wire, our meter, our samples, our books and our desk, on a told clock whose wall may be stepped.
 */
export class MeasuredOffice {
  /** What the wall clock is off, in milliseconds. */
  off = 0;
  /** Whether the daemon runs: it does not start where the time cannot be. */
  running = true;
  /** Our monotonic clock began here, by the lab's time. */
  #started: number;
  #steady: Clock;
  readonly truth: PlantTruth;
  readonly meter: Meter;
  readonly samples: Samples;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly lab: Lab;
  readonly wire: BentWire;
  readonly day: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'measured-'));

  private constructor(lab: Lab, wire: BentWire, day: number, scenario: Scenario, options: MeterWire) {
    this.lab = lab;
    this.wire = wire;
    this.day = day;
    this.#started = lab.clock.now();
    this.#steady = this.#freshClock();
    const first = Math.max(ORIGIN, day - 7 * DAY);
    this.truth = new PlantTruth(scenario, first, day + DAY + 3_600_000, day, CALM);
    const clock: Clock = {
      now: () => this.#steady.now(),
      monotonic: () => this.#steady.monotonic(),
      sleep: async (length, signal) => await this.#steady.sleep(length, signal),
    };
    this.meter = openSnmpMeter(wireOptions(wire.port, options), { name: 'core', clock, log: quietLog() });
    this.samples = openSqliteSamples({ file: join(this.#folder, 'samples.db') });
    this.ledger = openSqliteLedger({ file: join(this.#folder, 'ledger.db') });
    this.desk = {
      ledger: this.ledger,
      samples: this.samples,
      office: measuredProfile(),
      cache: new DayCache(),
      clock,
      words: () => [],
    };
    foundBooks(this.ledger, this.capacity);
    this.importTruth(first, lab.clock.now());
  }

  static async open({ day, wire = {} }: MeasuredOptions): Promise<MeasuredOffice> {
    const lab = await openLab({ at: day + wiredHours.from });
    return new MeasuredOffice(lab, await openBentWire(lab.snmp.port), day, loadScenario(), wire);
  }

  /** The daemon starts anew, with a monotonic clock of its own. */
  restart(): void {
    this.#started = this.lab.clock.now();
    this.#steady = this.#freshClock();
    try {
      mustBeSane(this.#steady.now(), this.ledger);
      this.running = true;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.running = false;
    }
  }

  /** The wall clock as the machine shows it now. */
  wall(): Moment {
    return moment(this.lab.clock.now() + this.off);
  }

  #freshClock(): Clock {
    const never = async (): Promise<never> => await Promise.reject(new Error('nobody sleeps here'));
    return steadyClock(
      { now: () => this.wall(), monotonic: () => this.lab.clock.now() - this.#started, sleep: never },
      quietLog(),
    );
  }

  /** Contracted bit/s, alike in both directions: the limit of the measured key is 1.6 times the day's peak. */
  get capacity(): Rate {
    const of = (way: 'down' | 'up'): number => Math.ceil((1.6 * this.truth.peak(way, this.day + 1.5 * DAY)) / 0.85);
    return rate(of('down'), of('up'));
  }

  /** Enters true rates as finished intervals, as from an older monitoring. */
  importTruth(from: number, until: number): void {
    const rates = this.truth
      .between(from, until)
      .map(({ start, down, up }) => ({ start: moment(start), down, up, dropsDown: 0, dropsUp: 0 }));
    this.samples.import('uplink:isp-a', rates);
  }

  async close(): Promise<void> {
    await this.meter.close();
    this.wire.close();
    await this.lab.close();
    this.samples.close();
    this.ledger.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/**
 * What of the day is read over the wire, milliseconds after midnight: an hour more than the working hours on both
 * sides.
 */
export const wiredHours = { from: 6.5 * 3_600_000, until: 17.5 * 3_600_000 } as const;
