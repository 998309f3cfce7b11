import { describe, expect, it } from 'vitest';
import { judge } from '../../agent/shaping/op.ts';
import type { Change, ObservedQueue } from '../../agent/shaping/queue.ts';
import { CATCH_ALL, mega, POOL, row, WANT } from '../office/queue-samples.ts';

const was = row();
const bare = row({ comment: 'Dinas Kesehatan' });
const done = row({ maxLimit: mega(40) });
const shown = (queue: ObservedQueue): ObservedQueue[] => [POOL, queue, CATCH_ALL];

const ADD: Change = { kind: 'add', owner: 'dinkes', want: WANT, placeBefore: null };
const SET: Change = { kind: 'set', owner: 'dinkes', want: WANT, was };
const MARK: Change = { kind: 'mark', owner: 'dinkes', want: bare, was: bare };
const MOVE: Change = { kind: 'move', owner: 'dinkes', was: row({ position: 5 }), before: 'ZZ-LAINNYA' };
const MOVE_LAST: Change = { ...MOVE, before: null };
const REMOVE: Change = { kind: 'remove', owner: 'dinkes', was };

describe('agent/shaping/op: what the router shows of a change', () => {
  it.each<[string, Change, readonly ObservedQueue[], unknown]>([
    ['add: nothing there', ADD, [POOL, CATCH_ALL], { kind: 'as-before' }],
    ['add: there as wanted', ADD, shown(done), { kind: 'done', row: done }],
    [
      'add: the name is taken by a queue without our mark',
      ADD,
      shown({ ...done, comment: '' }),
      { kind: 'foreign', row: { ...done, comment: '' }, fields: ['mark'] },
    ],
    ['add: there, with another limit', ADD, shown(was), { kind: 'foreign', row: was, fields: ['maxLimit'] }],
    [
      'add: written twice',
      ADD,
      [POOL, done, row({ id: '*3', name: 'DINKES-2' })],
      { kind: 'doubled', rows: [done, row({ id: '*3', name: 'DINKES-2' })] },
    ],
    ['add: a dynamic namesake is not ours', ADD, [row({ dynamic: true })], { kind: 'as-before' }],
    ['set: as wanted', SET, shown(done), { kind: 'done', row: done }],
    ['set: not yet', SET, shown(was), { kind: 'as-before' }],
    ['set: gone', SET, [POOL], { kind: 'gone' }],
    [
      'set: a third value',
      SET,
      shown(row({ maxLimit: mega(9) })),
      { kind: 'foreign', row: row({ maxLimit: mega(9) }), fields: ['maxLimit'] },
    ],
    [
      'set: the mark was lost on the way',
      SET,
      shown({ ...done, comment: 'x' }),
      { kind: 'foreign', row: { ...done, comment: 'x' }, fields: ['mark'] },
    ],
    [
      'set: as before but for the comment',
      SET,
      shown(row({ comment: 'lain bwagent:dinkes' })),
      { kind: 'foreign', row: row({ comment: 'lain bwagent:dinkes' }), fields: ['maxLimit'] },
    ],
    [
      'set: renamed, found by its mark',
      SET,
      shown({ ...done, name: 'Dinkes baru' }),
      { kind: 'foreign', row: { ...done, name: 'Dinkes baru' }, fields: ['name'] },
    ],
    [
      'set: a copy with the same mark',
      SET,
      [done, row({ id: '*3', name: 'DINKES-2' })],
      { kind: 'doubled', rows: [done, row({ id: '*3', name: 'DINKES-2' })] },
    ],
    [
      'set: renamed, and its old name taken by another',
      SET,
      [row({ name: 'x' }), row({ id: '*3', comment: '' })],
      { kind: 'doubled', rows: [row({ name: 'x' }), row({ id: '*3', comment: '' })] },
    ],
    ['mark: marked', MARK, shown(was), { kind: 'done', row: was }],
    ['mark: not yet', MARK, shown(bare), { kind: 'as-before' }],
    ['mark: gone', MARK, [], { kind: 'gone' }],
    [
      'mark: changed meanwhile',
      MARK,
      shown({ ...bare, maxLimit: mega(9) }),
      { kind: 'foreign', row: { ...bare, maxLimit: mega(9) }, fields: ['maxLimit', 'mark'] },
    ],
    [
      'move: before what it should',
      MOVE,
      [row({ position: 8 }), CATCH_ALL],
      { kind: 'done', row: row({ position: 8 }) },
    ],
    ['move: where it was', MOVE, [row({ position: 5 }), CATCH_ALL], { kind: 'as-before' }],
    [
      'move: elsewhere',
      MOVE,
      [row({ position: 3 }), CATCH_ALL],
      { kind: 'foreign', row: row({ position: 3 }), fields: ['position'] },
    ],
    ['move: to the end', MOVE_LAST, [CATCH_ALL, row({ position: 10 })], { kind: 'done', row: row({ position: 10 }) }],
    ['move: gone', MOVE, [CATCH_ALL], { kind: 'gone' }],
    ['remove: gone', REMOVE, [POOL], { kind: 'done', row: null }],
    ['remove: still there', REMOVE, shown(was), { kind: 'as-before' }],
    ['remove: there, but changed', REMOVE, shown(done), { kind: 'foreign', row: done, fields: ['maxLimit'] }],
    ['remove: there twice', REMOVE, [was, row({ id: '*3' })], { kind: 'doubled', rows: [was, row({ id: '*3' })] }],
  ])('%s', (_, change, rows, seen) => {
    expect(judge(change, rows)).toEqual(seen);
  });

  it('says the same however often it looks', () => {
    const table = shown(done);
    expect(judge(SET, table)).toEqual(judge(SET, structuredClone(table)));
  });
});
