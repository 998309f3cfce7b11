import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckCalls } from './check-process.ts';
import { line, median, ms, percentile, target } from './figures.ts';
import { lead } from './led-child.ts';

/**
 * SOP 5 of as many requests as lines, each of another line and size, and each holding capacity that the next one sees.
 */
export async function benchCheck(lines: number, requests = 200): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-check-'));
  const process = lead<CheckCalls>('check-process');
  try {
    await process.call('found', { folder, lines, requests });
    await process.call('open', folder);
    const warm = await process.call('warm');
    console.log(`\ncheck: ${requests} requests, ${lines} lines, 4 uplinks, 35 days of 5-minute rates, holds written`);
    const spent: number[] = [];
    const worked: number[] = [];
    const stages = new Map<string, number>();
    for (let id = 1; id <= requests; id += 1) {
      const { ms: one, cpu, stage } = await process.call('check', id);
      spent.push(one);
      worked.push(cpu);
      stages.set(stage, (stages.get(stage) ?? 0) + 1);
    }
    line('came to', [...stages].map(([stage, count]) => `${stage} ${count}`).join(', '));
    line('what the daemon does once a day and at its start', ms(warm));
    line('median', ms(median(spent)));
    target('p99', percentile(spent, 99), 50, 'ms');
    line('p99 of its processor time, which other programs move less', ms(percentile(worked, 99)));
    line('longest', ms(Math.max(...spent)));
    line('forecast of all uplinks a year ahead', ms(await process.call('forecast')));
  } finally {
    await process.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
