import { CONTROLS } from './second-answer.ts';
import { newTally, runWorld } from './second-run.ts';

const USAGE = `npm run second -- [--cases 10000] [--seed TEXT]
  Random worlds over real SQLite stores, asked of the product's check and of a second implementation of its page.`;

const PER_WORLD = 40;

function asked(words: readonly string[]): { cases: number; seed: string } | undefined {
  const rest = [...words];
  let cases = 10_000;
  let seed = 'bwagent';
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--cases') cases = Number(rest.shift());
    else if (word === '--seed') seed = rest.shift() ?? '';
    else return undefined;
  }
  return seed !== '' && Number.isSafeInteger(cases) && cases > 0 ? { cases, seed } : undefined;
}

function main(): number {
  const want = asked(process.argv.slice(2));
  if (want === undefined) {
    console.error(USAGE);
    return 2;
  }
  const { cases, seed } = want;
  console.log(`second implementation: seed ${JSON.stringify(seed)}, ${cases} cases`);
  const tally = newTally();
  for (let world = 0; tally.cases < cases; world += 1) {
    runWorld(`${seed}/${world}`, Math.min(PER_WORLD, cases - tally.cases), tally);
    if (world % 25 === 24) console.log(`  ${world + 1} worlds, ${tally.cases} cases, ${tally.wrong} differ`);
  }
  console.log(`cases ${tally.cases}, differ ${tally.wrong}, verdicts ${JSON.stringify(tally.verdicts)}`);
  for (const { name, differences } of tally.examples) {
    console.log(`  ${name}`);
    for (const { what, product, second } of differences)
      console.log(`    ${what}: product ${JSON.stringify(product)}, second ${JSON.stringify(second)}`);
  }
  for (const control of CONTROLS) console.log(`control ${control}: differs in ${tally.controls[control]} cases`);
  const isProven = CONTROLS.every((control) => tally.controls[control] > 0);
  return tally.wrong === 0 && isProven ? 0 : 1;
}

process.exitCode = main();
