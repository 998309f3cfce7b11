import { afterEach, describe, expect, test } from 'vitest';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { observedAs } from '../fakes/memory-router.ts';
import { mega } from '../office/queue-samples.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const names = (): readonly string[] => kit.router.table.map(({ name }) => name);
const found = (queue: string): readonly string[] =>
  kit.ledger
    .findings('core')
    .filter(({ subject }) => subject === queue)
    .map(({ code }) => code);

const CATCH_ALL = observedAs({ name: 'ZZ-LAINNYA', targets: ['10.62.0.0/16'], maxLimit: mega(1) });
const INNER = observedAs({ name: 'ZZ-TAMU', targets: ['10.62.20.0/24'], maxLimit: mega(1) });

/** An office whose DINKES has this target, with more queues behind or among its own. */
async function open(target: string, arrange: (rows: readonly ObservedQueue[]) => readonly ObservedQueue[]) {
  const dinkes = { id: 'dinkes', queue: 'DINKES', target, mbps: 30 };
  const disdik = { id: 'disdik', queue: 'DISDIK', target: '10.62.19.0/24', mbps: 20 };
  kit = deskKit({ lines: [dinkes, disdik] });
  kit.router.hand(arrange);
  await kit.work();
}

async function deleted(...gone: readonly string[]): Promise<void> {
  kit.router.hand((table) => table.filter(({ name }) => !gone.includes(name)));
  await kit.later(5);
}

async function restored(owner = 'dinkes'): Promise<void> {
  const body = { router: null, owner, how: 'restore', reason: 'terhapus', paper: null } as const;
  kit.as('support', 'resolve-drift', body);
  await kit.later(5);
}

const last = (rows: readonly ObservedQueue[]): readonly ObservedQueue[] => [...rows, CATCH_ALL];

describe('a queue that was deleted and is made again', () => {
  test.each(['10.62.20.0/24', 'vlan120', 'VLAN - TAMU', '952', '<pppoe-dinkes>'])(
    'stands where it stood: %s',
    async (target) => {
      await open(target, last);
      await deleted('DINKES');
      expect(found('DINKES')).toEqual(['queue/missing']);
      await kit.later(5);
      await restored();
      expect(names()).toEqual(['0.POOL', 'DINKES', 'DISDIK', 'ZZ-LAINNYA']);
      expect(kit.router.table[1]?.targets).toEqual([target]);
      expect(found('DINKES')).toEqual([]);
    },
  );

  test('stands before the next one that is left, if its neighbour is gone as well', async () => {
    await open('vlan120', last);
    await deleted('DINKES', 'DISDIK');
    await restored();
    expect(names()).toEqual(['0.POOL', 'DINKES', 'ZZ-LAINNYA']);
  });

  test('stands above the catch-all, if the one that followed it went later', async () => {
    await open('vlan120', last);
    await deleted('DINKES');
    await deleted('DISDIK');
    kit.router.hand((table) => table.flatMap((row) => (row.name === 'ZZ-LAINNYA' ? [INNER, row] : [row])));
    await kit.later(5);
    await restored();
    expect(names()).toEqual(['0.POOL', 'ZZ-TAMU', 'DINKES', 'ZZ-LAINNYA']);
  });

  test('stands above what would take all of its traffic, where that was added since', async () => {
    await open('10.62.20.0/24', last);
    await deleted('DINKES');
    kit.router.hand(([pool, ...rows]) => [pool!, { ...INNER, targets: [] }, ...rows]);
    await kit.later(5);
    await restored();
    expect(names()).toEqual(['0.POOL', 'DINKES', 'ZZ-TAMU', 'DISDIK', 'ZZ-LAINNYA']);
    expect(found('DINKES')).toEqual([]);
  });

  test('stands at the end, where it stood', async () => {
    await open('vlan120', (rows) => rows);
    await deleted('DISDIK');
    await restored('disdik');
    expect(names()).toEqual(['0.POOL', 'DINKES', 'DISDIK']);
  });

  test('control: a table that was never seen with it says nothing about its place', async () => {
    await open('vlan120', (rows) => [...rows.filter(({ name }) => name !== 'DINKES'), CATCH_ALL]);
    await restored();
    expect(names()).toEqual(['0.POOL', 'DISDIK', 'DINKES', 'ZZ-LAINNYA']);
  });
});
