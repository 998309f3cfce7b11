import { afterEach, describe, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { intend } from '../../agent/desk/router/intend.ts';
import { type Moment, momentOf } from '../../agent/domain/moment.ts';
import { mbps } from '../../agent/domain/rate.ts';
import type { Wait } from '../../agent/domain/wait.ts';
import { requestView } from '../../agent/views/request-view.ts';
import { statusView } from '../../agent/views/status-view.ts';
import { actsOf, approvedRequest, awayAt, laterAt, limitOf, planOf, WINDOW } from '../office/granted-request.ts';
import { type DeskKit, deskKit, type DeskKitOptions } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const open = (router: NonNullable<DeskKitOptions['router']>): DeskKit => (kit = deskKit({ busy: 10, router }));
const wib = (text: string): Moment => momentOf(`${text.replace(' ', 'T')}:00+07:00`);
const DISDIK = { agency: 'DISDIK', targets: ['10.62.19.0/24'], wantedDown: '25', wantedUp: '25' };

/** Why a request waits, as each screen says it: they agree. */
function waitOf(number: string): Wait | null {
  const found = kit.ledger.requestByNumber(number)!;
  const { wait } = requestView(contextOf(kit.desk), found);
  expect(planOf(kit, number).wait).toEqual(wait);
  const listed = statusView(contextOf(kit.desk), [], '1').routers[0]!.waits.find((w) => w.about === number);
  expect(listed?.wait ?? null).toEqual(wait);
  return wait;
}

describe('agent/desk: how much is written in an hour', () => {
  test('one op more waits until the oldest is an hour old, says until when, and then goes by itself', async () => {
    open({ writesPerHour: 1 });
    await approvedRequest(kit);
    await kit.work();
    const second = await approvedRequest(kit, DISDIK);
    await kit.work();
    expect([limitOf(kit), limitOf(kit, 'DISDIK')]).toEqual([40, 20]);
    expect(waitOf(second)).toEqual({ why: 'writes', until: wib('2026-05-04 09:00') + 1, limit: 1 });
    const { after } = await kit.loops[1]!.pass();
    expect(after).toBe(300_000);
    await laterAt(kit, '2026-05-04 09:00');
    expect(limitOf(kit, 'DISDIK')).toBe(20);
    // The loop comes back at that very moment, not with its next round.
    expect((await kit.loops[1]!.pass()).after).toBe(1);
    await laterAt(kit, '2026-05-04 09:01');
    expect(limitOf(kit, 'DISDIK')).toBe(25);
    expect(waitOf(second)).toBeNull();
  });

  test('what moves more than the hour allows waits; alone it goes, so that nothing waits for ever', async () => {
    open({ movedPerHour: mbps(8) });
    await approvedRequest(kit);
    await kit.work();
    expect(limitOf(kit)).toBe(40);
    const second = await approvedRequest(kit, DISDIK);
    await kit.work();
    expect(limitOf(kit, 'DISDIK')).toBe(20);
    expect(waitOf(second)).toEqual({
      why: 'moved',
      until: wib('2026-05-04 09:00') + 1,
      limit: mbps(8),
      moved: mbps(10),
      change: mbps(5),
    });
    await laterAt(kit, '2026-05-04 09:01');
    expect(limitOf(kit, 'DISDIK')).toBe(25);
  });

  test('within the limit nothing waits', async () => {
    open({ movedPerHour: mbps(15), writesPerHour: 2 });
    await approvedRequest(kit);
    await approvedRequest(kit, DISDIK);
    await kit.work();
    expect([limitOf(kit), limitOf(kit, 'DISDIK')]).toEqual([40, 25]);
  });

  test('a change that needs more commands than allowed is put before people, not written', async () => {
    open({ wordsPerOp: 1 });
    const words = { ...kit.desk, words: () => ['one', 'two'] };
    await approvedRequest(kit);
    expect(intend(words, kit.ledger.plans({ request: 1 })[0]!.id, kit.router.table)).toEqual({ kind: 'over' });
    expect(kit.ledger.request(1)!.stage).toMatchObject({ at: 'apply-failed', why: { why: 'guard/too-many-words' } });
    expect(kit.ledger.ops(1)).toEqual([]);
  });

  test('a return goes first, and the bandwidth of the hour does not hold it', async () => {
    open({ movedPerHour: mbps(1), writesPerHour: 1 });
    await approvedRequest(kit, { ...WINDOW, wantedDown: '60', wantedUp: '60' });
    await laterAt(kit, '2026-05-06 11:00');
    expect(limitOf(kit)).toBe(60);
    const other = await approvedRequest(kit, DISDIK);
    // Both fall due while the router is away; only one write fits.
    await awayAt(kit, '2026-05-06 12:30');
    await laterAt(kit, '2026-05-06 12:31');
    expect([limitOf(kit), limitOf(kit, 'DISDIK')]).toEqual([30, 20]);
    expect(waitOf(other)).toMatchObject({ why: 'writes' });
  });
});

describe('agent/desk: freezes', () => {
  const freeze = { from: wib('2026-05-06 00:00'), until: wib('2026-05-06 13:00'), why: 'HUT RI' };

  test('hold what is new, say until when and why, and let it go on afterwards', async () => {
    open({ freezes: [{ ...freeze, from: wib('2026-05-04 00:00') }] });
    const number = await approvedRequest(kit);
    await kit.work();
    expect(waitOf(number)).toEqual({ why: 'freeze', until: freeze.until, reason: 'HUT RI' });
    expect(kit.router.writes).toEqual([]);
    await laterAt(kit, '2026-05-06 12:59');
    expect(kit.router.writes).toEqual([]);
    await laterAt(kit, '2026-05-06 13:00');
    expect(limitOf(kit)).toBe(40);
  });

  test('do not stop a return, nor the restoring of an approved value', async () => {
    open({ freezes: [{ ...freeze, from: wib('2026-05-06 07:00') }] });
    await approvedRequest(kit, { ...WINDOW, wantedDown: '60', wantedUp: '60' });
    await laterAt(kit, '2026-05-06 06:01');
    kit.router.hand((t) =>
      t.map((r) => (r.name === 'DISDIK' ? { ...r, maxLimit: { down: mbps(9), up: mbps(9) } } : r)),
    );
    await laterAt(kit, '2026-05-06 12:31');
    expect(limitOf(kit)).toBe(30);
    kit.as('support', 'resolve-drift', {
      router: 'core',
      owner: 'disdik',
      how: 'restore',
      reason: 'tiket',
      paper: null,
    });
    await kit.work();
    expect(limitOf(kit, 'DISDIK')).toBe(20);
  });
});

describe('agent/desk: what else a plan waits for is said', () => {
  test('a router that is away, since when; and a check that says no more', async () => {
    open({});
    const number = await approvedRequest(kit);
    await awayAt(kit, '2026-05-04 08:10');
    expect(waitOf(number)).toEqual({ why: 'router-away', since: wib('2026-05-04 08:10'), fault: 'router/unreachable' });
    await awayAt(kit, '2026-05-04 08:30');
    expect(waitOf(number)).toMatchObject({ since: wib('2026-05-04 08:10') });
    await kit.clock.advance(wib('2026-05-04 09:30'));
    await kit.work();
    expect(waitOf(number)).toEqual({ why: 'verdict', verdict: 'unknown' });
    await kit.later(10);
    expect(waitOf(number)).toBeNull();
    expect(limitOf(kit)).toBe(40);
  });

  test('a mode that only reads, and many differences at once', async () => {
    open({ mode: 'observe' });
    expect(waitOf(await approvedRequest(kit))).toEqual({ why: 'observe-mode' });
    kit.close();
    open({ massDrift: 2 });
    const number = await approvedRequest(kit);
    kit.router.hand((t) => t.map((r) => ({ ...r, parent: r.parent === null ? null : 'X' })));
    kit.ledger.record((books) => {
      books.noteFindings('core', [
        { code: 'queue/mass-drift', level: 'alarm', subject: 'core', facts: { count: 2, kinds: 'x' } },
      ]);
      books.enter({ at: kit.clock.now(), actor: { kind: 'agent' }, act: 'test/drift', request: null, facts: {} });
    });
    expect(waitOf(number)).toEqual({ why: 'halted', code: 'queue/mass-drift', facts: { count: 2, kinds: 'x' } });
    expect(actsOf(kit, 'op/intended')).toEqual([]);
  });
});
