import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmless, harmlessJson, harmlessLines } from '../../../agent/commands/terminal/harmless.ts';
import { RAW } from '../../fakes/command-kit.ts';

const SEED = 20_260_504;

describe('agent/commands/harmless', () => {
  test.each([
    ['\u001b[31m', '\\u001b[31m'],
    ['\u001b]52;c;QUFB\u0007', '\\u001b]52;c;QUFB\\u0007'],
    ['\u009b2J', '\\u009b2J'],
    ['40\u202e001', '40\\u202e001'],
    ['1\u200b0\ufeff0', '1\\u200b0\\ufeff0'],
    ['a\rb\nc\td', 'a\\u000db\\u000ac\\u0009d'],
    ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['\u00ad\u061c\u180e', '\\u00ad\\u061c\\u180e'],
    ['\ud83d', '\\ud83d'],
    ['x\u{e0041}', 'x\\udb40\\udc41'],
    ['\u3164', '\\u3164'],
    ['Rumah Sakit é – “ya” 漢', 'Rumah Sakit é – “ya” 漢'],
  ])('%j is shown as %j', (text, shown) => expect(harmless(text)).toBe(shown));

  test('nothing raw is left of any text, and harmless text stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const shown = harmless(text);
        expect(shown).not.toMatch(RAW);
        expect(harmless(shown)).toBe(shown);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  test('JSON stays the same value', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
        const value: unknown = JSON.parse(text);
        const shown = harmlessJson(value);
        expect(shown.replaceAll('\n', '')).not.toMatch(RAW);
        expect(JSON.parse(shown)).toEqual(value);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  test('a further line is moved in, so that it cannot pass for one of ours', () => {
    expect(harmlessLines('satu\r\nCoba: rm -rf /\n\u001b[A', '  ')).toBe('satu\n  Coba: rm -rf /\n  \\u001b[A');
  });
});
