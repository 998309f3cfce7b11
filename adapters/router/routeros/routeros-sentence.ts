const TAG = Buffer.from('.tag=', 'latin1');
const NOT_ASCII = /[\u0080-\u00ff]/;

/**
 * One received sentence, kept as bytes without the zero word. Words become strings only when asked for: most rows of a
 * table are the same as at the last read and are compared as bytes.
 */
export class Sentence {
  readonly #bytes: Buffer;
  /** Range of the tag's word, its length included. Empty, at the end of the bytes, when there is no tag. */
  readonly #tagFrom: number;
  readonly #tagUntil: number;
  readonly tag: string | undefined;

  /** @param bytes whole words, as the decoder delivers them; a view that must not be kept after the delivery. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#tagFrom = bytes.length;
    this.#tagUntil = bytes.length;
    for (let from = 0; from < bytes.length; ) {
      const start = from + lengthSize(bytes[from]);
      const end = start + wordLength(bytes, from);
      if (
        bytes[start] === TAG[0] &&
        bytes.compare(TAG, 0, TAG.length, start, Math.min(start + TAG.length, end)) === 0
      ) {
        this.#tagFrom = from;
        this.#tagUntil = end;
        this.tag = bytes.toString('latin1', start + TAG.length, end);
        return;
      }
      from = end;
    }
  }

  /** The first word: `!re`, `!done`, `!trap`. */
  get reply(): string {
    return this.#bytes.toString(
      'latin1',
      lengthSize(this.#bytes[0]),
      lengthSize(this.#bytes[0]) + wordLength(this.#bytes, 0),
    );
  }

  /** Every word except the tag, as UTF-8. */
  words(): string[] {
    const words: string[] = [];
    const bytes = this.#bytes;
    const text = bytes.toString('latin1');
    for (let from = 0; from < bytes.length; ) {
      const start = from + lengthSize(bytes[from]);
      const end = start + wordLength(bytes, from);
      if (from !== this.#tagFrom) words.push(utf8(text.slice(start, end)));
      from = end;
    }
    return words;
  }

  /** A copy of the bytes without the tag: equal for equal replies, whatever command asked. */
  content(): Buffer {
    return Buffer.concat([this.#bytes.subarray(0, this.#tagFrom), this.#bytes.subarray(this.#tagUntil)]);
  }

  /** Whether the bytes without the tag are equal to `content`. */
  hasContent(content: Buffer): boolean {
    const bytes = this.#bytes;
    const [from, until] = [this.#tagFrom, this.#tagUntil];
    if (content.length !== bytes.length - until + from) return false;
    return (
      bytes.compare(content, 0, from, 0, from) === 0 &&
      bytes.compare(content, from, content.length, until, bytes.length) === 0
    );
  }
}

/** Size of a word's length field, 1 to 5 bytes, from its first byte (RouterOS API manual, "API words"). */
export function lengthSize(first = 0): number {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 2;
  if (first < 0xe0) return 3;
  return first < 0xf0 ? 4 : 5;
}

/** The length field at `at`. All its bytes must be there. */
export function wordLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  const size = lengthSize(first);
  if (size === 5) return bytes.readUInt32BE(at + 1);
  return bytes.readUIntBE(at, size) % 2 ** (size * 7);
}

/** Decodes as UTF-8. Most words are ASCII, the same in latin1 and UTF-8, and need no second decoding. */
function utf8(latin1: string): string {
  return NOT_ASCII.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
}
