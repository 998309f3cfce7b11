/** Bytes or replies that cannot come from a RouterOS API service. Whoever meets it destroys the connection. */
export class NotApiError extends Error {
  override readonly name = 'NotApiError';
}

/** The router ended the session with `!fatal` and this reason. RouterOS API manual, "Reply word". */
export class SaidFatalError extends Error {
  override readonly name = 'SaidFatalError';
}

/** Far above any row we ask for (128 targets are 6 KB), far below what would hurt. */
const MAX_WORD_BYTES = 0x4_0000;
const MAX_SENTENCE_BYTES = 0x10_0000;

/**
 * Bytes of the RouterOS API, in any chunks, to whole sentences: words up to the zero word (API manual, "API words", "API sentences").
 * Empty sentences are ignored, as the manual says. Words are read as UTF-8. `push` throws NotApiError at a length that no router
 * sends, and lets through what `deliver` throws; after either the decoder must not be used again.
 */
export class SentenceDecoder {
  readonly #deliver: (words: readonly string[]) => void;
  #words: string[] = [];
  #sentenceBytes = 0;
  #length = 0;
  #lengthBytesToCome = 0;
  #word: Buffer | undefined;
  #filled = 0;

  constructor(deliver: (words: readonly string[]) => void) {
    this.#deliver = deliver;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#word === undefined) this.#readLength(chunk.readUInt8(at++));
      else at += this.#fill(this.#word, chunk, at);
    }
  }

  #readLength(byte: number): void {
    if (this.#lengthBytesToCome === 0) {
      const [start, more] = firstLengthByte(byte);
      this.#length = start;
      this.#lengthBytesToCome = more;
    } else {
      this.#length = this.#length * 0x100 + byte;
      this.#lengthBytesToCome -= 1;
    }
    if (this.#lengthBytesToCome === 0) this.#lengthKnown();
  }

  #lengthKnown(): void {
    if (this.#length === 0) {
      this.#endSentence();
      return;
    }
    this.#sentenceBytes += this.#length;
    if (this.#length > MAX_WORD_BYTES || this.#sentenceBytes > MAX_SENTENCE_BYTES) {
      throw new NotApiError(`a word of ${this.#length} bytes`);
    }
    this.#word = Buffer.allocUnsafe(this.#length);
    this.#filled = 0;
  }

  #fill(word: Buffer, chunk: Buffer, at: number): number {
    const taken = chunk.copy(word, this.#filled, at);
    this.#filled += taken;
    if (this.#filled === word.length) {
      this.#words.push(word.toString('utf8'));
      this.#word = undefined;
    }
    return taken;
  }

  #endSentence(): void {
    const words = this.#words;
    this.#words = [];
    this.#sentenceBytes = 0;
    if (words.length > 0) this.#deliver(words);
  }
}

/** What the first byte of a length says: its high bits of the number, and how many bytes follow. 0xF1 and above are reserved. */
function firstLengthByte(byte: number): readonly [start: number, more: number] {
  if (byte < 0x80) return [byte, 0];
  if (byte < 0xc0) return [byte & 0x3f, 1];
  if (byte < 0xe0) return [byte & 0x1f, 2];
  if (byte < 0xf0) return [byte & 0x0f, 3];
  if (byte === 0xf0) return [0, 4];
  throw new NotApiError(`control byte 0x${byte.toString(16)}`);
}
