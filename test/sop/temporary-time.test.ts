import { afterEach, describe, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { permanentRate } from '../../agent/domain/allocation.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { mbps, type Rate } from '../../agent/domain/rate.ts';
import { inputsFor } from '../../agent/assessment/availability.ts';
import {
  actsOf,
  approvedRequest,
  approve,
  awayAt,
  examinedRequest,
  laterAt,
  limitOf,
  WINDOW,
} from '../office/granted-request.ts';
import { type DeskKit, deskKit, type DeskKitOptions } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const open = (options: DeskKitOptions = {}): DeskKit => (kit = deskKit({ busy: 10, ...options }));
const mega = (n: number): Rate => ({ down: mbps(n), up: mbps(n) });
const SIXTY = { ...WINDOW, wantedDown: '60', wantedUp: '60' };
/**
 * What temporary grants take of the uplink's promises at this moment, as an availability check of another line counts
 * it.
 */
function chargedNow(): number {
  const line = kit.ledger.lines().find((l) => l.id === 'disdik')!;
  const asking = { line, wanted: mega(25), window: null, request: null, from: kit.clock.now() };
  const promised = inputsFor(contextOf(kit.desk), asking).directions.down.promised['isp-a'] ?? [];
  const fullOf = ({ full, groups = [] }: (typeof promised)[number]): number =>
    groups.reduce((sum: number, group) => sum + group.full, full);
  return Math.max(0, ...promised.filter((p) => p.formula === 'window').map(fullOf));
}

const told = (kind: string): number =>
  kit.ledger.outboxOf(1).filter((row) => row.message.kind === 'notice' && row.message.notice.kind === kind).length;

describe('agent/desk: a temporary grant in time', () => {
  test('begins and ends at its time, is reminded before its end, and nothing is late', async () => {
    open();
    const number = await approvedRequest(kit, { ...SIXTY, windowUntil: '2026-05-08 12:00' });
    await laterAt(kit, '2026-05-06 05:59');
    expect([kit.at(number), limitOf(kit)]).toEqual(['scheduled', 30]);
    await laterAt(kit, '2026-05-06 06:00');
    expect([kit.at(number), limitOf(kit)]).toEqual(['informed', 60]);
    await laterAt(kit, '2026-05-07 11:59');
    expect([kit.at(number), told('agency/expiring')]).toEqual(['informed', 0]);
    await laterAt(kit, '2026-05-07 12:00');
    expect([kit.at(number), told('agency/expiring')]).toEqual(['expiring', 1]);
    await laterAt(kit, '2026-05-08 12:29');
    expect([limitOf(kit), told('agency/expiring')]).toEqual([60, 1]);
    await laterAt(kit, '2026-05-08 12:30');
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
    expect(actsOf(kit, 'request/late')).toEqual([]);
  });

  test('the daemon was away at the start: it begins late, and how late and why is entered', async () => {
    open();
    await approvedRequest(kit, SIXTY);
    await laterAt(kit, '2026-05-06 09:00');
    expect(limitOf(kit)).toBe(60);
    expect(actsOf(kit, 'request/late')).toMatchObject([{ edge: 'start', seconds: 10_800, why: 'daemon-away' }]);
    await laterAt(kit, '2026-05-06 12:30');
    expect(actsOf(kit, 'request/late')).toHaveLength(1);
  });

  test('the daemon was away at the end: it is returned as soon as it is back', async () => {
    open();
    const number = await approvedRequest(kit, SIXTY);
    await laterAt(kit, '2026-05-06 06:00');
    await laterAt(kit, '2026-05-06 15:30');
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
    expect(actsOf(kit, 'request/late')).toMatchObject([{ edge: 'end', seconds: 10_800, why: 'daemon-away' }]);
  });

  test('the router was away at the start', async () => {
    open();
    const number = await approvedRequest(kit, SIXTY);
    await laterAt(kit, '2026-05-06 05:59');
    for (const at of ['06:00', '06:05', '08:00']) await awayAt(kit, `2026-05-06 ${at}`);
    expect([kit.at(number), limitOf(kit)]).toEqual(['approved', 30]);
    await laterAt(kit, '2026-05-06 08:01');
    expect([kit.at(number), limitOf(kit)]).toEqual(['expiring', 60]);
    expect(actsOf(kit, 'request/late')).toMatchObject([{ edge: 'start', seconds: 7260, why: 'router-away' }]);
  });

  test('the router was away at the end: the grant charges capacity until its return is verified', async () => {
    open();
    const number = await approvedRequest(kit, SIXTY);
    await laterAt(kit, '2026-05-06 06:00');
    await laterAt(kit, '2026-05-06 12:29');
    await awayAt(kit, '2026-05-06 12:30');
    for (const at of ['12:35', '14:00']) await awayAt(kit, `2026-05-06 ${at}`);
    expect([kit.at(number), limitOf(kit)]).toEqual(['returning', 60]);
    expect(kit.ledger.allocations().find((a) => a.request === 1)).toMatchObject({
      state: { at: 'granted' },
      returnedAt: null,
    });
    expect(chargedNow()).toBe(30e6);
    await laterAt(kit, '2026-05-06 14:10');
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
    expect(chargedNow()).toBe(0);
    expect(actsOf(kit, 'request/late')).toMatchObject([{ edge: 'end', seconds: 6000, why: 'router-away' }]);
  });

  test('what was held back is late because of that', async () => {
    const freeze = { from: 0 as never, until: Date.parse('2026-05-06T08:00:00+07:00') as never, why: 'beku' };
    open({ router: { freezes: [freeze] } });
    await approvedRequest(kit, SIXTY);
    for (const at of ['06:00', '06:30', '07:00', '07:30', '08:00']) await laterAt(kit, `2026-05-06 ${at}`);
    expect(limitOf(kit)).toBe(60);
    expect(actsOf(kit, 'request/late')).toMatchObject([{ edge: 'start', seconds: 7200, why: 'held' }]);
  });

  test('overlapping grants: the larger counts while both run, and an end is computed, never undone', async () => {
    open();
    const first = await approvedRequest(kit, SIXTY);
    await kit.work();
    const second = await approvedRequest(kit, {
      ...SIXTY,
      wantedDown: '50',
      wantedUp: '50',
      windowFrom: '2026-05-06 10:00',
      windowUntil: '2026-05-06 16:00',
    });
    const seen: number[] = [];
    for (const at of ['07:00', '11:00', '12:29', '12:31', '16:29', '16:31']) {
      await laterAt(kit, `2026-05-06 ${at}`);
      seen.push(limitOf(kit));
    }
    expect(seen).toEqual([60, 60, 60, 50, 50, 30]);
    expect([kit.at(first), kit.at(second)]).toEqual(['returned', 'returned']);
    expect(permanentRate(kit.ledger.allocations(), 'dinkes').down).toBe(30e6);
    expect(kit.router.writes).toHaveLength(3);
  });

  test('both ends fall into one absence: the router shows what runs now, once', async () => {
    open();
    await approvedRequest(kit, SIXTY);
    await kit.work();
    await approvedRequest(kit, {
      ...SIXTY,
      wantedDown: '50',
      wantedUp: '50',
      windowFrom: '2026-05-06 10:00',
      windowUntil: '2026-05-06 16:00',
    });
    await laterAt(kit, '2026-05-06 07:00');
    await awayAt(kit, '2026-05-06 10:00');
    await awayAt(kit, '2026-05-06 12:30');
    await laterAt(kit, '2026-05-06 13:00');
    expect(limitOf(kit)).toBe(50);
    expect(kit.router.writes).toHaveLength(2);
    await laterAt(kit, '2026-05-06 16:31');
    expect(limitOf(kit)).toBe(30);
  });
});

describe('agent/desk: a return is certain', () => {
  const rounds = async (from: number, count: number): Promise<void> => {
    let tried = 0;
    for (let minute = from; minute < from + count; minute += 1) {
      const tries = kit.ledger.ops(1).length;
      if (tries > tried) kit.router.failNext('lost-request');
      tried = tries;
      await laterAt(kit, `2026-05-06 12:${minute}`).catch((error: unknown) => {
        if (!(error instanceof Fault) || error.code !== 'router/outcome-unknown') throw error;
      });
    }
  };

  test('tried again by itself, at growing distances, until it is verified; people are told once', async () => {
    open();
    const number = await approvedRequest(kit, SIXTY);
    await laterAt(kit, '2026-05-06 06:00');
    await rounds(30, 20);
    expect([kit.at(number), limitOf(kit)]).toEqual(['returning', 60]);
    expect(kit.ledger.requestByNumber(number)!.stage).toMatchObject({ failed: { why: 'no-trace' } });
    expect(told('specialist/apply-failed')).toBe(1);
    const tries = kit.ledger.ops(1).length - 1;
    expect(tries).toBeGreaterThan(3);
    expect(tries).toBeLessThan(8);
    // What was still to be lost is lost, then the router takes it.
    for (let ten = 0; ten < 12; ten += 1) await kit.later(10).catch(() => undefined);
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
    expect(actsOf(kit, 'request/late')).toMatchObject([{ edge: 'end', why: 'retried' }]);
  });

  test("also after the router's no, without a person; a person may force it at once", async () => {
    open();
    const number = await approvedRequest(kit, SIXTY);
    await laterAt(kit, '2026-05-06 06:00');
    kit.router.failNext('trap');
    await laterAt(kit, '2026-05-06 12:30');
    expect([kit.at(number), limitOf(kit), told('specialist/apply-failed')]).toEqual(['returning', 60, 1]);
    await laterAt(kit, '2026-05-06 12:31');
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
    kit.close();
    open();
    await approvedRequest(kit, SIXTY);
    await laterAt(kit, '2026-05-06 06:00');
    kit.router.failNext('trap');
    await laterAt(kit, '2026-05-06 12:30');
    kit.raise('prakom', number, { kind: 'retried' });
    await kit.work();
    expect([kit.at(number), limitOf(kit)]).toEqual(['returned', 30]);
  });

  test('but a hand edit meanwhile is never overwritten', async () => {
    open();
    const number = await approvedRequest(kit, SIXTY);
    await laterAt(kit, '2026-05-06 06:00');
    kit.router.failNext('trap');
    await laterAt(kit, '2026-05-06 12:30');
    kit.router.hand((t) =>
      t.map((r) => (r.name === 'DINKES' ? { ...r, maxLimit: { down: 33e6 as never, up: 33e6 as never } } : r)),
    );
    await laterAt(kit, '2026-05-06 14:00');
    expect([kit.at(number), limitOf(kit)]).toEqual(['returning', 33]);
    expect(kit.router.writes).toHaveLength(1);
  });
});

describe('agent/desk: a time that goes by', () => {
  test.each(['received', 'assessed'])(
    'before a grant, at stage %s: the request ends, what it held is free, and the agency is told',
    async (stage) => {
      open();
      const number = stage === 'received' ? (await kit.file(SIXTY)).request.number : await examinedRequest(kit, SIXTY);
      await kit.work();
      await laterAt(kit, '2026-05-06 11:59');
      expect(kit.at(number)).toBe(stage);
      await laterAt(kit, '2026-05-06 12:00');
      expect(kit.ledger.requestByNumber(number)!.stage).toEqual({ at: 'lapsed', why: 'not-granted' });
      expect(kit.ledger.requests('open')).toEqual([]);
      expect(kit.ledger.allocations().filter((a) => a.request === 1 && a.state.at !== 'ended')).toEqual([]);
      expect([told('agency/lapsed'), told('division-head/lapsed')]).toEqual([1, 1]);
    },
  );

  test('a permanent request never lapses', async () => {
    open();
    const { number } = (await kit.file()).request;
    await kit.later(60 * 24 * 30);
    expect(kit.at(number)).toBe('received');
  });

  test.each<[string, () => Promise<void>]>([
    ['the daemon was away for all of it', async () => undefined],
    [
      'the router was',
      async () => {
        await laterAt(kit, '2026-05-06 05:59');
        for (const at of ['06:00', '09:00', '12:29']) await awayAt(kit, `2026-05-06 ${at}`);
      },
    ],
  ])('after a grant, before it could be applied: %s', async (_, absence) => {
    open();
    const number = await approvedRequest(kit, SIXTY);
    await absence();
    await awayAt(kit, '2026-05-06 12:30');
    expect(kit.ledger.requestByNumber(number)!.stage).toEqual({ at: 'lapsed', why: 'not-applied' });
    await laterAt(kit, '2026-05-06 12:40');
    expect(kit.router.writes).toEqual([]);
    expect(kit.ledger.plans({ request: 1 }).filter((p) => p.state === 'due')).toEqual([]);
    expect([told('agency/lapsed'), told('specialist/apply-failed')]).toEqual([1, 1]);
  });
});

describe('agent/desk: what is held for an offer', () => {
  const POLICY = { ...DEFAULT_POLICY, holdDays: 1, offerDays: 6 };

  test('is held until the offer ends, not only as long as other holds', async () => {
    open({ busy: 70, office: { policy: POLICY } });
    const number = await examinedRequest(kit, { wantedDown: '90', wantedUp: '90' });
    await kit.work();
    kit.as('kabid', 'offer', { number, down: null, up: null, paper: null });
    await kit.later(60 * 24 * 4);
    expect(kit.at(number)).toBe('offered-partial');
    await kit.reply(number, { kind: 'offer', answer: 'accept' });
    expect(actsOf(kit, 'ticket/ignored')).toEqual([]);
    await kit.work();
    expect(kit.at(number)).toBe('informed');
  });

  test('a postponement before any check, and the rest of a split, are offered after a check of the part', async () => {
    open({ busy: 66 });
    const number = await examinedRequest(kit, { wantedDown: '90', wantedUp: '90' });
    kit.raise('kabid', number, { kind: 'postponed', reason: 'anggaran' });
    expect(kit.ledger.requestByNumber(number)!.stage).toMatchObject({ at: 'deferred', decision: null });
    expect(kit.as('kabid', 'offer', { number, down: null, up: null, paper: null }).stage).toBe('offered-partial');
    const stage = kit.ledger.requestByNumber(number)!.stage;
    expect(stage).toMatchObject({ decision: kit.ledger.decisions(1).at(-1)!.id });
    expect(kit.ledger.decisions(1)).toHaveLength(1);
    await kit.work();
    await kit.reply(number, { kind: 'offer', answer: 'accept' });
    await kit.work();
    const rest = `${number}/1`;
    expect(kit.ledger.requestByNumber(rest)!.stage).toMatchObject({ at: 'deferred', decision: null });
    const more = String(limitOf(kit) + 2);
    expect(kit.as('kabid', 'offer', { number: rest, down: more, up: null, paper: null }).stage).toBe('offered-partial');
    expect(kit.ledger.decisions(kit.ledger.requestByNumber(rest)!.request.id)).toHaveLength(1);
  });

  test('an approval takes its own hold, which still ends as before', async () => {
    open({ office: { policy: POLICY } });
    const number = await examinedRequest(kit);
    await kit.work();
    await kit.later(60 * 24 * 2);
    expect(kit.ledger.history(1).map((h) => h.event)).toContain('hold-expired');
    approve(kit, number);
    expect(kit.at(number)).toBe('approved');
  });
});
