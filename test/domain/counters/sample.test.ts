import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moment, momentOf } from '../../../agent/domain/moment.ts';
import type { Reading } from '../../../agent/domain/counters/reading.ts';
import { type Sample, sample } from '../../../agent/domain/counters/sample.ts';

const T0 = momentOf('2026-05-04T08:00:00+07:00');
const FIVE = 300_000;
const seed = 69_770;

const base: Reading = {
  subject: 'uplink:isp',
  at: T0,
  monotonic: 50_000,
  agentTicks: 1_000_000,
  down: 1_000_000n,
  up: 500_000n,
  index: 3,
  discontinuity: 0,
  speedMbps: 1000,
  operational: true,
};

/** The next reading after `ms`, all clocks agreeing. */
function then(ms: number, change: Partial<Reading> = {}, from: Reading = base): Reading {
  return {
    ...from,
    at: moment(from.at + ms),
    monotonic: from.monotonic + ms,
    agentTicks: (from.agentTicks + ms / 10) >>> 0,
    down: from.down + 750_000n,
    up: from.up + 75_000n,
    ...change,
  };
}

function thenDrops(from: Reading, down: number, up: number): Reading {
  return then(FIVE, { drops: { down, up } }, from);
}

const why = (a: Reading | undefined, b: Reading): string => {
  const taken = sample(a, b);
  return taken.kind === 'gap' ? taken.why : taken.kind;
};

/** The octets that passed, over the time that passed, within the heartbeat. */
function honest(
  taken: Extract<Sample, { kind: 'octets' }>,
  truth: { readonly ms: number; readonly bps: number },
): boolean {
  const expected = (truth.bps / 8000) * truth.ms;
  return (
    Math.abs(Number(taken.down) - expected) <= 1 &&
    Math.abs(taken.until - taken.from - truth.ms) <= 10 &&
    truth.ms <= 900_000
  );
}

describe('sample', () => {
  it('gives the octets of the span in agent time, dated at its end by our clock', () => {
    expect(sample(base, then(FIVE))).toEqual({
      kind: 'octets',
      subject: 'uplink:isp',
      from: T0,
      until: T0 + FIVE,
      down: 750_000n,
      up: 75_000n,
      dropsDown: 0,
      dropsUp: 0,
    });
  });

  it('takes the length from the agent, not from when the answer arrived', () => {
    const late = then(FIVE, { at: moment(T0 + FIVE + 1500), monotonic: 50_000 + FIVE + 1500 });
    expect(sample(base, late)).toMatchObject({ kind: 'octets', from: T0 + 1500, until: T0 + FIVE + 1500 });
  });

  it('has no rate for the first reading', () => expect(why(undefined, base)).toBe('first'));

  it('refuses two subjects', () => {
    expect(() => sample(base, then(FIVE, { subject: 'line:x' }))).toThrow(RangeError);
  });

  it('has no rate when the interface is or was down', () => {
    expect(why(base, then(FIVE, { operational: false }))).toBe('not-operational');
    expect(why({ ...base, operational: false }, then(FIVE))).toBe('not-operational');
  });

  it('knows that nothing passed while the interface was down all the time', () => {
    const down = { ...base, operational: false };
    const still = { operational: false, down: base.down, up: base.up };
    expect(sample(down, then(FIVE, still, down))).toMatchObject({
      kind: 'octets',
      down: 0n,
      up: 0n,
      from: T0,
      until: T0 + FIVE,
    });
    expect(why(down, then(FIVE, { operational: false }, down))).toBe('not-operational');
    expect(why(down, then(FIVE, { ...still, agentTicks: 1200 }, down))).toBe('restart');
  });

  it('has no rate over a renumbered row', () => expect(why(base, then(FIVE, { index: 4 }))).toBe('renumbered'));

  it.each([
    ['uptime back to zero, counters going on', { agentTicks: 1200 }],
    ['uptime back to zero, counters too', { agentTicks: 1200, down: 5n, up: 5n }],
  ])('sees a restart: %s', (_, change) => expect(why(base, then(FIVE, change))).toBe('restart'));

  it('sees a restart that already overtook the old uptime', () => {
    const young: Reading = { ...base, agentTicks: 5000 };
    expect(why(young, then(FIVE, { agentTicks: 20_000 }, young))).toBe('restart');
  });

  it('is not fooled by the wrap of sysUpTime after 497 days', () => {
    const old: Reading = { ...base, agentTicks: 2 ** 32 - 10_000 };
    expect(sample(old, then(FIVE, {}, old))).toMatchObject({ kind: 'octets', from: T0, until: T0 + FIVE });
  });

  it('has no rate when the device says that its counters are not continuous', () => {
    expect(why(base, then(FIVE, { discontinuity: 1_010_000 }))).toBe('discontinuity');
  });

  it('believes no pair whose clocks disagree by more than 2 s and 2 %', () => {
    const off = (ms: number): Partial<Reading> => ({ agentTicks: base.agentTicks + (FIVE + ms) / 10 });
    expect(why(base, then(FIVE, off(5900)))).toBe('octets');
    expect(why(base, then(FIVE, off(6100)))).toBe('clock-suspect');
    expect(why(base, then(FIVE, off(-6100)))).toBe('clock-suspect');
    expect(why(base, then(60_000, { agentTicks: base.agentTicks + 6190 }))).toBe('octets');
    expect(why(base, then(60_000, { agentTicks: base.agentTicks + 6210 }))).toBe('clock-suspect');
  });

  it('goes on over a restart of the daemon: the monotonic clock begins again, the wall clock does not', () => {
    expect(why(base, then(FIVE, { monotonic: 10 }))).toBe('octets');
    expect(why(base, then(FIVE, { monotonic: 200_000 }))).toBe('octets');
  });

  it('goes on over a wall clock set forward: the monotonic clock is not', () => {
    expect(why(base, then(FIVE, { at: moment(T0 + 9 * FIVE) }))).toBe('octets');
  });

  it('has no rate over a wall clock set back: its moments were counted already', () => {
    expect(why(base, then(FIVE, { at: moment(T0 - 60_000) }))).toBe('clock-suspect');
  });

  it('has no rate beyond the heartbeat', () => {
    expect(why(base, then(900_000))).toBe('octets');
    expect(why(base, then(900_010))).toBe('too-long');
  });

  it('has no rate when no agent time passed', () => expect(why(base, then(0))).toBe('stale-counter'));

  it('takes an uplink without one octet for stuck, and a line without one for idle', () => {
    const still = { down: base.down, up: base.up };
    expect(why(base, then(FIVE, still))).toBe('stale-counter');
    const line: Reading = { ...base, subject: 'line:opd' };
    expect(sample(line, then(FIVE, still, line))).toMatchObject({ kind: 'octets', down: 0n, up: 0n });
  });

  it('never wraps a 64-bit counter', () => {
    const full: Reading = { ...base, down: 2n ** 64n - 1n };
    expect(why(full, then(FIVE, { down: 100n }, full))).toBe('decreased');
    expect(why(base, then(FIVE, { up: base.up - 1n }))).toBe('decreased');
  });

  it.each([1000, 10, 0, undefined])('judges no rate by a reported speed of %s', (speedMbps) => {
    const { speedMbps: _, ...bare } = base;
    const unknown: Reading = speedMbps === undefined ? bare : { ...bare, speedMbps };
    expect(why(unknown, then(FIVE, { down: unknown.down + 10n ** 15n }, unknown))).toBe('octets');
  });

  it('counts drops, over a wrap, and none over a reset or where the device does not count them', () => {
    const line = (down: number, up: number): Reading => ({ ...base, subject: 'line:opd', drops: { down, up } });
    const a = line(10, 20);
    expect(sample(a, thenDrops(a, 15, 20))).toMatchObject({ dropsDown: 5, dropsUp: 0 });
    const nearTop = line(2 ** 32 - 10, 2 ** 31);
    expect(sample(nearTop, thenDrops(nearTop, 5, 7))).toMatchObject({ dropsDown: 15, dropsUp: 0 });
    expect(sample({ ...base, subject: 'line:opd' }, thenDrops(a, 15, 20))).toMatchObject({ dropsDown: 0, dropsUp: 0 });
  });

  it(`never tells a false rate of an honest device, whatever happens between (seed ${seed})`, () => {
    const step = fc.record({
      ms: fc.integer({ min: 1, max: 2_000_000 }).map((ms) => ms * 10),
      bps: fc.integer({ min: 1, max: 999_000_000 }),
      reset: fc.constantFrom('none', 'agent', 'counters', 'both', 'renumber'),
      daemon: fc.boolean(),
      wall: fc.constantFrom(0, 0, 0, 3_600_000, -3_600_000),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let last = base;
        for (const each of steps) {
          const octets = BigInt(Math.floor((each.bps / 8000) * each.ms));
          const cleared = each.reset === 'counters' || each.reset === 'both';
          const next: Reading = {
            ...last,
            at: moment(last.at + each.ms + each.wall),
            monotonic: each.daemon ? 0 : last.monotonic + each.ms,
            agentTicks: each.reset === 'agent' || each.reset === 'both' ? 100 : (last.agentTicks + each.ms / 10) >>> 0,
            down: cleared ? 0n : last.down + octets,
            up: cleared ? 0n : last.up + octets,
            index: each.reset === 'renumber' ? last.index + 1 : last.index,
          };
          const taken = sample(last, next);
          if (taken.kind === 'octets' && !honest(taken, each)) return false;
          last = next;
        }
        return true;
      }),
      { seed, numRuns: 400 },
    );
  });
});
