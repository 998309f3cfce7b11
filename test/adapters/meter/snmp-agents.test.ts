import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteSamples } from '../../../adapters/samples/sqlite/sqlite-samples.ts';
import { MINUTE, span } from '../../../agent/domain/moment.ts';
import { measureLoop } from '../../../agent/loops/measure.ts';
import { type Runner, runLoop } from '../../../agent/loops/run-loop.ts';
import { measuringOf } from '../../office/measuring.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { setClock } from '../../fakes/set-clock.ts';
import { openBench } from './snmp-bench.ts';

const EVERY = span(MINUTE);

it('a device that never answers costs two others no reading', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'meter-'));
  const samples = openSqliteSamples({ file: join(folder, 'samples.db') });
  const clock = setClock();
  // The silent one would hold up a visit that it shares until its deadline, which is longer than the test.
  const benches = [await openBench(), await openBench({ timeoutMs: 30_000 }), await openBench()];
  benches[1]!.device.agent.misbehave = () => [];
  const runners = benches.map((bench, i): Runner => {
    const points = [{ subject: `uplink:${i}`, interface: 'sfp1' } as const];
    const loop = measureLoop(
      measuringOf({ name: `device-${i}`, meter: bench.meter, points: () => points, samples, clock, every: EVERY }),
    );
    const fatal = (fault: Error): never => {
      throw fault;
    };
    return runLoop(loop, { clock, log: quietLog(), random: () => 0, changed: () => undefined, fatal });
  });
  const silent = benches[1]!;
  for (let pass = 1; pass <= 4; pass += 1) {
    await clock.asleep(2);
    expect([silent.device.agent.requests.length > 0, clock.sleepers()]).toEqual([true, 2]);
    for (const [i, bench] of benches.entries()) {
      bench.device.upTime(100_000 + pass * 6000);
      bench.device.interface(3, {
        name: 'sfp1',
        inOctets: 1000n + BigInt(pass) * 600_000n * BigInt(i + 1),
        outOctets: 200n + BigInt(pass),
      });
    }
    await clock.pass(EVERY);
  }
  await clock.asleep(2);
  expect(samples.subjects()).toEqual(['uplink:0', 'uplink:2']);
  expect(samples.last('uplink:2')).toMatchObject({ down: 1000n + 4n * 1_800_000n, agentTicks: 124_000 });
  expect(samples.last('uplink:1')).toBeUndefined();
  await Promise.all(benches.map(async (bench) => await bench.close()));
  await Promise.all(runners.map(async (runner) => await runner.stop()));
  samples.close();
  rmSync(folder, { recursive: true, force: true });
});
