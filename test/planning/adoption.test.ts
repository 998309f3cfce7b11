import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { mbps, rate } from '../../agent/domain/rate.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { type AdoptionRow, adoptionRows } from '../../agent/planning/adoption.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { observedAs } from '../fakes/memory-router.ts';

let kit: DeskKit;
beforeEach(() => {
  kit = deskKit();
});
afterEach(() => kit.close());

/** The row of one queue after somebody's hand was on the router and the loops have read it. */
async function rowOf(
  name: string,
  edit: (table: readonly ObservedQueue[]) => readonly ObservedQueue[],
): Promise<AdoptionRow> {
  kit.router.hand(edit);
  await kit.work();
  return adoptionRows(contextOf(kit.desk), 'core').find((row) => row.queue === name)!;
}

const changed = (name: string, fields: Partial<ObservedQueue>) => (table: readonly ObservedQueue[]) =>
  table.map((queue) => (queue.name === name ? { ...queue, ...fields } : queue));
const added = (name: string, fields: Partial<ObservedQueue>) => (table: readonly ObservedQueue[]) => [
  ...table,
  observedAs({ name, maxLimit: rate(mbps(5), mbps(5)), ...fields }),
];

describe('agent/views/adoption-view', () => {
  test('a queue as the books say, without our mark, can be adopted: only its comment changes', async () => {
    expect(await rowOf('DINKES', changed('DINKES', { comment: 'lama' }))).toMatchObject({
      owner: 'dinkes',
      verdict: 'adopt',
      differs: [],
      newComment: 'lama bwagent:dinkes',
    });
  });

  test('what differs is told with both values', async () => {
    const row = await rowOf('DINKES', changed('DINKES', { comment: '', maxLimit: rate(mbps(7), mbps(7)) }));
    expect(row).toMatchObject({ owner: 'dinkes', verdict: 'differs', differs: ['maxLimit'], maxLimit: { down: 7e6 } });
    expect(row.want?.maxLimit.down).toBe(30e6);
  });

  test.each(['Dinkes', 'DIN KES', 'dinkes!'])('by its targets, a queue called %s is the line’s', async (name) => {
    expect(await rowOf(name, changed('DINKES', { comment: '', name }))).toMatchObject({
      owner: 'dinkes',
      verdict: 'differs',
      differs: ['name'],
    });
  });

  test('by its name but for case and signs, when the targets are others', async () => {
    const row = await rowOf('Din-kes', changed('DINKES', { comment: '', name: 'Din-kes', targets: ['10.62.77.0/24'] }));
    expect(row).toMatchObject({ owner: 'dinkes', verdict: 'differs', differs: ['name', 'targets'] });
  });

  test('inside an agency’s prefix it is that agency’s affair, but nobody’s line', async () => {
    expect(await rowOf('TEST', added('TEST', { targets: ['10.62.20.50/32'] }))).toMatchObject({
      owner: null,
      agency: 'dinkes',
      verdict: 'foreign',
      why: null,
    });
    expect(await rowOf('LAIN', added('LAIN', { targets: ['10.77.0.0/24'] }))).toMatchObject({
      owner: null,
      agency: null,
      verdict: 'foreign',
    });
  });

  test.each([
    ['<pppoe-budi>', { dynamic: true, targets: ['<pppoe-budi>'] }, 'dynamic', 'ppp'],
    ['SEMUA', { targets: ['0.0.0.0/0'] }, 'unmanageable', 'everything'],
    ['VLAN', { targets: ['vlan9', '10.77.0.0/24'] }, 'unmanageable', 'interface'],
    ['GAME', { extras: { packetMarks: ['game'] } }, 'unmanageable', 'marks'],
    ['KECIL', { maxLimit: rate(10, 5) }, 'unmanageable', 'tiny'],
    ['MATI', { targets: ['10.77.0.0/24'], disabled: true }, 'unmanageable', 'disabled'],
  ] as const)('%s: %j is %s because of %s', async (name, fields, verdict, why) => {
    expect(await rowOf(name, added(name, fields))).toMatchObject({ owner: null, verdict, why });
  });
});
