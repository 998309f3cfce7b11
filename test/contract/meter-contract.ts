import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sample } from '../../agent/domain/counters/sample.ts';
import { MINUTE } from '../../agent/domain/moment.ts';
import type { Reading, Subject } from '../../agent/domain/counters/reading.ts';
import type { Meter, MeterPoint, Visit } from '../../agent/ports/meter.ts';
import type { SetClock } from '../fakes/set-clock.ts';

/** A meter and the device behind it, under the hand of the test. Octets as the agency sees them. */
export interface MeterBench {
  readonly meter: Meter;
  readonly clock: SetClock;
  readonly device: MeterDevice;
  close(): Promise<void>;
}

export interface MeterRow {
  readonly name: string;
  readonly down: bigint;
  readonly up: bigint;
  readonly operational?: boolean;
  readonly drops?: { readonly down: number; readonly up: number };
  /** IF-MIB ifType; Ethernet (6) when left out. */
  readonly type?: number;
}

export interface MeterDevice {
  interface(index: number, row: MeterRow): void;
  queue(index: number, row: MeterRow): void;
  /** The row goes away. */
  drop(index: number): void;
  /** sysUpTime in hundredths of a second. */
  upTime(ticks: number): void;
  /** Answers nothing at all until told otherwise. */
  mute(silent: boolean): void;
}

const ISP: MeterPoint = { subject: 'uplink:isp', interface: 'sfp1' };
const OPD: MeterPoint = { subject: 'line:opd', queue: 'opd-kominfo' };
const POINTS = [ISP, OPD];

/** What every Meter promises, whatever is behind it. */
export function meterContract(name: string, make: () => Promise<MeterBench>): void {
  describe(`meter contract: ${name}`, () => {
    let bench: MeterBench;

    beforeEach(async () => {
      bench = await make();
      bench.device.upTime(1_000_000);
      bench.device.interface(3, { name: 'sfp1', down: 10_000n, up: 2_000n });
      bench.device.queue(21, { name: 'opd-kominfo', down: 500n, up: 70n, drops: { down: 5, up: 1 } });
    });
    afterEach(async () => await bench.close());

    const later = async (ticks: number): Promise<void> => {
      await bench.clock.pass((5 * MINUTE) as typeof MINUTE);
      bench.device.upTime(ticks);
    };

    it('reads interfaces and queues as the agency sees them, in agent time', async () => {
      const visit = await bench.meter.read(POINTS);
      expect(visit.unread).toEqual([]);
      expect(readingOf(visit, 'uplink:isp')).toMatchObject({
        down: 10_000n,
        up: 2_000n,
        index: 3,
        agentTicks: 1_000_000,
        operational: true,
        at: bench.clock.now(),
        monotonic: bench.clock.monotonic(),
      });
      expect(readingOf(visit, 'line:opd')).toMatchObject({
        down: 500n,
        up: 70n,
        index: 21,
        operational: true,
        drops: { down: 5, up: 1 },
      });
    });

    it("reads an agency's own interface the other way round, and its queue before that", async () => {
      bench.device.interface(4, { name: 'vlan20', down: 300n, up: 40n });
      const own = { subject: 'line:own', interface: 'vlan20', faces: 'agency' } as const;
      const both = { subject: 'line:both', interface: 'vlan20', faces: 'agency', queue: 'opd-kominfo' } as const;
      const visit = await bench.meter.read([own, both]);
      expect(readingOf(visit, 'line:own')).toMatchObject({ down: 40n, up: 300n, index: 4, operational: true });
      expect(readingOf(visit, 'line:both')).toMatchObject({ down: 500n, up: 70n, index: 21 });
    });

    it('gives exact octets between two visits, also above the speed that the interface reports', async () => {
      const first = await bench.meter.read(POINTS);
      await later(1_030_000);
      bench.device.interface(3, { name: 'sfp1', down: 40_000_010_000n, up: 3_000n });
      const second = await bench.meter.read(POINTS);
      const taken = sample(readingOf(first, 'uplink:isp'), readingOf(second, 'uplink:isp'));
      expect(taken).toMatchObject({ kind: 'octets', down: 40_000_000_000n, up: 1_000n });
      await later(1_060_000);
      bench.device.interface(3, { name: 'sfp1', down: 40_000_760_000n, up: 10_000n });
      const third = await bench.meter.read(POINTS);
      expect(sample(readingOf(second, 'uplink:isp'), readingOf(third, 'uplink:isp'))).toMatchObject({
        kind: 'octets',
        down: 750_000n,
        up: 7_000n,
        until: bench.clock.now(),
        from: bench.clock.now() - 300_000,
      });
    });

    it('keeps counters beyond 2^53 exact', async () => {
      bench.device.interface(3, { name: 'sfp1', down: 18_446_744_073_709_551_615n, up: 9_007_199_254_740_993n });
      const visit = await bench.meter.read([ISP]);
      expect(readingOf(visit, 'uplink:isp')).toMatchObject({
        down: 18_446_744_073_709_551_615n,
        up: 9_007_199_254_740_993n,
      });
    });

    it('puts what is not listed into unread, never a zero', async () => {
      const visit = await bench.meter.read([
        ...POINTS,
        { subject: 'line:ghost', queue: 'nobody' },
        { subject: 'uplink:none', interface: 'sfp9' },
      ]);
      expect(visit.readings).toHaveLength(2);
      expect(visit.unread).toEqual([
        { subject: 'line:ghost', why: 'not-listed' },
        { subject: 'uplink:none', why: 'not-listed' },
      ]);
    });

    it('finds a row that appears later', async () => {
      const ghost: MeterPoint = { subject: 'line:new', queue: 'opd-baru' };
      expect((await bench.meter.read([...POINTS, ghost])).unread).toEqual([{ subject: 'line:new', why: 'not-listed' }]);
      await later(1_030_000);
      bench.device.queue(40, { name: 'opd-baru', down: 1n, up: 1n });
      expect(readingOf(await bench.meter.read([...POINTS, ghost]), 'line:new')).toMatchObject({ index: 40 });
    });

    it('follows a name to its new row, so that the pair gives no rate', async () => {
      const first = await bench.meter.read(POINTS);
      await later(1_030_000);
      bench.device.drop(3);
      bench.device.interface(7, { name: 'sfp1', down: 20_000n, up: 4_000n });
      bench.device.interface(3, { name: 'ether5', down: 900_000n, up: 900_000n });
      const second = await bench.meter.read(POINTS);
      expect(readingOf(second, 'uplink:isp')).toMatchObject({ index: 7, down: 20_000n });
      expect(sample(readingOf(first, 'uplink:isp'), readingOf(second, 'uplink:isp'))).toMatchObject({
        kind: 'gap',
        why: 'renumbered',
      });
    });

    it('takes the only one of two rows of a name that is up', async () => {
      bench.device.interface(9, { name: 'sfp1', down: 1n, up: 1n, operational: false });
      expect(readingOf(await bench.meter.read([ISP]), 'uplink:isp')).toMatchObject({ index: 3 });
    });

    it('calls two rows of a name that are up ambiguous', async () => {
      bench.device.interface(9, { name: 'sfp1', down: 1n, up: 1n });
      expect((await bench.meter.read([ISP, OPD])).unread).toEqual([{ subject: 'uplink:isp', why: 'ambiguous' }]);
    });

    it('gives the type of an interface, also of one made again as another kind, and none of a queue', async () => {
      bench.device.interface(4, { name: 'pppoe-out1', down: 1n, up: 1n, type: 23 });
      const ppp: MeterPoint = { subject: 'uplink:ppp', interface: 'pppoe-out1' };
      const visit = await bench.meter.read([...POINTS, ppp]);
      expect(readingOf(visit, 'uplink:isp').ifType).toBe(6);
      expect(readingOf(visit, 'uplink:ppp').ifType).toBe(23);
      expect(readingOf(visit, 'line:opd')).not.toHaveProperty('ifType');
      await later(1_030_000);
      bench.device.drop(4);
      bench.device.interface(8, { name: 'pppoe-out1', down: 1n, up: 1n, type: 6 });
      expect(readingOf(await bench.meter.read([...POINTS, ppp]), 'uplink:ppp')).toMatchObject({ index: 8, ifType: 6 });
    });

    it('says when an interface is down', async () => {
      bench.device.interface(3, { name: 'sfp1', down: 1n, up: 1n, operational: false });
      expect(readingOf(await bench.meter.read([ISP]), 'uplink:isp').operational).toBe(false);
    });

    it('throws meter/silent when the device does not answer, and reads again afterwards', async () => {
      await bench.meter.read(POINTS);
      bench.device.mute(true);
      await expect(bench.meter.read(POINTS)).rejects.toMatchObject({ code: 'meter/silent', retry: 'later' });
      bench.device.mute(false);
      expect((await bench.meter.read(POINTS)).readings).toHaveLength(2);
    });

    it('checks: names that are missing or double, silence', async () => {
      bench.device.interface(9, { name: 'sfp1', down: 1n, up: 1n });
      const none: readonly MeterPoint[] = [
        { subject: 'uplink:none', interface: 'sfp9' },
        { subject: 'line:none', queue: 'nobody' },
        { subject: 'pool:none', queue: 'nobody' },
        // A line on an interface is counted by its queue, and it is the queue that is missing.
        { subject: 'line:gone', queue: 'DINSOS', interface: 'vlan120', faces: 'agency' },
      ];
      await bench.meter.read([...POINTS, ...none]);
      const codes = (await bench.meter.check()).map((each) => [each.code, each.subject]);
      expect(codes).toContainEqual(['meter/ambiguous-interface', 'uplink:isp']);
      expect(codes).toContainEqual(['meter/no-interface', 'uplink:none']);
      for (const subject of ['line:none', 'pool:none', 'line:gone'])
        expect(codes.filter(([, about]) => about === subject)).toEqual([['meter/no-queue', subject]]);
      bench.device.mute(true);
      expect((await bench.meter.check()).map((each) => each.code)).toContain('meter/silent');
    });

    it('reads nothing for no points', async () => {
      expect(await bench.meter.read([])).toEqual({ readings: [], unread: [] });
    });

    it('closes twice', async () => {
      await bench.meter.read(POINTS);
      await bench.meter.close();
      await bench.meter.close();
      await expect(bench.meter.read(POINTS)).rejects.toMatchObject({ code: 'meter/silent' });
    });
  });
}

/** The reading of a subject; fails the test when there is none. */
export function readingOf(visit: Visit, subject: Subject): Reading {
  const found = visit.readings.find((each) => each.subject === subject);
  expect(found, `no reading of ${subject}: ${JSON.stringify(visit.unread)}`).toBeDefined();
  return found!;
}
