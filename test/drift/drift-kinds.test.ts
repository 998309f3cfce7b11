import { afterEach, describe, expect, test } from 'vitest';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { mega } from '../office/queue-samples.ts';

let kit: DeskKit;
afterEach(() => kit.close());

type Edit = (table: readonly ObservedQueue[]) => readonly ObservedQueue[];

/** A hand edit of one queue. */
const set =
  (name: string, fields: Partial<ObservedQueue>): Edit =>
  (table) =>
    table.map((row) => (row.name === name ? { ...row, ...fields } : row));
const without =
  (name: string): Edit =>
  (table) =>
    table.filter((row) => row.name !== name);
const first =
  (name: string): Edit =>
  (table) => [...table.filter((row) => row.name === name), ...table.filter((row) => row.name !== name)];

const found = (): readonly (readonly [string, string, unknown])[] =>
  kit.ledger
    .findings('core')
    .filter((f) => f.code !== 'queue/unmarked')
    .map((f) => [f.code, f.subject, f.facts]);
const codes = (): readonly string[] => found().map(([code]) => code);
const told = (): number =>
  kit.ledger
    .outbox()
    .filter((row) => row.message.kind === 'notice' && row.message.notice.kind === 'specialist/mismatch').length;

/** The router is read twice, and nothing else happens: what people are told stays unsent. */
async function look(): Promise<void> {
  const provision = kit.loops.find((loop) => loop.name === 'provision:core')!;
  await provision.pass();
  await provision.pass();
}

/** The office on a fair day, seen once. */
async function fairDay(): Promise<void> {
  kit = deskKit();
  await look();
  expect(codes()).toEqual([]);
}

const copy: Edit = (table) => [...table, { ...table.find((row) => row.name === 'DISDIK')!, name: 'DISDIK-2' }];
const wide: Edit = (table) => [...table, { ...table[0]!, name: 'ZZ-LAINNYA', comment: '', maxLimit: mega(5) }];

describe('each kind of hand edit is named as what it is', () => {
  test.each<[string, Edit, readonly unknown[]]>([
    [
      'renamed',
      set('DISDIK', { name: 'Disdik baru' }),
      ['queue/renamed', 'DISDIK', { owner: 'disdik', field: 'name', expected: 'DISDIK', found: 'Disdik baru' }],
    ],
    [
      'edited',
      set('DISDIK', { maxLimit: mega(25) }),
      [
        'queue/differs',
        'DISDIK',
        { owner: 'disdik', field: 'maxLimit', expected: '20000000/20000000', found: '25000000/25000000' },
      ],
    ],
    ['deleted', without('DISDIK'), ['queue/missing', 'DISDIK', { owner: 'disdik' }]],
    ['disabled', set('DISDIK', { disabled: true }), ['queue/disabled', 'DISDIK', { owner: 'disdik' }]],
    [
      'stripped',
      set('DISDIK', { comment: 'catatan' }),
      ['queue/mark-lost', 'DISDIK', { owner: 'disdik', by: 'name', found: 'DISDIK' }],
    ],
    [
      'stripped and renamed',
      set('DISDIK', { comment: '', name: 'X' }),
      ['queue/mark-lost', 'DISDIK', { owner: 'disdik', by: 'target', found: 'X' }],
    ],
    [
      'stripped, renamed and aimed elsewhere',
      set('DISDIK', { comment: '', name: 'X', targets: ['10.62.19.0/25'] }),
      ['queue/mark-lost', 'DISDIK', { owner: 'disdik', by: 'id', found: 'X' }],
    ],
    ['cloned', copy, ['queue/duplicate-mark', 'DISDIK', { owner: 'disdik', count: 2, names: 'DISDIK, DISDIK-2' }]],
  ])('%s', async (_, edit, expected) => {
    await fairDay();
    kit.router.hand(edit);
    await look();
    expect(found()[0]).toEqual(expected);
    const notices = told();
    expect(notices).toBe(1);
    await look();
    expect(told()).toBe(notices);
    expect(kit.router.writes).toEqual([]);
  });

  test('moved: a catch-all that stood below stands above, and stays named while it does', async () => {
    await fairDay();
    kit.router.hand(wide);
    await look();
    expect(codes()).toEqual(['queue/foreign']);
    kit.router.hand(first('ZZ-LAINNYA'));
    await look();
    expect(codes().filter((code) => code === 'queue/moved')).toHaveLength(2);
    expect(found()).toContainEqual([
      'queue/moved',
      'DISDIK',
      { owner: 'disdik', by: 'ZZ-LAINNYA', target: '10.62.19.0/24' },
    ]);
    await look();
    expect(codes()).toContain('queue/moved');
    kit.router.hand((table) => [...table.slice(1), table[0]!]);
    await look();
    expect(codes()).toEqual(['queue/foreign']);
  });

  test('control: one that was made above was never below, and is a shadow only', async () => {
    await fairDay();
    kit.router.hand((table) => first('ZZ-LAINNYA')(wide(table)));
    await look();
    expect(codes()).toContain('queue/behind-catch-all');
    expect(codes()).not.toContain('queue/moved');
  });

  test('a lost mark is not restored beside the queue that lost it', async () => {
    await fairDay();
    kit.router.hand(set('DISDIK', { comment: '', name: 'X' }));
    await look();
    const body = { router: null, owner: 'disdik', how: 'restore', reason: 'tiket 5', paper: null } as const;
    expect(() => kit.as('support', 'resolve-drift', body)).toThrow(
      expect.objectContaining({ code: 'queue/not-restorable' }),
    );
    await look();
    expect(kit.router.writes).toEqual([]);
  });
});

describe('people order it put right', () => {
  const order = (owner: string): void =>
    void kit.as('support', 'resolve-drift', { router: null, owner, how: 'restore', reason: 'tiket 5', paper: null });
  const words = (): readonly string[] => kit.router.writes.flatMap((change) => kit.router.words(change));

  test.each<[string, Edit, string]>([
    [
      'disabled',
      set('DISDIK', { disabled: true }),
      'set [find name="DISDIK"] max-limit=20M/20M limit-at=0/0 disabled="no"',
    ],
    [
      'disabled and edited',
      set('DISDIK', { disabled: true, maxLimit: mega(25) }),
      'set [find name="DISDIK"] max-limit=20M/20M limit-at=0/0 disabled="no"',
    ],
    [
      'stripped of its mark',
      set('DISDIK', { comment: 'catatan' }),
      'set [find name="DISDIK"] comment="catatan bwagent:disdik"',
    ],
  ])('%s: one write, and nothing is left', async (_, edit, expected) => {
    await fairDay();
    const before = kit.router.table;
    kit.router.hand(edit);
    await look();
    order('disdik');
    await kit.later(5);
    expect(words()).toEqual([`/queue simple ${expected}`]);
    expect(codes()).toEqual([]);
    expect(kit.router.table.map((row) => [row.name, row.disabled, row.maxLimit])).toEqual(
      before.map((row) => [row.name, row.disabled, row.maxLimit]),
    );
  });

  test('moved below a catch-all: it is moved before it again', async () => {
    await fairDay();
    kit.router.hand(wide);
    await look();
    kit.router.hand(first('ZZ-LAINNYA'));
    await look();
    order('disdik');
    await kit.later(5);
    expect(words()).toEqual(['/queue simple move [find name="DISDIK"] destination=[find name="ZZ-LAINNYA"]']);
    expect(found().filter(([code, subject]) => code === 'queue/moved' && subject === 'DISDIK')).toEqual([]);
  });

  test('stripped and edited: the mark is not put on what nobody approved', async () => {
    await fairDay();
    kit.router.hand(set('DISDIK', { comment: '', maxLimit: mega(25) }));
    await look();
    order('disdik');
    await kit.later(5);
    expect(words()).toEqual([]);
    expect(codes()).toContain('queue/mark-lost');
  });
});

describe('what a drift says is told once as long as it stands', () => {
  test('an editor who changes his mind is one notice; both values are current', async () => {
    await fairDay();
    for (const limit of [25, 26, 27]) {
      kit.router.hand(set('DISDIK', { maxLimit: mega(limit) }));
      await look();
    }
    expect(told()).toBe(1);
    expect(found()[0]?.[2]).toMatchObject({ found: '27000000/27000000' });
  });
});
