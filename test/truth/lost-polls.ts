import type { Dice } from '../fakes/dice.ts';
import { wiredHours } from './measured-office.ts';
import { IMPATIENT_MS } from './meter-wire.ts';
import type { MeasuredRow } from './measured-row.ts';
import { everyFiveMinutes, wiredTry } from './wired-try.ts';

const SLOT = 300_000;

/** Rows 69 and before it none: polls that are lost, missed or late. */
export const LOST_POLLS: readonly MeasuredRow[] = [
  {
    id: '0',
    what: 'nothing goes wrong all day',
    kind: 'holds',
    count: 40,
    one: (dice) => wiredTry('calm', dice, { befall: () => undefined }),
  },
  ...[10, 30, 60].map(
    (percent): MeasuredRow => ({
      id: `69-${percent}`,
      what: `of 100 datagrams ${percent} are lost, both ways, with two retries`,
      kind: 'holds',
      count: 40,
      one: (dice) =>
        wiredTry(`loss ${percent}`, dice, {
          wire: { retries: 2, timeoutMs: IMPATIENT_MS },
          befall: ({ wire }) => {
            wire.lose = () => dice.below(100) < percent;
            wire.bend = (answer) => (dice.below(100) < percent ? [] : [answer]);
          },
        }),
    }),
  ),
  {
    id: '69s',
    what: 'the agent is silent for a stretch of the day',
    kind: 'holds',
    count: 100,
    one: (dice) => {
      const [from, length] = [
        wiredHours.from + dice.below(100) * SLOT,
        (1 + dice.below(dice.onceIn(3) ? 100 : 12)) * SLOT,
      ];
      return wiredTry(`silent ${length / SLOT} visits`, dice, {
        wire: { timeoutMs: IMPATIENT_MS },
        befall: (office) => (at) => {
          office.lab.faults.switches.snmpSilent = at >= office.day + from && at < office.day + from + length;
        },
      });
    },
  },
  {
    id: '69m',
    what: 'single polls are missed at random',
    kind: 'holds',
    count: 100,
    one: (dice) => {
      const missed = new Set(dice.shuffled(everyFiveMinutes()).slice(0, 1 + dice.below(30)));
      return wiredTry(`missed ${missed.size}`, dice, {
        wire: { timeoutMs: IMPATIENT_MS },
        befall: (office) => (at) => {
          office.lab.faults.switches.snmpSilent = missed.has(at - office.day);
        },
      });
    },
  },
  {
    id: '69l',
    what: 'polls come late by up to four and a half minutes, one in each interval',
    kind: 'holds',
    count: 100,
    one: (dice) => wiredTry('late', dice, { visits: latePolls(dice), befall: () => undefined }),
  },
  {
    id: '69w',
    what: 'polls come at any distance between 5 s and 14 minutes',
    kind: 'holds',
    count: 100,
    one: (dice) => {
      const visits: number[] = [];
      for (let at: number = wiredHours.from; at < wiredHours.until; at += 5_000 + dice.below(840_000)) visits.push(at);
      return wiredTry('wandering', dice, { visits, befall: () => undefined });
    },
  },
];

/** One visit in each interval, anywhere in it. */
function latePolls(dice: Dice): readonly number[] {
  return everyFiveMinutes().map((at) => at + dice.below(270_000));
}
