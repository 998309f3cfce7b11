import { isAsItMust, type MeasuredResult, runMeasured } from './measured-run.ts';
import { MEASURED_ROWS } from './measured-rows.ts';

/** Ids that may be asked for by name. */
export const MEASUREMENT_ROWS: readonly string[] = MEASURED_ROWS.map(({ id }) => id);

const QUESTIONS = ['over', 'live', 'under', 'near'] as const;
const SHORT = { enough: 'yes', 'not-enough': 'no', 'waiting-for-room': 'wait', unknown: '?' } as const;

/** Throws and prints the rows asked for, all without any; says whether each did what it must. */
export async function measurementFaults(rows: readonly string[], seed: string, share: number): Promise<boolean> {
  console.log(`faults of the measurement: seed ${JSON.stringify(seed)}, share ${share}`);
  console.log(
    'answers: "over" and "live" have no room in truth, "under" has by any reading, "near" by the p95 of all samples',
  );
  const results: MeasuredResult[] = [];
  for (const row of MEASURED_ROWS.filter(({ id }) => rows.length === 0 || rows.includes(id))) {
    const result = await runMeasured(row, seed, share);
    results.push(result);
    console.log(shown(result));
    if (!isAsItMust(result) || row.kind === 'limit')
      for (const sample of result.samples) console.log(`           ${sample}`);
  }
  const held = results.filter(({ row }) => row.kind === 'holds');
  const controls = results.filter(({ row }) => row.kind === 'control');
  const limits = results.filter(({ row }) => row.kind === 'limit');
  const sum = (of: readonly MeasuredResult[], pick: (one: MeasuredResult) => number): number =>
    of.reduce((all, one) => all + pick(one), 0);
  const answered = sum(held, ({ answers }) => [...answers.values()].reduce((all, count) => all + count, 0));
  console.log(
    `${held.length} rows, ${sum(held, (r) => r.tries)} tries, ${answered} answers, ${sum(held, (r) => r.bad)} ` +
      `tries with violations; ` +
      `${controls.length} controls failed in ${sum(controls, (r) => r.bad)} of ` +
      `${sum(controls, (r) => r.tries)} tries; ` +
      `${limits.length} limits met in ${sum(limits, (r) => r.bad)} of ${sum(limits, (r) => r.tries)}`,
  );
  return results.every(isAsItMust);
}

function shown(result: MeasuredResult): string {
  const { row, tries, bad, answers, yields, ms } = result;
  const verdicts = {
    holds: bad === 0 ? 'holds' : 'VIOLATED',
    control: bad === tries ? 'fails, as it must' : 'DID NOT FAIL',
    limit: 'limit',
  };
  const said = QUESTIONS.flatMap((question) => {
    const counts = Object.entries(SHORT).flatMap(([answer, short]) => {
      const count = answers.get(`${question} ${answer}`);
      return count === undefined ? [] : `${short} ${count}`;
    });
    return counts.length === 0 ? [] : `${question}: ${counts.join(' ')}`;
  });
  const kept = Number.isNaN(yields) ? '' : ` yield ${(yields * 100).toFixed(0)} %`;
  const head =
    `${row.id.padEnd(11)} ${String(tries).padStart(4)} tries ${String(bad).padStart(4)} bad ` +
    `${(ms / 1000).toFixed(1).padStart(6)} s`;
  return `${head}  ${verdicts[row.kind]}: ${row.what} [${said.join('; ')}${kept}]`;
}
