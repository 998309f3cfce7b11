import { benchAdd } from './add-bench.ts';
import { benchApply } from './apply-bench.ts';
import { benchChanged } from './changed-bench.ts';
import { benchCheck } from './check-bench.ts';
import { benchCli } from './cli-bench.ts';
import { benchHistory } from './history-bench.ts';
import { benchParts } from './parts-bench.ts';
import { benchPass } from './pass-bench.ts';
import { benchSnmp } from './snmp/snmp-scale-bench.ts';

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
  snmp: [() => benchSnmp(2000)],
  history: [() => benchHistory(200)],
  check: [() => benchCheck(200)],
  parts: [() => benchParts()],
  cli: [() => benchCli(20)],
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
