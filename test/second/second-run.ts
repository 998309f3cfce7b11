import { Dice } from '../fakes/dice.ts';
import { differences, type Difference } from './compare.ts';
import { drawQuestion } from './draw-question.ts';
import { drawWorld } from './draw-world.ts';
import { ProductSide } from './product-side.ts';
import { type Control, CONTROLS, SecondCheck } from './second-answer.ts';

/** Cases in which the two differ. */
export interface Tally {
  cases: number;
  wrong: number;
  readonly verdicts: Record<string, number>;
  /** Cases in which a control differs from the product. */
  readonly controls: Record<Control, number>;
  /** The first differences, each with the seed of its world and the number of its question. */
  readonly examples: { readonly name: string; readonly differences: readonly Difference[] }[];
}

const EXAMPLES = 20;

export function newTally(): Tally {
  return { cases: 0, wrong: 0, verdicts: {}, controls: { 'raises-never-end': 0, 'queue-by-links': 0 }, examples: [] };
}

/** Draws one world from a seed and asks the product and the second implementation so many questions. */
export function runWorld(seed: string, questions: number, tally: Tally): void {
  const dice = new Dice(seed);
  const world = drawWorld(dice, { failover: dice.onceIn(3), trees: !dice.onceIn(4) });
  const product = new ProductSide(world);
  const second = new SecondCheck(world);
  const controls = CONTROLS.map((control) => ({ control, check: new SecondCheck(world, control) }));
  try {
    for (let n = 0; n < questions; n += 1) {
      const question = drawQuestion(dice, world);
      const theirs = product.assess(question);
      const found = differences(theirs, second.answer(question));
      tally.cases += 1;
      tally.verdicts[theirs.decision.verdict] = (tally.verdicts[theirs.decision.verdict] ?? 0) + 1;
      // Each tenth case is enough for a control.
      for (const { control, check } of n % 10 === 0 ? controls : [])
        if (differences(theirs, check.answer(question)).length > 0) tally.controls[control] += 1;
      if (found.length === 0) continue;
      tally.wrong += 1;
      if (tally.examples.length < EXAMPLES) tally.examples.push({ name: `${seed} #${n}`, differences: found });
    }
  } finally {
    product.close();
  }
}
