import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { line, median, target } from './figures.ts';
import type { HistoryCalls, HistoryQuery } from './history-process.ts';
import { lead } from './led-child.ts';

const ROUNDS = 5;
const QUERIES: Readonly<Record<HistoryQuery, string>> = {
  report: 'the monthly report: working hours of every line and uplink',
  lineMonth: 'p95 of one line over a month, all hours of the day',
  lineYear: 'the same over the year',
  lineRows: '5-minute rates of one line over the year, row by row',
  lineHours: 'hours of one line over the year',
  allDays: 'days of every line over the year',
  allMonth: 'p95 of every line over a month, all hours of the day',
};

/**
 * What reports ask of a year of samples, of so many lines. The first round finds the file's pages cold in its own
 * cache.
 */
export async function benchHistory(lines: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-history-'));
  const process = lead<HistoryCalls>('history-process');
  try {
    const size = await process.call('fill', { folder, count: lines });
    console.log(
      `\nhistory: a year of ${lines} lines, ${(lines * 105_120) / 1e6} million intervals (medians of ${ROUNDS})`,
    );
    line('on disk', `${size.toFixed(0)} MB`);
    for (const [query, what] of Object.entries(QUERIES)) {
      const rounds: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await process.call('query', query as HistoryQuery));
      target(what, median(rounds), 1000, 'ms');
    }
    line('peak resident memory', `${(await process.call('peak')).toFixed(0)} MB`);
  } finally {
    await process.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
