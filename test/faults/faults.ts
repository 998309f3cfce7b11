import { runRow, crashes, type RowResult } from './row-run.ts';
import { ROWS } from './rows.ts';
import { sowOffice } from '../office/wired/wired-seed.ts';
import { MEASUREMENT_ROWS, measurementFaults } from '../truth/measurement-faults.ts';

const USAGE = `npm run faults -- router|measurement [ROW...] [--seed TEXT] [--share PART] [--long]
  ROW     rows of the catalogue (1, 17w, control-a; 69s, 74b, control-z); all without
  --share part of the tries, 1 is all; --long tries every byte of every visit as well`;

interface Asked {
  readonly of: 'router' | 'measurement';
  readonly rows: readonly string[];
  readonly seed: string;
  readonly share: number;
}

function asked(words: readonly string[]): Asked | undefined {
  const rest = [...words];
  const of = rest.shift();
  if (of !== 'router' && of !== 'measurement') return undefined;
  const known = of === 'router' ? ROWS.map(({ id }) => id) : MEASUREMENT_ROWS;
  const rows: string[] = [];
  let seed = 'bwagent';
  let share = 1;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--seed') seed = rest.shift() ?? '';
    else if (word === '--share') share = Number(rest.shift());
    else if (word === '--long') share = 2;
    else if (known.includes(word)) rows.push(word);
    else return undefined;
  }
  return seed !== '' && share > 0 ? { of, rows, seed, share } : undefined;
}

/** Whether the row did what it must: hold, for a control fail in every try, for a limit leave nothing untold. */
function isRight({ row, bad, tries, overwrittenUnseen }: RowResult): boolean {
  if (row.kind === 'limit') return overwrittenUnseen === 0;
  return row.kind === 'holds' ? bad === 0 : bad === tries && tries > 0;
}

function shown(result: RowResult): string {
  const { row, tries, bad, byInvariant, ms } = result;
  const which = Object.entries(byInvariant).map(([invariant, count]) => `${invariant} ${count}`);
  const verdict = {
    holds: bad === 0 ? 'holds' : 'VIOLATED',
    control: bad === tries ? 'fails, as it must' : 'DID NOT FAIL',
    limit: 'limit',
  };
  const head =
    `${row.id.padEnd(10)} ${String(tries).padStart(6)} tries ${String(bad).padStart(6)} bad ` +
    `${(ms / 1000).toFixed(1).padStart(7)} s`;
  const met =
    result.overwritten > 0
      ? `; ${result.overwritten} edits overwritten, ${result.overwrittenUnseen} of them unseen`
      : '';
  return `${head}  ${verdict[row.kind]}: ${row.what}${which.length > 0 ? ` [${which.join(', ')}${met}]` : ''}`;
}

async function routerFaults({ rows, seed, share }: Asked): Promise<boolean> {
  console.log(`faults of the router: seed ${JSON.stringify(seed)}, share ${share}`);
  const sown = await sowOffice();
  const results: RowResult[] = [];
  for (const row of ROWS.filter(({ id }) => rows.length === 0 || rows.includes(id))) {
    const result = await runRow(row, sown, { seed, share });
    results.push(result);
    console.log(shown(result));
    if (!isRight(result) || row.kind === 'limit')
      for (const sample of result.samples) console.log(`           ${sample}`);
  }
  sown.close();
  const held = results.filter(({ row }) => row.kind === 'holds');
  const sum = (of: readonly RowResult[], pick: (one: RowResult) => number): number =>
    of.reduce((all, one) => all + pick(one), 0);
  const controls = results.filter(({ row }) => row.kind === 'control');
  const limits = results.filter(({ row }) => row.kind === 'limit');
  console.log(
    `${held.length} rows, ${sum(held, (r) => r.tries)} tries, ${sum(held, (r) => r.executed)} writes executed, ` +
      `${sum(held, (r) => r.bad)} tries with violations; ${controls.length} controls failed in ` +
      `${sum(controls, (r) => r.bad)} of ` +
      `${sum(controls, (r) => r.tries)} tries; ${limits.length} limits met in ${sum(limits, (r) => r.bad)} of ` +
      `${sum(limits, (r) => r.tries)}`,
  );
  const windows = results.flatMap((one) => one.windows).toSorted((a, b) => a - b);
  const part = (of: number): string => (windows[Math.floor((windows.length - 1) * of)] ?? 0).toFixed(1);
  console.log(
    `between the last read and ${windows.length} writes: p50 ${part(0.5)} ms, p99 ${part(0.99)} ms on this machine`,
  );
  return results.every(isRight);
}

async function main(wanted: Asked): Promise<boolean> {
  if (wanted.of === 'router') return await routerFaults(wanted);
  const held = await measurementFaults(wanted.rows, wanted.seed, wanted.share);
  for (const crash of crashes) console.log(crash);
  return held && crashes.length === 0;
}

process.on('uncaughtException', (error) => crashes.push(`uncaught: ${error.stack ?? error.message}`));
process.on('unhandledRejection', (reason) => crashes.push(`unhandled: ${String(reason)}`));
const wanted = asked(process.argv.slice(2));
if (wanted === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  // Until it is over, so that a run that ends early is no good run.
  process.exitCode = 1;
  try {
    if (await main(wanted)) process.exitCode = 0;
  } catch (error) {
    console.error(error);
  }
}
