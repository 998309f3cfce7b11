import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxedTable } from '../../../agent/commands/terminal/boxed-table.ts';

const SEED = 41;
const lines = (text: string): readonly string[] => text.split('\n');

describe('agent/commands/boxed-table', () => {
  test('rows of one line each stand under each other', () => {
    expect(lines(boxedTable(['Antrean', 'Laju'], [['dinkes', '40'], ['bkd']], 100))).toEqual([
      '┌─────────┬──────┐',
      '│ Antrean │ Laju │',
      '├─────────┼──────┤',
      '│ dinkes  │ 40   │',
      '│ bkd     │      │',
      '└─────────┴──────┘',
    ]);
  });

  test('a border stands between rows when one has several lines', () => {
    expect(
      lines(
        boxedTable(
          ['A', 'B'],
          [
            ['x\nyy', 'z'],
            ['1', '22'],
          ],
          100,
        ),
      ),
    ).toEqual([
      '┌────┬────┐',
      '│ A  │ B  │',
      '├────┼────┤',
      '│ x  │ z  │',
      '│ yy │    │',
      '├────┼────┤',
      '│ 1  │ 22 │',
      '└────┴────┘',
    ]);
  });

  test('without rows there is only the head', () =>
    expect(lines(boxedTable(['A'], [], 100))).toEqual(['┌───┐', '│ A │', '└───┘']));

  test('combining marks take no column', () =>
    expect(lines(boxedTable(['Nama'], [['e\u0301a'], ['abc']], 100)).slice(3, 5)).toEqual([
      '│ e\u0301a   │',
      '│ abc  │',
    ]));

  test('a small table keeps its cells on one line', () => {
    const text = boxedTable(['A', 'B'], [['satu dua', 'tiga']], 100);
    expect(lines(text)).toHaveLength(5);
    expect(text).toContain('│ satu dua │ tiga │');
  });

  test('wide columns are wrapped between words, and nothing is cut off', () => {
    const long = 'Antrean jenuh pada jam kerja karena pelaporan daring semua puskesmas '.repeat(5).trim();
    const text = boxedTable(['Nomor', 'Uraian'], [['BW-2026-0041', long]], 100);
    expect(Math.max(...lines(text).map((l) => l.length))).toBeLessThanOrEqual(100);
    expect(text).not.toContain('…');
    for (const word of long.split(' ')) expect(text).toContain(word);
    expect(text).toContain('BW-2026-0041');
  });

  test('a word wider than its column is broken, and stays whole when put together', () => {
    const hash = 'ab'.repeat(100);
    const text = boxedTable(['A', 'B'], [[hash, 'x']], 60);
    expect(text.replaceAll(/[^ab]/g, '')).toContain(hash);
    expect(Math.max(...lines(text).map((l) => l.length))).toBeLessThanOrEqual(60);
  });

  test('an id wider than its column is cut after a hyphen', () => {
    const shown = lines(boxedTable(['A', 'B'], [['kec-tewang-sangalang-garing', 'x'.repeat(40)]], 41)).slice(3, -1);
    expect(shown.map((l) => l.split('│')[1]!.trim()).filter((cell) => cell !== '')).toEqual([
      'kec-tewang-',
      'sangalang-garing',
    ]);
  });

  test('East Asian characters take two columns', () => {
    const widths = lines(
      boxedTable(
        ['A', 'B'],
        [
          ['漢字漢字', 'x'],
          ['abcdefgh', 'y'],
        ],
        100,
      ),
    );
    expect(widths.slice(3, 5)).toEqual(['│ 漢字漢字 │ x │', '│ abcdefgh │ y │']);
  });

  test('every table fits, with every visible character in it', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc012-./ '), maxLength: 150 });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, word, word, word, word), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = boxedTable(['Satu', 'Dua', 'Tiga', 'Empat', 'Lima', 'Enam'], rows, 100);
        expect(Math.max(...lines(text).map((l) => l.length))).toBeLessThanOrEqual(100);
        expect(text).not.toContain('…');
        const shown = [...text]
          .filter((c) => /[abc012\-./]/.test(c))
          .toSorted()
          .join('');
        const given = [...rows.flat().join(''), ...'SatuDuaTigaEmpatLimaEnam']
          .filter((c) => /[abc012\-./]/.test(c))
          .toSorted()
          .join('');
        expect(shown).toBe(given);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});
