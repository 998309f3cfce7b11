import { describe, expect, it } from 'vitest';
import { driftFindings, type Past, shown } from '../../agent/shaping/drift.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { BEFORE, CATCH_ALL, mega, POOL, row } from '../office/queue-samples.ts';

const OWNED = [{ owner: 'dinkes', want: BEFORE }];
const POOL_OWNED = { owner: 'total', want: POOL };

/** Nothing is known from before. */
const NEVER: Past = { rowOf: () => undefined, followerOf: () => null, wasMarked: () => false };

function drift(...table: readonly ObservedQueue[]): readonly unknown[] {
  return driftFindings(OWNED, table, NEVER).map(({ code, level, subject, facts }) => [code, level, subject, facts]);
}

describe('agent/shaping/drift', () => {
  it('says nothing while books and table agree', () => {
    expect(drift(row())).toEqual([]);
    expect(driftFindings([POOL_OWNED, ...OWNED], [POOL, row()], NEVER)).toEqual([]);
  });

  it('names a queue of which a value cannot be read, ours as an alarm, and compares it no further', () => {
    const values = 'max-limit=1000m/1000m';
    const unreadable = { 'max-limit': '1000m/1000m' };
    const foreign = row({ id: '*8', name: 'LAIN', comment: '', targets: ['10.70.0.0/24'], unreadable });
    expect(drift(row({ maxLimit: mega(0), unreadable }), foreign)).toEqual([
      ['queue/unreadable', 'alarm', 'DINKES', { values, owner: 'dinkes' }],
      ['queue/unreadable', 'warn', 'LAIN', { values }],
    ]);
  });

  it.each<[string, Partial<ObservedQueue>, readonly unknown[]]>([
    [
      'max-limit',
      { maxLimit: mega(80, 9) },
      [
        'queue/differs',
        'alarm',
        'DINKES',
        { owner: 'dinkes', field: 'maxLimit', expected: '30000000/30000000', found: '80000000/9000000' },
      ],
    ],
    [
      'limit-at',
      { limitAt: mega(5) },
      [
        'queue/differs',
        'alarm',
        'DINKES',
        { owner: 'dinkes', field: 'limitAt', expected: '0/0', found: '5000000/5000000' },
      ],
    ],
    [
      'targets',
      { targets: ['10.62.20.0/25'] },
      [
        'queue/differs',
        'alarm',
        'DINKES',
        { owner: 'dinkes', field: 'targets', expected: '10.62.20.0/24', found: '10.62.20.0/25' },
      ],
    ],
    [
      'the name',
      { name: 'Dinkes baru' },
      [
        'queue/renamed',
        'alarm',
        'DINKES',
        { owner: 'dinkes', field: 'name', expected: 'DINKES', found: 'Dinkes baru' },
      ],
    ],
    [
      'the parent',
      { parent: null },
      [
        'queue/wrong-parent',
        'alarm',
        'DINKES',
        { owner: 'dinkes', field: 'parent', expected: '0.TOTAL-PEMDA', found: 'none' },
      ],
    ],
    ['a switch', { disabled: true, invalid: true }, ['queue/disabled', 'alarm', 'DINKES', { owner: 'dinkes' }]],
    ['validity', { invalid: true }, ['queue/invalid', 'alarm', 'DINKES', { owner: 'dinkes' }]],
    ['the mark', { comment: 'Dinas Kesehatan' }, ['queue/unmarked', 'warn', 'DINKES', { owner: 'dinkes' }]],
  ])('names a change of %s', (_, rest, finding) => {
    expect(drift(row(rest))).toEqual([finding]);
  });

  it('names what is missing, also when only a dynamic namesake is there', () => {
    const missing = [['queue/missing', 'alarm', 'DINKES', { owner: 'dinkes' }]];
    expect(drift()).toEqual(missing);
    expect(drift(row({ comment: '', dynamic: true }))).toEqual(missing);
  });

  it('two of one mark are one finding, whatever they carry', () => {
    expect(drift(row(), row({ id: '*3', name: 'DINKES-2', maxLimit: mega(1) }))).toEqual([
      ['queue/duplicate-mark', 'alarm', 'DINKES', { owner: 'dinkes', count: 2, names: 'DINKES, DINKES-2' }],
    ]);
  });

  it('a queue of nobody is reported, never touched; a mark the books do not know is an alarm', () => {
    expect(drift(row(), CATCH_ALL)).toEqual([
      ['queue/foreign', 'warn', 'ZZ-LAINNYA', { target: '10.62.0.0/16', maxLimit: '10000000/10000000' }],
    ]);
    expect(drift(row(), { ...CATCH_ALL, comment: 'bwagent:hilang' })).toEqual([
      ['queue/not-in-base-data', 'alarm', 'ZZ-LAINNYA', { mark: 'hilang' }],
    ]);
    expect(drift(row(), { ...CATCH_ALL, dynamic: true })).toEqual([]);
  });

  it('shows values as they are compared', () => {
    expect([shown(null), shown('DINKES'), shown(['a', 'b']), shown(mega(1, 2))]).toEqual([
      'none',
      'DINKES',
      'a,b',
      '1000000/2000000',
    ]);
  });
});
