import { describe, expect, it } from 'vitest';
import { neededChange, rowsOf } from '../../agent/shaping/change.ts';
import { planHash, type Binding, type Purpose } from '../../agent/shaping/plan.ts';
import type { ObservedQueue, QueueShape } from '../../agent/shaping/queue.ts';
import { momentOf } from '../../agent/domain/moment.ts';
import { BEFORE, mega, POOL, row, WANT } from '../office/queue-samples.ts';

const PURPOSES: readonly Purpose[] = ['grant', 'return', 'restore', 'adopt', 'pool', 'reduce', 'reshape', 'add'];
const was = row();
const wanted = row({ maxLimit: mega(40) });
const unmarked = row({ comment: 'Dinas Kesehatan' });
const edited = row({ maxLimit: mega(30, 9) });
const twin = row({ id: '*3', name: 'DINKES-2' });

const add = { kind: 'change', change: { kind: 'add', owner: 'dinkes', want: WANT, placeBefore: null } };
const set = (from: ObservedQueue): unknown => ({
  kind: 'change',
  change: { kind: 'set', owner: 'dinkes', want: WANT, was: from },
});
const conflict = (why: string, rows: readonly ObservedQueue[], fields: readonly string[]): unknown => ({
  kind: 'conflict',
  why,
  rows,
  fields,
});

function needed(
  purpose: Purpose,
  rows: readonly ObservedQueue[],
  seen: QueueShape | null = BEFORE,
  want: QueueShape = WANT,
): unknown {
  return neededChange(purpose, 'dinkes', want, seen, [POOL, ...rows]);
}

describe('agent/shaping/change', () => {
  it('finds the rows by the mark, and by the name only where no mark is', () => {
    expect(rowsOf('dinkes', 'DINKES', [POOL, was])).toEqual([was]);
    expect(rowsOf('dinkes', 'DINKES', [row({ name: 'lain' }), unmarked])).toEqual([row({ name: 'lain' })]);
    expect(rowsOf('dinkes', 'DINKES', [POOL, unmarked])).toEqual([unmarked]);
    expect(rowsOf('dinkes', 'DINKES', [POOL])).toEqual([]);
  });

  it.each<Purpose>(['grant', 'return', 'pool', 'reduce', 'reshape'])(
    '%s: sets what is as planned, and writes nothing that changed since',
    (purpose) => {
      expect(needed(purpose, [was])).toEqual(set(was));
      expect(needed(purpose, [wanted])).toEqual({ kind: 'nothing', row: wanted });
      expect(needed(purpose, [edited])).toEqual(conflict('changed', [edited], ['maxLimit']));
      expect(needed(purpose, [unmarked])).toEqual(conflict('unmarked', [unmarked], ['mark']));
      expect(needed(purpose, [])).toEqual(conflict('changed', [], ['name']));
      expect(needed(purpose, [], null)).toEqual(add);
      // Planned when there was none: one that is there now is somebody's, unless it shows what is wanted.
      expect(needed(purpose, [was], null)).toEqual(conflict('changed', [was], ['maxLimit']));
      expect(needed(purpose, [wanted], null)).toEqual({ kind: 'nothing', row: wanted });
    },
  );

  it('restore: writes over what is there, brings back what is gone, touches no queue without the mark', () => {
    expect(needed('restore', [edited])).toEqual(set(edited));
    expect(needed('restore', [])).toEqual(add);
    expect(needed('restore', [edited], null)).toEqual(set(edited));
    expect(needed('restore', [wanted])).toEqual({ kind: 'nothing', row: wanted });
    expect(needed('restore', [unmarked])).toEqual(conflict('unmarked', [unmarked], ['mark']));
    const renamed = row({ name: 'Dinkes baru' });
    expect(needed('restore', [renamed])).toEqual(set(renamed));
  });

  it('adopt: appends the mark and changes nothing else', () => {
    const adopt = (queue: ObservedQueue): unknown => needed('adopt', [queue], BEFORE, BEFORE);
    expect(adopt(unmarked)).toEqual({
      kind: 'change',
      change: { kind: 'mark', owner: 'dinkes', want: BEFORE, was: unmarked },
    });
    expect(adopt(was)).toEqual({ kind: 'nothing', row: was });
    const other = row({ comment: 'bwagent:disdik' });
    expect(adopt(other)).toEqual(conflict('name-taken', [other], ['mark']));
    const dynamic = row({ comment: '', dynamic: true });
    expect(adopt(dynamic)).toEqual(conflict('name-taken', [dynamic], ['mark']));
    const differs = row({ comment: '', maxLimit: mega(20) });
    expect(adopt(differs)).toEqual(conflict('changed', [differs], ['maxLimit']));
  });

  it.each(PURPOSES)('%s: two queues of one owner are for people', (purpose) => {
    expect(needed(purpose, [was, twin])).toEqual(conflict('doubled', [was, twin], []));
  });

  it('a queue that carries the name and the mark of another owner is never written', () => {
    const other = row({ comment: 'bwagent:disdik' });
    for (const purpose of ['grant', 'return', 'restore', 'pool'] as const) {
      expect(needed(purpose, [other])).toEqual(conflict('unmarked', [other], ['mark']));
    }
  });
});

describe('agent/shaping/plan: what an approval is bound to', () => {
  const binding: Binding = {
    agency: 'dinkes',
    line: 'dinkes',
    queue: 'DINKES',
    targets: ['10.62.20.0/24', '10.62.21.0/24'],
    from: mega(30),
    to: mega(40),
    window: null,
  };
  const window = { from: momentOf('2026-05-09T06:00:00+07:00'), until: momentOf('2026-05-10T18:00:00+07:00') };

  it('is a SHA-256 that the order of targets does not move', () => {
    expect(planHash(binding)).toMatch(/^[0-9a-f]{64}$/);
    expect(planHash({ ...binding, targets: binding.targets.toReversed() })).toBe(planHash(binding));
  });

  it('every field moves it', () => {
    const others: readonly Partial<Binding>[] = [
      { agency: 'disdik' },
      { line: 'dinkes-2' },
      { queue: 'Dinkes' },
      { targets: ['10.62.20.0/24'] },
      { from: mega(30, 29) },
      { to: mega(40, 41) },
      { window },
      { window: { ...window, until: window.from } },
    ];
    expect(new Set([binding, ...others.map((o) => ({ ...binding, ...o }))].map(planHash)).size).toBe(others.length + 1);
  });
});
