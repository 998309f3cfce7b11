import type { Dice } from '../fakes/dice.ts';
import { wiredHours } from './measured-office.ts';
import type { MeasuredRow } from './measured-row.ts';
import { wiredTry } from './wired-try.ts';

const HOUR = 3_600_000;
const SLOT = 300_000;

/** Rows 78 and 79: our own wall clock is wrong for a while. */
export const STEPPED_CLOCK: readonly MeasuredRow[] = [
  stepped('78-', 'the wall clock is an hour slow', 3, () => -HOUR),
  stepped('78+', 'the wall clock is an hour fast', 3, () => HOUR),
  stepped('78d', 'the wall clock is a day fast', 60, () => 24 * HOUR),
  stepped('78s', 'the wall clock is off by up to five minutes', 60, (dice) => dice.below(600_000) - 300_000),
  { ...stepped('78-long', 'the wall clock is an hour slow', 60, () => -HOUR), kind: 'limit' },
  { ...stepped('78+long', 'the wall clock is an hour fast', 60, () => HOUR), kind: 'limit' },
  {
    id: '78j',
    what: 'the wall clock jumps by up to two minutes at every visit',
    kind: 'holds',
    count: 60,
    one: (dice) =>
      wiredTry('jumping', dice, {
        befall: (office) => () => {
          office.off = dice.below(240_000) - 120_000;
        },
      }),
  },
  {
    id: '79',
    what: 'the machine starts at 1970 and learns the time later',
    kind: 'holds',
    count: 60,
    one: (dice) => {
      const from = wiredHours.from + (10 + dice.below(90)) * SLOT;
      const until = from + (1 + dice.below(30)) * SLOT;
      return wiredTry('1970', dice, {
        befall: (office) => (at) => {
          const offset = at - office.day;
          office.off = offset >= from && offset < until ? -(office.day + from) + 60_000 : 0;
          if (offset === from) office.restart();
        },
      });
    },
  },
];

/** @param most visits that it lasts; beyond three the agent believes the new time. */
function stepped(id: string, what: string, most: number, off: (dice: Dice) => number): MeasuredRow {
  return {
    id,
    what: `${what}, for up to ${most * 5} minutes`,
    kind: 'holds',
    count: 60,
    one: (dice) => {
      const from = wiredHours.from + (10 + dice.below(80)) * SLOT;
      const until = from + (1 + dice.below(most)) * SLOT;
      const by = off(dice);
      return wiredTry(`${id} ${by / 1000} s`, dice, {
        befall: (office) => (at) => {
          office.off = at - office.day >= from && at - office.day < until ? by : 0;
        },
      });
    },
  };
}
