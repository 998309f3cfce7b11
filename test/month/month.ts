import { parseArgs } from 'node:util';
import { grouped } from '../../agent/domain/lookup.ts';
import { CONTROLS } from './month-controls.ts';
import { liveMonth, type MonthResult } from './month-run.ts';

const USAGE =
  `npm run month -- [--days 30] [--ops 1000] [--faults 1000] [--seed TEXT] [--control ` +
  `${Object.keys(CONTROLS).join('|')}] [--keep]`;

/** Violations that are printed with what came before them. */
const SHOWN = 40;

function table(title: string, counts: Readonly<Record<string, number>>): void {
  console.log(`${title}: ${Object.values(counts).reduce((sum, n) => sum + n, 0)}`);
  for (const [name, count] of Object.entries(counts).toSorted(([, a], [, b]) => b - a))
    console.log(`${String(count).padStart(7)}  ${name}`);
}

function show({ acts, refused, faults, vain, counted, violations }: MonthResult): void {
  table('acts of people that took place', acts);
  table('acts that a rule refused', refused);
  table(`faults that struck (${vain} more were thrown and did not)`, faults);
  console.log(`counted by the checker: ${JSON.stringify(counted)}`);
  for (const { day, invariant, what, latest } of violations.slice(0, SHOWN)) {
    console.log(`VIOLATION day ${day}: ${invariant} ${what}`);
    for (const line of latest) console.log(`            ${line}`);
  }
  const invariants = [...grouped(violations, ({ invariant }) => invariant)];
  table('violations', Object.fromEntries(invariants.map(([invariant, all]) => [invariant, all.length])));
}

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    ops: { type: 'string', default: '1000' },
    faults: { type: 'string', default: '1000' },
    seed: { type: 'string', default: 'bwagent' },
    control: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const { seed, control } = values;
const [days, ops, faults] = [values.days, values.ops, values.faults].map(Number);
const around = control === undefined ? undefined : CONTROLS[control];
if (!days || !ops || !faults || (control !== undefined && around === undefined)) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  // Until it is over, so that a run that ends early is no good run.
  process.exitCode = 1;
  console.log(
    `month: seed ${JSON.stringify(seed)}, ${days} days, ${ops} acts, ${faults} ` +
      `faults${control === undefined ? '' : `, ${control}`}`,
  );
  const begun = performance.now();
  const result = await liveMonth({
    seed,
    days,
    ops,
    faults,
    told: console.log,
    keep: values.keep,
    ...(around === undefined ? {} : { around }),
  });
  show(result);
  console.log(`${((performance.now() - begun) / 1000).toFixed(0)} s`);
  if (result.violations.length === 0) process.exitCode = 0;
}
