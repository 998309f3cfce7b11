import { describe, expect, test } from 'vitest';
import { grouped, mapRows, oncePer } from '../../agent/domain/lookup.ts';

describe('agent/domain/grouped', () => {
  test('groups in the order given, and leaves out what has no key', () => {
    const groups = grouped([3, 1, 4, 1, 5, 9], (n) => (n > 8 ? undefined : n % 2));
    expect([...groups]).toEqual([
      [1, [3, 1, 1, 5]],
      [0, [4]],
    ]);
  });
});

describe('agent/domain/once-per', () => {
  test('concludes once per object, also when the conclusion is undefined', () => {
    let drawn = 0;
    const conclude = oncePer((list: readonly number[]) => {
      drawn += 1;
      return list[0];
    });
    const [one, none] = [[7], []];
    expect([conclude(one), conclude(one), conclude(none), conclude(none), drawn]).toEqual([
      7,
      7,
      undefined,
      undefined,
      2,
    ]);
    // Control: an equal list is another one.
    expect([conclude([7]), drawn]).toEqual([7, 3]);
  });
});

describe('agent/domain/map-rows', () => {
  test('every row becomes a value under its own name, in the order of the table', () => {
    const table = { b: { most: 2 }, a: { most: 1 } };
    const made = mapRows(table, ({ most }, name) => `${name}${most}`);
    expect(Object.entries(made)).toEqual([
      ['b', 'b2'],
      ['a', 'a1'],
    ]);
  });

  test('a name that objects have by themselves is a name like any other', () => {
    const table = { ['__proto__']: 1, constructor: 2 };
    expect(Object.entries(mapRows(table, (row) => row + 1))).toEqual([
      ['__proto__', 2],
      ['constructor', 3],
    ]);
  });
});
