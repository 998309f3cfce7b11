import { Dice } from '../fakes/dice.ts';
import type { CountedTraffic } from './counted-traffic.ts';
import { isWorking, midnightBefore } from './plant-truth.ts';

/** When polls are, which of them fail, and when the router reboots. Epoch milliseconds, oldest first. */
export interface Polls {
  readonly at: readonly number[];
  readonly lost: ReadonlySet<number>;
  readonly reboots: readonly number[];
  /** What the agent's uptime shows at the beginning, in hundredths of a second. */
  readonly ticks: number;
}

/** A kind of month. */
export interface Weather {
  readonly name: string;
  /** Part of the true p95 that smoothing may take away: none where polls fall on the interval's edge. */
  readonly tolerance: number;
  polls(traffic: CountedTraffic, seed: string): Polls;
}

const SLOT = 300_000;
const FORTY_DAYS = 345_600_000;

export const WEATHERS: readonly Weather[] = [
  weather('polls on time, every five minutes', 0, () => ({})),
  weather('polls on time, every minute', 0, () => ({}), 60_000),
  ...[1, 3, 4, 10].map((percent) =>
    weather(`${percent} % of the polls lost`, 0.02, (at, dice) => ({
      lost: at.filter(() => dice.below(100) < percent),
    })),
  ),
  weather('twenty busy minutes dark on every working day', 0, (at) => ({
    lost: at.filter(
      (when) =>
        isWorking(when) &&
        Math.floor((when - midnightBefore(when)) / SLOT) % 288 >= 109 &&
        (when - midnightBefore(when)) / SLOT <= 111,
    ),
  })),
  weather('two hours of the peak dark on five days', 0, (at) => ({
    lost: at.filter((when) => {
      const [day, slot] = [Math.floor((when - at[0]!) / 86_400_000), (when - midnightBefore(when)) / SLOT];
      return day < 5 && slot >= 97 && slot < 121;
    }),
  })),
  weather('a working day dark', 0, (at) => ({
    lost: at.filter((when) => when >= at[0]! + 2 * 86_400_000 && when < at[0]! + 3 * 86_400_000),
  })),
  weather('twenty reboots', 0, (at, dice) => ({ reboots: Array.from({ length: 20 }, () => dice.one(at) + 60_000) })),
  weather('the uptime wraps in mid-month', 0, () => ({ ticks: 2 ** 32 - 120_960_000 })),
  weather('every third poll doubled within three seconds', 0.01, (at, dice) => ({
    at: at.flatMap((when, n) => (n % 3 === 0 ? [when, when + 10 + dice.below(3000)] : [when])),
  })),
  weather(
    'every minute, late by up to twenty seconds',
    0.01,
    (at, dice) => ({ at: at.map((when) => when + dice.below(20_000)) }),
    60_000,
  ),
  weather('every five minutes, late by up to four and a half', 0.08, (at, dice) => ({
    at: at.map((when) => when + dice.below(270_000)),
  })),
  weather(
    'every minute: late, doubled, 3 % lost, ten reboots',
    0.01,
    (at, dice) => {
      const times = at
        .map((when) => when + dice.below(15_000))
        .flatMap((when) => (dice.onceIn(20) ? [when, when + 2000] : [when]));
      const reboots = Array.from({ length: 10 }, () => dice.one(times) + 5000);
      return { at: times, lost: times.filter(() => dice.below(100) < 3), reboots };
    },
    60_000,
  ),
];

function weather(
  name: string,
  tolerance: number,
  changed: (at: readonly number[], dice: Dice) => Partial<Omit<Polls, 'lost'>> & { readonly lost?: readonly number[] },
  pace = SLOT,
): Weather {
  return {
    name,
    tolerance,
    polls(traffic, seed) {
      const at = Array.from(
        { length: Math.floor((traffic.until - traffic.from) / pace) + 1 },
        (_, n) => traffic.from + n * pace,
      );
      const { lost = [], reboots = [], ...more } = changed(at, new Dice(`${name} ${seed}`));
      return { at, ticks: FORTY_DAYS, ...more, lost: new Set(lost), reboots: reboots.toSorted((a, b) => a - b) };
    },
  };
}
