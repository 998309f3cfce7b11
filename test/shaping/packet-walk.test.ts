import { expect, test } from 'vitest';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { outsideParent, shadowFindings } from '../../agent/shaping/shadow.ts';
import { Dice } from '../fakes/dice.ts';
import { holds, PACKETS, randomTable, takerOf } from './packet-walk.ts';

interface Tally {
  tables: number;
  without: number;
  falseNoEffect: number;
  falseVerified: number;
  examples: string[];
}

/**
 * Compares what is said of the last queue with what becomes of every packet that it matches. It counts as reached only
 * if it is in both readings: an effect that is not sure must not be called one.
 */
function judged(
  seed: string,
  tables: number,
  levels: number,
  said: (table: readonly ObservedQueue[]) => boolean,
): Tally {
  const tally: Tally = { tables: 0, without: 0, falseNoEffect: 0, falseVerified: 0, examples: [] };
  for (let n = 0; tally.tables < tables; n += 1) {
    const table = randomTable(new Dice(`${seed}/${n}`), levels);
    const line = table.at(-1)!;
    const own = PACKETS.filter((packet) => holds(line, packet));
    if (own.length === 0) continue;
    tally.tables += 1;
    const reaches = (['tree', 'list'] as const).every((reading) =>
      own.some((packet) => takerOf(table, packet, reading) === line),
    );
    if (!reaches) tally.without += 1;
    const isWithout = said(table);
    if (isWithout === !reaches) continue;
    if (isWithout) tally.falseNoEffect += 1;
    else tally.falseVerified += 1;
    if (tally.examples.length < 3)
      tally.examples.push(`${seed}/${n}: ${reaches ? 'reaches' : 'nothing'} ${JSON.stringify(table)}`);
  }
  return tally;
}

function isAlarmed(table: readonly ObservedQueue[]): boolean {
  const line = table.at(-1)!;
  return [...shadowFindings(line, table), ...outsideParent(line, table)].some(({ level }) => level === 'alarm');
}

/** 100,000 with LONG=1. */
const TABLES = process.env['LONG'] === undefined ? 2000 : 100_000;

test('no effect is said exactly where no packet reaches the queue', () => {
  const { tables, without, falseNoEffect, falseVerified, examples } = judged('walk', TABLES, 4, isAlarmed);
  console.log(`packet walk: ${tables} tables, ${without} without effect, wrong ${falseNoEffect} and ${falseVerified}`);
  expect(examples).toEqual([]);
  expect([falseNoEffect, falseVerified]).toEqual([0, 0]);
  expect(Math.min(without, tables - without)).toBeGreaterThan(tables / 10);
}, 900_000);

test('the control, which knows one level only, is wrong both ways', () => {
  const flat = (table: readonly ObservedQueue[]): boolean => isAlarmed(table.map((one) => ({ ...one, parent: null })));
  const { falseNoEffect, falseVerified } = judged('walk', 1000, 4, flat);
  expect(Math.min(falseNoEffect, falseVerified)).toBeGreaterThan(0);
});
