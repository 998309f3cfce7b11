import { CONTROLS, newTally, runOracle } from './oracle-run.ts';

const USAGE = `npm run oracle -- [--bookings 1000000] [--seed TEXT]
  Random bookings over time, asked of the product's promised key and of an oracle that looks at every second.`;

function asked(words: readonly string[]): { bookings: number; seed: string } | undefined {
  const rest = [...words];
  let bookings = 1_000_000;
  let seed = 'bwagent';
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--bookings') bookings = Number(rest.shift());
    else if (word === '--seed') seed = rest.shift() ?? '';
    else return undefined;
  }
  return seed !== '' && Number.isSafeInteger(bookings) && bookings > 0 ? { bookings, seed } : undefined;
}

function main(): number {
  const want = asked(process.argv.slice(2));
  if (want === undefined) {
    console.error(USAGE);
    return 2;
  }
  const { bookings, seed } = want;
  console.log(`oracle of promises: seed ${JSON.stringify(seed)}, ${bookings} bookings`);
  const began = process.cpuUsage().user;
  const tally = newTally();
  const parts = 10;
  for (let part = 1; part <= parts; part += 1) {
    runOracle(`${seed}/${part}`, Math.round((bookings * part) / parts), tally);
    console.log(
      `  ${tally.bookings} asked, ${tally.wrong} wrong, ` +
        `${((process.cpuUsage().user - began) / 1e6).toFixed(0)} s of CPU`,
    );
  }
  const { comparisons, fits, unknown, wrong } = tally;
  console.log(
    `bookings ${tally.bookings} (fit ${fits}, unknown ${unknown}), comparisons ${comparisons}, wrong answers ${wrong}`,
  );
  for (const example of tally.examples) console.log(`  counter-example ${example}`);
  const { controls } = tally;
  for (const name of CONTROLS) {
    const { asked: times, wrong: faults, figures, example } = controls[name];
    const part = (count: number): string => `${count} (${((100 * count) / Math.max(1, times)).toFixed(2)} %)`;
    console.log(`control ${name}: of ${times} asked, wrong answers ${part(faults)}, wrong figures ${part(figures)}`);
    if (example !== '') console.log(`  first: ${example}`);
  }
  const isProven =
    controls['set-of-deltas'].wrong > 0 && controls['sum-of-all'].wrong > 0 && controls['list-of-deltas'].wrong === 0;
  return wrong === 0 && isProven ? 0 : 1;
}

process.exitCode = main();
