import { describe, expect, test } from 'vitest';
import { effectFindings } from '../../agent/shaping/effect-check.ts';
import { placeBefore } from '../../agent/shaping/placement.ts';
import { marked, type ObservedQueue, shapeOf } from '../../agent/shaping/queue.ts';
import { PLAIN_TRAITS } from '../../agent/shaping/router-traits.ts';
import { FIELD_TABLES, type FieldTable, fieldTable } from './rsc-table.ts';

const ABOUT = ['queue/shadowed', 'queue/behind-catch-all', 'queue/unlimited-above', 'queue/shadowed-together'];
const PART = ['queue/takes-part', 'queue/may-take', 'queue/outside-parent'];

/** What is said of other queues about each queue in force that has a limit: `DINKES < TOTAL` for one that takes all. */
function said(queues: readonly ObservedQueue[]): readonly string[] {
  return queues
    .filter(({ disabled, maxLimit }) => !disabled && maxLimit.down > 0)
    .flatMap((queue) => {
      const row = { ...queue, comment: marked('', 'x') };
      const table = queues.map((one) => (one === queue ? row : one));
      return effectFindings('x', row, table, PLAIN_TRAITS)
        .filter(({ code }) => ABOUT.includes(code) || PART.includes(code))
        .map(({ code, level, facts }) => {
          const how = PART.includes(code) ? `${code === 'queue/may-take' ? '?' : ''} ${String(facts['part'])}` : level;
          return `${queue.name} < ${String(facts['by'])}: ${how.trim()}`;
        });
    });
}

/** Of each table: who takes what. A table that is left out has nothing of the kind. */
const SAID: Partial<Record<FieldTable, unknown>> = {
  'm1-marks': [
    'DINKES < SEBAGIAN: packet-marks=game',
    'DISDIK < SEBAGIAN: packet-marks=game',
    'ZZ-LAINNYA < SEBAGIAN: packet-marks=game',
    'ZZ-LAINNYA < DINKES: warn',
    'ZZ-LAINNYA < DISDIK: warn',
  ],
  'm4-target-empty': ['DINKES < TOTAL: alarm', 'DISDIK < TOTAL: alarm'],
};

describe('what earlier queues take, on tables that offices have', () => {
  test.each(FIELD_TABLES)('%s', (name) => {
    const found = said(fieldTable(name).queues);
    const expected = SAID[name];
    if (expected !== undefined) expect(found).toEqual(expected);
    // No queue of a table in use is called dead, but those below a queue for everything.
    const dead = found.filter((text) => text.endsWith(': alarm'));
    expect(dead).toEqual(name === 'm4-target-empty' ? expected : []);
    if (name === 'r1b-unpaid-last') expect(found.filter((text) => text.startsWith('l-0')).length).toBeGreaterThan(0);
  });

  test('r1b, with the unpaid first: they take what is below them in their group, and nothing of the other', () => {
    const { queues } = fieldTable('r1b-unpaid-last');
    const unpaid = queues.filter(({ name }) => name.startsWith('~~blm bayar'));
    const at = queues.findIndex(({ name }) => name === 'l-01');
    const first = [...queues.slice(0, at), ...unpaid, ...queues.slice(at).filter((row) => !unpaid.includes(row))];
    const dead = said(first.map((row, position) => ({ ...row, position }))).filter((text) => text.endsWith(': alarm'));
    expect(dead.filter((text) => /^[lw]-/.test(text)).every((text) => text.includes('< ~~blm bayar :'))).toBe(true);
    expect(dead.filter((text) => text.startsWith('b-')).every((text) => text.includes('< ~~blm bayar:'))).toBe(true);
    expect(dead).toHaveLength(31);
  });

  test('s1: the night queue takes nothing of the day queue, nor the day of the night', () => {
    const about = said(fieldTable('s1-spellings').queues).filter((text) => text.startsWith('Kantor-'));
    expect(about.filter((text) => text.includes('< Kantor-'))).toEqual([]);
    expect(about).toContain('Kantor-Malam < TUJUAN: dst=203.0.113.100/32');
  });

  test.each<[FieldTable, Partial<ObservedQueue>, string | null]>([
    ['m1-marks', { targets: ['10.62.30.0/24'] }, 'ZZ-LAINNYA'],
    ['m1-marks', { targets: ['vlan120'] }, 'ZZ-LAINNYA'],
    ['m4-target-empty', { targets: ['10.62.30.0/24'] }, 'TOTAL'],
    ['m4-target-empty', { targets: ['VLAN - TAMU'] }, 'TOTAL'],
    ['u1-university', { targets: ['10.41.0.99/32'], parent: 'Lokal-Satu' }, null],
    ['u1-university', { targets: ['10.41.0.99/32'], parent: 'All-Traffic' }, 'Lokal-Satu'],
    ['r1b-unpaid-last', { targets: ['10.10.1.99/32'], parent: 'bangau' }, '~~blm bayar'],
    ['v1-vlans', { targets: ['VLAN2000-Dua'] }, 'queue2-VLAN2000'],
    ['g1-town-hall', { targets: ['192.168.1.8/32'] }, null],
  ])('%s: a new queue %j goes before %s', (name, fields, before) => {
    const { queues } = fieldTable(name);
    const want = { ...shapeOf(queues[0]!), name: 'BARU', parent: null, ...fields };
    expect(placeBefore(want, queues)).toBe(before);
  });
});
