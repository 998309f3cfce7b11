import { describe, expect, it } from 'vitest';
import { momentOf } from '../../agent/domain/moment.ts';
import { childFindings, removalFindings } from '../../agent/shaping/guard.ts';
import type { Op } from '../../agent/shaping/op.ts';
import { beforeOp, neededMove, neededRemoval, neededUndo } from '../../agent/shaping/ordered-change.ts';
import { nextAfter, placeBefore } from '../../agent/shaping/placement.ts';
import type { Change, ObservedQueue } from '../../agent/shaping/queue.ts';
import { BEFORE, CATCH_ALL, mega, POOL, row, WANT } from '../office/queue-samples.ts';

const was = row();
const done = row({ maxLimit: mega(40) });
const unmarked = row({ comment: 'Dinas Kesehatan' });
const LAST = { ...CATCH_ALL, position: 3 };
const twin = row({ id: '*3', name: 'DINKES-2' });
const table = (...rows: readonly ObservedQueue[]): readonly ObservedQueue[] => [POOL, ...rows, LAST];
const op = (change: Change): Op => ({
  id: 1,
  plan: 1,
  router: 'core',
  request: null,
  change,
  intendedAt: momentOf('2026-05-04T08:00:00+07:00'),
  state: 'needs-human',
  refused: null,
  settledAt: null,
  evidence: null,
});
const SET = op({ kind: 'set', owner: 'dinkes', want: WANT, was });
const ADD = op({ kind: 'add', owner: 'dinkes', want: WANT, placeBefore: null });

describe('agent/shaping/placement', () => {
  const want = { ...WANT, name: 'BARU', targets: ['10.62.30.0/24'] };

  it('is before the first queue that takes all of a target, past its own parents and narrower queues', () => {
    const narrow = row({ id: '*4', name: 'ZOOM', targets: ['10.62.30.7/32'], position: 3 });
    expect(placeBefore(want, table(narrow))).toBe(CATCH_ALL.name);
    expect(placeBefore({ ...want, parent: null }, table(narrow))).toBe(POOL.name);
    expect(placeBefore({ ...want, parent: CATCH_ALL.name }, table())).toBeNull();
    const twice = row({ id: '*5', name: 'KEDUA', targets: ['0.0.0.0/0'], position: 1 });
    expect(placeBefore(want, [CATCH_ALL, twice])).toBe('KEDUA');
  });

  it.each<[string, Partial<ObservedQueue>]>([
    ['disabled', { disabled: true }],
    ['invalid', { invalid: true }],
    ['elsewhere', { targets: ['10.63.0.0/16', 'sfp1/1', '10.62.0.1/16'] }],
    ['itself', { name: 'BARU' }],
  ])('is not before one that is %s', (_, rest) =>
    expect(placeBefore(want, [POOL, { ...CATCH_ALL, ...rest }])).toBeNull(),
  );

  it('knows what comes after a queue, past dynamic ones, in whatever order the rows come', () => {
    const dynamic = row({ id: '*6', name: '<pppoe-a>', dynamic: true, position: 3 });
    expect(nextAfter(was, [{ ...LAST, position: 4 }, dynamic, was, POOL])).toBe(LAST.name);
    expect(nextAfter(LAST, table(was))).toBeNull();
  });
});

describe('agent/shaping/ordered-change: what goes away', () => {
  it('is what was seen, in every feature', () => {
    expect(neededRemoval('dinkes', was, table(was))).toEqual({
      kind: 'change',
      change: { kind: 'remove', owner: 'dinkes', was },
    });
    expect(neededRemoval('dinkes', BEFORE, table(was))).toMatchObject({ kind: 'change' });
    const burst = row({ extras: { burstLimit: mega(60) } });
    expect(neededRemoval('dinkes', was, table(burst))).toMatchObject({ kind: 'conflict', fields: ['burstLimit'] });
    expect(neededRemoval('dinkes', burst, table(burst))).toMatchObject({ kind: 'change' });
    expect(neededRemoval('dinkes', was, table(done))).toMatchObject({ kind: 'conflict', fields: ['maxLimit'] });
  });

  it('is ours alone; what is gone already needs nothing', () => {
    expect(neededRemoval('dinkes', was, table(unmarked))).toMatchObject({ kind: 'conflict', why: 'unmarked' });
    expect(neededRemoval('dinkes', was, table(was, twin))).toMatchObject({ kind: 'conflict', why: 'doubled' });
    expect(neededRemoval('dinkes', was, table())).toEqual({ kind: 'nothing', row: null });
  });

  it('has nothing below it', () => {
    expect(removalFindings(POOL.name, table(was)).map((f) => f.facts)).toEqual([{ child: was.name }]);
    expect(removalFindings(was.name, table(was))).toEqual([]);
  });
});

describe('agent/shaping/ordered-change: what moves', () => {
  it('stays as it is, and moves only where it does not stand yet', () => {
    expect(neededMove('dinkes', BEFORE, POOL.name, table(was))).toEqual({
      kind: 'change',
      change: { kind: 'move', owner: 'dinkes', was, before: POOL.name },
    });
    expect(neededMove('dinkes', BEFORE, CATCH_ALL.name, table(was))).toEqual({ kind: 'nothing', row: was });
    expect(neededMove('dinkes', BEFORE, null, table(was))).toMatchObject({ change: { before: null } });
    expect(neededMove('dinkes', BEFORE, POOL.name, table(done))).toMatchObject({
      kind: 'conflict',
      fields: ['maxLimit'],
    });
    expect(neededMove('dinkes', BEFORE, 'HILANG', table(was))).toMatchObject({ kind: 'conflict', fields: ['before'] });
    expect(neededMove('dinkes', BEFORE, POOL.name, table())).toMatchObject({ kind: 'conflict', fields: ['name'] });
    expect(neededMove('dinkes', BEFORE, POOL.name, table(unmarked))).toMatchObject({
      kind: 'conflict',
      why: 'unmarked',
    });
  });
});

describe('agent/shaping/ordered-change: what is taken back', () => {
  it('is the very value that was written; then the one before it comes back', () => {
    expect(neededUndo(SET, table(done))).toEqual({
      kind: 'change',
      change: { kind: 'set', owner: 'dinkes', want: BEFORE, was: done },
    });
    expect(neededUndo(ADD, table(done))).toEqual({
      kind: 'change',
      change: { kind: 'remove', owner: 'dinkes', was: done },
    });
    expect(beforeOp(SET)).toEqual(BEFORE);
    expect(beforeOp(ADD).maxLimit).toEqual(mega(0));
  });

  it('is nothing where it is as before already', () => {
    expect(neededUndo(SET, table(was))).toEqual({ kind: 'nothing', row: was });
    expect(neededUndo(ADD, table())).toEqual({ kind: 'nothing', row: null });
  });

  it.each<[string, Op, readonly ObservedQueue[], string]>([
    ['a third value', SET, table(row({ maxLimit: mega(35) })), 'changed'],
    ['a lost mark', SET, table({ ...done, comment: '' }), 'unmarked'],
    ['a queue that is gone', SET, table(), 'changed'],
    ['two of them', SET, table(done, twin), 'doubled'],
    ['an add that was changed', ADD, table(was), 'changed'],
    ['a move', op({ kind: 'move', owner: 'dinkes', was, before: null }), table(was), 'changed'],
    ['a removal', op({ kind: 'remove', owner: 'dinkes', was }), table(), 'changed'],
    ['a mark', op({ kind: 'mark', owner: 'dinkes', want: BEFORE, was: unmarked }), table(was), 'changed'],
  ])('%s is for people', (_, what, rows, why) =>
    expect(neededUndo(what, rows)).toMatchObject({ kind: 'conflict', why }),
  );
});

describe('agent/shaping/guard: a limit that comes down', () => {
  const lower = { ...POOL, maxLimit: mega(35) };
  it('waits for children above it and for guarantees above it', () => {
    expect(childFindings(lower, table(was)).map((f) => f.code)).toEqual([]);
    expect(childFindings(lower, table(done))[0]).toMatchObject({
      code: 'guard/child-above',
      facts: { child: 'DINKES', limit: 35e6 },
    });
    const sure = [20, 20].map((m, i) => row({ id: `*${i + 3}`, name: `G${i}`, limitAt: mega(m) }));
    expect(childFindings(lower, table(...sure))[0]).toMatchObject({
      code: 'guard/guarantees-above',
      facts: { sum: 40e6, limit: 35e6 },
    });
    expect(childFindings(lower, table({ ...done, disabled: true }))).toEqual([]);
  });
});
