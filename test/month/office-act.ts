import type { Dice } from '../fakes/dice.ts';
import type { MonthOffice } from './month-office.ts';

/** Something that people or time do to the office, and how often among the others. */
export interface OfficeAct {
  readonly name: string;
  readonly weight: number;
  /**
   * Returns what was done, or undefined where there was nothing to do it to. Throws a Fault where a rule refused it.
   */
  act(office: MonthOffice, dice: Dice): string | undefined | Promise<string | undefined>;
}

/** One of these by its weight. */
export function weighted<T extends { readonly weight: number }>(dice: Dice, of: readonly T[]): T {
  let left = dice.below(of.reduce((sum, { weight }) => sum + weight, 0));
  for (const one of of) {
    left -= one.weight;
    if (left < 0) return one;
  }
  throw new RangeError('nothing to choose from');
}

/** Who does it: the one whose it is, or now and then somebody else. */
export function whoever(dice: Dice, right: string): string {
  return dice.onceIn(15) ? dice.one(['kadis', 'kabid', 'prakom', 'support']) : right;
}
