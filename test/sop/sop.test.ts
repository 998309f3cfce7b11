import { afterEach, describe, expect, test } from 'vitest';
import { brokenAt } from '../../agent/domain/audit-entry.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { permanentRate } from '../../agent/domain/allocation.ts';
import { answer } from '../../agent/views/answers.ts';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { type DeskKit, deskKit, type DeskKitOptions, PAPER } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const BW = 'BW-2026-0041';
const open = (options?: DeskKitOptions): DeskKit => (kit = deskKit(options));
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
  return 'no fault';
};

/** SOP 2 to 4 for a request that is complete. */
async function examined(number = BW): Promise<void> {
  kit.raise('support', number, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
  kit.raise('kadis', number, { kind: 'disposed', note: '' });
  kit.raise('kabid', number, { kind: 'examined', missing: [] });
  await kit.work();
}

async function hashOf(number = BW): Promise<string> {
  const lookout = { context: contextOf(kit.desk), peers: [], loops: [], version: '1', reportFolder: '' };
  return (await answer(lookout, 'plan', { number })).hash;
}

async function approved(number = BW): Promise<string> {
  return kit.raise('kabid', number, { kind: 'approved', planHash: await hashOf(number) });
}

const limitOf = (queue: string): number => kit.router.table.find((r) => r.name === queue)!.maxLimit.down / 1e6;

describe('agent/desk: a permanent addition', () => {
  test('goes from the ticket to a verified queue and a closed ticket, each step audited', async () => {
    open();
    await kit.file();
    expect(kit.at(BW)).toBe('received');
    await examined();
    expect(kit.at(BW)).toBe('assessed');
    expect(await approved()).toBe('approved');
    await kit.work();
    expect(kit.at(BW)).toBe('informed');
    expect(limitOf('DINKES')).toBe(40);
    expect(kit.router.writes).toHaveLength(1);
    expect(permanentRate(kit.ledger.allocations(), 'dinkes').down).toBe(40e6);
    await kit.reply(BW, { kind: 'confirm' });
    await kit.work();
    expect(kit.at(BW)).toBe('closed');
    expect(brokenAt(kit.ledger.audit(1, 10_000))).toBeUndefined();
    expect(kit.ledger.outbox()).toEqual([]);
    const acts = kit.ledger.audit(1, 1000).map((e) => e.act);
    expect(acts.indexOf('op/intended')).toBeLessThan(acts.indexOf('op/verified'));
  });

  test('silence closes it after two working days, and nothing else does', async () => {
    open();
    await kit.file();
    await examined();
    await approved();
    await kit.work();
    await kit.later(60 * 24);
    expect(kit.at(BW)).toBe('informed');
    await kit.later(60 * 36);
    expect(kit.at(BW)).toBe('closed');
  });

  test('the same change delivered twice is one request', async () => {
    open();
    await kit.file();
    kit.ledger.observe((notes) => notes.cursor('helpdesk', ''));
    await kit.work();
    expect(kit.ledger.requests('all')).toHaveLength(1);
  });

  test('an approval binds what was shown', async () => {
    open();
    await kit.file();
    await examined();
    expect(code(() => kit.raise('kabid', BW, { kind: 'approved', planHash: '0'.repeat(64) }))).toBe(
      'request/plan-changed',
    );
    const hash = await hashOf();
    expect(code(() => kit.raise('support', BW, { kind: 'approved', planHash: hash }))).toBe('request/not-your-role');
    expect(code(() => kit.raise('support', BW, { kind: 'disposed', note: '' }))).toBe('request/not-your-role');
    expect(code(() => kit.raise('kabid', BW, { kind: 'examined', missing: [] }))).toBe('request/wrong-stage');
    expect(code(() => kit.raise('kabid', 'BW-2026-0099', { kind: 'examined', missing: [] }))).toBe('request/no-such');
    expect(code(() => kit.raise('nobody', BW, { kind: 'examined', missing: [] }))).toBe('order/stranger');
  });

  test('paper carries the official: the recorder only writes it down', async () => {
    open();
    await kit.file();
    kit.raise('support', '41', { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
    const body = {
      number: '41',
      event: { kind: 'disposed', note: '' },
      paper: { ...PAPER, role: 'department-head' },
    } as const;
    expect(kit.as('support', 'raise', body).stage).toBe('disposed');
    const entry = kit.ledger.audit(1, 1000).findLast((e) => e.act === 'request/disposed');
    expect(entry?.actor).toMatchObject({ person: 'support', paper: { document: '555/1/2026' } });
  });

  test('an expired hold is given back and checked again', async () => {
    open();
    await kit.file();
    await examined();
    await kit.later(60 * 24 * 4);
    expect(kit.at(BW)).toBe('assessed');
    const events = kit.ledger.history(1).map((h) => h.event);
    expect(events).toContain('hold-expired');
    expect(kit.ledger.allocations().filter((a) => a.state.at === 'held')).toHaveLength(1);
  });
});

describe('agent/desk: not enough, unknown, waiting', () => {
  test('is postponed with notice; a deferral that stays one writes nothing; capacity resumes it', async () => {
    open({ busy: 80 });
    await kit.file({ wantedDown: '60', wantedUp: '60' });
    await examined();
    expect(kit.at(BW)).toBe('deferred');
    expect(kit.ledger.outboxOf(1).map((r) => (r.message.kind === 'notice' ? r.message.notice.kind : ''))).toContain(
      'division-head/not-enough',
    );
    const before = kit.ledger.auditHead().seq;
    await kit.work();
    expect(kit.ledger.auditHead().seq).toBe(before);
    const body = {
      uplink: 'isp-a',
      down: '200',
      up: '200',
      from: null,
      until: null,
      document: 'ADD-1',
      shares: null,
      paper: null,
    };
    expect(code(() => kit.as('support', 'contract', { ...body, pool: null }))).toBe('request/not-your-role');
    expect(code(() => kit.as('prakom', 'contract', { ...body, uplink: 'isp-x', pool: null }))).toBe('uplink/no-such');
    expect(code(() => kit.as('prakom', 'contract', { ...body, document: '', pool: null }))).toBe(
      'request/needs-document',
    );
    expect(code(() => kit.as('prakom', 'contract', { ...body, shares: { 'isp-a': 900 }, pool: null }))).toBe(
      'request/bad-value',
    );
    kit.as('prakom', 'adopt', { router: 'core', rows: [{ queue: '0.POOL', owner: 'pool' }], paper: null });
    await kit.work();
    kit.as('prakom', 'contract', { ...body, pool: { id: 'pool', down: '200', up: '200' } });
    await kit.work();
    expect(limitOf('0.POOL')).toBe(200);
    expect(kit.at(BW)).toBe('assessed');
  });

  test('a partial offer is checked, held, accepted, and its rest waits as a child', async () => {
    open({ busy: 70 });
    await kit.file({ wantedDown: '90', wantedUp: '90' });
    await examined();
    expect(kit.at(BW)).toBe('deferred');
    expect(code(() => kit.as('kabid', 'offer', { number: BW, down: '90', up: null, paper: null }))).toBe(
      'request/not-enough',
    );
    expect(kit.as('kabid', 'offer', { number: BW, down: null, up: null, paper: null }).stage).toBe('offered-partial');
    await kit.work();
    await kit.reply(BW, { kind: 'offer', answer: 'accept' });
    await kit.work();
    expect(kit.at(BW)).toBe('informed');
    expect(kit.at(`${BW}/1`)).toBe('deferred');
    const child = kit.ledger.requestByNumber(`${BW}/1`)!;
    expect(child.request.wanted?.down).toBe(90e6);
    expect(limitOf('DINKES')).toBeGreaterThan(30);
    kit.as('support', 'raise', { number: `${BW}/1`, event: { kind: 'cancelled', reason: '' }, paper: null });
    expect(kit.at(`${BW}/1`)).toBe('cancelled');
  });

  test('an offer that nobody answers goes back to the waiting list', async () => {
    open({ busy: 70 });
    await kit.file({ wantedDown: '90', wantedUp: '90' });
    await examined();
    kit.as('kabid', 'offer', { number: BW, down: null, up: null, paper: null });
    await kit.later(60 * 24 * 4);
    expect(kit.at(BW)).toBe('deferred');
    await kit.later(60 * 24 * 7);
    expect(kit.ledger.history(1).map((h) => h.event)).toContain('deferral-aged');
  });

  test('stale samples are no answer: it waits as unknown and goes on when they come', async () => {
    open();
    await kit.file();
    await kit.clock.advance((kit.clock.now() + 3_600_000) as never);
    await examined();
    expect(kit.at(BW)).toBe('unknown');
    await kit.later(60);
    expect(kit.at(BW)).toBe('assessed');
  });

  test('need that is not proven is advice, not a refusal', async () => {
    open({ busy: 20 });
    kit.samples.import('line:disdik', []);
    await kit.file({ agency: 'DISDIK', targets: ['10.62.19.0/24'] });
    await examined();
    const found = kit.ledger.requestByNumber(BW)!;
    expect(found.stage.at).toBe('assessed');
    kit.raise('kabid', BW, { kind: 'rejected', reason: 'cukup', advice: 'periksa Wi-Fi' });
    expect(kit.at(BW)).toBe('rejected');
    expect(kit.ledger.allocations().some((a) => a.state.at === 'held')).toBe(false);
  });
});

describe('agent/desk: intake', () => {
  test('what is unclear is parked with everything that must be asked, and nothing reaches the router', async () => {
    open();
    await kit.file({ wantedDown: '1e9', targets: ['0.0.0.0/0', '10.62.19.0/24'] });
    const found = kit.ledger.requestByNumber(BW)!;
    expect(found.stage).toMatchObject({ at: 'needs-clarification' });
    await kit.work();
    expect(kit.router.writes).toEqual([]);
    expect(
      kit.as('support', 'correct', {
        number: BW,
        correction: { wantedDown: '40', targets: ['10.62.20.0/24'] },
        paper: null,
      }).stage,
    ).toBe('received');
    expect(kit.ledger.requestByNumber(BW)!.request.wanted?.down).toBe(40e6);
    await examined();
    expect(
      code(() => kit.as('support', 'correct', { number: BW, correction: { wantedDown: '50' }, paper: null })),
    ).toBe('request/wrong-stage');
  });

  test('documents are asked for; the deadline proposes, people decide', async () => {
    open();
    await kit.file({ documents: [] });
    kit.raise('support', BW, {
      kind: 'triaged',
      impact: 'low',
      urgency: 'medium',
      missing: ['letter', 'justification'],
    });
    await kit.work();
    await kit.later(60 * 24 * 5);
    expect(kit.ledger.requestByNumber(BW)!.stage).toMatchObject({ at: 'awaiting-documents', overdue: true });
    expect(kit.as('support', 'answer', { number: BW, documents: ['letter'] }).stage).toBe('awaiting-documents');
    await kit.reply(BW, { kind: 'documents', documents: ['letter', 'justification'] });
    expect(kit.at(BW)).toBe('awaiting-disposition');
  });

  test('a twin is suspected, linked or cleared; an unmanaged site is redirected; strangers are asked', async () => {
    open();
    await kit.file();
    await kit.file();
    expect(kit.at('BW-2026-0042')).toBe('possible-duplicate');
    kit.raise('support', '42', { kind: 'linked-duplicate', of: 1 });
    await kit.file({ agency: 'KEC-MARIKIT', targets: [] });
    expect(kit.ledger.requestByNumber('BW-2026-0043')!.stage).toMatchObject({ at: 'received', outside: true });
    expect(kit.raise('kabid', '43', { kind: 'redirected', service: 'satelit' })).toBe('redirected');
    await kit.file({ agency: 'Dinas Entah' });
    expect(kit.at('BW-2026-0044')).toBe('needs-clarification');
    await kit.reply('BW-2026-0044', { kind: 'message', text: 'halo' });
    await kit.reply('BW-2026-0044', { kind: 'cancel' });
    expect(kit.at('BW-2026-0044')).toBe('cancelled');
    expect(kit.ledger.audit(1, 1000).map((e) => e.act)).toContain('ticket/message');
  });

  test('a letter is filed by the office and takes the same road', async () => {
    open();
    const {
      id: _id,
      revision: _revision,
      openedAt: _openedAt,
      recordedBy: _by,
      ...ticket
    } = kit.ledger.ticket((await kit.file()).request.ticketId)!;
    const body = {
      key: 'key-12345678',
      ticket: { ...ticket, channel: 'letter', wantedDown: '45', receivedAt: '' },
    } as const;
    expect(code(() => kit.as('kabid', 'file', body))).toBe('request/not-your-role');
    expect(
      code(() => kit.as('support', 'file', { ...body, ticket: { ...body.ticket, receivedAt: '2027-01-01 08:00' } })),
    ).toBe('request/bad-value');
    kit.as('support', 'file', body);
    await kit.work();
    expect(kit.ledger.requestByNumber('BW-2026-0042')!.request.channel).toBe('letter');
    expect(kit.ledger.ticket(kit.ledger.cursor('filed:key-12345678'))?.recordedBy).toBe('support');
  });
});

describe('agent/desk: temporary grants and incidents', () => {
  const WINDOW = { duration: 'temporary', windowFrom: '2026-05-06 06:00', windowUntil: '2026-05-06 12:00' } as const;

  test('begins and ends by itself, and the return is certain', async () => {
    open();
    await kit.file({ ...WINDOW, wantedDown: '60', wantedUp: '60' });
    await examined();
    expect(await approved()).toBe('scheduled');
    await kit.later(60 * 47);
    expect(limitOf('DINKES')).toBe(60);
    expect(permanentRate(kit.ledger.allocations(), 'dinkes').down).toBe(30e6);
    kit.router.failNext('unreachable');
    await kit.later(60 * 6).catch(() => undefined);
    await kit.later(10);
    expect(limitOf('DINKES')).toBe(30);
    expect(kit.at(BW)).toBe('returned');
    expect(kit.raise('support', BW, { kind: 'closed', note: '' })).toBe('closed');
  });

  test('can be extended with room and ended early', async () => {
    open();
    await kit.file({ ...WINDOW, wantedDown: '60', wantedUp: '60' });
    await examined();
    await approved();
    await kit.later(60 * 47);
    expect(code(() => kit.as('kabid', 'extend', { number: BW, until: '2026-05-06 10:00', paper: null }))).toBe(
      'request/bad-value',
    );
    expect(kit.as('kabid', 'extend', { number: BW, until: '2026-05-06 15:00', paper: null }).stage).toBe('informed');
    await kit.later(60 * 6);
    expect(limitOf('DINKES')).toBe(60);
    kit.raise('prakom', BW, { kind: 'ended-early' });
    await kit.work();
    expect(limitOf('DINKES')).toBe(30);
    expect(kit.at(BW)).toBe('returned');
  });

  test('an incident restores what was approved, without a new approval', async () => {
    open();
    await kit.work();
    kit.router.hand((table) =>
      table.map((r) => (r.name === 'DINKES' ? { ...r, maxLimit: { down: 9e6 as never, up: 30e6 as never } } : r)),
    );
    await kit.work();
    expect(kit.ledger.findings('core').map((f) => f.code)).toContain('queue/differs');
    expect(kit.router.writes).toEqual([]);
    await kit.file({ kind: 'incident', body: 'lambat' });
    kit.raise('support', 'IN-2026-0017', { kind: 'triaged', impact: 'high', urgency: 'high', missing: [] });
    kit.raise('prakom', 'IN-2026-0017', { kind: 'restore-ordered', cause: 'diubah manual' });
    await kit.work();
    expect(limitOf('DINKES')).toBe(30);
    expect(kit.at('IN-2026-0017')).toBe('restored');
    expect(kit.ledger.requestByNumber('IN-2026-0017')!.request.priority).toBe('P1');
  });
});
