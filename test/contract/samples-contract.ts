import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Moment, Window } from '../../agent/domain/moment.ts';
import { after, before, DAY, HOUR, MINUTE, moment, momentOf, SECOND, span } from '../../agent/domain/moment.ts';
import type { Missed } from '../../agent/domain/counters/missed.ts';
import type { QueueColumns } from '../../agent/domain/counters/queue-columns.ts';
import type { Reading, Subject } from '../../agent/domain/counters/reading.ts';
import { FIVE_MINUTES } from '../../agent/domain/counters/rollup.ts';
import type { FiveMinute, ManyRates, Octets, Samples } from '../../agent/ports/samples.ts';

const LINE: Subject = 'line:DINKES-01';
const OTHER: Subject = 'uplink:sfp1-isp-a';
const EIGHT = momentOf('2026-03-02T08:00:00Z');
const ALWAYS: Window = { from: moment(0), until: momentOf('2100-01-01T00:00:00Z') };

const plus = (seconds: number) => after(EIGHT, span(seconds * SECOND));
const octets = (
  fromSecond: number,
  untilSecond: number,
  down: bigint,
  up = down / 10n,
  subject: Subject = LINE,
): Octets => {
  return { subject, from: plus(fromSecond), until: plus(untilSecond), down, up, dropsDown: 0, dropsUp: 0 };
};
const rate = (start: Moment, down: number, up = 0): FiveMinute => ({ start, down, up, dropsDown: 0, dropsUp: 0 });
const reading = (at: Moment, down: bigint): Reading => {
  return { subject: LINE, at, monotonic: 12.5, agentTicks: 100, down, up: 1n, index: 7, operational: true };
};

/** What every store of samples keeps. `make` gives an empty one whose days are UTC days; the suite closes it. */
export function samplesContract(name: string, make: () => Promise<Samples>): void {
  describe(`${name}: samples contract`, () => {
    const open: Samples[] = [];
    const fresh = async () => {
      const samples = await make();
      open.push(samples);
      return samples;
    };
    afterEach(() => {
      for (const samples of open.splice(0)) samples.close();
    });

    describe('5-minute rates', () => {
      test('one span that is one interval gives its exact mean, drops with it', async () => {
        const samples = await fresh();
        samples.put([], [{ ...octets(0, 300, 14_467_673_700n, 4_775_130_600n), dropsDown: 12, dropsUp: 3 }]);
        expect(samples.series(LINE, ALWAYS)).toEqual([
          { start: EIGHT, down: 385_804_632, up: 127_336_816, dropsDown: 12, dropsUp: 3 },
        ]);
      });

      test('spans of a minute add up, and the interval is given out only once it is over', async () => {
        const samples = await fresh();
        for (let minute = 0; minute < 5; minute += 1) {
          expect(samples.series(LINE, ALWAYS)).toEqual([]);
          samples.put([], [octets(minute * 60, minute * 60 + 60, BigInt(minute + 1) * 1_000_000n)]);
        }
        expect(samples.series(LINE, ALWAYS)).toEqual([rate(EIGHT, 400_000, 40_000)]);
      });

      test('a span over a boundary is shared out by time', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 270, 270_000n), octets(270, 360, 180_000n), octets(360, 600, 240_000n)]);
        expect(samples.series(LINE, ALWAYS).map((r) => r.down)).toEqual([8800, 9600]);
      });

      test('240 of 300 seconds are enough, and the rate is taken over them; one second less is a gap', async () => {
        const samples = await fresh();
        samples.put([], [octets(60, 300, 240_000n), octets(361, 600, 239_000n), octets(600, 601, 1n)]);
        expect(samples.series(LINE, ALWAYS)).toEqual([rate(EIGHT, 8000, 800)]);
      });

      test('a time without visits stays a gap, also when the counters ran on through it', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 300_000n)]);
        samples.put([], [octets(300, 3900, 3_600_000n)]);
        samples.put([], [octets(3900, 4200, 300_000n)]);
        expect(samples.series(LINE, ALWAYS).map((r) => r.start)).toEqual([EIGHT, plus(3900)]);
      });

      test('a quiet line is 0, which is not a gap', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 0n)]);
        expect(samples.series(LINE, ALWAYS)).toEqual([rate(EIGHT, 0)]);
      });

      test('no time is counted twice', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 300_000n)]);
        samples.put(
          [],
          [octets(0, 300, 300_000n), octets(120, 420, 9_000_000n), octets(60, 60, 5n), octets(90, 30, 5n)],
        );
        expect(samples.series(LINE, ALWAYS)).toEqual([rate(EIGHT, 8000, 800)]);
      });

      test('a span that came late joins the interval it belongs to', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 120, 120_000n), octets(300, 600, 300_000n)]);
        expect(samples.series(LINE, ALWAYS).map((r) => r.start)).toEqual([plus(300)]);
        samples.put([], [octets(120, 300, 360_000n)]);
        expect(samples.series(LINE, ALWAYS).map((r) => r.down)).toEqual([12_800, 8000]);
      });

      test('answers that arrive sooner or later lose no span and bend no rate', async () => {
        const samples = await fresh();
        const delays = [0, 40, 3, 900, 12, 0, 1500, 7, 250, 0, 31];
        for (const [minute, delay] of delays.entries()) {
          if (minute === 0) continue;
          const until = after(EIGHT, span(minute * MINUTE + delay));
          // 60 s by the device's clock, whatever ours says.
          const from = before(until, MINUTE);
          samples.put([], [{ subject: LINE, from, until, down: 7_500_000n, up: 1_000_000n, dropsDown: 0, dropsUp: 0 }]);
        }
        samples.put([], [octets(660, 661, 0n)]);
        samples.roll(after(EIGHT, HOUR));
        const given = samples.series(LINE, ALWAYS);
        expect(given.map((r) => r.start)).toEqual([EIGHT, plus(300)]);
        for (const r of given) expect(Math.abs(r.down - 1_000_000)).toBeLessThan(10_000);
        expect(samples.hourly(LINE, ALWAYS).map((h) => [h.downOctets, h.upOctets])).toEqual([
          [75_000_000n, 10_000_000n],
        ]);
      });

      test('a span that begins well before the end of the one before is left out', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 300_000n), octets(290, 600, 900_000n), octets(600, 900, 600_000n)]);
        expect(samples.series(LINE, ALWAYS).map((r) => [r.start, r.down])).toEqual([
          [EIGHT, 8000],
          [plus(600), 16_000],
        ]);
      });

      test('a late span takes no later interval back', async () => {
        const samples = await fresh();
        samples.put([], [octets(300, 590, 290_000n), octets(600, 660, 1n)]);
        samples.put([], [octets(0, 120, 120_000n)]);
        expect(samples.series(LINE, ALWAYS).map((r) => r.start)).toEqual([plus(300)]);
      });

      test('a rate is rounded to the nearest whole bit/s, each direction alike', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 19n, 18n), octets(300, 600, 18n, 19n)]);
        expect(samples.series(LINE, ALWAYS).map((r) => [r.down, r.up])).toEqual([
          [1, 0],
          [0, 1],
        ]);
      });

      test('a counter that lied is a gap and does not stop the visit', async () => {
        const samples = await fresh();
        samples.put(
          [reading(plus(300), 5n)],
          [octets(0, 300, 2n ** 64n - 1n, 0n), octets(0, 300, 300_000n, 0n, OTHER)],
        );
        expect(samples.series(LINE, ALWAYS)).toEqual([]);
        expect(samples.series(OTHER, ALWAYS)).toEqual([rate(EIGHT, 8000)]);
        expect(samples.last(LINE)?.down).toBe(5n);
      });

      test('the window takes starts from `from` up to but not including `until`, of one subject', async () => {
        const samples = await fresh();
        samples.put(
          [],
          [
            octets(0, 300, 300_000n),
            octets(300, 600, 300_000n),
            octets(600, 900, 300_000n),
            octets(0, 300, 1n, 0n, OTHER),
          ],
        );
        expect(samples.series(LINE, { from: plus(300), until: plus(600) }).map((r) => r.start)).toEqual([plus(300)]);
        expect(samples.series('line:unknown', ALWAYS)).toEqual([]);
        expect(samples.subjects()).toEqual([LINE, OTHER]);
      });

      test('a pool is a subject like a line, apart from the line of its name', async () => {
        const samples = await fresh();
        const pool: Subject = 'pool:dinkes';
        const line: Subject = 'line:dinkes';
        samples.put([], [octets(0, 300, 300_000n, 0n, pool), octets(0, 300, 600_000n, 0n, line)]);
        samples.roll(after(EIGHT, HOUR));
        expect(samples.subjects()).toEqual([line, pool]);
        expect(samples.series(pool, ALWAYS)).toEqual([rate(EIGHT, 8000)]);
        expect(samples.hourly(pool, ALWAYS).map((h) => h.downOctets)).toEqual([300_000n]);
      });

      test('rates() gives the rates of series() for the same window, before and after a roll', async () => {
        const samples = await fresh();
        samples.import(LINE, [rate(EIGHT, 8000, 3), rate(plus(300), 9000, 2), rate(plus(900), 7000, 5)]);
        samples.put([], [octets(900, 1200, 1n), octets(1200, 1500, 300_000n), octets(1500, 1560, 1n)]);
        const seen = ({ down, up }: ManyRates) =>
          down.map((d, i) => [d, up[i] ?? Number.NaN] as const).toSorted(([a], [b]) => a - b);
        const inWindow = { from: plus(300), until: plus(1500) };
        const expected = [
          [7000, 5],
          [8000, 800],
          [9000, 2],
        ];
        expect(seen(samples.rates(LINE, inWindow))).toEqual(expected);
        samples.roll(after(EIGHT, HOUR));
        expect(seen(samples.rates(LINE, inWindow))).toEqual(expected);
        expect(samples.rates(LINE, { from: plus(600), until: plus(900) })).toEqual({ down: [], up: [] });
        expect(samples.rates('line:unknown', ALWAYS)).toEqual({ down: [], up: [] });
      });

      test('newest come newest first, at most as many as asked, across gaps', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 1n), octets(300, 600, 2n), octets(1200, 1500, 3n), octets(1500, 1560, 9n)]);
        expect(samples.newest(LINE, 2).map((r) => r.start)).toEqual([plus(1200), plus(300)]);
        expect(samples.newest(LINE, 9)).toHaveLength(3);
        expect(samples.newest(LINE, 0)).toEqual([]);
      });
    });

    describe('readings', () => {
      test('every field comes back, counters up to 2^64 - 1', async () => {
        const samples = await fresh();
        const bare = reading(EIGHT, 2n ** 64n - 1n);
        samples.put([bare], []);
        expect(samples.last(LINE)).toEqual(bare);
        const full: Reading = {
          ...bare,
          drops: { down: 4_294_967_295, up: 0 },
          discontinuity: 0,
          bytesIn: 'down',
          ifType: 6,
          speedMbps: 1000,
          operational: false,
        };
        samples.put([full], []);
        expect(samples.last(LINE)).toEqual(full);
        expect(samples.last(OTHER)).toBeUndefined();
      });

      test('the reading put last is the base, also after the clock was set back', async () => {
        const samples = await fresh();
        samples.put([reading(plus(600), 6n)], []);
        samples.put([reading(EIGHT, 7n)], []);
        expect(samples.last(LINE)?.down).toBe(7n);
      });

      test('a visit that fails leaves value and time where they were', async () => {
        const samples = await fresh();
        samples.put([reading(EIGHT, 1n)], []);
        expect(() => samples.put([reading(plus(300), 2n)], [octets(0, 300, 300_000n), octets(300, 600, -1n)])).toThrow(
          'bug',
        );
        expect(samples.last(LINE)?.down).toBe(1n);
        expect(samples.series(LINE, ALWAYS)).toEqual([]);
      });
    });

    describe('the speed of a port', () => {
      const port = (seconds: number, speedMbps?: number, ifType?: number): Reading => ({
        ...reading(plus(seconds), 1n),
        subject: OTHER,
        ...(speedMbps === undefined ? {} : { speedMbps }),
        ...(ifType === undefined ? {} : { ifType }),
      });

      test('is what the last reading says, with the first time that it was said; a queue has none', async () => {
        const samples = await fresh();
        expect(samples.port(OTHER)).toBeUndefined();
        samples.put([port(0, 1000, 6), reading(EIGHT, 1n)], []);
        samples.put([port(60, 1000, 6)], []);
        expect(samples.port(OTHER)).toEqual({ type: 6, speedMbps: 1000, since: EIGHT, passed: false });
        expect(samples.port(LINE)).toBeUndefined();
        samples.put([port(120, 100, 6)], []);
        expect(samples.port(OTHER)).toEqual({ type: 6, speedMbps: 100, since: plus(120), passed: false });
        samples.put([port(180, 1000, 6)], []);
        expect(samples.port(OTHER)).toEqual({ type: 6, speedMbps: 1000, since: EIGHT, passed: false });
      });

      test('a device that says neither speed nor type has speed 0; a type that was said once stays', async () => {
        const samples = await fresh();
        samples.put([port(0)], []);
        expect(samples.port(OTHER)).toEqual({ type: null, speedMbps: 0, since: EIGHT, passed: false });
        samples.put([port(60, 10, 23)], []);
        samples.put([port(120, 10)], []);
        expect(samples.port(OTHER)).toEqual({ type: 23, speedMbps: 10, since: plus(60), passed: false });
      });

      test('that was passed stays passed for 28 days, of that speed alone', async () => {
        const samples = await fresh();
        samples.put([port(0, 10, 23)], [], { passed: [OTHER] });
        samples.put([port(60, 10, 23)], []);
        expect(samples.port(OTHER)?.passed).toBe(true);
        samples.put([port(120, 100, 6)], []);
        expect(samples.port(OTHER)?.passed).toBe(false);
        samples.put([port(180, 10, 23)], []);
        expect(samples.port(OTHER)?.passed).toBe(true);
        samples.put([port(28 * 86_400 - 1, 10, 23)], []);
        expect(samples.port(OTHER)?.passed).toBe(true);
        samples.put([port(28 * 86_400, 10, 23)], []);
        expect(samples.port(OTHER)).toEqual({ type: 23, speedMbps: 10, since: EIGHT, passed: false });
      });

      test('of a visit that failed is forgotten', async () => {
        const samples = await fresh();
        expect(() => samples.put([port(0, 10, 23)], [octets(0, 300, -1n)], { passed: [OTHER] })).toThrow('bug');
        expect(samples.port(OTHER)).toBeUndefined();
        samples.put([port(60, 10, 23)], []);
        expect(samples.port(OTHER)).toEqual({ type: 23, speedMbps: 10, since: plus(60), passed: false });
      });
    });

    describe('missed intervals', () => {
      test('are counted by reason in the hours of a window; of a subject that was never read, too', async () => {
        const samples = await fresh();
        const missed = (seconds: number, why: Missed['why'], subject = LINE): Missed => ({
          subject,
          at: plus(seconds),
          why,
        });
        samples.put([], [], { missed: [missed(0, 'leap'), missed(60, 'restart'), missed(60, 'no-64-bit', OTHER)] });
        samples.put([], [], { missed: [missed(3540, 'restart'), missed(3600, 'leap')] });
        expect(samples.missed(LINE, ALWAYS)).toEqual([
          { why: 'leap', count: 2, last: plus(3600) },
          { why: 'restart', count: 2, last: plus(3540) },
        ]);
        expect(samples.missed(LINE, { from: EIGHT, until: after(EIGHT, HOUR) })).toEqual([
          { why: 'restart', count: 2, last: plus(3540) },
          { why: 'leap', count: 1, last: EIGHT },
        ]);
        expect(samples.missed(OTHER, ALWAYS)).toEqual([{ why: 'no-64-bit', count: 1, last: plus(60) }]);
        expect(samples.missed('line:unknown', ALWAYS)).toEqual([]);
        expect(samples.subjects()).toEqual([]);
      });

      test('are kept as long as 5-minute rates', async () => {
        const samples = await fresh();
        samples.put([], [], { missed: [{ subject: LINE, at: EIGHT, why: 'leap' }] });
        samples.roll(after(EIGHT, span(400 * DAY)));
        expect(samples.missed(LINE, ALWAYS)).toHaveLength(1);
        samples.roll(after(plus(1), span(400 * DAY)));
        expect(samples.missed(LINE, ALWAYS)).toEqual([]);
      });
    });

    describe('the columns of queues', () => {
      test('the newest proof of a router counts', async () => {
        const samples = await fresh();
        expect(samples.columns('core')).toBeUndefined();
        const first: QueueColumns = { router: 'core', bytesIn: 'up', at: EIGHT, version: '6.49.10', queues: 3 };
        const second: QueueColumns = { ...first, bytesIn: 'down', at: plus(60), version: '7.18.2', queues: 20 };
        for (const proof of [first, second, { ...first, router: 'edge', at: plus(90) }]) samples.settle(proof);
        expect(samples.columns('core')).toEqual(second);
        samples.settle({ ...second, queues: 21 });
        expect(samples.columns('core')?.queues).toBe(21);
      });

      test('a turn exchanges down and up in the reading and in all rates of one subject, and turns back', async () => {
        const samples = await fresh();
        const last: Reading = { ...reading(plus(7500), 5n), drops: { down: 7, up: 8 }, bytesIn: 'up' };
        samples.import(LINE, [{ ...rate(EIGHT, 8000, 400), dropsDown: 1, dropsUp: 2 }]);
        samples.put([last], [octets(0, 300, 9n, 9n, OTHER), octets(3600, 3900, 300_000n, 30_000n)]);
        samples.roll(moment(Math.ceil(plus(7200) / DAY) * DAY));
        samples.put([], [{ ...octets(90_000, 90_300, 600_000n, 60_000n), dropsDown: 3 }, octets(90_300, 90_301, 1n)]);
        const seen = () => ({
          rates: samples.series(LINE, ALWAYS).map((r) => [r.down, r.up, r.dropsDown, r.dropsUp]),
          hours: samples.hourly(LINE, ALWAYS).map((h) => [h.downOctets, h.upOctets, h.maxDown, h.maxUp, h.valid]),
          days: samples.daily(LINE, ALWAYS).map((d) => [d.downOctets, d.upOctets, d.maxDown, d.maxUp]),
          other: samples.series(OTHER, ALWAYS),
        });
        const first = seen();
        expect(first.rates).toEqual([
          [8000, 400, 1, 2],
          [8000, 800, 0, 0],
          [16_000, 1600, 3, 0],
        ]);
        samples.turn(LINE, 'down');
        expect(seen()).toEqual({
          rates: first.rates.map(([down, up, dropsDown, dropsUp]) => [up, down, dropsUp, dropsDown]),
          hours: first.hours.map(([down, up, maxDown, maxUp, valid]) => [up, down, maxUp, maxDown, valid]),
          days: first.days.map(([down, up, maxDown, maxUp]) => [up, down, maxUp, maxDown]),
          other: first.other,
        });
        expect(samples.last(LINE)).toEqual({ ...last, down: 1n, up: 5n, drops: { down: 8, up: 7 }, bytesIn: 'down' });
        samples.turn(LINE, 'up');
        expect(seen()).toEqual(first);
        expect(samples.last(LINE)).toEqual(last);
      });

      test('a subject without a history is turned without harm', async () => {
        const samples = await fresh();
        samples.turn(LINE, 'down');
        expect(samples.last(LINE)).toBeUndefined();
        expect(samples.subjects()).toEqual([]);
      });
    });

    describe('import', () => {
      test('rates come back as they were given', async () => {
        const samples = await fresh();
        const rates = [0, 1, 7, 385_804_632, 399_999_999_999].map((r, i) => ({
          ...rate(plus(i * 300), r, r),
          dropsDown: i,
          dropsUp: 2 * i,
        }));
        samples.import(LINE, rates);
        expect(samples.series(LINE, ALWAYS)).toEqual(rates);
      });

      test('valid intervals stay, an unfinished one gives way, and importing twice changes nothing', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 300_000n, 0n), octets(300, 360, 60_000n, 0n)]);
        const history = [rate(EIGHT, 1), rate(plus(300), 2), rate(plus(600), 3)];
        samples.import(LINE, history);
        samples.import(
          LINE,
          history.map((r) => rate(r.start, r.down + 10)),
        );
        samples.put([], [octets(360, 420, 60_000n, 0n)]);
        expect(samples.series(LINE, ALWAYS).map((r) => r.down)).toEqual([8000, 2, 3]);
      });

      test('what is no 5-minute rate is refused whole', async () => {
        const samples = await fresh();
        for (const bad of [rate(plus(1), 5), rate(plus(300), 1.5), rate(plus(300), -1)]) {
          expect(() => samples.import(LINE, [rate(EIGHT, 5), bad])).toThrow('bug');
        }
        expect(samples.series(LINE, ALWAYS)).toEqual([]);
      });
    });

    describe('roll', () => {
      const nextDay = moment(Math.ceil(EIGHT / DAY) * DAY);

      test('an hour keeps the sums, the time counted, the largest rates and how many were valid', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 300_000n), octets(300, 600, 900_000n), octets(600, 700, 50_000n)]);
        samples.roll(before(after(EIGHT, HOUR), SECOND));
        expect(samples.hourly(LINE, ALWAYS)).toEqual([]);
        samples.roll(after(EIGHT, HOUR));
        expect(samples.hourly(LINE, ALWAYS)).toEqual([
          {
            start: EIGHT,
            downOctets: 1_250_000n,
            upOctets: 125_000n,
            seconds: 700,
            maxDown: 24_000,
            maxUp: 2400,
            valid: 2,
            expected: 12,
          },
        ]);
        expect(samples.daily(LINE, ALWAYS)).toEqual([]);
      });

      test('a day comes from its 5-minute rates once it is over', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 300_000n, 0n), octets(7200, 7500, 600_000n, 0n)]);
        samples.roll(after(EIGHT, span(4 * HOUR)));
        samples.roll(nextDay);
        expect(samples.daily(LINE, ALWAYS)).toEqual([
          {
            start: before(nextDay, DAY),
            downOctets: 900_000n,
            upOctets: 0n,
            seconds: 600,
            maxDown: 16_000,
            maxUp: 0,
            valid: 2,
            expected: 288,
          },
        ]);
      });

      test('rows that came late roll their hour and day again; doing it twice changes nothing', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 300_000n)]);
        samples.roll(nextDay);
        samples.put([], [octets(300, 600, 600_000n)]);
        samples.import(LINE, [rate(after(EIGHT, HOUR), 1_000_000)]);
        samples.roll(nextDay);
        const seen = () => [samples.hourly(LINE, ALWAYS), samples.daily(LINE, ALWAYS), samples.series(LINE, ALWAYS)];
        const once = seen();
        expect(samples.hourly(LINE, ALWAYS).map((h) => [h.downOctets, h.valid])).toEqual([
          [900_000n, 2],
          [37_500_000n, 1],
        ]);
        expect(samples.daily(LINE, ALWAYS).map((d) => [d.downOctets, d.valid])).toEqual([[38_400_000n, 3]]);
        samples.roll(nextDay);
        expect(seen()).toEqual(once);
      });

      test('each size is kept for its time, and a rollup outlives its rows unharmed', async () => {
        const samples = await fresh();
        samples.put([], [octets(0, 300, 300_000n, 0n), octets(300, 600, 300_000n, 0n)]);
        samples.roll(nextDay);
        samples.roll(after(plus(300), span(400 * DAY)));
        expect(samples.series(LINE, ALWAYS).map((r) => r.start)).toEqual([plus(300)]);
        samples.import(LINE, [rate(EIGHT, 5)]);
        samples.roll(after(plus(600), span(400 * DAY)));
        expect(samples.series(LINE, ALWAYS)).toEqual([]);
        samples.import(LINE, [rate(EIGHT, 5)]);
        samples.roll(after(nextDay, span(500 * DAY)));
        expect(samples.hourly(LINE, ALWAYS).map((h) => [h.valid, h.seconds])).toEqual([[2, 600]]);
        samples.roll(after(nextDay, span(1096 * DAY)));
        expect(samples.hourly(LINE, ALWAYS)).toEqual([]);
        expect(samples.daily(LINE, ALWAYS).map((d) => [d.valid, d.seconds])).toEqual([[2, 600]]);
        samples.roll(after(nextDay, span(3653 * DAY)));
        expect(samples.daily(LINE, ALWAYS)).toEqual([]);
      });
    });

    test('whatever the rhythm of the visits, no octet is lost or made', async () => {
      const visit = fc.record({
        gap: fc.oneof(fc.constant(0), fc.integer({ min: 20_000, max: 900_000 })),
        length: fc.integer({ min: 1, max: 900_000 }),
        down: fc.bigInt({ min: 0n, max: 10n ** 6n }),
        up: fc.bigInt({ min: 0n, max: 10n ** 6n }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 25 }), async (visits) => {
          const samples = await fresh();
          let at: number = EIGHT;
          const spans: Octets[] = [];
          for (const { gap, length, down, up } of visits) {
            const from = moment(at + gap);
            at = from + length;
            spans.push({ subject: LINE, from, until: moment(at), down, up, dropsDown: 0, dropsUp: 0 });
          }
          for (const one of spans) samples.put([], [one]);
          samples.roll(after(moment(at), HOUR));
          const hours = samples.hourly(LINE, ALWAYS);
          expect(hours.reduce((sum, h) => sum + h.downOctets, 0n)).toBe(spans.reduce((sum, s) => sum + s.down, 0n));
          expect(hours.reduce((sum, h) => sum + h.upOctets, 0n)).toBe(spans.reduce((sum, s) => sum + s.up, 0n));
          const counted = spans.reduce((sum, s) => sum + s.until - s.from, 0);
          expect(Math.round(hours.reduce((sum, h) => sum + h.seconds * 1000, 0))).toBe(counted);
          for (const given of samples.series(LINE, ALWAYS)) {
            const until = given.start + FIVE_MINUTES;
            const seen = spans.reduce(
              (sum, s) => sum + Math.max(0, Math.min(s.until, until) - Math.max(s.from, given.start)),
              0,
            );
            expect(seen).toBeGreaterThanOrEqual(4 * MINUTE);
          }
        }),
        { seed: 20_260_304, numRuns: 25 },
      );
    });
  });
}
