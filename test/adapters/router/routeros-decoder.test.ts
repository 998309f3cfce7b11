import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotApiError, SentenceDecoder } from '../../../adapters/router/routeros/routeros-decoder.ts';
import { encodeSentence } from '../../../adapters/router/routeros/routeros-encoder.ts';

const SEED = 20_260_504;

/** Sentences that come out of these chunks. */
function decoded(...chunks: readonly Uint8Array[]): readonly (readonly string[])[] {
  const heard: (readonly string[])[] = [];
  const decoder = new SentenceDecoder((sentence) => {
    heard.push(sentence.tag === undefined ? sentence.words() : [...sentence.words(), `.tag=${sentence.tag}`]);
  });
  for (const chunk of chunks) decoder.push(Buffer.from(chunk));
  return heard;
}

const long = 'x'.repeat(300);
const bytes = Buffer.concat([
  encodeSentence(['!re', '=name=DINKES', `=comment=${long}`, '.tag=1']),
  encodeSentence(['!done', '.tag=1']),
]);
const sentences = [
  ['!re', '=name=DINKES', `=comment=${long}`, '.tag=1'],
  ['!done', '.tag=1'],
];

describe('the decoder', () => {
  test('gives the same sentences wherever the bytes are cut in two, inside a length or a word too', () => {
    for (let cut = 0; cut <= bytes.length; cut += 1)
      expect(decoded(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(sentences);
  });

  test('gives them byte by byte and in one burst', () => {
    expect(decoded(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(sentences);
    expect(decoded(bytes)).toEqual(sentences);
  });

  test('delivers a sentence with its zero word, not with what follows', () => {
    const heard: (readonly string[])[] = [];
    const decoder = new SentenceDecoder((sentence) => heard.push(sentence.words()));
    decoder.push(encodeSentence(['!done']).subarray(0, -1));
    expect(heard).toEqual([]);
    decoder.push(Buffer.of(0));
    expect(heard).toEqual([['!done']]);
  });

  test('reads what the encoder wrote, whatever the words and the chunks', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    const property = fc.property(
      fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { maxLength: 5 }),
      fc.array(fc.nat(30)),
      (all, cuts) => {
        const wire = Buffer.concat(all.map(encodeSentence));
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          chunks.push(wire.subarray(at, at + cut));
          at += cut;
        }
        expect(decoded(...chunks, wire.subarray(at))).toEqual(all);
      },
    );
    fc.assert(property, { seed: SEED, numRuns: 500 });
  });

  test.each([0x7f, 0x80, 0x3fff, 0x4000, 0x3_ffff])(
    'a word of %i bytes survives both edges of its length',
    (length) => {
      expect(decoded(encodeSentence(['a'.repeat(length)]))).toEqual([['a'.repeat(length)]]);
    },
  );

  test('ignores empty sentences, however many', () => {
    expect(decoded(Buffer.alloc(100_000), encodeSentence(['!done']))).toEqual([['!done']]);
  });

  test('reads UTF-8, and shows bytes that are none', () => {
    expect(decoded(encodeSentence(['=comment=Désa Ω']))).toEqual([['=comment=Désa Ω']]);
    expect(decoded(Buffer.of(2, 0x41, 0xff, 0))).toEqual([['A\ufffd']]);
  });

  test.each<[string, readonly number[]]>([
    ['a length of 4 GB', [0xf0, 0xff, 0xff, 0xff, 0xff]],
    ['a length of 256 MB', [0xef, 0xff, 0xff, 0xff]],
    ['a word just above the limit', [0xc4, 0x00, 0x01]],
    ['a reserved length byte', [0xf1]],
    ['a control byte', [0xf8]],
    ['0xff', [0xff]],
  ])('refuses %s without waiting for its bytes', (_, header) => {
    expect(() => decoded(Uint8Array.from(header))).toThrow(NotApiError);
  });

  test('refuses a sentence without an end', () => {
    const word = Buffer.concat([Buffer.of(0xc3, 0xff, 0xff), Buffer.alloc(0x3_ffff, 0x41)]);
    expect(() => decoded(word, word, word, word, word)).toThrow(NotApiError);
  });

  test('meets noise with sentences or a refusal, with nothing else', () => {
    const property = fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }), (chunks) => {
      try {
        for (const words of decoded(...chunks)) expect(words.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(NotApiError);
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 5_000 });
  });
});

describe('the encoder', () => {
  test('refuses an empty word, which would end the sentence', () => {
    expect(() => encodeSentence(['/queue/simple/add', '', '=name=x'])).toThrow(RangeError);
  });

  test('writes lengths as the manual says', () => {
    expect([...encodeSentence(['/a'])]).toEqual([2, 0x2f, 0x61, 0]);
    const heads = [0x80, 0x4000, 0x20_0000].map((length) => [...encodeSentence(['a'.repeat(length)]).subarray(0, 4)]);
    expect(heads).toEqual([
      [0x80, 0x80, 0x61, 0x61],
      [0xc0, 0x40, 0x00, 0x61],
      [0xe0, 0x20, 0x00, 0x00],
    ]);
  });
});
