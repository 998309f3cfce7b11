import { benchAdd } from './add-bench.ts';
import { benchApply } from './apply-bench.ts';
import { benchChanged } from './changed-bench.ts';
import { benchPass } from './pass-bench.ts';

/** One side of the agent: what is measured of it, in order. */
const BENCHES: Readonly<Record<string, readonly (() => Promise<void>)[]>> = {
  router: [
    () => benchApply(500),
    () => benchPass(500),
    () => benchPass(5000),
    () => benchChanged(5000),
    () => benchAdd(50),
    () => benchAdd(500),
  ],
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => BENCHES[name] === undefined);
if (unknown !== undefined) {
  console.error(`no such bench: ${unknown}; there is: ${Object.keys(BENCHES).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
    console.log(`\n== ${name}`);
    for (const bench of BENCHES[name] ?? []) await bench();
  }
}
