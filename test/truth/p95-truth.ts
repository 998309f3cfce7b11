import { type P95Figures, p95Figures } from './p95-figures.ts';
import { WEATHERS } from './poll-weathers.ts';

/**
 * Prints, for each kind of month, how far our p95 lies from the true one over some seeds, beside two rules that are
 * often used.
 */
async function main(seeds: number): Promise<void> {
  console.log(`p95 over working hours, 28 days, seeds 0 to ${seeds - 1}: least and largest error in % of the true p95`);
  console.log(
    `${'month'.padEnd(52)} ${'covered'.padStart(8)} ${'ours'.padStart(16)} ${'failed read = 0'.padStart(16)} ` +
      `${'mean of hours'.padStart(16)}`,
  );
  for (const weather of WEATHERS) {
    const all: P95Figures[] = [];
    for (let seed = 0; seed < seeds; seed += 1) all.push(await p95Figures(weather, String(seed)));
    const covered = all.reduce((sum, { coverage }) => sum + coverage, 0) / all.length;
    const bounded = all.flatMap(({ ours, truth }) => (ours === null ? [] : [(ours / truth - 1) * 100]));
    const ours = bounded.length === 0 ? 'no bound' : `${range(bounded)}${bounded.length < all.length ? ' *' : ''}`;
    const [zeroed, hourly] = [
      all.map((f) => (f.zeroed / f.truth - 1) * 100),
      all.map((f) => (f.hourly / f.truth - 1) * 100),
    ];
    console.log(
      `${weather.name.padEnd(52)} ${`${(covered * 100).toFixed(1)} %`.padStart(8)} ${ours.padStart(16)} ` +
        `${range(zeroed).padStart(16)} ${range(hourly).padStart(16)}`,
    );
  }
  console.log('no bound: more than 5 % of the intervals are missing, so the check says unknown; *: of some seeds only');
}

function range(errors: readonly number[]): string {
  const [least, most] = [Math.min(...errors), Math.max(...errors)];
  return `${least.toFixed(2)} .. ${most.toFixed(2)}`;
}

await main(Number(process.argv[2] ?? 10));
