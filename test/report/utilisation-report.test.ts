import { afterEach, beforeEach, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { after, momentOf, span } from '../../agent/domain/moment.ts';
import type { Day } from '../../agent/domain/zone.ts';
import { makeReport } from '../../agent/report/utilisation-report.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

const WEEK = { kind: 'weekly', from: '2026-05-18' as Day, until: '2026-05-25' as Day } as const;

let kit: DeskKit;
beforeEach(() => (kit = deskKit()));
afterEach(() => kit.close());

/** DINKES carries so much of its 30 Mbps on these days of May, and is not measured on the others. */
function dinkes(megabits: number, ...days: readonly number[]): void {
  for (const date of days) dinkesFrom(megabits, `2026-05-${date}T00:00:00+07:00`, `2026-05-${date + 1}T00:00:00+07:00`);
}

function dinkesFrom(megabits: number, from: string, until: string): void {
  const [begin, end] = [momentOf(from), momentOf(until)];
  const starts = Array.from({ length: Math.floor((end - begin) / 300_000) }, (_, n) => after(begin, span(n * 300_000)));
  kit.samples.import(
    'line:dinkes',
    starts.map((start) => ({ start, down: megabits * 1e6, up: 1e6, dropsDown: 0, dropsUp: 0 })),
  );
}

async function report(
  now = '2026-05-25T06:00:00+07:00',
): Promise<{ readonly row: readonly string[]; readonly csv: string }> {
  await kit.clock.advance(momentOf(now));
  const [page, csv] = makeReport(contextOf(kit.desk), WEEK, 'weekly-2026-05-18');
  const [, row = ''] = /<tr><td>DINKES<\/td>(.*?)<\/tr>/.exec(page!.content) ?? [];
  return {
    row: [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => cell),
    csv: csv!.content.split('\n').find((line) => line.startsWith('line,DINKES')) ?? '',
  };
}

test('a line that was measured all week has its p95, its share and a word', async () => {
  dinkes(6, 18, 19, 20, 21, 22);
  const { row, csv } = await report();
  expect(row).toEqual(['30', '6', '20 %', '100 %', 'rendah']);
  expect(csv).toBe('line,DINKES,30000000,30000000,6000000,most,1000000,most,6000000,1000');
});

test('a line that was measured half of it has a lower bound, and is never called idle', async () => {
  dinkes(6, 18, 19, 20);
  const { row, csv } = await report();
  expect(row[1]).toMatch(/^≥ /);
  expect(row.at(-1)).toBe('data kurang');
  expect(csv).toContain(',least,');
});

test('a lower bound is enough to call a line full', async () => {
  dinkes(29, 18, 19, 20, 21);
  const { row } = await report();
  expect(row.slice(1)).toEqual(['≥ 29', '≥ 96,7 %', '80 %', 'jenuh']);
});

test('a line that was never measured has dashes', async () => {
  const { row } = await report();
  expect(row).toEqual(['30', '–', '–', '0 %', 'data kurang']);
});

test.each(['2026-05-18T10:30:00+07:00', '2026-05-19T13:05:00+07:00', '2026-05-19T13:09:59+07:00'])(
  'of a week that runs nothing is expected that could not be in yet, at %s',
  async (now) => {
    dinkesFrom(6, '2026-05-18T00:00:00+07:00', now);
    const { row } = await report(now);
    expect(row).toEqual(['30', '6', '20 %', '100 %', 'rendah']);
  },
);

test('an interval that had its time to come in and did not is missing in a week that runs, too', async () => {
  // 34 of 35 intervals since half past seven, then of 46.
  dinkesFrom(6, '2026-05-18T00:00:00+07:00', '2026-05-18T10:20:00+07:00');
  expect((await report('2026-05-18T10:35:00+07:00')).row.slice(3)).toEqual(['97,1 %', 'rendah']);
  expect((await report('2026-05-18T11:30:00+07:00')).row.slice(3)).toEqual(['73,9 %', 'data kurang']);
});

test('what had no rate in the period is printed with its reason, uplink by uplink', async () => {
  const at = momentOf('2026-05-20T09:05:00+07:00');
  const late = momentOf('2026-05-26T09:05:00+07:00');
  kit.samples.put([], [], {
    missed: [
      { subject: 'uplink:isp-a', at, why: 'leap' },
      { subject: 'uplink:isp-a', at: late, why: 'restart' },
    ],
  });
  await kit.clock.advance(momentOf('2026-05-25T06:00:00+07:00'));
  const [page] = makeReport(contextOf(kit.desk), WEEK, 'weekly-2026-05-18');
  const notes = [...page!.content.matchAll(/<p class="note">(.*interval tanpa angka.*)<\/p>/g)].map(([, text]) => text);
  expect(notes).toEqual([
    expect.stringMatching(/: 1 interval tanpa angka karena lompatan penghitung; terakhir .*2026/),
  ]);
});
