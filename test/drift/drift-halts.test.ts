import { afterEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../agent/domain/finding.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { observedAs } from '../fakes/memory-router.ts';
import { mega } from '../office/queue-samples.ts';
import { type DeskKit, deskKit, type DeskKitOptions } from '../office/desk-kit.ts';
import { putOwnLine } from '../office/own-lines.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const OPDS = [1, 2, 3, 4].map((n) => `opd-${n}`);

const edit = (name: string, fields: Partial<ObservedQueue>): void =>
  kit.router.hand((table) => table.map((row) => (row.name === name ? { ...row, ...fields } : row)));
const look = async (): Promise<void> => {
  const provision = kit.loops.find((loop) => loop.name === 'provision:core')!;
  for (let i = 0; i < 14; i += 1) await provision.pass();
};
const codes = (): readonly string[] =>
  kit.ledger.findings('core').flatMap((f) => (f.code === 'queue/unmarked' ? [] : [f.code]));
const the = (code: Finding['code']): Finding | undefined => kit.ledger.findings('core').find((f) => f.code === code);
const told = (code: string): number =>
  kit.ledger.outbox().filter((row) => row.message.kind === 'notice' && row.message.notice.facts['code'] === code)
    .length;
const due = (): readonly string[] => kit.ledger.plans({ router: 'core', dueBy: kit.clock.now() }).map((p) => p.purpose);
const restore = (owner: string) =>
  kit.as('support', 'resolve-drift', { router: 'core', owner, how: 'restore', reason: 'tiket', paper: null });
const accept = (person = 'kabid') =>
  kit.as(person, 'accept-drift', { router: 'core', reason: 'diperiksa', paper: null });

/** Four more lines of 5 Mbps, each adopted and then raised to 6 by the agent itself. */
async function open(options: DeskKitOptions['router'] = {}): Promise<void> {
  kit = deskKit({ router: { massDrift: 10, ...options } });
  kit.router.hand((table) => [
    ...table,
    ...OPDS.map((id, n) =>
      observedAs({ name: id, targets: [`10.62.3${n}.0/24`], parent: '0.POOL', maxLimit: mega(5), comment: '' }),
    ),
  ]);
  hold(5);
  await look();
  kit.as('prakom', 'adopt', { router: 'core', rows: OPDS.map((id) => ({ queue: id, owner: id })), paper: null });
  await look();
  for (const id of OPDS) {
    hold(6, [id]);
    restore(id);
    await look();
  }
  expect(codes()).toEqual([]);
  expect(kit.router.writes).toHaveLength(8);
}

/** What these lines hold by the books from now on. */
function hold(limit: number, ids = OPDS): void {
  kit.ledger.record((books) => {
    const at = kit.clock.now();
    for (const [n, id] of OPDS.entries()) {
      if (!ids.includes(id)) continue;
      putOwnLine(books, { id, queue: id, target: `10.62.3${n}.0/24`, mbps: limit }, at);
    }
    books.enter({ at, actor: { kind: 'agent' }, act: 'test/hold', request: null, facts: { limit } });
  });
}

describe('an old backup of the router', () => {
  test('many queues at their earlier verified values are one finding, and nothing is written', async () => {
    await open();
    for (const id of OPDS.slice(0, 3)) edit(id, { maxLimit: mega(5) });
    restore('opd-1');
    await look();
    expect(codes()).toEqual(['router/old-backup']);
    expect(the('router/old-backup')?.facts).toEqual({ count: 3, of: 3, before: expect.any(Number) as number });
    expect(told('router/old-backup')).toBe(1);
    expect(due()).toEqual(['restore']);
    expect(kit.router.writes).toHaveLength(8);
  });

  test('so are queues from before their adoption', async () => {
    await open();
    for (const id of OPDS) edit(id, { maxLimit: mega(5), comment: '' });
    await look();
    expect(codes()).toEqual(['router/old-backup']);
  });

  test('control: the same number at values that never were is no backup', async () => {
    await open();
    for (const id of OPDS.slice(0, 3)) edit(id, { maxLimit: mega(7) });
    await look();
    expect(codes()).toEqual(['queue/differs', 'queue/differs', 'queue/differs']);
  });

  test('control: one queue at an earlier value is one edit', async () => {
    await open();
    edit('opd-1', { maxLimit: mega(5) });
    await look();
    expect(codes()).toEqual(['queue/differs']);
  });

  test('enforce is held too', async () => {
    await open({ drift: { policy: 'enforce', objects: {}, quietHours: [] } });
    for (const id of OPDS) edit(id, { maxLimit: mega(5) });
    await look();
    expect(due()).toEqual([]);
    expect(kit.router.writes).toHaveLength(8);
  });

  test('it clears by itself', async () => {
    await open();
    for (const id of OPDS) edit(id, { maxLimit: mega(5) });
    await look();
    for (const id of OPDS) edit(id, { maxLimit: mega(6) });
    await look();
    expect(codes()).toEqual([]);
  });

  test('accepted by the division head it is resolved queue by queue; more of it stops again', async () => {
    await open();
    for (const id of OPDS.slice(0, 3)) edit(id, { maxLimit: mega(5) });
    await look();
    const before = told('queue/differs');
    expect(() => accept('support')).toThrow(expect.objectContaining({ code: 'request/not-your-role' }));
    accept();
    await look();
    expect(codes()).toEqual(['router/drift-accepted', 'queue/differs', 'queue/differs', 'queue/differs']);
    expect(told('queue/differs')).toBe(before);
    expect(() => accept()).toThrow(expect.objectContaining({ code: 'router/not-halted' }));
    edit('opd-4', { maxLimit: mega(5) });
    await look();
    expect(codes()).toEqual(['router/old-backup']);
    accept();
    for (const id of OPDS) restore(id);
    await look();
    expect(codes()).toEqual([]);
    expect(kit.router.writes).toHaveLength(12);
  });
});

describe('mass drift', () => {
  test('is one alarm whose number may change, and holds restorations and returns', async () => {
    await open({ massDrift: 3 });
    for (const id of OPDS.slice(0, 3)) edit(id, { maxLimit: mega(9) });
    restore('opd-1');
    kit.ledger.record((books) => {
      const at = kit.clock.now();
      books.planChange({ router: 'core', owner: 'disdik', purpose: 'return', request: null, dueAt: at, seen: null });
      books.enter({ at, actor: { kind: 'agent' }, act: 'test/plan', request: null, facts: {} });
    });
    edit('DISDIK', { maxLimit: mega(25) });
    await look();
    expect(the('queue/mass-drift')?.facts).toEqual({ count: 3, kinds: 'queue/differs 3' });
    edit('opd-4', { maxLimit: mega(9) });
    await look();
    expect(the('queue/mass-drift')?.facts).toMatchObject({ count: 4 });
    expect(told('queue/mass-drift')).toBe(1);
    expect(due()).toEqual(['restore', 'return']);
    expect(kit.router.writes).toHaveLength(8);
  });

  test('three fields of one queue are one queue', async () => {
    await open({ massDrift: 3 });
    edit('opd-1', { maxLimit: mega(9), parent: null, targets: ['10.62.30.0/25'], name: 'opd satu' });
    await look();
    expect(codes()).not.toContain('queue/mass-drift');
  });

  test('a catch-all at the top is one alarm, that everything was moved below it', async () => {
    await open({ massDrift: 3 });
    const catchAll = observedAs({ name: 'ZZ', targets: ['10.62.0.0/16'], maxLimit: mega(5) });
    kit.router.hand((table) => [...table, catchAll]);
    await look();
    kit.router.hand((table) => [
      ...table.filter((row) => row.name === 'ZZ'),
      ...table.filter((row) => row.name !== 'ZZ'),
    ]);
    await look();
    expect(the('queue/mass-drift')?.facts).toEqual({ count: 6, kinds: 'queue/moved 6' });
    accept();
    await look();
    expect(codes().filter((code) => code === 'queue/moved')).toHaveLength(6);
  });

  test('marks that were lost all at once are known for what they are, also behind the alarm', async () => {
    await open({ massDrift: 3 });
    for (const id of OPDS.slice(0, 3)) edit(id, { comment: '', name: `x-${id}`, targets: ['10.62.40.0/24'] });
    await look();
    expect(the('queue/mass-drift')?.facts).toEqual({ count: 3, kinds: 'queue/mark-lost 3' });
  });
});

describe('another device', () => {
  test.each<[string, Parameters<DeskKit['router']['swap']>[0], Finding['facts']]>([
    ['of another serial number', { serial: 'HG-BARU' }, { by: 'serial', expected: 'MEMORY0001', found: 'HG-BARU' }],
    [
      'of another name that hides its serial number',
      { serial: null, identity: 'BARU' },
      { by: 'identity', expected: 'CORE', found: 'BARU' },
    ],
  ])('%s is read and not written', async (_, swap, facts) => {
    await open();
    kit.router.swap(swap);
    edit('opd-1', { maxLimit: mega(9) });
    restore('opd-1');
    await look();
    expect(codes()).toEqual(['router/swapped']);
    expect(the('router/swapped')?.facts).toEqual(facts);
    expect(told('router/swapped')).toBe(1);
    expect(kit.router.writes).toHaveLength(8);
    kit.router.swap({ serial: 'MEMORY0001', identity: 'CORE' });
    await look();
    expect(codes()).toEqual([]);
    expect(kit.router.writes).toHaveLength(9);
  });

  test('is the router from now on when it was accepted', async () => {
    await open();
    kit.router.swap({ serial: 'HG-BARU' });
    await look();
    accept();
    await look();
    expect(codes()).toEqual([]);
  });

  test('settles no op of the one before', async () => {
    await open();
    edit('opd-1', { maxLimit: mega(9) });
    restore('opd-1');
    kit.router.failNext('lost-ack');
    await expect(kit.loops.find((loop) => loop.name === 'provision:core')!.pass()).rejects.toMatchObject({
      code: 'router/outcome-unknown',
    });
    kit.router.swap({ serial: 'HG-BARU' });
    await look();
    expect(kit.ledger.openOps('core')).toHaveLength(1);
  });

  test('control: a new version of the same device is the same', async () => {
    await open();
    kit.router.swap({ version: '7.20 (stable)' });
    await look();
    expect(codes()).toEqual([]);
  });
});

describe('an old copy of the ledger', () => {
  const stray = (id: string): ObservedQueue =>
    observedAs({ name: id, targets: ['10.62.77.0/24'], maxLimit: mega(5), comment: `bwagent:${id}` });

  test('marks that the books never had stop all writing', async () => {
    await open();
    kit.router.hand((table) => [...table, stray('opd-8'), { ...stray('opd-9'), targets: ['10.62.78.0/24'] }]);
    edit('opd-1', { maxLimit: mega(9) });
    restore('opd-1');
    await look();
    expect(codes()).toEqual(['ledger/old']);
    expect(the('ledger/old')?.facts).toMatchObject({ marks: 2, values: 1 });
    expect(kit.router.writes).toHaveLength(8);
  });

  test('one mark of nobody is a stray, and no story', async () => {
    await open();
    kit.router.hand((table) => [...table, stray('opd-8')]);
    await look();
    expect(codes()).toEqual(['queue/not-in-base-data']);
  });
});
