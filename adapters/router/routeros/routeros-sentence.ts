const TAG = Buffer.from('.tag=', 'latin1');
const NOT_ASCII = /[\u0080-\u00ff]/;

/**
 * One sentence as its bytes: words with their lengths, without the zero word at the end. Words become strings only
 * where somebody reads them, since of a table read again every few minutes nearly every row says what it said before.
 */
export class Sentence {
  readonly #bytes: Buffer;
  /** From the length of the tag's word to its end; empty at the end of the sentence when it carries none. */
  readonly #tagFrom: number;
  readonly #tagUntil: number;
  readonly tag: string | undefined;

  /** @param bytes whole words, as the decoder has checked; a view that is not kept longer than the delivery. */
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

  /** Every word but the tag, read as UTF-8. */
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

  /** A copy of the bytes without the tag: what is said, whoever asked. */
  content(): Buffer {
    return Buffer.concat([this.#bytes.subarray(0, this.#tagFrom), this.#bytes.subarray(this.#tagUntil)]);
  }

  /** Whether this is the content, byte for byte. */
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

/**
 * Bytes of the length that begins with this one: 1 to 5 (RouterOS API manual, "API words"); undefined counts as one.
 */
export function lengthSize(first = 0): number {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 2;
  if (first < 0xe0) return 3;
  return first < 0xf0 ? 4 : 5;
}

/** The length written at `at`, whose bytes are all there. */
export function wordLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  const size = lengthSize(first);
  if (size === 5) return bytes.readUInt32BE(at + 1);
  return bytes.readUIntBE(at, size) % 2 ** (size * 7);
}

/** Nearly every word is ASCII, and is then the same text in both. */
function utf8(latin1: string): string {
  return NOT_ASCII.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
}
