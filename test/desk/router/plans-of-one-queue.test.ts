import { afterEach, describe, expect, test } from 'vitest';
import { momentOf } from '../../../agent/domain/moment.ts';
import { mbps, type Rate } from '../../../agent/domain/rate.ts';
import type { ObservedQueue } from '../../../agent/shaping/queue.ts';
import { type DeskKit, deskKit, type DeskKitOptions } from '../../office/desk-kit.ts';
import { approvedRequest, codeOf, laterAt, limitOf, planOf, WINDOW } from '../../office/granted-request.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const mega = (n: number): Rate => ({ down: mbps(n), up: mbps(n) });
const asks = (n: number) => ({ wantedDown: String(n), wantedUp: String(n), letterNumber: `l/${n}` });
/** A temporary 60 that begins when the usual window ends. */
const LATER = {
  duration: 'temporary',
  windowFrom: '2026-05-06 12:00',
  windowUntil: '2026-05-06 18:00',
  ...asks(60),
} as const;
const byHand = (name: string, fields: Partial<ObservedQueue>): void =>
  kit.router.hand((rows) => rows.map((row) => (row.name === name ? { ...row, ...fields } : row)));
const restore = () =>
  kit.as('prakom', 'resolve-drift', { owner: 'dinkes', router: null, how: 'restore', reason: 'uji', paper: null });
const at = (clock: string) => momentOf(`2026-05-06T${clock}:00+07:00`);
const FREEZE = (from: string, until: string) => ({ freezes: [{ from: at(from), until: at(until), why: 'ujian' }] });

/** A temporary rate of DINKES, 60 unless told, that runs until 12.00. */
async function running(options: DeskKitOptions = {}, n = 60): Promise<string> {
  kit = deskKit({ busy: 10, ...options });
  const number = await approvedRequest(kit, { ...WINDOW, ...asks(n) });
  await laterAt(kit, '2026-05-06 06:00');
  return number;
}

async function settled(visits: number): Promise<void> {
  for (let i = 0; i < visits; i += 1) await kit.later(5);
}

describe('desk: several plans of one queue, each writes only its own', () => {
  test('a return does not write a temporary grant that waits for its second approval', async () => {
    kit = deskKit({ busy: 10, router: { secondApproverAbove: mbps(25) } });
    await approvedRequest(kit, { ...WINDOW, ...asks(40) });
    await approvedRequest(kit, LATER);
    await laterAt(kit, '2026-05-06 06:00');
    await laterAt(kit, '2026-05-06 12:30');
    expect(limitOf(kit)).toBe(30);
  });

  test('nor one that a change freeze holds', async () => {
    kit = deskKit({ busy: 10, router: FREEZE('11:50', '17:00') });
    await approvedRequest(kit, { ...WINDOW, ...asks(40) });
    await approvedRequest(kit, LATER);
    await laterAt(kit, '2026-05-06 06:00');
    await laterAt(kit, '2026-05-06 12:30');
    expect(limitOf(kit)).toBe(30);
  });

  test('an ordered restoration does not write it either', async () => {
    kit = deskKit({ busy: 10, router: { secondApproverAbove: mbps(25) } });
    await approvedRequest(kit, LATER);
    await laterAt(kit, '2026-05-06 12:10');
    restore();
    await kit.later(1);
    expect(limitOf(kit)).toBe(30);
    await laterAt(kit, '2026-05-06 18:30');
    await kit.later(600);
    expect(limitOf(kit)).toBe(30);
  });

  test('a grant writes what its plan shows, not the larger one that waits beside it', async () => {
    kit = deskKit({ busy: 10, router: { secondApproverAbove: mbps(35) } });
    await approvedRequest(kit, { ...WINDOW, ...asks(66) });
    const b = await approvedRequest(kit, { ...WINDOW, ...asks(50), windowUntil: '2026-05-06 14:00' });
    expect(planOf(kit, b).differences).toMatchObject([{ wanted: '50000000/50000000' }]);
    await laterAt(kit, '2026-05-06 06:00');
    expect(limitOf(kit)).toBe(50);
  });

  test('a grant that waited is written after a return by the agent changed the queue', async () => {
    await running({ router: FREEZE('11:00', '14:00') });
    await laterAt(kit, '2026-05-06 11:10');
    const p = await approvedRequest(kit, asks(45));
    await laterAt(kit, '2026-05-06 12:30');
    await laterAt(kit, '2026-05-06 14:01');
    expect(kit.at(p)).not.toBe('apply-failed');
  });

  test('a restoration that waits leaves room for the order that puts its reason right', async () => {
    kit = deskKit({ busy: 10 });
    await kit.work();
    byHand('DINKES', { maxLimit: mega(5) });
    await kit.later(5);
    Object.assign(kit.desk.office.routers[0]!, { management: ['10.62.20.0/28'] });
    restore();
    await kit.later(5);
    expect(
      codeOf(() =>
        kit.as('kabid', 'change-line', {
          change: { kind: 'reshape', owner: 'dinkes', queue: null, targets: '10.62.20.128/25' },
          reason: 'x',
          shown: null,
          paper: null,
        }),
      ),
    ).toBe('no fault');
  });

  test('a return that fails again and again uses up no bandwidth of the hour', async () => {
    await running({ router: { movedPerHour: mbps(32) } });
    kit.router.hand((rows) =>
      rows.filter((r) => r.name !== '0.POOL').map((r) => (r.name === 'DISDIK' ? { ...r, parent: null } : r)),
    );
    kit.ledger.record((books) => {
      books.putLine({ ...books.line('disdik')!, parent: null });
      books.enter({ at: kit.clock.now(), actor: { kind: 'agent' }, act: 'test/line', request: null, facts: {} });
    });
    await laterAt(kit, '2026-05-06 12:30');
    await approvedRequest(kit, { agency: 'DISDIK', targets: ['10.62.19.0/24'], ...asks(25) });
    await settled(60);
    expect(limitOf(kit, 'DISDIK')).toBe(25);
  });

  test('in mode observe a return that a person made by hand is recognised', async () => {
    const n = await running();
    Object.assign(kit.desk.office.routers[0]!, { mode: 'observe' });
    await laterAt(kit, '2026-05-06 12:30');
    byHand('DINKES', { maxLimit: mega(30) });
    await settled(5);
    expect(kit.at(n)).toBe('returned');
  });

  test('the plan of an incident asks what its restoration asks', async () => {
    kit = deskKit({ busy: 10 });
    await kit.work();
    const { number } = (await kit.file({ kind: 'incident', subject: 'Putus', body: 'Lambat' })).request;
    kit.raise('support', number, { kind: 'triaged', impact: 'high', urgency: 'high', missing: [] });
    byHand('DINKES', { maxLimit: mega(5) });
    byHand('0.POOL', { maxLimit: mega(20) });
    await kit.later(5);
    expect(planOf(kit, number).refusals).toEqual([]);
  });
});
