import { afterEach, describe, expect, test } from 'vitest';
import { type DriftPlan, REPORT_ONLY } from '../../agent/domain/drift-plan.ts';
import { momentOf } from '../../agent/domain/moment.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { mega } from '../office/queue-samples.ts';
import { observedAs } from '../fakes/memory-router.ts';
import { type DeskKit, deskKit, type DeskKitOptions } from '../office/desk-kit.ts';
import { approvedRequest } from '../office/granted-request.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const open = (drift: Partial<DriftPlan>, router: DeskKitOptions['router'] = {}): DeskKit =>
  (kit = deskKit({ router: { drift: { ...REPORT_ONLY, ...drift }, ...router } }));
const edit = (name: string, fields: Partial<ObservedQueue>): void =>
  kit.router.hand((table) => table.map((row) => (row.name === name ? { ...row, ...fields } : row)));
const codes = (): readonly string[] => kit.ledger.findings('core').map((f) => f.code);
const limitOf = (name: string): number => kit.router.table.find((row) => row.name === name)!.maxLimit.down / 1e6;
const acts = (act: string): number => kit.ledger.audit(1, 10_000).filter((e) => e.act === act).length;

/** An editor who sets a queue to 25 Mbps whenever it shows something else, looked at every five minutes of one hour. */
async function fight(): Promise<number> {
  let edits = 0;
  for (let minute = 0; minute < 60; minute += 5) {
    if (limitOf('DISDIK') !== 25) {
      edit('DISDIK', { maxLimit: mega(25) });
      edits += 1;
    }
    await kit.later(5);
  }
  return edits;
}

describe('I14: no fight', () => {
  test.each<[string, Partial<DriftPlan>, number]>([
    ['report: never corrected', {}, 0],
    ['propose: never corrected unasked', { policy: 'propose' }, 0],
    ['enforce: once an hour at most', { policy: 'enforce' }, 1],
    ['enforce for all but this one', { policy: 'enforce', objects: { disdik: 'report' } }, 0],
    ['enforce for this one only', { objects: { disdik: 'enforce' } }, 1],
    ['enforce, in quiet hours that begin at eight', { policy: 'enforce', quietHours: [{ from: 480, until: 600 }] }, 0],
    ['enforce, in quiet hours across midnight', { policy: 'enforce', quietHours: [{ from: 1200, until: 600 }] }, 0],
    ['enforce, outside quiet hours', { policy: 'enforce', quietHours: [{ from: 1200, until: 300 }] }, 1],
  ])('%s', async (_, drift, corrections) => {
    open(drift);
    await kit.work();
    const edits = await fight();
    expect(kit.router.writes).toHaveLength(corrections);
    expect(edits).toBe(1 + corrections);
    expect(limitOf('DISDIK')).toBe(25);
    // The last word is a report, and a fight is an alarm of its own.
    expect(codes()).toContain('queue/differs');
    expect(codes().includes('queue/fought')).toBe(corrections > 0);
  });

  test('control: without the editor enforcing puts it back and keeps quiet', async () => {
    open({ policy: 'enforce' });
    await kit.work();
    edit('DISDIK', { maxLimit: mega(25) });
    await kit.later(5);
    expect(limitOf('DISDIK')).toBe(20);
    expect(codes()).toContain('queue/enforced');
    expect(acts('drift/enforce')).toBe(1);
    await kit.later(61);
    expect(codes().filter((code) => code !== 'queue/unmarked')).toEqual([]);
  });

  test('a fight that people ended may be answered again later', async () => {
    open({ policy: 'enforce' });
    await kit.work();
    await fight();
    await kit.later(120);
    expect(kit.router.writes).toHaveLength(1);
    kit.as('support', 'resolve-drift', {
      router: null,
      owner: 'disdik',
      how: 'restore',
      reason: 'skrip dimatikan',
      paper: null,
    });
    await kit.later(5);
    expect(limitOf('DISDIK')).toBe(20);
    expect(codes()).not.toContain('queue/fought');
    edit('DISDIK', { maxLimit: mega(25) });
    await kit.later(5);
    expect(limitOf('DISDIK')).toBe(20);
  });
});

describe('enforce never undoes an order', () => {
  const above = (fields: Partial<ObservedQueue>): void =>
    kit.router.hand((table) => [observedAs({ name: 'ATAS', maxLimit: mega(100), ...fields }), ...table]);

  test('that was written and has no effect: people are told, and it stays', async () => {
    kit = deskKit({ busy: 10, router: { drift: { ...REPORT_ONLY, policy: 'enforce' } } });
    above({ targets: [] });
    const number = await approvedRequest(kit);
    await kit.work();
    expect(kit.at(number)).toBe('apply-failed');
    for (let pass = 0; pass < 4; pass += 1) await kit.later(10);
    expect(limitOf('DINKES')).toBe(40);
    expect(acts('drift/enforce')).toBe(0);
    expect(kit.router.writes).toHaveLength(1);
    expect(codes()).toContain('queue/behind-catch-all');
    expect(codes()).toContain('queue/differs');
    // Control: another value by another hand is put back.
    edit('DINKES', { maxLimit: mega(90) });
    await kit.later(10);
    expect(acts('drift/enforce')).toBe(1);
    expect(limitOf('DINKES')).toBe(30);
  });

  test('that was on the router already and has no effect there', async () => {
    kit = deskKit({
      busy: 10,
      router: { drift: { ...REPORT_ONLY, objects: { dinkes: 'report' }, policy: 'enforce' } },
    });
    above({ targets: [] });
    await kit.work();
    edit('DINKES', { maxLimit: mega(40) });
    const number = await approvedRequest(kit);
    await kit.work();
    expect([kit.at(number), kit.router.writes]).toEqual(['apply-failed', []]);
    Object.assign(kit.office.routers[0]!, { drift: { ...REPORT_ONLY, policy: 'enforce' } });
    for (let pass = 0; pass < 4; pass += 1) await kit.later(10);
    expect([limitOf('DINKES'), acts('drift/enforce')]).toEqual([40, 0]);
  });

  test('nor proposes to', async () => {
    kit = deskKit({ busy: 10, router: { drift: { ...REPORT_ONLY, policy: 'propose' } } });
    above({ targets: [] });
    await approvedRequest(kit);
    await kit.later(10);
    expect(codes()).toContain('queue/differs');
    expect(codes()).not.toContain('queue/restore-proposed');
  });

  test('that takes effect beside a queue for marked packets', async () => {
    kit = deskKit({ busy: 10, router: { drift: { ...REPORT_ONLY, policy: 'enforce' } } });
    above({ targets: ['10.62.0.0/16'], extras: { packetMarks: ['game'] } });
    const number = await approvedRequest(kit);
    await kit.later(10);
    expect([kit.at(number), limitOf('DINKES'), acts('drift/enforce')]).toEqual(['informed', 40, 0]);
  });
});

describe('enforce waits', () => {
  const FREEZE = {
    from: momentOf('2026-05-04T07:00:00+07:00'),
    until: momentOf('2026-05-04T10:00:00+07:00'),
    why: 'HUT RI',
  };

  test.each<[string, DeskKitOptions['router']]>([
    ['a freeze', { freezes: [FREEZE] }],
    ['observe mode', { mode: 'observe' }],
    ['manual mode', { mode: 'manual' }],
  ])('in %s', async (_, router) => {
    open({ policy: 'enforce' }, router);
    await kit.work();
    edit('DISDIK', { maxLimit: mega(25) });
    await kit.later(30);
    expect(acts('drift/enforce')).toBe(0);
    expect(kit.ledger.plans({ router: 'core', dueBy: kit.clock.now() })).toEqual([]);
  });

  test('for a second pass that shows the same', async () => {
    open({ policy: 'enforce' });
    await kit.work();
    const provision = async (): Promise<void> =>
      void (await kit.loops.find((loop) => loop.name === 'provision:core')!.pass());
    edit('DISDIK', { maxLimit: mega(25) });
    await provision();
    edit('DISDIK', { maxLimit: mega(26) });
    await provision();
    expect(acts('drift/enforce')).toBe(0);
    await provision();
    expect(acts('drift/enforce')).toBe(1);
  });

  test('and leaves what a plan cannot put right', async () => {
    open({ policy: 'enforce' });
    await kit.work();
    edit('DISDIK', { maxLimit: mega(25), disabled: true });
    await kit.later(30);
    expect(acts('drift/enforce')).toBe(0);
  });

  test('mass drift holds it', async () => {
    open({ policy: 'enforce' }, { massDrift: 2 });
    await kit.work();
    edit('DISDIK', { maxLimit: mega(25) });
    edit('DINKES', { maxLimit: mega(35) });
    await kit.later(120);
    expect(kit.router.writes).toEqual([]);
    expect(codes()).toEqual(['queue/mass-drift']);
  });
});

describe('propose', () => {
  test('one word accepts what the agent proposes', async () => {
    open({ policy: 'propose' });
    await kit.work();
    const accept = () =>
      kit.as('support', 'resolve-drift', { router: null, owner: 'disdik', how: 'proposed', reason: null, paper: null });
    expect(accept).toThrow(expect.objectContaining({ code: 'queue/no-proposal' }));
    edit('DISDIK', { maxLimit: mega(25) });
    await kit.later(5);
    expect(codes()).toContain('queue/restore-proposed');
    accept();
    accept();
    await kit.later(5);
    expect(limitOf('DISDIK')).toBe(20);
    expect(kit.router.writes).toHaveLength(1);
    expect(codes().filter((code) => code !== 'queue/unmarked')).toEqual([]);
    expect(acts('drift/proposed')).toBe(2);
  });
});
