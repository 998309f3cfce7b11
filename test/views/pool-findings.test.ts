import { afterEach, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { Subject } from '../../agent/domain/counters/reading.ts';
import { after, before, DAY, MINUTE, span } from '../../agent/domain/moment.ts';
import { poolFindings } from '../../agent/views/pool-findings.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { enterBaseData } from '../office/own-lines.ts';
import { poolRow } from '../office/sample-rows.ts';

let kit: DeskKit;
afterEach(() => kit.close());

/** Mbps of each subject, the same down and up, in every interval of the last `days` days; then the findings. */
async function found(
  rates: Readonly<Record<Subject, number>>,
  days = 1,
): Promise<readonly (readonly [string, string, string, unknown])[]> {
  kit = deskKit();
  await kit.clock.advance(after(kit.clock.now(), span(60 * DAY)));
  const now = kit.clock.now();
  const starts = Array.from({ length: days * 288 - 12 }, (_, i) => before(now, span((i + 1) * 5 * MINUTE)));
  for (const [subject, megabits] of Object.entries(rates))
    kit.samples.import(
      subject as Subject,
      starts.map((start) => ({ start, down: megabits * 1e6, up: megabits * 1e6, dropsDown: 0, dropsUp: 0 })),
    );
  kit.samples.roll(now);
  return poolFindings(contextOf(kit.desk), 'core').map((f) => [f.code, f.level, f.subject, f.facts['percent'] ?? null]);
}

test.each<[string, Readonly<Record<Subject, number>>, number, string, string, number | null]>([
  ['no counters of its own yet', { 'line:dinkes': 20, 'line:disdik': 10 }, 1, 'meter/pool-by-lines', 'ok', 0],
  [
    'counters of four days',
    { 'line:dinkes': 20, 'line:disdik': 10, 'pool:pool': 30 },
    4,
    'meter/pool-by-lines',
    'ok',
    0,
  ],
  [
    'counters of a week that agree',
    { 'line:dinkes': 20, 'line:disdik': 10, 'pool:pool': 28 },
    7,
    'meter/pool-by-counters',
    'ok',
    7,
  ],
  [
    'a device that counts nothing for the parent',
    { 'line:dinkes': 20, 'line:disdik': 10, 'pool:pool': 0 },
    7,
    'meter/pool-still',
    'warn',
    null,
  ],
  [
    'a parent that counts one line of two',
    { 'line:dinkes': 20, 'line:disdik': 10, 'pool:pool': 20 },
    7,
    'meter/pool-below-lines',
    'warn',
    33,
  ],
  [
    'a parent with traffic of nobody',
    { 'line:dinkes': 20, 'line:disdik': 10, 'pool:pool': 60 },
    7,
    'meter/pool-above-lines',
    'warn',
    50,
  ],
  ['nothing flows', { 'line:dinkes': 0, 'line:disdik': 0, 'pool:pool': 0 }, 7, 'meter/pool-by-counters', 'ok', 0],
])('%s', async (_, rates, days, code, level, percent) => {
  expect(await found(rates, days)).toEqual([[code, level, 'pool', percent]]);
});

test('a group between pool and lines counts what is below it; a pool without lines says nothing', async () => {
  await found({ 'line:dinkes': 20, 'line:disdik': 10, 'pool:pool': 30, 'pool:top': 30 }, 7);
  kit.ledger.record((books) => {
    const [pool] = books.pools();
    books.putPool(poolRow('top'));
    books.putPool(poolRow('empty'));
    books.putPool({ ...pool!, parent: 'TOP' });
    enterBaseData(books, kit.clock.now());
  });
  expect(poolFindings(contextOf(kit.desk), 'core').map((f) => [f.subject, f.code])).toEqual([
    ['pool', 'meter/pool-by-counters'],
    ['top', 'meter/pool-by-counters'],
  ]);
});
