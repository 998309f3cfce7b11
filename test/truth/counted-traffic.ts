import { Dice } from '../fakes/dice.ts';
import { isWorking, midnightBefore } from './plant-truth.ts';

const MINUTE = 60_000;
const SLOT = 300_000;
const DAY = 86_400_000;

/** A month of bursty traffic on one uplink, minute by minute, and what a counter would show of it at any instant. */
export class CountedTraffic {
  readonly from: number;
  readonly until: number;
  /** Octets up to the beginning of each minute. */
  readonly #sums: Float64Array;

  /** @param from a local midnight, epoch milliseconds. */
  constructor(seed: string, from: number, days = 28) {
    const dice = new Dice(`traffic ${seed}`);
    this.from = from;
    this.until = from + days * DAY;
    this.#sums = new Float64Array(days * 1440 + 1);
    let slow = 0;
    let slotNoise = 1;
    for (let minute = 0; minute < days * 1440; minute += 1) {
      const at = from + minute * MINUTE;
      if (minute % 5 === 0) {
        slow = 0.95 * slow + 0.1 * (dice.below(2001) / 1000 - 1);
        slotNoise = 1 + 0.12 * (dice.below(2001) / 1000 - 1);
      }
      const wish = profile(at) * (1 + slow) * slotNoise * (1 + 0.1 * (dice.below(2001) / 1000 - 1));
      const octets = Math.round((Math.min(300, Math.max(2, wish)) * 1e6 * 60) / 8);
      this.#sums[minute + 1] = (this.#sums[minute] ?? 0) + octets;
    }
  }

  /** Octets that passed since the beginning; linear within a minute. */
  octetsAt(at: number): number {
    const minutes = (at - this.from) / MINUTE;
    const whole = Math.floor(minutes);
    const before = this.#sums[whole] ?? 0;
    return Math.floor(before + (minutes - whole) * ((this.#sums[whole + 1] ?? before) - before));
  }

  /** The true 5-minute rates that begin in working hours, bit/s. */
  workingRates(): readonly number[] {
    return workingSlots(this).map((start) =>
      Math.round(((this.octetsAt(start + SLOT) - this.octetsAt(start)) * 8) / 300),
    );
  }
}

/** Beginnings of the intervals in working hours. */
export function workingSlots({ from, until }: CountedTraffic): readonly number[] {
  return Array.from({ length: (until - from) / SLOT }, (_, n) => from + n * SLOT).filter(isWorking);
}

/** Mbps of a usual day. */
function profile(at: number): number {
  const hour = (at - midnightBefore(at)) / 3_600_000;
  if (!isWorking(Math.floor(at / SLOT) * SLOT)) return hour > 7 && hour < 18 ? 70 : 20;
  return hour < 11 ? 170 : 140;
}
