import type { Dice } from '../fakes/dice.ts';
import { DAY, MINUTE, dayOf, midnight } from './local-days.ts';
import type { Pair, Question, Span, World } from './world-facts.ts';

const MEGA = 1_000_000;

/** Windows of every kind: within a day, off the grid, over midnight, several days, begun already. */
function drawWindow(dice: Dice, now: number): Span {
  const from = midnight(dayOf(now) + dice.below(20)) + dice.below(24 * 60) * MINUTE;
  const minute = Math.ceil(now / MINUTE) * MINUTE;
  const start = dice.onceIn(5) ? minute - dice.below(120) * MINUTE : Math.max(from, minute);
  const round = dice.onceIn(2) ? start : Math.ceil(start / (30 * MINUTE)) * 30 * MINUTE;
  const length = dice.onceIn(3)
    ? dice.below(7 * 1440)
    : dice.onceIn(3)
      ? dice.below(1440)
      : dice.onceIn(8)
        ? dice.below(12)
        : dice.below(360);
  const until = round + (1 + length) * MINUTE;
  if (dice.onceIn(8)) return [midnight(dayOf(round) + 1), midnight(dayOf(round) + 2 + dice.below(4))];
  return [round, Math.max(until, minute + 2 * MINUTE)];
}

function wanted(dice: Dice, world: World, line: string): Pair {
  const has = world.grants.findLast((grant) => grant.line === line && grant.window === null)?.rate;
  const one = (of: number): number => Math.max(MEGA, of + (dice.below(70) - 10) * MEGA + dice.below(3) * 7);
  return { down: one(has?.down ?? 0), up: dice.onceIn(3) ? (has?.up ?? 0) : one(has?.up ?? 0) };
}

export function drawQuestion(dice: Dice, world: World): Question {
  const line = dice.one(world.lines);
  const window = dice.onceIn(2) ? drawWindow(dice, world.now) : null;
  return {
    line,
    wanted: wanted(dice, world, line.id),
    window,
    request: dice.onceIn(2) ? 1 + dice.below(3) : null,
    from: window === null && world.down.size === 0 && dice.onceIn(8) ? world.now + dice.below(60) * DAY : world.now,
  };
}
