import { afterEach, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { mbps, perMille } from '../../agent/domain/rate.ts';
import { reclaimView } from '../../agent/views/reclaim-view.ts';
import { type DeskKit, deskKit, PAPER } from '../office/desk-kit.ts';
import { examinedRequest, limitOf } from '../office/granted-request.ts';

/**
 * Promises undivided: 20 + 71 of 90 Mbps is one too many. DISDIK uses 19 of its 20, and here is asked for what it does
 * not use.
 */
const policy = {
  ...DEFAULT_POLICY,
  sharing: perMille(1000),
  offerStep: mbps(1),
  reclaimBelow: perMille(1000),
  reclaimRoom: perMille(1000),
  reclaimDays: 5,
};

let kit: DeskKit;
afterEach(() => kit.close());

test('what the list says of a postponed request is what becomes of it once people reduce the line', async () => {
  kit = deskKit({ office: { policy } });
  const number = await examinedRequest(kit, { wantedDown: '71', wantedUp: '71' });
  await kit.work();
  expect(kit.at(number)).toBe('deferred');
  const before = kit.ledger.auditHead();
  const view = reclaimView(contextOf(kit.desk), false);
  expect(view.rows.map(({ line, outcome }) => [line, outcome.kind === 'give-back' && outcome.proposed.down])).toEqual([
    ['disdik', mbps(19)],
  ]);
  expect(view.plan).toMatchObject([{ number, served: { kind: 'enough', after: ['disdik'] } }]);
  await kit.work();
  expect([kit.at(number), kit.ledger.auditHead()]).toEqual(['deferred', before]);

  const order = {
    change: { kind: 'reduce', line: 'disdik', down: '19', up: '19' },
    reason: 'tinjauan',
    paper: PAPER,
  } as const;
  const { hash } = kit.as('support', 'change-line', { ...order, shown: null });
  kit.as('support', 'change-line', { ...order, shown: hash });
  // Ordered, and not on the router yet: nothing of it is handed out a second time.
  const ordered = reclaimView(contextOf(kit.desk), true);
  expect(ordered.rows.find((row) => row.line === 'disdik')?.outcome).toEqual({ kind: 'keep', why: 'pending-change' });
  expect(ordered.plan).toMatchObject([{ number, served: { kind: 'short' } }]);
  await kit.work();
  await kit.later(1);
  expect([limitOf(kit, 'DISDIK'), kit.at(number)]).toEqual([19, 'assessed']);
});
