import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Moment } from '../../../agent/domain/moment.ts';
import { moment, momentOf } from '../../../agent/domain/moment.ts';
import type { Passed } from '../../../agent/domain/counters/rollup.ts';
import {
  FIVE_MINUTES,
  octetsOfFiveMinutes,
  splitByFiveMinutes,
  startOfFiveMinutes,
  startOfHour,
} from '../../../agent/domain/counters/rollup.ts';

const at = (clock: string) => momentOf(`2026-03-02T${clock}Z`);
const passed = (from: Moment, until: Moment, down: bigint, up = 0n, dropsDown = 0, dropsUp = 0): Passed => {
  return { from, until, down, up, dropsDown, dropsUp };
};

describe('splitByFiveMinutes', () => {
  test('a span that is one interval comes back as it is', () => {
    const whole = passed(at('08:00:00'), at('08:05:00'), 14_467_673_700n, 3n, 7, 1);
    expect(splitByFiveMinutes(whole)).toEqual([whole]);
  });

  test('a span over a boundary is cut in proportion to time', () => {
    expect(splitByFiveMinutes(passed(at('08:04:30'), at('08:06:00'), 900n, 90n, 9, 3))).toEqual([
      passed(at('08:04:30'), at('08:05:00'), 300n, 30n, 3, 1),
      passed(at('08:05:00'), at('08:06:00'), 600n, 60n, 6, 2),
    ]);
  });

  test('an octet that does not divide goes to one side, not to none', () => {
    const parts = splitByFiveMinutes(passed(at('08:04:59'), at('08:05:01'), 1n));
    expect(parts.map((p) => p.down)).toEqual([0n, 1n]);
  });

  test('nothing comes of a span without length or against time', () => {
    expect(splitByFiveMinutes(passed(at('08:00:00'), at('08:00:00'), 5n))).toEqual([]);
    expect(splitByFiveMinutes(passed(at('08:01:00'), at('08:00:00'), 5n))).toEqual([]);
  });

  test('parts conserve octets, drops and time, and none crosses a boundary', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_102_444_800_000 }),
        fc.integer({ min: 1, max: 3_600_000 }),
        fc.bigInt({ min: 0n, max: 2n ** 64n }),
        fc.bigInt({ min: 0n, max: 2n ** 64n }),
        fc.nat(),
        fc.nat(),
        (from, length, down, up, dropsDown, dropsUp) => {
          const whole = passed(moment(from), moment(from + length), down, up, dropsDown, dropsUp);
          const parts = splitByFiveMinutes(whole);
          expect(parts.reduce((sum, p) => sum + p.down, 0n)).toBe(down);
          expect(parts.reduce((sum, p) => sum + p.up, 0n)).toBe(up);
          expect(parts.reduce((sum, p) => sum + p.dropsDown, 0)).toBe(dropsDown);
          expect(parts.reduce((sum, p) => sum + p.dropsUp, 0)).toBe(dropsUp);
          expect(parts[0]?.from).toBe(whole.from);
          expect(parts.at(-1)?.until).toBe(whole.until);
          for (const [index, p] of parts.entries()) {
            expect(p.until).toBe(parts[index + 1]?.from ?? whole.until);
            expect(startOfFiveMinutes(moment(p.until - 1))).toBe(startOfFiveMinutes(p.from));
            expect(p.down >= 0n && p.up >= 0n && p.dropsDown >= 0 && p.dropsUp >= 0).toBe(true);
          }
        },
      ),
      { seed: 20_260_302, numRuns: 500 },
    );
  });
});

test('octets of a finished rate divide back into the same whole bit/s', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000_000_000_000 }), (rate) => {
      const octets = octetsOfFiveMinutes(rate);
      const covered = BigInt(FIVE_MINUTES);
      expect((octets * 16_000n + covered) / (2n * covered)).toBe(BigInt(rate));
    }),
    { seed: 20_260_303, numRuns: 500 },
  );
});

test('intervals and hours start where the clock says', () => {
  expect(startOfFiveMinutes(at('08:04:59.999'))).toBe(at('08:00:00'));
  expect(startOfFiveMinutes(at('08:05:00'))).toBe(at('08:05:00'));
  expect(startOfHour(at('08:59:59.999'))).toBe(at('08:00:00'));
});
