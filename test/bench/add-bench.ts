import { withPair, type BenchPair } from './bench-pair.ts';
import { openDelayProxy } from './delay-proxy.ts';
import { line, median, ms, percentile, target } from './figures.ts';

const TIMES = 100;
const ONE_WAY_MS = 10;

/**
 * A queue added and read back in one session, beside the way there and back; and how long a pre-read is old when the
 * write arrives.
 */
export async function benchAdd(lines: number): Promise<void> {
  await withPair(lines, async (pair) => {
    console.log(`\nadd: a queue added and read back by name and mark, ${lines} queues in the table, ${TIMES} times`);
    // code that runs for the first time is slow in every program
    await pair.agent.call('add', { port: pair.port, times: TIMES, from: 0 });
    await measured(pair, 'loopback', pair.port, TIMES);
    const proxy = await openDelayProxy(pair.port, ONE_WAY_MS);
    try {
      await measured(pair, `${2 * ONE_WAY_MS} ms away`, proxy.port, 2 * TIMES);
    } finally {
      await proxy.close();
    }
    await pair.server.call('windows');
    const spent = await pair.agent.call('set', { port: pair.port, times: TIMES });
    const windows = await pair.server.call('windows');
    line('set with its pre-read, p50', ms(median(spent)));
    line(
      'from the reply to the pre-read to the write, p50 / p99',
      `${ms(median(windows))} / ${ms(percentile(windows, 99))}`,
    );
  });
}

async function measured({ agent }: BenchPair, where: string, port: number, from: number): Promise<void> {
  const rtt = median(await agent.call('rtt', { port, times: TIMES }));
  const spent = median(await agent.call('add', { port, times: TIMES, from }));
  line(`${where}: round trip, add + read-back p50`, `${ms(rtt)}, ${ms(spent)}`);
  target(`${where}: add + read-back p50 against 2 RTT + 2 ms`, spent, 2 * rtt + 2, 'ms');
}
