import type { Dice } from '../fakes/dice.ts';

/** What is asked: true answers are no, no (this hour), yes, and yes as far as the p95 of all samples can tell. */
export type Question = 'over' | 'live' | 'under' | 'near';
export type Answer = 'enough' | 'not-enough' | 'waiting-for-room' | 'unknown';

/** What one try came to. */
export interface MeasuredOutcome {
  readonly answers: readonly { readonly question: Question; readonly answer: Answer }[];
  readonly violations: readonly string[];
  /** Part of the slots under fault that have a rate; of rows without samples nothing. */
  readonly yields?: number;
}

export interface MeasuredTry {
  readonly label: string;
  run(): Promise<MeasuredOutcome>;
}

/** A row of the catalogue of faults, part D, or a control beside it. */
export interface MeasuredRow {
  readonly id: string;
  readonly what: string;
  /**
   * `holds`: no try may violate anything. `control`: every try must. `limit`: what the agent is known not to prevent;
   * counted and shown.
   */
  readonly kind: 'holds' | 'control' | 'limit';
  readonly count: number;
  one(dice: Dice, n: number): MeasuredTry;
}
