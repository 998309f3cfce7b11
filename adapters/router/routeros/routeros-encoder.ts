/**
 * Encodes one sentence: each word with its length, then the zero word (RouterOS API manual, "API words"). Throws
 * RangeError for an empty word: it would end the sentence, and the next word would start a new command.
 */
export function encodeSentence(words: readonly string[]): Buffer {
  const parts: Buffer[] = [];
  for (const word of words) {
    if (word === '') throw new RangeError('an empty word would end the sentence');
    const bytes = Buffer.from(word, 'utf8');
    parts.push(encodeLength(bytes.length), bytes);
  }
  parts.push(Buffer.of(0));
  return Buffer.concat(parts);
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  if (length < 0x4000) return bigEndian(length + 0x8000, 2);
  if (length < 0x20_0000) return bigEndian(length + 0xc0_0000, 3);
  if (length < 0x1000_0000) return bigEndian(length + 0xe000_0000, 4);
  return Buffer.concat([Buffer.of(0xf0), bigEndian(length, 4)]);
}

function bigEndian(value: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}
