import { afterEach, describe, expect, test } from 'vitest';
import { terminalLines } from '../../../adapters/router/routeros/routeros-terminal.ts';
import { contextOf } from '../../../agent/desk/act/desk.ts';
import type { LineChange } from '../../../agent/desk/act/order.ts';
import { permanentOf } from '../../../agent/domain/allocation.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import { momentOf } from '../../../agent/domain/moment.ts';
import type { PaperAuthority } from '../../../agent/domain/person.ts';
import { mbps, NO_RATE, rate } from '../../../agent/domain/rate.ts';
import { planHash } from '../../../agent/shaping/plan.ts';
import type { ObservedQueue } from '../../../agent/shaping/queue.ts';
import { bindingFor } from '../../../agent/planning/approval.ts';
import { observedAs } from '../../fakes/memory-router.ts';
import { type DeskKit, deskKit, type DeskKitOptions, PAPER } from '../../office/desk-kit.ts';
import { grantRow } from '../../office/sample-rows.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const mega = (m: number) => rate(mbps(m), mbps(m));
const CATCH_ALL = observedAs({
  name: 'ZZ-LAINNYA',
  targets: ['10.62.0.0/16'],
  maxLimit: mega(5),
  comment: 'penampung',
});

async function open(options: DeskKitOptions = {}): Promise<void> {
  kit = deskKit(options);
  kit.router.hand((table) => [...table, CATCH_ALL]);
  await kit.work();
}

type Shown = ReturnType<typeof show>;
const show = (change: LineChange, person = 'kabid') =>
  kit.as(person, 'change-line', { change, reason: 'nota 12', shown: null, paper: null });
function order(change: LineChange, person = 'kabid', paper: PaperAuthority | null = null): Shown {
  return kit.as(person, 'change-line', { change, reason: 'nota 12', shown: show(change).hash, paper });
}
function fault(work: () => unknown): { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, facts: error.facts };
    throw error;
  }
  return { code: 'none', facts: {} };
}
const words = (): readonly string[] => kit.router.writes.flatMap((change) => terminalLines(change));
const edit = (name: string, change: Partial<ObservedQueue>): void =>
  kit.router.hand((t) => t.map((r) => (r.name === name ? { ...r, ...change } : r)));
const names = (): readonly string[] => kit.router.table.map((row) => row.name);
const held = (line: string) => permanentOf(kit.ledger.allocations(), line);
const acts = (): readonly string[] => kit.ledger.audit(1, 1000).map((entry) => entry.act);
const drift = (): readonly string[] =>
  kit.ledger
    .findings('core')
    .filter((f) => f.level === 'alarm')
    .map((f) => `${f.code} ${f.subject}`);
/** What of the books a change that fails must leave as it was. */
const books = (): unknown => ({
  lines: kit.ledger.lines(),
  pools: kit.ledger.pools(),
  charged: kit.ledger.allocations().filter((a) => a.state.at === 'granted'),
});

const REDUCE: LineChange = { kind: 'reduce', line: 'dinkes', down: '20', up: '15' };
const MOVE: LineChange = { kind: 'move', owner: 'dinkes', before: null };
const REMOVE: LineChange = { kind: 'remove', line: 'dinkes' };
const RENAME: LineChange = { kind: 'reshape', owner: 'dinkes', queue: 'DINKES BARU', targets: null };
const SUBNET: LineChange = { kind: 'reshape', owner: 'dinkes', queue: null, targets: '10.62.20.0/24 10.62.120.0/24' };
const ADD: LineChange = {
  kind: 'add',
  line: 'marikit',
  agency: 'kec-marikit',
  pool: 'pool',
  queue: 'MARIKIT',
  targets: '10.62.30.0/24',
  service: 'shared',
  down: '10',
  up: '5',
};

describe('agent/desk: a line is reduced', () => {
  test('by the division head, with the exact words shown, written and verified; then it charges less', async () => {
    await open();
    expect(show(REDUCE)).toMatchObject({
      recorded: false,
      differences: [{ field: 'maxLimit', found: '30000000/30000000', wanted: '20000000/15000000' }],
      words: ['/queue simple set [find name="DINKES"] max-limit=15M/20M limit-at=0/0'],
      refusals: [],
    });
    expect(kit.router.writes).toEqual([]);
    expect(order(REDUCE).recorded).toBe(true);
    expect(held('dinkes')?.rate).toEqual(mega(30));
    await kit.work();
    expect(words()).toEqual(['/queue simple set [find name="DINKES"] max-limit=15M/20M limit-at=0/0']);
    expect(held('dinkes')).toMatchObject({ rate: { down: 20e6, up: 15e6 }, request: null });
    expect(kit.ledger.allocations().filter((a) => a.line === 'dinkes' && a.state.at === 'granted')).toHaveLength(1);
    expect(acts()).toEqual(expect.arrayContaining(['line/reduce', 'op/intended', 'op/verified', 'plan/reduce-done']));
    expect(drift()).toEqual([]);
  });

  test('or on paper, and by nobody else', async () => {
    await open();
    expect(fault(() => order(REDUCE, 'prakom')).code).toBe('request/not-your-role');
    expect(fault(() => order(REDUCE, 'support', { ...PAPER, document: ' ' })).code).toBe('request/needs-document');
    expect(order(REDUCE, 'support', PAPER).recorded).toBe(true);
    await kit.work();
    expect(kit.ledger.audit(1, 1000).find((e) => e.act === 'line/reduce')).toMatchObject({
      actor: { person: 'support', paper: { role: 'division-head', document: PAPER.document } },
      facts: { reason: 'nota 12', owner: 'dinkes' },
    });
  });

  test('a guarantee comes down with it, and a running temporary grant keeps the router where it is', async () => {
    await open();
    kit.ledger.record((b) => {
      b.putLine({ ...b.lines()[0]!, service: 'dedicated' });
      const window = { from: momentOf('2026-05-04T07:00:00+07:00'), until: momentOf('2026-05-04T20:00:00+07:00') };
      b.allocate(grantRow('dinkes', mega(30), { window }, window.from));
      b.enter({ at: kit.clock.now(), actor: { kind: 'agent' }, act: 'test', request: null, facts: {} });
    });
    order({ ...REDUCE, up: '20' });
    await kit.work();
    expect(words()).toEqual(['/queue simple set [find name="DINKES"] max-limit=30M/30M limit-at=20M/20M']);
    expect(held('dinkes')).toMatchObject({ rate: mega(20), limitAt: mega(20) });
    expect(drift()).toEqual([]);
  });

  test.each([
    ['30', '30'],
    ['40', '20'],
    ['0', '0'],
    ['banyak', '1'],
  ])('%s/%s is no reduction', async (down, up) => {
    await open();
    expect(fault(() => show({ ...REDUCE, down, up })).code).toBe('request/bad-value');
  });

  test('is not ordered for what was not seen, without a reason, or while another change is under way', async () => {
    await open();
    const body = { change: REDUCE, reason: 'nota', shown: show(REDUCE).hash, paper: null };
    expect(fault(() => kit.as('kabid', 'change-line', { ...body, reason: ' ' })).code).toBe('request/bad-value');
    const other = { ...body, change: { ...REDUCE, down: '10' } };
    expect(fault(() => kit.as('kabid', 'change-line', other)).facts).toMatchObject({ why: 'plan-changed' });
    order(REDUCE);
    expect(fault(() => show(RENAME)).code).toBe('queue/under-change');
    expect(acts().filter((act) => act.startsWith('line/'))).toEqual(['line/reduce']);
  });

  test('a hand edit in between is not written over, and the books stay', async () => {
    await open();
    const before = books();
    order(REDUCE);
    edit('DINKES', { maxLimit: mega(33) });
    await kit.work();
    expect(kit.router.writes).toEqual([]);
    expect(books()).toEqual(before);
    expect(acts()).toContain('plan/void');
  });
});

describe('agent/desk: a queue is moved', () => {
  const onTop = (): void => kit.router.hand((t) => [t[0]!, { ...CATCH_ALL }, t[1]!, t[2]!]);

  test('before the one that takes its traffic, without being changed', async () => {
    kit = deskKit();
    onTop();
    await kit.work();
    expect(drift()).toContain('queue/behind-catch-all DINKES');
    expect(show(MOVE, 'prakom').words).toEqual([
      '/queue simple move [find name="DINKES"] destination=[find name="ZZ-LAINNYA"]',
    ]);
    order(MOVE, 'prakom');
    await kit.work();
    expect(names()).toEqual(['0.POOL', 'DINKES', 'ZZ-LAINNYA', 'DISDIK']);
    expect(acts()).toContain('plan/move-done');
    expect(drift().filter((f) => f.endsWith('DINKES'))).toEqual([]);
  });

  test('to a place that is named; a place that is not there is refused', async () => {
    await open();
    order({ ...MOVE, before: 'DISDIK', owner: 'dinkes' });
    await kit.work();
    expect(kit.router.writes).toEqual([]); // it stands there already
    order({ kind: 'move', owner: 'disdik', before: 'DINKES' });
    await kit.work();
    expect(names()).toEqual(['0.POOL', 'DISDIK', 'DINKES', 'ZZ-LAINNYA']);
    expect(fault(() => show({ ...MOVE, before: 'TIDAK-ADA' })).code).toBe('queue/no-such');
    expect(fault(() => order(MOVE, 'support')).code).toBe('request/not-your-role');
  });

  test('a lost answer is read back by its neighbours, never written twice', async () => {
    await open();
    kit.router.failNext('lost-ack');
    order({ kind: 'move', owner: 'disdik', before: 'DINKES' });
    await kit.work().catch(() => undefined);
    await kit.work();
    expect(kit.router.writes).toHaveLength(1);
    expect(acts()).toContain('plan/move-done');
  });

  test('one that somebody changed meanwhile stays where it is', async () => {
    await open();
    order({ kind: 'move', owner: 'disdik', before: 'DINKES' });
    edit('DISDIK', { maxLimit: mega(21) });
    await kit.work();
    expect(kit.router.writes).toEqual([]);
    expect(acts()).toContain('plan/void');
  });
});

describe('agent/desk: a line is removed', () => {
  test('its queue goes, its capacity is free, and its agency is served by us no longer', async () => {
    await open();
    expect(show(REMOVE).words).toEqual(['/queue simple remove [find name="DINKES"]']);
    order(REMOVE);
    expect(held('dinkes')).toBeDefined();
    await kit.work();
    expect(words()).toEqual(['/queue simple remove [find name="DINKES"]']);
    expect(names()).toEqual(['0.POOL', 'DISDIK', 'ZZ-LAINNYA']);
    expect(held('dinkes')).toBeUndefined();
    expect(kit.ledger.lines().map((l) => l.id)).toEqual(['disdik']);
    expect(kit.ledger.agencies().find((a) => a.id === 'dinkes')?.managed).toBe(false);
    expect(drift()).toEqual([]);
  });

  test('only by the division head, and not while a request is open', async () => {
    await open();
    expect(fault(() => order(REMOVE, 'prakom')).code).toBe('request/not-your-role');
    await kit.file();
    expect(fault(() => show(REMOVE))).toEqual({
      code: 'queue/not-changeable',
      facts: { queue: 'DINKES', why: 'BW-2026-0041' },
    });
  });

  test.each<[string, Partial<ObservedQueue>]>([
    ['a limit', { maxLimit: mega(31) }],
    ['a feature that is not ours', { extras: { burstLimit: mega(60) } }],
    ['a kind of queueing', { queueType: 'pcq/pcq' }],
    ['the mark', { comment: '' }],
  ])('a queue that got another %s meanwhile stays, and so do the books', async (_, change) => {
    await open();
    const before = books();
    order(REMOVE);
    edit('DINKES', change);
    await kit.work();
    expect(kit.router.writes).toEqual([]);
    expect(books()).toEqual(before);
    expect(acts()).toContain('plan/void');
  });

  test('a queue with others below it stays', async () => {
    await open();
    kit.router.hand((t) => [...t, observedAs({ name: 'DINKES-LAB', targets: ['10.62.20.9/32'], parent: 'DINKES' })]);
    await kit.work();
    expect(show(REMOVE).refusals.map((f) => f.code)).toEqual(['guard/has-children']);
    expect(fault(() => order(REMOVE)).facts).toMatchObject({ why: 'guard/has-children' });
  });

  test('a queue that is gone already needs no write; the books follow', async () => {
    await open();
    kit.router.hand((t) => t.filter((r) => r.name !== 'DINKES'));
    await kit.work();
    order(REMOVE);
    await kit.work();
    expect(kit.router.writes).toEqual([]);
    expect(kit.ledger.lines().map((l) => l.id)).toEqual(['disdik']);
  });
});

describe('agent/desk: a new line', () => {
  test('goes below its pool and before the catch-all, and charges from the order on', async () => {
    await open();
    expect(show(ADD).words).toEqual([
      '/queue simple add name="MARIKIT" target=10.62.30.0/24 parent="0.POOL" max-limit=5M/10M limit-at=0/0 ' +
        'comment="bwagent:marikit" place-before=[find name="ZZ-LAINNYA"]',
    ]);
    expect(kit.ledger.lines()).toHaveLength(2);
    order(ADD);
    expect(held('marikit')).toMatchObject({ rate: { down: 10e6, up: 5e6 }, appliedAt: null });
    await kit.work();
    expect(names()).toEqual(['0.POOL', 'DINKES', 'DISDIK', 'MARIKIT', 'ZZ-LAINNYA']);
    expect(held('marikit')?.appliedAt).not.toBeNull();
    expect(kit.ledger.agencies().find((a) => a.id === 'kec-marikit')?.managed).toBe(true);
    expect(drift()).toEqual([]);
  });

  test('needs proven room, an own name, free addresses, and who may approve its size', async () => {
    await open();
    expect(fault(() => order({ ...ADD, down: '90', up: '90' })).code).toBe('request/not-enough');
    expect(fault(() => order(ADD, 'prakom')).code).toBe('request/not-your-role');
    expect(fault(() => show({ ...ADD, line: 'dinkes' })).code).toBe('request/bad-value');
    expect(fault(() => show({ ...ADD, targets: '10.62.20.128/25' })).code).toBe('agency/prefix-taken');
    expect(fault(() => show({ ...ADD, agency: 'x' })).code).toBe('agency/no-such');
    expect(fault(() => show({ ...ADD, pool: 'x' })).code).toBe('queue/no-such');
    expect(show({ ...ADD, queue: 'ZZ-LAINNYA' }).refusals.map((f) => f.code)).toEqual(['guard/not-as-planned']);
    expect(kit.ledger.lines()).toHaveLength(2);
  });

  test('that the router refuses goes out of the books again', async () => {
    await open();
    const before = books();
    kit.router.failNext('trap');
    order(ADD);
    await kit.work();
    expect(names()).not.toContain('MARIKIT');
    expect(books()).toEqual(before);
    expect(kit.ledger.agencies().find((a) => a.id === 'kec-marikit')?.managed).toBe(false);
    order(ADD);
    await kit.work();
    expect(held('marikit')?.appliedAt).not.toBeNull();
  });
});

describe('agent/desk: a line gets another name or subnet', () => {
  test('the name is written and nothing else; the books follow when the router shows it', async () => {
    await open();
    order(RENAME, 'prakom');
    expect(kit.ledger.lines()[0]?.queue).toBe('DINKES');
    await kit.work();
    expect(words()).toEqual(['/queue simple set [find name="DINKES"] name="DINKES BARU"']);
    expect(kit.ledger.lines()[0]?.queue).toBe('DINKES BARU');
    expect(drift()).toEqual([]);
  });

  test('so is the subnet, inside what is free', async () => {
    await open();
    order(SUBNET, 'prakom');
    await kit.work();
    expect(words()).toEqual(['/queue simple set [find name="DINKES"] target=10.62.20.0/24,10.62.120.0/24']);
    expect(kit.ledger.lines()[0]?.targets).toEqual(['10.62.20.0/24', '10.62.120.0/24']);
    expect(drift()).toEqual([]);
  });

  test.each([
    ['10.62.19.0/25', 'guard/target-foreign'],
    ['10.99.1.0/24', 'guard/target-management'],
    ['0.0.0.0/0', 'guard/target-too-wide'],
  ])('%s is refused before it is ordered: %s', async (targets, code) => {
    await open();
    const change: LineChange = { ...RENAME, queue: null, targets };
    expect(show(change).refusals.map((f) => f.code)).toEqual([code]);
    expect(fault(() => order(change)).facts).toMatchObject({ why: code });
    expect(acts()).not.toContain('line/reshape');
  });

  test('a name that is taken, and a change that changes nothing, are refused', async () => {
    await open();
    expect(show({ ...RENAME, queue: 'DISDIK' }).refusals.map((f) => f.code)).toEqual(['guard/name-taken']);
    expect(fault(() => show({ ...RENAME, queue: 'DINKES' })).code).toBe('request/bad-value');
    expect(fault(() => show({ ...RENAME, owner: 'x' })).code).toBe('queue/no-such');
  });

  test("a pool's new name is its lines' new parent", async () => {
    await open();
    kit.as('prakom', 'adopt', { router: 'core', rows: [{ queue: '0.POOL', owner: 'pool' }], paper: null });
    await kit.work();
    order({ ...RENAME, owner: 'pool', queue: '0.PEMDA' }, 'prakom');
    await kit.work();
    expect(names()[0]).toBe('0.PEMDA');
    expect(kit.ledger.lines().map((l) => l.parent)).toEqual(['0.PEMDA', '0.PEMDA']);
    expect(drift()).toEqual([]);
  });

  test('a conflict leaves the books as they were', async () => {
    await open();
    const before = books();
    order(SUBNET);
    edit('DINKES', { parent: null });
    await kit.work();
    expect(kit.router.writes).toEqual([]);
    expect(books()).toEqual(before);
  });
});

describe('agent/desk: a pool follows its capacity', () => {
  const adopted = async (): Promise<void> => {
    await open();
    kit.as('prakom', 'adopt', { router: 'core', rows: [{ queue: '0.POOL', owner: 'pool' }], paper: null });
    await kit.work();
  };
  const contract = (mbit: string, pool: { down: string | null; up: string | null }, from: string | null = null) =>
    kit.as('kabid', 'contract', {
      uplink: 'isp-a',
      down: mbit,
      up: mbit,
      from,
      until: null,
      document: 'K-2',
      shares: null,
      pool: { id: 'pool', ...pool },
      paper: null,
    });

  test('upwards at 97 % of the contract where no limit is given, or as it is given', async () => {
    await adopted();
    contract('200', { down: null, up: null });
    await kit.work();
    expect(words().at(-1)).toBe('/queue simple set [find name="0.POOL"] max-limit=194M/194M limit-at=0/0');
    contract('200', { down: '180', up: null });
    await kit.work();
    expect(words().at(-1)).toBe('/queue simple set [find name="0.POOL"] max-limit=180M/180M limit-at=0/0');
  });

  test('downwards only after the lines below it came down: children first', async () => {
    await adopted();
    contract('100', { down: '25', up: '25' });
    await kit.work();
    expect(kit.router.table[0]?.maxLimit).toEqual(mega(100));
    order({ ...REDUCE, down: '25', up: '25' });
    await kit.work();
    expect(words().slice(-2)).toEqual([
      '/queue simple set [find name="DINKES"] max-limit=25M/25M limit-at=0/0',
      '/queue simple set [find name="0.POOL"] max-limit=25M/25M limit-at=0/0',
    ]);
    expect(drift()).toEqual([]);
  });

  test('on its day, also when another change came in between', async () => {
    await adopted();
    contract('200', { down: '190', up: '190' }, '2026-05-06 08:00');
    contract('150', { down: '140', up: '140' }, '2026-05-05 08:00');
    await kit.work();
    expect(kit.router.table[0]?.maxLimit).toEqual(mega(100));
    await kit.later(60 * 25);
    expect(kit.clock.now()).toBeGreaterThan(momentOf('2026-05-05T08:00:00+07:00'));
    expect(kit.router.table[0]?.maxLimit).toEqual(mega(140));
    await kit.later(60 * 24);
    expect(kit.router.table[0]?.maxLimit).toEqual(mega(190));
  });

  test('but not over a hand edit', async () => {
    await adopted();
    contract('200', { down: '190', up: '190' });
    edit('0.POOL', { maxLimit: mega(77) });
    await kit.work();
    expect(kit.router.table[0]?.maxLimit).toEqual(mega(77));
    expect(acts()).toContain('plan/void');
  });
});

describe('agent/desk: what was written without effect is taken back', () => {
  const BW = 'BW-2026-0041';
  const undo = (op = 1): LineChange => ({ kind: 'compensate', op });
  const stray = observedAs({ name: 'ZOOM', targets: ['10.62.20.0/24'], maxLimit: mega(9) });

  /** A grant that reads back right behind another queue. */
  async function idle(): Promise<void> {
    kit = deskKit();
    kit.router.hand((t) => [stray, ...t]);
    await kit.work();
    await kit.file();
    kit.raise('support', BW, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
    kit.raise('kadis', BW, { kind: 'disposed', note: '' });
    kit.raise('kabid', BW, { kind: 'examined', missing: [] });
    await kit.work();
    const { request } = kit.ledger.requestByNumber(BW)!;
    const hash = planHash(bindingFor(contextOf(kit.desk), request, kit.ledger.lines()[0]!));
    kit.raise('kabid', BW, { kind: 'approved', planHash: hash });
    await kit.work();
    expect(kit.at(BW)).toBe('apply-failed');
  }
  const limit = (): unknown => kit.router.table.find((r) => r.name === 'DINKES')?.maxLimit;

  test('people are told both values; taken back, the router is as before, and a retry goes on', async () => {
    await idle();
    expect(kit.ledger.op(1)).toMatchObject({
      state: 'needs-human',
      evidence: { wantedDown: 40e6, wantedUp: 40e6, wasDown: 30e6, wasUp: 30e6, op: 1, compensable: true },
    });
    expect(limit()).toEqual(mega(40));
    order(undo(), 'prakom');
    await kit.work();
    expect(words()).toEqual([
      '/queue simple set [find name="DINKES"] max-limit=40M/40M limit-at=0/0',
      '/queue simple set [find name="DINKES"] max-limit=30M/30M limit-at=0/0',
    ]);
    expect(acts()).toContain('plan/compensate-done');
    kit.router.hand((t) => t.filter((r) => r.name !== 'ZOOM'));
    kit.raise('prakom', BW, { kind: 'retried' });
    await kit.work();
    expect(kit.at(BW)).toBe('informed');
    expect(limit()).toEqual(mega(40));
    expect(fault(() => show(undo())).code).toBe('queue/not-compensable');
  });

  test('never over what somebody wrote since: compare and set', async () => {
    await idle();
    const { hash } = show(undo());
    edit('DINKES', { maxLimit: mega(35) });
    kit.as('prakom', 'change-line', { change: undo(), reason: 'nota', shown: hash, paper: null });
    await kit.work();
    expect(limit()).toEqual(mega(35));
    expect(kit.router.writes).toHaveLength(1);
    expect(acts().at(-1)).not.toBe('plan/compensate-done');
    expect(acts()).toContain('plan/void');
    expect(show(undo()).refusals.map((f) => f.code)).toEqual(['guard/not-as-planned']);
  });

  test('not an op that was verified, refused, or is not there', async () => {
    await open();
    order(REDUCE);
    await kit.work();
    expect(fault(() => show(undo())).facts).toEqual({ op: 1, why: 'verified' });
    expect(fault(() => show(undo(9))).facts).toEqual({ op: 9, why: 'unknown' });
  });

  test('a new queue that has no effect is taken away again', async () => {
    await open();
    kit.router.failNext('lost-ack');
    order(ADD);
    await kit.work().catch(() => undefined);
    kit.router.hand((t) => [observedAs({ name: 'DI-ATAS', targets: ['10.62.30.0/24'], maxLimit: mega(9) }), ...t]);
    await kit.work();
    expect(kit.ledger.op(1)).toMatchObject({ state: 'needs-human', evidence: { wasDown: 0, wantedDown: 10e6 } });
    expect(kit.ledger.lines().map((l) => l.id)).toEqual(['dinkes', 'disdik']);
    order(undo());
    await kit.work();
    expect(names()).not.toContain('MARIKIT');
    expect(drift()).toEqual([]);
  });
});

test('a freeze holds an order back and says so; manual mode is settled by what a person pasted', async () => {
  await open({
    router: { freezes: [{ from: 0 as never, until: momentOf('2026-05-04T09:00:00+07:00'), why: 'pemilu' }] },
  });
  expect(show(REDUCE).wait).toMatchObject({ why: 'freeze', reason: 'pemilu' });
  order(REDUCE);
  await kit.work();
  expect(kit.router.writes).toEqual([]);
  await kit.later(61);
  expect(held('dinkes')?.rate.down).toBe(20e6);
  kit.close();
  await open({ router: { mode: 'manual' } });
  order(REMOVE);
  await kit.work();
  expect(kit.ledger.lines()).toHaveLength(2);
  kit.router.hand((t) => t.filter((r) => r.name !== 'DINKES'));
  await kit.work();
  expect(kit.router.writes).toEqual([]);
  expect(kit.ledger.lines().map((l) => l.id)).toEqual(['disdik']);
});

describe('agent/desk: whatever happens to the write of an order', () => {
  const CHANGES: readonly LineChange[] = [
    REDUCE,
    { kind: 'move', owner: 'disdik', before: 'DINKES' },
    REMOVE,
    RENAME,
    SUBNET,
    ADD,
  ];
  const cases = CHANGES.flatMap((change) =>
    (['lost-ack', 'lost-request', 'trap'] as const).map((how) => ({ change, how, kind: change.kind })),
  );

  test.each(cases)(
    '$kind, $how: the router is as ordered with the books, or as before with the books',
    async ({ change, how }) => {
      await open();
      const [before, table] = [books(), kit.router.table];
      order(change);
      kit.router.failNext(how);
      await kit.work().catch(() => undefined);
      await kit.work();
      await kit.later(1);
      const done = acts().includes(`plan/${change.kind}-done`);
      expect(done).toBe(how !== 'trap');
      expect(kit.router.writes).toHaveLength(done ? 1 : 0);
      if (!done) expect({ books: books(), table: kit.router.table }).toEqual({ books: before, table });
      expect(kit.ledger.openOps('core')).toEqual([]);
      expect(kit.ledger.plans({ router: 'core', dueBy: kit.clock.now() })).toEqual([]);
      expect(drift()).toEqual([]);
    },
  );
});

test('a feature that makes the limit another one is said with the plan, and never written', async () => {
  await open();
  edit('DINKES', { extras: { burstLimit: mega(60), priority: { down: 1, up: 1 } } });
  await kit.work();
  expect(show(REDUCE).features).toEqual([
    {
      code: 'queue/burst-above-limit',
      level: 'warn',
      subject: 'DINKES',
      facts: { direction: 'down', burst: 60e6, limit: 20e6 },
    },
  ]);
  order(REDUCE);
  await kit.work();
  expect(kit.router.table.find((r) => r.name === 'DINKES')).toMatchObject({
    maxLimit: { down: 20e6, up: 15e6 },
    extras: { burstLimit: mega(60), priority: { down: 1, up: 1 } },
    limitAt: NO_RATE,
  });
});
