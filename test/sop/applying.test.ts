import { afterEach, describe, expect, test } from 'vitest';
import { Fault } from '../../agent/domain/fault.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { answer } from '../../agent/views/answers.ts';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { AnswerOf, AskedOf, QuestionName } from '../../agent/views/questions.ts';
import { observedAs } from '../fakes/memory-router.ts';
import { type DeskKit, deskKit, type DeskKitOptions } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const BW = 'BW-2026-0041';
const open = (options?: DeskKitOptions): DeskKit => (kit = deskKit(options));
const ask = async <N extends QuestionName>(name: N, asked: AskedOf<N>): Promise<AnswerOf<N>> =>
  await answer({ context: contextOf(kit.desk), peers: [], loops: [], version: '1', reportFolder: '/r' }, name, asked);
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
  return 'no fault';
};

async function approvedRequest(): Promise<void> {
  await kit.file();
  kit.raise('support', BW, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
  kit.raise('kadis', BW, { kind: 'disposed', note: '' });
  kit.raise('kabid', BW, { kind: 'examined', missing: [] });
  await kit.work();
  kit.raise('kabid', BW, { kind: 'approved', planHash: (await ask('plan', { number: BW })).hash });
}

const edit = (name: string, change: Partial<ObservedQueue>): void =>
  kit.router.hand((t) => t.map((r) => (r.name === name ? { ...r, ...change } : r)));

describe('agent/desk: applying', () => {
  test('a lost answer is read back, never written twice', async () => {
    open();
    await approvedRequest();
    kit.router.failNext('lost-ack');
    await kit.work().catch(() => undefined);
    expect(kit.ledger.openOps('core')).toHaveLength(1);
    expect(kit.at(BW)).toBe('applying');
    await kit.work();
    expect(kit.router.writes).toHaveLength(1);
    expect(kit.at(BW)).toBe('informed');
  });

  test('a lost request is written again only after the quiet interval, by a new op', async () => {
    open();
    await approvedRequest();
    kit.router.failNext('lost-request');
    await kit.work().catch(() => undefined);
    await kit.work();
    expect(kit.router.writes).toEqual([]);
    await kit.later(1);
    expect(kit.router.writes).toHaveLength(1);
    expect(kit.ledger.ops(1).map((op) => op.state)).toEqual(['not-applied', 'verified']);
    expect(kit.at(BW)).toBe('informed');
  });

  test("the router's no is put before people, and a retry goes on", async () => {
    open();
    await approvedRequest();
    kit.router.failNext('trap');
    await kit.work();
    expect(kit.at(BW)).toBe('apply-failed');
    expect(kit.ledger.ops(1)[0]).toMatchObject({ state: 'not-applied' });
    kit.raise('prakom', BW, { kind: 'retried' });
    await kit.work();
    expect(kit.at(BW)).toBe('informed');
  });

  test('a hand edit between approval and write is not overwritten', async () => {
    open();
    await approvedRequest();
    edit('DINKES', { maxLimit: { down: 33e6 as never, up: 33e6 as never } });
    await kit.work();
    expect(kit.at(BW)).toBe('apply-failed');
    expect(kit.router.writes).toEqual([]);
  });

  test('what cannot be judged again at the moment of writing waits', async () => {
    open();
    await approvedRequest();
    await kit.clock.advance((kit.clock.now() + 3_600_000) as never);
    await kit.work();
    expect(kit.at(BW)).toBe('approved');
    expect(kit.router.writes).toEqual([]);
    await kit.later(5);
    expect(kit.at(BW)).toBe('informed');
  });

  test.each([
    ['observe mode', { mode: 'observe' as const }],
    ['a freeze', { freezes: [{ from: 0 as never, until: 9e15 as never, why: 'pemilu' }] }],
    ['the hourly limit', { writesPerHour: 0 }],
  ])('%s holds the write back and loses nothing', async (_name, router) => {
    open({ router });
    await approvedRequest();
    await kit.work();
    expect(kit.at(BW)).toBe('approved');
    expect(kit.router.writes).toEqual([]);
    expect(kit.ledger.plans({ request: 1 }).filter((p) => p.state === 'due')).toHaveLength(1);
  });

  test('manual mode writes nothing and is settled by what a person pasted', async () => {
    open({ router: { mode: 'manual' } });
    await approvedRequest();
    await kit.work();
    expect(kit.at(BW)).toBe('applying');
    edit('DINKES', { maxLimit: { down: 40e6 as never, up: 40e6 as never } });
    await kit.later(1);
    expect(kit.router.writes).toEqual([]);
    expect(kit.at(BW)).toBe('informed');
  });

  test('a queue that reads back right but has no effect is no success', async () => {
    open();
    kit.router.hand((t) => [observedAs({ name: 'ZOOM', targets: ['10.62.20.0/24'] }), ...t]);
    await approvedRequest();
    await kit.work();
    expect(kit.at(BW)).toBe('apply-failed');
    expect(kit.ledger.ops(1)[0]).toMatchObject({ state: 'needs-human' });
  });

  test('a parent that is too small refuses before the wire', async () => {
    open();
    edit('0.POOL', { maxLimit: { down: 35e6 as never, up: 35e6 as never } });
    await approvedRequest();
    await kit.work();
    expect(kit.router.writes).toEqual([]);
    expect(kit.ledger.requestByNumber(BW)!.stage).toMatchObject({
      at: 'apply-failed',
      why: { why: 'guard/parent-too-small' },
    });
  });
});

describe('agent/desk: the table', () => {
  test('drift is told once; many at once are one alarm that stops all writing', async () => {
    open({ router: { massDrift: 2 } });
    edit('DINKES', { name: 'Dinkes baru' });
    await kit.work();
    const told = kit.ledger.audit(1, 1000).filter((e) => e.act === 'router/findings');
    await kit.work();
    expect(kit.ledger.audit(1, 1000).filter((e) => e.act === 'router/findings')).toHaveLength(told.length);
    expect(kit.ledger.findings('core').map((f) => f.code)).toContain('queue/renamed');
    edit('Dinkes baru', { parent: null, targets: ['10.62.20.1/32'] });
    edit('DISDIK', { disabled: true });
    await kit.work();
    expect(kit.ledger.findings('core')).toMatchObject([{ code: 'queue/mass-drift' }]);
    kit.as('support', 'resolve-drift', {
      router: 'core',
      owner: 'dinkes',
      how: 'restore',
      reason: 'tiket',
      paper: null,
    });
    await kit.work();
    expect(kit.router.writes).toEqual([]);
  });

  test('what was found can be restored or registered', async () => {
    open();
    edit('DISDIK', { maxLimit: { down: 25e6 as never, up: 25e6 as never } });
    await kit.work();
    const body = { router: 'core', owner: 'disdik', reason: 'nota 12', paper: null } as const;
    expect(code(() => kit.as('support', 'resolve-drift', { ...body, how: 'register' }))).toBe('request/not-your-role');
    expect(code(() => kit.as('support', 'resolve-drift', { ...body, owner: 'x', how: 'restore' }))).toBe(
      'queue/no-such',
    );
    expect(code(() => kit.as('support', 'resolve-drift', { ...body, reason: '', how: 'restore' }))).toBe(
      'request/bad-value',
    );
    kit.as('kabid', 'resolve-drift', { ...body, how: 'register' });
    await kit.work();
    expect(kit.ledger.findings('core').filter((f) => f.subject === 'DISDIK')).toEqual([]);
    edit('DISDIK', { maxLimit: { down: 9e6 as never, up: 25e6 as never } });
    await kit.work();
    kit.as('support', 'resolve-drift', { ...body, how: 'restore' });
    await kit.work();
    expect(kit.router.table.find((r) => r.name === 'DISDIK')!.maxLimit.down).toBe(25e6);
  });

  test('adoption appends a mark and nothing else; what differs is not adopted', async () => {
    open();
    const rows = [{ queue: '0.POOL', owner: 'pool' }];
    await kit.work();
    expect(code(() => kit.as('support', 'adopt', { router: 'core', rows, paper: null }))).toBe('request/not-your-role');
    expect(
      code(() => kit.as('prakom', 'adopt', { router: 'core', rows: [{ queue: 'X', owner: 'pool' }], paper: null })),
    ).toBe('queue/no-such');
    expect(kit.as('prakom', 'adopt', { router: 'core', rows, paper: null }).planned).toBe(1);
    await kit.work();
    expect(kit.router.table.find((r) => r.name === '0.POOL')!.comment).toBe('bwagent:pool');
    expect((await ask('adoption', {})).map((r) => r.verdict)).toEqual(['ours', 'ours', 'ours']);
    edit('0.POOL', { comment: '', maxLimit: { down: 1e6 as never, up: 1e6 as never } });
    await kit.work();
    expect(code(() => kit.as('prakom', 'adopt', { router: 'core', rows, paper: null }))).toBe('queue/not-adoptable');
  });
});

describe('agent/desk: base data, people, papers', () => {
  const FIELDS = {
    agency: 'dinsos',
    code: 'DINSOS',
    name: 'Dinas Sosial',
    kind: 'opd',
    location: 'Kasongan',
    line: 'dinsos',
    router: 'core',
    queue: 'DINSOS',
  };
  const LINE = {
    ...FIELDS,
    targets: '10.62.26.0/24',
    parent: '0.POOL',
    service: 'dedicated',
    path: 'isp-a',
    down: '20',
    up: '20',
    limit_down: '20',
    limit_up: '20',
  };
  const rows = (fields: Readonly<Record<string, string>>) => ({ rows: [{ row: 2, fields }], dryRun: false });

  test('an import is all or nothing, and names the bad row', () => {
    open();
    expect(code(() => kit.as('support', 'import-agencies', rows(LINE)))).toBe('request/not-your-role');
    for (const bad of [
      { kind: 'x' },
      { targets: '10.0.0.0/33' },
      { service: '' },
      { path: 'ring:a' },
      { path: '' },
      { down: 'banyak' },
      { line: 'A B' },
      { router: 'lain' },
    ]) {
      expect(code(() => kit.as('prakom', 'import-agencies', rows({ ...LINE, ...bad })))).toBe('agency/bad-row');
    }
    expect(code(() => kit.as('prakom', 'import-agencies', rows({ ...LINE, path: 'isp-z' })))).toBe('uplink/no-such');
    expect(code(() => kit.as('prakom', 'import-agencies', rows({ ...LINE, targets: '10.62.20.128/25' })))).toBe(
      'agency/prefix-taken',
    );
    kit.as('prakom', 'import-agencies', { ...rows(LINE), dryRun: true });
    expect(kit.ledger.agencies()).toHaveLength(3);
    const pool = { ...LINE, kind: 'pool', line: 'pool-2', queue: 'POOL-2', targets: '10.63.0.0/16' };
    const outside = { agency: 'kec-x', code: 'X', name: 'Kecamatan X', kind: 'district', line: '' };
    const all = { rows: [LINE, pool, outside].map((fields, i) => ({ row: i + 2, fields })), dryRun: false };
    expect(kit.as('prakom', 'import-agencies', all)).toEqual({ agencies: 2, lines: 1, pools: 1 });
    kit.as('prakom', 'import-agencies', all);
    expect(kit.ledger.allocations().filter((a) => a.line === 'dinsos')).toHaveLength(1);
  });

  test('a role is lent for a time by a letter, and nobody lends to himself', async () => {
    open();
    const body = {
      person: 'prakom',
      role: 'division-head',
      from: '2026-05-04 07:00',
      until: '2026-05-05 07:00',
      letter: 'SPT-1',
    } as const;
    expect(code(() => kit.as('support', 'delegate', body))).toBe('request/not-your-role');
    expect(code(() => kit.as('kabid', 'delegate', { ...body, person: 'kabid' }))).toBe('request/same-person');
    expect(code(() => kit.as('kabid', 'delegate', { ...body, person: 'siapa' }))).toBe('host/no-such-user');
    expect(code(() => kit.as('kabid', 'delegate', { ...body, letter: ' ' }))).toBe('request/needs-document');
    expect(code(() => kit.as('kabid', 'delegate', { ...body, until: '2026-05-03 07:00' }))).toBe('request/bad-value');
    kit.as('kabid', 'delegate', body);
    await kit.file();
    kit.raise('support', BW, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
    kit.raise('kadis', BW, { kind: 'disposed', note: '' });
    expect(kit.raise('prakom', BW, { kind: 'examined', missing: [] })).toBe('examined');
    const checked = kit.as('prakom', 'check', { number: BW });
    expect(checked.stage).toBe('assessed');
    const { hash } = await ask('plan', { number: BW });
    expect(code(() => kit.raise('prakom', BW, { kind: 'approved', planHash: hash }))).toBe('request/same-person');
  });

  test('a report is due once a period, asked for at will', async () => {
    open();
    await kit.later(60 * 24 * 7);
    const due = kit.ledger.outbox().filter((r) => r.message.kind === 'report');
    expect(due).toHaveLength(1);
    await kit.work();
    expect(kit.ledger.outbox().filter((r) => r.message.kind === 'report')).toHaveLength(1);
    expect(kit.as('support', 'report', { kind: 'monthly', from: '2026-05-03' })).toEqual({
      from: '2026-05-01',
      until: '2026-06-01',
    });
    expect(code(() => kit.as('support', 'report', { kind: 'weekly', from: '2027-01-01' }))).toBe('request/bad-value');
  });

  test('every question has an answer', async () => {
    open();
    await approvedRequest();
    await kit.work();
    expect((await ask('status', {})).waiting).toEqual([{ role: 'agency', numbers: [BW] }]);
    expect((await ask('request', { number: '41' })).ops).toHaveLength(1);
    expect(await ask('explain', { number: BW })).toMatchObject({ same: true });
    expect((await ask('queues', {})).find((q) => q.name === 'DINKES')).toMatchObject({ owner: 'dinkes', findings: [] });
    expect((await ask('uplinks', {}))[0]).toMatchObject({ id: 'isp-a', operational: null });
    expect((await ask('agencies', {})).map((a) => a.code)).toEqual(['DINKES', 'DISDIK', 'KEC-MARIKIT']);
    expect(await ask('capacity', {})).toMatchObject({ contracts: [{ document: 'K-1' }] });
    expect(await ask('audit-check', {})).toMatchObject({ ok: true });
    expect((await ask('audit', { number: BW })).every((e) => e.request === 1)).toBe(true);
    expect(await ask('requests', { role: 'agency' })).toHaveLength(1);
    expect(await ask('reports', {})).toEqual([]);
    expect(await ask('checkup', {})).toMatchObject([
      { code: 'meter/pool-by-lines', subject: 'pool' },
      { code: 'meter/direction-unknown', subject: 'core' },
    ]);
    expect(await ask('filed', { key: 'x' })).toEqual({ number: null });
  });
});
