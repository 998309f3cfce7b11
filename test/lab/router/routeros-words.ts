/**
 * One API sentence: its words, the closing empty word left out. Bytes are kept as latin1, RouterOS defines no encoding.
 */
export type Sentence = readonly string[];

/** Length prefix of a word, big endian, 1 to 5 bytes [DOC]. */
export function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x4000) return bytesOf(length + 0x8000, 2);
  if (length < 0x200000) return bytesOf(length + 0xc00000, 3);
  if (length < 0x10000000) return bytesOf(length + 0xe0000000, 4);
  return Buffer.concat([Buffer.from([0xf0]), bytesOf(length, 4)]);
}

function bytesOf(value: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  bytes.writeUIntBE(value, 0, count);
  return bytes;
}

/** Words with their lengths and the closing zero word. */
export function encodeSentence(words: Sentence): Buffer {
  const parts = words.flatMap((word) => {
    const bytes = Buffer.from(word, 'latin1');
    return [encodeLength(bytes.length), bytes];
  });
  return Buffer.concat([...parts, Buffer.from([0])]);
}

/** A length that uses a reserved control byte: the connection cannot go on [DOC]. */
export class ControlByte extends Error {
  constructor(byte: number) {
    super(`reserved control byte 0x${byte.toString(16)}`);
    this.name = 'ControlByte';
  }
}

/** Cuts a byte stream into sentences, wherever the segments end. Empty sentences are left out [DOC]. */
export class SentenceReader {
  #bytes = Buffer.alloc(0);
  #words: string[] = [];

  /** Sentences that are complete with this chunk. Throws ControlByte. */
  push(chunk: Buffer): Sentence[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const sentences: Sentence[] = [];
    for (let word = this.#nextWord(); word !== undefined; word = this.#nextWord()) {
      if (word !== '') this.#words.push(word);
      else if (this.#words.length > 0) {
        sentences.push(this.#words);
        this.#words = [];
      }
    }
    return sentences;
  }

  #nextWord(): string | undefined {
    const head = decodeLength(this.#bytes);
    if (!head || this.#bytes.length < head.size + head.length) return undefined;
    const word = this.#bytes.toString('latin1', head.size, head.size + head.length);
    this.#bytes = this.#bytes.subarray(head.size + head.length);
    return word;
  }
}

function decodeLength(bytes: Buffer): { size: number; length: number } | undefined {
  const first = bytes[0];
  if (first === undefined) return undefined;
  if (first >= 0xf8) throw new ControlByte(first);
  const size = sizeOfLength(first);
  if (bytes.length < size) return undefined;
  if (size === 5) return { size, length: bytes.readUInt32BE(1) };
  const mark = [0, 0, 0x8000, 0xc00000, 0xe0000000][size] ?? 0;
  return { size, length: bytes.readUIntBE(0, size) - mark };
}

function sizeOfLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 2;
  if (first < 0xe0) return 3;
  return first < 0xf0 ? 4 : 5;
}
