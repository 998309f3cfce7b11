import { describe, expect, test } from 'vitest';
import { encodeSentence } from '../../../adapters/router/routeros/routeros-encoder.ts';
import { Sentence } from '../../../adapters/router/routeros/routeros-sentence.ts';

const sentence = (...words: readonly string[]): Sentence => new Sentence(encodeSentence(words).subarray(0, -1));
const LONG = `=comment=${'x'.repeat(20_000)}`;

describe('a sentence', () => {
  test.each([
    ['at the end', ['!re', '=name=A', LONG, '.tag=17']],
    ['after the reply word', ['!re', '.tag=17', '=name=A', LONG]],
    ['in between', ['!re', '=name=A', '.tag=17', LONG]],
  ])('knows its tag %s, and its words without it', (_, words) => {
    const read = sentence(...words);
    expect([read.reply, read.tag, read.words()]).toEqual(['!re', '17', ['!re', '=name=A', LONG]]);
  });

  test('without a tag has none, whatever its words begin with', () => {
    const read = sentence('!re', '=.tag=1', '.ta', '.', '=x=.tag=2');
    expect([read.tag, read.words()]).toEqual([undefined, ['!re', '=.tag=1', '.ta', '.', '=x=.tag=2']]);
  });

  test('says the same whoever asked, wherever the tag stands', () => {
    const content = sentence('!re', '=name=A', '=rate=1', '.tag=4').content();
    const same = [
      sentence('!re', '=name=A', '=rate=1', '.tag=4'),
      sentence('!re', '=name=A', '=rate=1', '.tag=12345'),
      sentence('!re', '.tag=9', '=name=A', '=rate=1'),
      sentence('!re', '=name=A', '=rate=1'),
    ];
    expect(same.map((one) => one.hasContent(content))).toEqual([true, true, true, true]);
    const others = [
      sentence('!re', '=name=A', '=rate=2', '.tag=4'),
      sentence('!re', '=rate=1', '=name=A', '.tag=4'),
      sentence('!re', '.tag=4', '=name=B', '=rate=1'),
      sentence('!re', '=name=A', '.tag=4'),
      sentence('!re', '=name=A', '=rate=1', '=x=', '.tag=4'),
      sentence('!re', '=name=A', '=rate=1.tag=4'),
    ];
    expect(others.map((one) => one.hasContent(content))).toEqual([false, false, false, false, false, false]);
  });

  test('its content is a copy: the bytes it was read from may go', () => {
    const bytes = encodeSentence(['!re', '=name=A', '.tag=1']).subarray(0, -1);
    const content = new Sentence(bytes).content();
    bytes.fill(0x41);
    expect(new Sentence(content).words()).toEqual(['!re', '=name=A']);
  });

  test('reads UTF-8 word by word', () => {
    expect(sentence('!re', '=comment=Désa Ω', '=name=A').words()).toEqual(['!re', '=comment=Désa Ω', '=name=A']);
  });
});
