import { afterEach, describe, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { waitOfCase } from '../../agent/planning/waits.ts';
import { mbps, type Rate } from '../../agent/domain/rate.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { actsOf, approvedRequest, laterAt, limitOf, WINDOW } from '../office/granted-request.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const mega = (n: number): Rate => ({ down: mbps(n), up: mbps(n) });
const SIXTY = { ...WINDOW, wantedDown: '60', wantedUp: '60' };
const byHand = (name: string, fields: Partial<ObservedQueue>): void =>
  kit.router.hand((rows) => rows.map((row) => (row.name === name ? { ...row, ...fields } : row)));
const told = (): number =>
  kit.ledger
    .outboxOf(1)
    .filter((row) => row.message.kind === 'notice' && row.message.notice.kind === 'specialist/apply-failed').length;
const waiting = (number: string) => waitOfCase(contextOf(kit.desk), kit.ledger.requestByNumber(number)!);

/** A temporary 60 over a permanent 30, running until 12.30 on 6 May. */
async function running(): Promise<string> {
  kit = deskKit({ busy: 10 });
  const number = await approvedRequest(kit, SIXTY);
  await laterAt(kit, '2026-05-06 06:00');
  expect(limitOf(kit)).toBe(60);
  return number;
}

/** The router refuses the first write of the return; before the next, somebody sets the queue to 50. */
async function refusedOnceThenSetTo50(): Promise<void> {
  kit.router.failNext('trap');
  await laterAt(kit, '2026-05-06 12:30');
  byHand('DINKES', { maxLimit: mega(50) });
}

describe('desk: the return of a temporary grant is never dropped', () => {
  test('a pool that somebody made too small does not hold it', async () => {
    const number = await running();
    byHand('0.POOL', { maxLimit: mega(20) });
    await laterAt(kit, '2026-05-06 12:30');
    expect([kit.at(number), limitOf(kit), told()]).toEqual(['returned', 30, 0]);
  });

  test('refused by a guard of ownership, it waits with its reason, is told once, and goes on by itself', async () => {
    const number = await running();
    const stray = { management: ['10.99.0.0/16', '10.62.20.0/24'] };
    Object.assign(kit.desk.office.routers[0]!, stray);
    await laterAt(kit, '2026-05-06 12:30');
    await laterAt(kit, '2026-05-09 12:30');
    expect([kit.at(number), limitOf(kit), told()]).toEqual(['returning', 60, 1]);
    expect(waiting(number)).toMatchObject({ why: 'refused', found: { code: 'guard/target-management' } });
    expect(actsOf(kit, 'plan/void')).toEqual([]);
    expect(actsOf(kit, 'plan/waits')).toMatchObject([{ why: 'guard/target-management', owner: 'dinkes' }]);
    Object.assign(kit.desk.office.routers[0]!, { management: ['10.99.0.0/16'] });
    await laterAt(kit, '2026-05-09 12:40');
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
  });

  test('a queue that somebody changed is not overwritten; once it is as it was, it goes on', async () => {
    const number = await running();
    await refusedOnceThenSetTo50();
    await laterAt(kit, '2026-05-07 12:30');
    expect([kit.at(number), limitOf(kit), told()]).toEqual(['returning', 50, 2]);
    expect(waiting(number)).toMatchObject({ why: 'refused', found: { facts: { fields: 'maxLimit' } } });
    byHand('DINKES', { maxLimit: mega(60) });
    await laterAt(kit, '2026-05-07 12:40');
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
  });

  test('reasons that come and go in turn are told once each', async () => {
    await running();
    const turn = async (management: readonly string[], limit: number): Promise<void> => {
      Object.assign(kit.desk.office.routers[0]!, { management });
      byHand('DINKES', { maxLimit: mega(limit) });
      await kit.later(10);
    };
    Object.assign(kit.desk.office.routers[0]!, { management: ['10.62.20.0/24'] });
    await laterAt(kit, '2026-05-06 12:30');
    for (let i = 0; i < 5; i += 1) {
      await turn([], 50);
      await turn(['10.62.20.0/24'], 60);
    }
    expect(told()).toBe(2);
  });

  test('somebody set the limit back by hand: that is the return', async () => {
    const number = await running();
    await refusedOnceThenSetTo50();
    byHand('DINKES', { maxLimit: mega(30) });
    await laterAt(kit, '2026-05-06 12:40');
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
    expect(kit.router.writes).toHaveLength(1);
  });

  test('one that an older version dropped is planned again', async () => {
    const number = await running();
    await refusedOnceThenSetTo50();
    kit.ledger.record((books) => {
      for (const plan of books.plans({ request: 1 })) if (plan.state === 'due') books.closePlan(plan.id, 'void');
      books.enter({ at: kit.clock.now(), actor: { kind: 'agent' }, act: 'plan/void', request: 1, facts: {} });
    });
    byHand('DINKES', { maxLimit: mega(60) });
    await laterAt(kit, '2026-05-06 13:30');
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
  });
});

describe('desk: a restoration is never dropped', () => {
  test('refused by a guard, it waits with its reason and is told once', async () => {
    kit = deskKit({ busy: 10 });
    await kit.work();
    byHand('DINKES', { maxLimit: mega(5) });
    await kit.later(5);
    Object.assign(kit.desk.office.routers[0]!, { management: ['10.62.20.0/24'] });
    kit.as('prakom', 'resolve-drift', { owner: 'dinkes', router: null, how: 'restore', reason: 'uji', paper: null });
    for (let turn = 0; turn < 4; turn += 1) await kit.later(60);
    expect(limitOf(kit)).toBe(5);
    expect(actsOf(kit, 'plan/waits')).toMatchObject([{ why: 'guard/target-management' }]);
    expect(actsOf(kit, 'plan/void')).toEqual([]);
    Object.assign(kit.desk.office.routers[0]!, { management: [] });
    await kit.later(5);
    expect(limitOf(kit)).toBe(30);
    expect(actsOf(kit, 'plan/restore-done')).toHaveLength(1);
  });
});
