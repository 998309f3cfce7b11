import { join } from 'node:path';
import { systemClock } from '../../../adapters/clock/system/system-clock.ts';
import { openSnmpMeter } from '../../../adapters/meter/snmp/snmp-meter.ts';
import { snmpOptions } from '../../../adapters/meter/snmp/snmp-options.ts';
import { openSqliteSamples } from '../../../adapters/samples/sqlite/sqlite-samples.ts';
import { after, MINUTE, type Moment, moment } from '../../../agent/domain/moment.ts';
import type { Reading } from '../../../agent/domain/counters/reading.ts';
import { sample } from '../../../agent/domain/counters/sample.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import type { Meter, MeterPoint } from '../../../agent/ports/meter.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { follow } from '../led-child.ts';

/** One visit as it was met: wall and processor time in ms, and how many points gave a reading and how many did not. */
export interface Visited {
  readonly ms: number;
  readonly cpu: number;
  readonly readings: number;
  readonly unread: number;
}

/** ms of each transaction. */
export interface Stored {
  readonly puts: readonly number[];
  readonly rolls: readonly number[];
}

const VISITS_OF_AN_HOUR = 60;

let meter: Meter | undefined;
let points: readonly MeterPoint[] = [];
let last: readonly Reading[] = [];

/** The next visit's readings, a minute later, as an agent would give them. */
function later(reading: Reading, at: Moment): Reading {
  const more = { down: reading.down + 7_500_000n, up: reading.up + 750_000n };
  return {
    ...reading,
    ...more,
    at,
    monotonic: reading.monotonic + MINUTE,
    agentTicks: reading.agentTicks + MINUTE / 10,
    operational: true,
  };
}

const calls = {
  /** The product's meter of one device by SNMPv2c, and the points that every visit reads. */
  open: (asked: { host: string; port: number; community: string; points: readonly MeterPoint[] }): void => {
    const { host, port, community } = asked;
    const options = snmpOptions.parse({ host, port, version: '2c', community: new Secret(community) });
    meter = openSnmpMeter(options, { name: 'core', clock: systemClock(), log: quietLog() });
    points = asked.points;
  },
  visit: async (): Promise<Visited> => {
    const [started, used] = [performance.now(), process.cpuUsage()];
    const visit = await meter?.read(points);
    const spent = process.cpuUsage(used);
    last = visit?.readings ?? [];
    const cpu = (spent.user + spent.system) / 1000;
    return { ms: performance.now() - started, cpu, readings: last.length, unread: visit?.unread.length ?? 0 };
  },
  /**
   * Puts as many visits, a minute apart, as the measure loop does, and rolls every hour as its daemon does; ms of each
   * transaction.
   */
  put: ({ folder, visits }: { folder: string; visits: number }): Stored => {
    const samples = openSqliteSamples({ file: join(folder, 'samples.db') });
    const [spent, rolls]: [number[], number[]] = [[], []];
    let [before, readings] = [last, last];
    for (let i = 0; i < visits; i += 1) {
      const octets = readings.flatMap((reading, place) => {
        const found = i === 0 ? undefined : sample(before[place], reading);
        return found?.kind === 'octets' ? [found] : [];
      });
      if (i > 0 && octets.length !== readings.length)
        throw new Error(`${readings.length - octets.length} pairs gave no octets`);
      const started = performance.now();
      samples.put(readings, octets);
      const put = performance.now();
      if (i > 0) spent.push(put - started);
      if (i > 0 && i % VISITS_OF_AN_HOUR === 0) {
        samples.roll(readings[0]?.at ?? moment(0));
        rolls.push(performance.now() - put);
      }
      before = readings;
      readings = before.map((reading) => later(reading, after(reading.at, MINUTE)));
    }
    samples.close();
    return { puts: spent, rolls };
  },
  peak: (): number => process.resourceUsage().maxRSS / 1024,
};
export type SnmpCalls = typeof calls;

follow(calls, () => meter?.close());
