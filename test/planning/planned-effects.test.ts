import { afterEach, describe, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { Finding } from '../../agent/domain/finding.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { requestPlan } from '../../agent/planning/request-plan.ts';
import { observedAs } from '../fakes/memory-router.ts';
import { mega } from '../office/queue-samples.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { actsOf, approve, approvedRequest, examinedRequest, limitOf, planOf } from '../office/granted-request.ts';

let kit: DeskKit;
afterEach(() => kit.close());

type Edit = (table: readonly ObservedQueue[]) => readonly ObservedQueue[];

const set =
  (name: string, fields: Partial<ObservedQueue>): Edit =>
  (table) =>
    table.map((row) => (row.name === name ? { ...row, ...fields } : row));

/**
 * What `plan` says of DINKES' wish from 30 to 40 Mbps after a hand edit of the table, and what stands after the visit.
 */
async function effects(edit: Edit): Promise<{ plan: readonly Finding[]; standing: readonly string[] }> {
  kit = deskKit();
  kit.router.hand(edit);
  await kit.work();
  const { request } = await kit.file();
  const plan = requestPlan(contextOf(kit.desk), kit.ledger.requestByNumber(request.number)!).effects;
  return { plan, standing: kit.ledger.findings('core').map((f) => f.code) };
}

describe('what would keep a queue from its effect is said before it is approved', () => {
  test.each<[string, Edit, readonly unknown[]]>([
    ['nothing on a fair day', (table) => table, []],
    [
      'its pool is too small for the new limit',
      set('0.POOL', { maxLimit: mega(35) }),
      [['queue/above-parent', 'DINKES']],
    ],
    [
      'an earlier queue takes its traffic',
      (table) => [observedAs({ name: 'TEST', targets: ['10.62.20.9/32'], maxLimit: mega(1) }), ...table],
      [['queue/shadowed', 'DINKES']],
    ],
    ['its pool is disabled', set('0.POOL', { disabled: true }), [['queue/parent-disabled', 'DINKES']]],
    [
      'it would be made again, above the catch-all',
      (table) => [
        ...table.filter((row) => row.name !== 'DINKES'),
        observedAs({ name: 'ZZ', targets: ['10.62.0.0/16'], maxLimit: mega(1) }),
      ],
      [],
    ],
    [
      'an earlier queue without a target takes everything',
      (table) => [observedAs({ name: 'TOTAL', targets: [], maxLimit: mega(100) }), ...table],
      [['queue/behind-catch-all', 'DINKES']],
    ],
    [
      'an earlier queue takes marked packets',
      (table) => [
        observedAs({ name: 'GAME', targets: ['10.62.0.0/16'], maxLimit: mega(20), extras: { packetMarks: ['game'] } }),
        ...table,
      ],
      [['queue/takes-part', 'DINKES']],
    ],
    [
      'an earlier queue is on an interface',
      (table) => [observedAs({ name: 'ALCALDIA', targets: ['1-Proveedor'], maxLimit: mega(95) }), ...table],
      [['queue/may-take', 'DINKES']],
    ],
  ])('%s', async (_, edit, found) => {
    expect((await effects(edit)).plan.map((f) => [f.code, f.subject])).toEqual(found);
  });
});

describe('what the plan says is what the write is judged by', () => {
  /** Grants DINKES 40 Mbps under this table; what the plan said of other queues, and how it ended. */
  async function granted(edit: Edit): Promise<{ said: readonly string[]; at: string; verified: readonly string[] }> {
    kit = deskKit({ busy: 10 });
    kit.router.hand(edit);
    const number = await examinedRequest(kit);
    await kit.work();
    const said = planOf(kit, number).effects.map(({ code, level }) => `${level} ${code}`);
    approve(kit, number);
    await kit.work();
    const found = actsOf(kit, 'op/verified').flatMap(({ effects: list }) => list as readonly Finding[]);
    return { said, at: kit.at(number), verified: found.map(({ code, level }) => `${level} ${code}`) };
  }

  test.each<[string, Partial<ObservedQueue>, readonly string[], string]>([
    ['everything', { targets: [] }, ['alarm queue/behind-catch-all'], 'apply-failed'],
    ['0.0.0.0/0', { targets: ['0.0.0.0/0'] }, ['alarm queue/behind-catch-all'], 'apply-failed'],
    ['::/0', { targets: ['::/0'] }, [], 'informed'],
    ['a mark', { extras: { packetMarks: ['game'] } }, ['warn queue/takes-part'], 'informed'],
    ['a destination', { targets: [], extras: { dst: '203.0.113.100/32' } }, ['warn queue/takes-part'], 'informed'],
    [
      'the night',
      { extras: { hours: { from: 61_200, until: 28_800, days: ['mon'] } } },
      ['warn queue/takes-part'],
      'informed',
    ],
    ['an unreadable limit', { unreadable: { 'max-limit': '1000m/1000m' } }, ['warn queue/may-take'], 'informed'],
    ['nothing, disabled', { targets: [], disabled: true }, [], 'informed'],
  ])('an earlier queue for %s', async (_, fields, said, at) => {
    const above = { name: 'ATAS', targets: ['10.62.0.0/16'], maxLimit: mega(20), ...fields };
    const result = await granted((table) => [observedAs(above), ...table]);
    expect(result.said).toEqual(said);
    expect(result.at).toBe(at);
    expect(result.verified).toEqual(at === 'apply-failed' ? [] : said);
    expect(limitOf(kit)).toBe(40);
  });
});

test('a grant that is on the router already, and has no effect there, is not applied by another try', async () => {
  kit = deskKit({ busy: 10 });
  const above = observedAs({ name: 'TOTAL', targets: [], maxLimit: mega(100) });
  kit.router.hand((table) => [above, ...table]);
  const number = await approvedRequest(kit);
  await kit.work();
  expect([kit.at(number), limitOf(kit)]).toEqual(['apply-failed', 40]);
  kit.raise('prakom', number, { kind: 'retried' });
  await kit.work();
  expect(kit.at(number)).toBe('apply-failed');
  // Control: once the queue above is gone, the same try succeeds without a write.
  kit.router.hand((table) => table.filter(({ name }) => name !== 'TOTAL'));
  kit.raise('prakom', number, { kind: 'retried' });
  await kit.work();
  expect([kit.at(number), kit.router.writes.length]).toEqual(['informed', 1]);
});

describe('a pool that carries guarantees is the bottleneck', () => {
  test.each<[string, number, number, readonly string[]]>([
    ['97 % of the contract', 97, 5, []],
    ['the whole contract', 100, 5, ['queue/pool-off-contract']],
    ['far less than was bought', 60, 5, ['queue/pool-off-contract']],
    ['the whole contract, and nothing is guaranteed', 100, 0, []],
    ['97 % of the contract, and more is guaranteed', 97, 98, ['queue/guarantees-above-limit']],
  ])('%s', async (_, pool, guarantee, found) => {
    const { standing } = await effects((table) =>
      set('DISDIK', { limitAt: mega(guarantee) })(set('0.POOL', { maxLimit: mega(pool) })(table)),
    );
    expect(standing.filter((code) => code.startsWith('queue/pool') || code.startsWith('queue/guarantees'))).toEqual(
      found,
    );
  });
});
