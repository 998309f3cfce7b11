import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line, prose } from '../../../adapters/helpdesk/embedded/text.ts';

const SEED = { seed: 20260504 };
const anything = fc.string({ unit: 'binary', maxLength: 60 });

describe('adapters/helpdesk/embedded/text', () => {
  test('ordinary Indonesian and Dayak text stays as it is', () => {
    for (const text of ['Mohon tambahan 12,5 Mbps.', 'Rapat paripurna\n\nlokasi: aula', 'Kapèhèn ⅓ "kutip" – é'])
      expect(prose(text)).toBe(text);
  });

  test('nothing invisible is left, and cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(prose(text)).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(prose(prose(text))).toBe(prose(text));
      }),
      SEED,
    );
  });

  test('a line has no line break', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(line(text)).not.toMatch(/[\n\r\t]/);
        expect(line(line(text))).toBe(line(text));
      }),
      SEED,
    );
  });

  test('100,000 letters are cleaned in time: nothing backtracks', () => {
    expect(line(`a${' \u200b'.repeat(50_000)}b`)).toBe('a b');
  });
});
