import type { WiredOffice, WiredOptions } from '../office/wired/wired-office.ts';
import type { Dice } from '../fakes/dice.ts';
import type { Wanted } from '../checker/wanted.ts';

/** One throw: an office, what befalls it, and what must be true afterwards. */
export interface Try {
  readonly label: string;
  readonly options: WiredOptions;
  run(office: WiredOffice): Promise<Wanted>;
}

/** A row of the catalogue of faults. */
export interface FaultRow {
  /** Its number there, with a letter where one number has several halves. */
  readonly id: string;
  readonly what: string;
  /**
   * `holds`: no try may violate anything. `control`: every try must violate something, or the row has no worth.
   * `limit`: what the agent is known not to prevent; counted and shown. It fails only where a hand edit was overwritten
   * and nobody was told.
   */
  readonly kind: 'holds' | 'control' | 'limit';
  /** @param share of the full number of tries, above 0 up to 1; a row never has fewer than one. */
  tries(dice: Dice, share: number): readonly Try[] | Promise<readonly Try[]>;
}

/** A share of these, spread evenly from an offset that the dice choose. */
export function some<T>(all: readonly T[], dice: Dice, share: number): readonly T[] {
  const count = Math.max(1, Math.round(all.length * share));
  if (count >= all.length) return all;
  const step = all.length / count;
  const offset = dice.below(1_000) / 1_000;
  return Array.from({ length: count }, (_, i) => all[Math.floor((i + offset) * step)] as T);
}
