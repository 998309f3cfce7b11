import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ControlByte, encodeLength, encodeSentence, SentenceReader } from './routeros-words.ts';

describe('API words', () => {
  it.each([
    [0x00, '00'],
    [0x7f, '7f'],
    [0x80, '8080'],
    [0x3fff, 'bfff'],
    [0x4000, 'c04000'],
    [0x1fffff, 'dfffff'],
    [0x200000, 'e0200000'],
    [0xfffffff, 'efffffff'],
    [0x10000000, 'f010000000'],
  ])('length %i is %s', (length, hex) => {
    expect(encodeLength(length).toString('hex')).toBe(hex);
  });

  it('survive any cut of the byte stream', () => {
    const word = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
        fc.integer({ min: 1, max: 40 }),
        (sentences, size) => {
          const bytes = Buffer.concat(sentences.map(encodeSentence));
          const reader = new SentenceReader();
          const got = [];
          for (let at = 0; at < bytes.length; at += size) got.push(...reader.push(bytes.subarray(at, at + size)));
          expect(got).toEqual(sentences);
        },
      ),
      { seed: 20260504, numRuns: 60 },
    );
  });

  it('leave out empty sentences and stop at a control byte', () => {
    expect(new SentenceReader().push(Buffer.from([0, 0, 1, 65, 0]))).toEqual([['A']]);
    expect(() => new SentenceReader().push(Buffer.from([0xf8]))).toThrow(ControlByte);
  });
});
