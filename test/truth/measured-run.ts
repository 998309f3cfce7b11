import { Dice } from '../fakes/dice.ts';
import type { MeasuredOutcome, MeasuredRow, MeasuredTry } from './measured-row.ts';

/** How a row went. */
export interface MeasuredResult {
  readonly row: MeasuredRow;
  readonly tries: number;
  /** Tries with a violation, a crash among them. */
  readonly bad: number;
  /** How often each question was answered how: `over unknown` → 12. */
  readonly answers: ReadonlyMap<string, number>;
  /** Mean part of the intervals under fault that have a rate; NaN of rows without samples. */
  readonly yields: number;
  readonly samples: readonly string[];
  readonly ms: number;
}

/** Tries at once: what takes long is waiting for answers that do not come. */
const ABREAST = 12;
const SAMPLES = 3;

/** Runs the tries of a row. @param share of its full number, above 0; a row never has fewer than one try. */
export async function runMeasured(row: MeasuredRow, seed: string, share: number): Promise<MeasuredResult> {
  const begun = performance.now();
  const dice = new Dice(`${seed} ${row.id}`);
  const tries = Array.from({ length: Math.max(1, Math.round(row.count * share)) }, (_, n) =>
    row.one(new Dice(`${seed} ${row.id} ${n} ${dice.below(1e9)}`), n),
  );
  const outcomes: { readonly label: string; readonly outcome: MeasuredOutcome }[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let one = tries[next++]; one !== undefined; one = tries[next++])
      outcomes.push({ label: one.label, outcome: await outcomeOf(one) });
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
  const answers = new Map<string, number>();
  for (const { question, answer } of outcomes.flatMap(({ outcome }) => outcome.answers)) {
    const key = `${question} ${answer}`;
    answers.set(key, (answers.get(key) ?? 0) + 1);
  }
  const bad = outcomes.filter(({ outcome }) => outcome.violations.length > 0);
  const yields = outcomes.flatMap(({ outcome }) => outcome.yields ?? []);
  return {
    row,
    tries: tries.length,
    bad: bad.length,
    answers,
    yields: yields.reduce((sum, each) => sum + each, 0) / yields.length,
    samples: bad.slice(0, SAMPLES).map(({ label, outcome }) => `${label}: ${outcome.violations[0]}`),
    ms: performance.now() - begun,
  };
}

async function outcomeOf(one: MeasuredTry): Promise<MeasuredOutcome> {
  try {
    return await one.run();
  } catch (error) {
    return {
      answers: [],
      violations: [`crash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
    };
  }
}

/** Whether the row did what it must. */
export function isAsItMust({ row, bad, tries }: MeasuredResult): boolean {
  if (row.kind === 'limit') return true;
  return row.kind === 'holds' ? bad === 0 : bad === tries;
}
