import { afterEach, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { Subject } from '../../agent/domain/counters/reading.ts';
import { before, MINUTE, type Moment, span } from '../../agent/domain/moment.ts';
import { rate } from '../../agent/domain/rate.ts';
import { startOfFiveMinutes } from '../../agent/domain/counters/rollup.ts';
import { limitFindings } from '../../agent/views/limit-findings.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

/** The queue of DISDIK shows a limit of 50/20; these Mbps in its newest intervals, the newest last. */
async function found(
  rates: readonly (readonly [down: number, up: number])[],
  options: { readonly ago?: number; readonly subject?: Subject } = {},
): Promise<readonly unknown[]> {
  kit = deskKit();
  kit.router.hand((table) =>
    table.map((row) => (row.name === 'DISDIK' ? { ...row, maxLimit: rate(50e6, 20e6) } : row)),
  );
  await kit.clock.advance((kit.clock.now() + 60 * 60 * 1000) as Moment);
  await kit.work();
  const edge = startOfFiveMinutes(before(kit.clock.now(), span((options.ago ?? 0) * MINUTE)));
  kit.samples.import(
    options.subject ?? 'line:disdik',
    rates.map(([down, up], i) => ({
      start: before(edge, span((rates.length - i) * 5 * MINUTE)),
      down: down * 1e6,
      up: up * 1e6,
      dropsDown: 0,
      dropsUp: 0,
    })),
  );
  return limitFindings(contextOf(kit.desk), 'core').map(({ code, level, subject, facts }) => [
    code,
    level,
    subject,
    facts,
  ]);
}

test('2.8 down and 47.2 up below 50/20 for three intervals is read the wrong way round, or not limited', async () => {
  expect(
    await found([
      [2.8, 47.2],
      [2.9, 47.5],
      [2.8, 47.3],
    ]),
  ).toEqual([['meter/above-limit', 'alarm', 'disdik', { direction: 'up', rate: 47_200_000, limit: 20_000_000 }]]);
});

test.each<[string, readonly (readonly [number, number])[], Parameters<typeof found>[1]]>([
  [
    'two intervals',
    [
      [47, 2.8],
      [2.8, 47.2],
      [2.8, 47.2],
    ],
    {},
  ],
  [
    'a little more than the limit',
    [
      [50, 20.9],
      [50, 20.9],
      [50, 20.9],
    ],
    {},
  ],
  [
    'an hour ago',
    [
      [2.8, 47.2],
      [2.8, 47.2],
      [2.8, 47.2],
    ],
    { ago: 60 },
  ],
  [
    'an uplink above its contract',
    [
      [150, 150],
      [150, 150],
      [150, 150],
    ],
    { subject: 'uplink:isp-a' },
  ],
])('%s is none', async (_, rates, options) => {
  expect(await found(rates, options)).toEqual([]);
});
