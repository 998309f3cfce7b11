import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, after, momentOf, span } from '../../agent/domain/moment.ts';
import { NO_RATE } from '../../agent/domain/rate.ts';
import { isDrift } from '../../agent/shaping/drift.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { mega } from '../office/queue-samples.ts';
import { type DeskKit, deskKit, PAPER } from '../office/desk-kit.ts';
import { grantRow } from '../office/sample-rows.ts';

let kit: DeskKit;
beforeEach(async () => {
  kit = deskKit();
  await kit.work();
  kit.as('prakom', 'adopt', { router: 'core', rows: [{ queue: '0.POOL', owner: 'pool' }], paper: null });
  await kit.work();
});
afterEach(() => kit.close());

const edit = (name: string, fields: Partial<ObservedQueue>): void =>
  kit.router.hand((table) => table.map((row) => (row.name === name ? { ...row, ...fields } : row)));
const register = (owner: string, reason = 'nota 12') =>
  kit.as('support', 'resolve-drift', { router: null, owner, how: 'register', reason, paper: PAPER });
const why = (act: () => unknown): unknown => {
  try {
    act();
    return 'done';
  } catch (error) {
    return (error as { facts?: { why?: unknown } }).facts?.why ?? error;
  }
};
const codes = (): readonly string[] => kit.ledger.findings('core').map((f) => f.code);
const line = (id: string) => kit.ledger.lines().find((l) => l.id === id)!;

describe('what the router shows becomes base data', () => {
  test.each<[string, Partial<ObservedQueue>]>([
    ['its limit', { maxLimit: mega(25, 9) }],
    ['its guarantee', { limitAt: mega(2) }],
    ['its name', { name: 'Disdik baru' }],
    ['its parent', { parent: null }],
    ['all of them', { name: 'Disdik baru', parent: null, maxLimit: mega(25), limitAt: mega(1) }],
  ])('%s, and nothing is written', async (_, fields) => {
    const writes = kit.router.writes.length;
    edit('DISDIK', fields);
    await kit.work();
    expect(codes().length).toBeGreaterThan(0);
    register('disdik');
    await kit.work();
    expect(kit.ledger.findings('core').filter(isDrift)).toEqual([]);
    expect(kit.router.writes).toHaveLength(writes);
    const entry = kit.ledger.audit(1, 10_000).find((e) => e.act === 'drift/register');
    expect(entry?.actor).toMatchObject({ person: 'support', paper: { document: '555/1/2026' } });
  });

  test('a pool with its name, that its lines follow', async () => {
    kit.router.hand((table) =>
      table.map((row) =>
        row.name === '0.POOL'
          ? { ...row, name: 'INDUK', maxLimit: mega(97) }
          : row.parent === '0.POOL'
            ? { ...row, parent: 'INDUK' }
            : row,
      ),
    );
    await kit.work();
    expect(codes()).toEqual(['queue/mass-drift']);
    kit.as('kabid', 'accept-drift', { router: 'core', reason: 'induk diganti nama', paper: null });
    await kit.work();
    register('pool');
    await kit.work();
    expect(codes()).toEqual([]);
    expect([line('dinkes').parent, line('disdik').parent]).toEqual(['INDUK', 'INDUK']);
  });

  test('the number of a request carries the entry', async () => {
    const { request } = await kit.file();
    edit('DISDIK', { maxLimit: mega(25) });
    await kit.work();
    register('disdik', request.number);
    expect(kit.ledger.audit(1, 10_000).find((e) => e.act === 'drift/register')?.request).toBe(request.id);
  });

  test.each<[string, Partial<ObservedQueue>, string]>([
    ['its targets', { targets: ['10.62.19.0/25'] }, 'targets'],
    ['no limit', { maxLimit: NO_RATE }, 'guard/zero-limit'],
    ['more than its parent', { maxLimit: mega(150) }, 'guard/parent-too-small'],
    ['a parent that is not there', { parent: '*7' }, 'guard/parent-missing'],
    ['a guarantee above the limit', { limitAt: mega(25) }, 'guard/limit-above-max'],
    ['a name that cannot travel', { name: 'Disdik \u00e9' }, 'guard/bad-word'],
  ])('never %s', async (_, fields, refusal) => {
    edit('DISDIK', fields);
    await kit.work();
    expect(why(() => register('disdik'))).toBe(refusal);
    expect(line('disdik')).toMatchObject({ queue: 'DISDIK', parent: '0.POOL', targets: ['10.62.19.0/24'] });
  });

  test('never what a temporary grant adds', async () => {
    kit.ledger.record((books) => {
      const at = kit.clock.now();
      const window = { from: momentOf('2026-05-04T07:00:00+07:00'), until: after(at, span(5 * HOUR)) };
      books.allocate(grantRow('disdik', mega(30), { window }, at));
      books.enter({ at, actor: { kind: 'agent' }, act: 'test/hold', request: null, facts: {} });
    });
    edit('DISDIK', { maxLimit: mega(35) });
    await kit.work();
    expect(why(() => register('disdik'))).toBe('temporary');
  });
});
