import { afterEach, describe, expect, test } from 'vitest';
import { isInForce } from '../../agent/domain/allocation.ts';
import { momentOf } from '../../agent/domain/moment.ts';
import { mbps, rate } from '../../agent/domain/rate.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { type DeskKit, deskKit, type DeskKitOptions } from '../office/desk-kit.ts';
import { actsOf, approve, approvedRequest, codeOf, examinedRequest, limitOf } from '../office/granted-request.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const mega = (m: number) => rate(mbps(m), mbps(m));
const edit = (change: Partial<ObservedQueue>): void =>
  kit.router.hand((table) => table.map((row) => (row.name === 'DINKES' ? { ...row, ...change } : row)));
const resolve = (how: 'restore' | 'register'): unknown =>
  kit.as('kabid', 'resolve-drift', { router: 'core', owner: 'dinkes', how, reason: 'uji', paper: null });
const inForce = () =>
  kit.ledger
    .allocations()
    .filter((a) => a.line === 'dinkes' && a.window === null && a.state.at === 'granted' && isInForce(a));
const codes = (): readonly string[] =>
  kit.ledger
    .findings('core')
    .filter((f) => f.level === 'alarm')
    .map((f) => f.code);

async function open(options: DeskKitOptions = {}): Promise<void> {
  kit = deskKit({ capacity: 300, ...options });
  kit.router.hand((table) => table.map((row) => (row.name === '0.POOL' ? { ...row, maxLimit: mega(300) } : row)));
  await kit.work();
}

/** A grant from 30 to 40 that the router refused. */
async function failed(): Promise<string> {
  const number = await approvedRequest(kit);
  kit.router.failNext('trap');
  await kit.work();
  expect(kit.at(number)).toBe('apply-failed');
  return number;
}

describe('agent/desk: a grant that is approved and not on the router', () => {
  test('is no drift, and no restoration brings it about', async () => {
    await open();
    await failed();
    expect(codes()).toEqual([]);
    edit({ maxLimit: mega(7) });
    await kit.work();
    expect(codes()).toEqual(['queue/differs']);
    resolve('restore');
    await kit.work();
    expect(limitOf(kit)).toBe(30);
  });

  test('is not put there by an office that enforces', async () => {
    await open({ router: { drift: { policy: 'enforce', objects: {}, quietHours: [] } } });
    await failed();
    await kit.later(90);
    await kit.later(90);
    expect(limitOf(kit)).toBe(30);
    expect(actsOf(kit, 'drift/enforce')).toEqual([]);
  });

  test('is not ended by registering what was found, nor overtaken by a reduction', async () => {
    await open();
    const number = await failed();
    edit({ maxLimit: mega(25) });
    await kit.work();
    expect(codeOf(() => resolve('register'))).toBe('queue/not-registrable');
    const change = { kind: 'reduce', line: 'dinkes', down: '20', up: '20' } as const;
    expect(codeOf(() => kit.as('kabid', 'change-line', { change, reason: 'uji', shown: null, paper: null }))).toBe(
      'queue/not-changeable',
    );
    kit.raise('prakom', number, { kind: 'retried' });
    await kit.work();
    expect(limitOf(kit)).toBe(40);
    expect(inForce()).toMatchObject([{ rate: mega(40) }]);
  });

  test('is written in full although a limit was registered after its capacity was held', async () => {
    await open();
    const number = await examinedRequest(kit);
    await kit.work();
    edit({ maxLimit: mega(25) });
    await kit.work();
    resolve('register');
    await kit.work();
    approve(kit, number);
    await kit.work();
    expect(limitOf(kit)).toBe(40);
    expect(inForce()).toMatchObject([{ rate: mega(40) }]);
  });

  test.each([
    ['35', 40],
    ['45', 45],
  ])('tried again after one of %s Mbps was applied it leaves %i', async (other, left) => {
    await open();
    const second = await examinedRequest(kit, {
      wantedDown: other,
      wantedUp: other,
      subject: 'Lain',
      letterNumber: '005/2/2026',
    });
    await kit.work();
    const { number } = (await kit.file()).request;
    if (kit.at(number) === 'possible-duplicate') kit.raise('support', number, { kind: 'found-original' });
    kit.raise('support', number, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
    kit.raise('kadis', number, { kind: 'disposed', note: '' });
    kit.raise('kabid', number, { kind: 'examined', missing: [] });
    await kit.work();
    approve(kit, number);
    kit.router.failNext('trap');
    await kit.work();
    expect(kit.at(number)).toBe('apply-failed');
    approve(kit, second);
    await kit.work();
    expect(limitOf(kit)).toBe(Number(other));
    kit.raise('prakom', number, { kind: 'retried' });
    await kit.work();
    expect(kit.at(number)).toBe('informed');
    expect(limitOf(kit)).toBe(left);
    expect(inForce()).toMatchObject([{ rate: mega(left) }]);
  });

  test('is neither ended nor taken for what stands by a reduction that was ordered before', async () => {
    const from = momentOf('2026-05-04T07:00:00+07:00');
    await open({ router: { freezes: [{ from, until: momentOf('2026-05-04T10:00:00+07:00'), why: 'uji' }] } });
    const number = await examinedRequest(kit);
    await kit.work();
    const change = { kind: 'reduce', line: 'dinkes', down: '20', up: '20' } as const;
    const body = { change, reason: 'uji', paper: null } as const;
    const { hash } = kit.as('kabid', 'change-line', { ...body, shown: null });
    kit.as('kabid', 'change-line', { ...body, shown: hash });
    approve(kit, number);
    await kit.later(150);
    expect(actsOf(kit, 'plan/reduce-done')).toMatchObject([{ evidence: { down: 20e6 } }]);
    expect(inForce()).toHaveLength(1);
    if (kit.at(number) === 'apply-failed') kit.raise('prakom', number, { kind: 'retried' });
    await kit.work();
    expect(limitOf(kit)).toBe(40);
    expect(inForce()).toMatchObject([{ rate: mega(40) }]);
  });

  test('hides no hand edit of its queue while it waits for a second approver', async () => {
    await open({ router: { secondApproverAbove: mbps(5) } });
    await approvedRequest(kit);
    edit({ name: 'DINKES-LAMA', maxLimit: mega(7) });
    await kit.work();
    expect(codes().toSorted()).toEqual(['queue/differs', 'queue/renamed']);
  });
});
