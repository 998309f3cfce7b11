import { describe, expect, test } from 'vitest';
import { boundsOf, treeRows } from '../../../agent/shaping/census/queue-tree.ts';
import { NO_RATE, rate } from '../../../agent/domain/rate.ts';
import { tableOf } from '../../office/survey-samples.ts';

const shown = (rows: ReturnType<typeof tableOf>) => treeRows(rows).map(({ queue, depth }) => `${depth} ${queue.name}`);
const bounds = (rows: ReturnType<typeof tableOf>, name: string) =>
  boundsOf(rows.find((row) => row.name === name)!, rows).map((row) => row.name);

describe('agent/shaping/census/queue-tree', () => {
  test('each queue stands after its parent, also one that the table has before it', () => {
    const rows = tableOf(
      { name: 'A', parent: 'P' },
      { name: 'X' },
      { name: 'P' },
      { name: 'B', parent: 'P' },
      { name: 'AA', parent: 'A' },
      { name: 'YATIM', parent: 'GONE' },
    );
    expect(shown(rows)).toEqual(['0 X', '0 P', '1 A', '2 AA', '1 B', '0 YATIM']);
  });

  test('parents in a circle are shown once', () => {
    const rows = tableOf({ name: 'A', parent: 'B' }, { name: 'B', parent: 'A' }, { name: 'S', parent: 'S' });
    expect(shown(rows)).toEqual(['0 S', '0 A', '1 B']);
    expect(bounds(rows, 'A')).toEqual(['B']);
    expect(bounds(rows, 'S')).toEqual([]);
  });

  test('limits count through groups; a disabled or invalid parent bounds nothing', () => {
    const rows = tableOf(
      { name: 'TOP', targets: [] },
      { name: 'MATI', parent: 'TOP', disabled: true },
      { name: 'OPEN', parent: 'MATI', maxLimit: NO_RATE },
      { name: 'HALF', parent: 'OPEN', maxLimit: rate(10_000_000, 0) },
      { name: 'L', parent: 'HALF' },
    );
    expect(bounds(rows, 'L')).toEqual(['HALF', 'TOP']);
    expect(bounds(rows, 'TOP')).toEqual([]);
  });
});
