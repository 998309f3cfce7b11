import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePrefixes, contains, parsePrefix, type Prefix } from '../../agent/domain/prefix.ts';
import { effectFindings } from '../../agent/shaping/effect-check.ts';
import { type ObservedQueue, ownerOf } from '../../agent/shaping/queue.ts';
import { PLAIN_TRAITS } from '../../agent/shaping/router-traits.ts';
import { indexOf, surroundings } from '../../agent/shaping/table-index.ts';
import { row } from '../office/queue-samples.ts';

const SEED = 20_260_504;

const TARGETS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.62.0.0/16',
  '10.62.0.0/24',
  '10.62.0.0/25',
  '10.62.0.128/25',
  '10.62.0.7/32',
  '10.63.0.0/16',
  '::/0',
  '2001:db8::/32',
  '2001:db8:1::/48',
  'vlan120',
  'vlan121',
];
const NAMES = ['A', 'B', 'C', 'D', 'E', 'F'];

/** Small tables in which much meets: nested and equal targets, interfaces, twins, parents that are gone or go round. */
const tables = fc
  .array(
    fc.record({
      targets: fc.uniqueArray(fc.constantFrom(...TARGETS), { minLength: 1, maxLength: 3 }),
      parent: fc.option(fc.constantFrom(...NAMES, 'gone'), { nil: null }),
      comment: fc.constantFrom('', 'bwagent:a', 'bwagent:b', 'bwagent:c'),
      disabled: fc.boolean(),
      invalid: fc.boolean(),
    }),
    { minLength: 1, maxLength: NAMES.length },
  )
  .map((rows) =>
    rows.map((fields, position) => row({ ...fields, id: `*${position + 1}`, position, name: NAMES[position] ?? '' })),
  );

function findings(queue: ObservedQueue, table: readonly ObservedQueue[]) {
  return effectFindings(ownerOf(queue.comment) ?? 'none', queue, table, PLAIN_TRAITS);
}

describe('agent/shaping/table-index', () => {
  it('what surrounds a queue says the same about it as the whole table', () => {
    let told = 0;
    const property = fc.property(tables, (table) => {
      for (const queue of table) {
        if (ownerOf(queue.comment) === undefined) continue;
        const whole = findings(queue, table);
        told += whole.length;
        expect(findings(queue, surroundings(queue, table))).toEqual(whole);
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 3_000 });
    // Control: there was much to tell.
    expect(told).toBeGreaterThan(1_000);
  });

  it('control: without the earlier rows that it meets, shadows go unseen', () => {
    const shadow = row({ id: '*1', position: 0, name: 'LAMA', comment: '', parent: null });
    const queue = row({ position: 1, parent: null });
    expect(findings(queue, surroundings(queue, [shadow, queue])).map((f) => f.code)).toEqual(['queue/shadowed']);
    expect(findings(queue, [queue])).toEqual([]);
  });

  it('a queue among thousands is surrounded by few', () => {
    const pool = row({
      id: '*1',
      position: 0,
      name: 'POOL',
      targets: ['10.0.0.0/8'],
      parent: null,
      comment: 'bwagent:pool',
    });
    const lines = Array.from({ length: 3_000 }, (_, i) =>
      row({
        position: i + 1,
        name: `L${i}`,
        targets: [`10.${i >> 8}.${i & 255}.0/24`],
        parent: 'POOL',
        comment: `bwagent:l-${i}`,
      }),
    );
    const table = [pool, ...lines];
    expect(surroundings(lines[2_999]!, table)).toEqual([pool, lines[2_999]]);
    expect(surroundings(pool, table)).toEqual([pool]);
  });

  it('is made once per table', () => {
    const table = [row()];
    expect(indexOf(table)).toBe(indexOf(table));
    expect(indexOf(table)).not.toBe(indexOf([...table]));
  });

  it('prefixes in order stand right after those that contain them', () => {
    const sorted = TARGETS.flatMap((text): readonly Prefix[] => [parsePrefix(text) ?? []].flat()).toSorted(
      comparePrefixes,
    );
    expect(sorted).toEqual([
      '0.0.0.0/0',
      '10.0.0.0/8',
      '10.62.0.0/16',
      '10.62.0.0/24',
      '10.62.0.0/25',
      '10.62.0.7/32',
      '10.62.0.128/25',
      '10.63.0.0/16',
      '::/0',
      '2001:db8::/32',
      '2001:db8:1::/48',
    ]);
    expect(
      sorted.every((inner, i) => sorted.slice(i + 1).every((later) => later === inner || !contains(later, inner))),
    ).toBe(true);
  });
});
