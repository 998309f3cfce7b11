import { afterEach, describe, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { mbps } from '../../agent/domain/rate.ts';
import { requestView } from '../../agent/views/request-view.ts';
import { requestsView } from '../../agent/views/requests-view.ts';
import {
  actsOf,
  approve,
  approvedRequest,
  codeOf,
  examinedRequest,
  laterAt,
  limitOf,
  planOf,
  WINDOW,
} from '../office/granted-request.ts';
import { type DeskKit, deskKit, PAPER } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const LARGE = { secondApproverAbove: mbps(9) };
const open = (): DeskKit => (kit = deskKit({ busy: 10, router: LARGE }));
const WAIT = { why: 'second-approver', change: mbps(10), above: mbps(9), first: 'kabid' };

describe('agent/desk: a large change', () => {
  test('waits after its approval, visibly, and is applied after another person approved it', async () => {
    open();
    const number = await examinedRequest(kit);
    await kit.work();
    expect(planOf(kit, number).wait).toEqual({ ...WAIT, first: null });
    expect(approve(kit, number)).toBe('approved');
    await kit.later(60 * 24);
    expect(kit.router.writes).toEqual([]);
    expect(planOf(kit, number).wait).toEqual(WAIT);
    const view = requestView(contextOf(kit.desk), kit.ledger.requestByNumber(number)!);
    expect(view).toMatchObject({ wait: WAIT, sop: { actor: 'division-head' } });
    expect(view.told.map((t) => t.kind)).toContain('division-head/second-approval');
    expect(requestsView(contextOf(kit.desk), { role: 'division-head' }).map((r) => r.number)).toEqual([number]);

    expect(codeOf(() => approve(kit, number))).toBe('request/same-person');
    expect(codeOf(() => approve(kit, number, 'support'))).toBe('request/not-your-role');
    expect(codeOf(() => kit.raise('kadis', number, { kind: 'approved', planHash: '0'.repeat(64) }))).toBe(
      'request/plan-changed',
    );
    expect(kit.router.writes).toEqual([]);
    expect(approve(kit, number, 'kadis')).toBe('approved');
    await kit.work();
    expect(limitOf(kit)).toBe(40);
    expect(planOf(kit, number).wait).toBeNull();
    const ratified = kit.ledger.audit(1, 10_000).find((e) => e.act === 'request/ratified')!;
    expect(ratified.actor).toMatchObject({ person: 'kadis' });
    expect(ratified.facts['stage']).toMatchObject({
      signed: [
        { person: 'kabid', document: null },
        { person: 'kadis', document: null },
      ],
    });
    expect(codeOf(() => approve(kit, number, 'kadis'))).toBe('request/not-your-role');
  });

  test('on paper another document is another approver, the same document is not', async () => {
    open();
    const number = await examinedRequest(kit);
    await kit.work();
    const event = { kind: 'approved', planHash: planOf(kit, number).hash } as const;
    const on = (document: string) => () =>
      kit.as('support', 'raise', { number, event, paper: { ...PAPER, document } }).stage;
    expect(on('800/1')()).toBe('approved');
    expect(codeOf(on('800/1'))).toBe('request/same-person');
    expect(on('800/2')()).toBe('approved');
    await kit.work();
    expect(limitOf(kit)).toBe(40);
  });

  test('one that is not large needs no second, and a second approval of it has no place', async () => {
    kit = deskKit({ busy: 10, router: { secondApproverAbove: mbps(10) } });
    const number = await approvedRequest(kit);
    expect(codeOf(() => approve(kit, number))).toBe('request/wrong-stage');
    await kit.work();
    expect(limitOf(kit)).toBe(40);
  });

  test('for a time ahead is approved twice before it begins; without that it never begins', async () => {
    open();
    const wanted = { ...WINDOW, wantedDown: '60', wantedUp: '60' };
    const twice = await approvedRequest(kit, wanted);
    expect(kit.at(twice)).toBe('scheduled');
    expect(planOf(kit, twice).wait).toMatchObject({ why: 'second-approver', change: mbps(30) });
    approve(kit, twice, 'kadis');
    await laterAt(kit, '2026-05-06 06:01');
    expect(limitOf(kit)).toBe(60);
    await laterAt(kit, '2026-05-06 12:31');
    kit.close();
    open();
    const once = await approvedRequest(kit, wanted);
    await laterAt(kit, '2026-05-06 06:01');
    expect([kit.at(once), limitOf(kit)]).toEqual(['approved', 30]);
    await laterAt(kit, '2026-05-06 12:31');
    expect(kit.ledger.requestByNumber(once)!.stage).toEqual({ at: 'lapsed', why: 'not-applied' });
    expect(actsOf(kit, 'op/intended')).toEqual([]);
  });

  test('an accepted offer counts by what was offered, and by who offered it', async () => {
    kit = deskKit({ busy: 70, router: LARGE });
    const number = await examinedRequest(kit, { wantedDown: '90', wantedUp: '90' });
    await kit.work();
    kit.as('kabid', 'offer', { number, down: null, up: null, paper: null });
    await kit.work();
    await kit.reply(number, { kind: 'offer', answer: 'accept' });
    await kit.work();
    expect(planOf(kit, number).wait).toMatchObject({ why: 'second-approver', first: 'kabid' });
    expect(codeOf(() => approve(kit, number))).toBe('request/same-person');
    approve(kit, number, 'kadis');
    await kit.work();
    expect(limitOf(kit)).toBeGreaterThan(39);
  });
});
