import { describe, expect, test } from 'vitest';
import { steadyClock } from '../../../adapters/clock/system/steady-clock.ts';
import { after, between, DAY, HOUR, MINUTE, SECOND, span } from '../../../agent/domain/moment.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { setClock } from '../../fakes/set-clock.ts';

const open = () => {
  const wall = setClock();
  return { wall, clock: steadyClock(wall, quietLog()), from: wall.now() };
};

describe('a step of the wall clock', () => {
  test.each([
    ['an hour back', -1 * HOUR],
    ['an hour ahead', HOUR],
    ['a day ahead', DAY],
    ['to 1970', -1 * setClock().now()],
  ])('%s is not followed while it may be mended, and leaves nothing when it was', async (_, by) => {
    const { wall, clock, from } = open();
    wall.step(after(wall.now(), span(by)));
    expect(clock.now()).toBe(from);
    await wall.pass(span(14 * MINUTE));
    expect(between(from, clock.now())).toBe(14 * MINUTE);
    wall.step(after(wall.now(), span(-by)));
    expect(between(from, clock.now())).toBe(14 * MINUTE);
    await wall.pass(span(20 * MINUTE));
    expect(clock.now()).toBe(wall.now());
  });

  test.each([-1 * HOUR, 24 * HOUR])(
    'that stands (%i ms) was meant, and is followed after fifteen minutes',
    async (by) => {
      const { wall, clock, from } = open();
      wall.step(after(wall.now(), span(by)));
      clock.now();
      await wall.pass(span(15 * MINUTE));
      expect(between(from, clock.now())).toBe(by + 15 * MINUTE);
      await wall.pass(MINUTE);
      expect(clock.now()).toBe(wall.now());
    },
  );

  test('another one begins the wait anew', async () => {
    const { wall, clock, from } = open();
    for (let i = 0; i < 3; i += 1) {
      wall.step(after(wall.now(), HOUR));
      clock.now();
      await wall.pass(span(10 * MINUTE));
      expect(between(from, clock.now())).toBe((i + 1) * 10 * MINUTE);
    }
  });
});

test('a clock that a time service slews is followed at once', async () => {
  const { wall, clock } = open();
  for (let i = 0; i < 50; i += 1) {
    await wall.pass(MINUTE);
    wall.step(after(wall.now(), span(30 * SECOND)));
    expect(clock.now()).toBe(wall.now());
  }
});
