import { lengthSize, Sentence, wordLength } from './routeros-sentence.ts';

/** Thrown for bytes or replies that no RouterOS API service sends. The connection must then be destroyed. */
export class NotApiError extends Error {
  override readonly name = 'NotApiError';
}

/**
 * Thrown when the router ended the session with `!fatal`; the message is its reason. RouterOS API manual, "Reply word".
 */
export class SaidFatalError extends Error {
  override readonly name = 'SaidFatalError';
}

/** Limits in bytes. The largest row we ask for has about 6 KB (128 targets). */
const MAX_WORD_BYTES = 0x4_0000;
const MAX_SENTENCE_BYTES = 0x10_0000;
const NOTHING = Buffer.alloc(0);

/**
 * Splits the byte stream of the RouterOS API into sentences, whatever the chunks (API manual, "API words" and "API
 * sentences"). A sentence is all words up to the zero word. Empty sentences are ignored, as the manual says.
 * `deliver` gets each sentence without its zero word; its bytes are a view of the chunk, valid only during the call.
 * `push` throws NotApiError for a length that no router sends, and rethrows what `deliver` throws. After either, do not
 * use the decoder again.
 */
export class SentenceDecoder {
  readonly #deliver: (sentence: Sentence) => void;
  /** Bytes of a sentence whose end has not arrived, and how many of them are whole words. */
  #rest: Buffer = NOTHING;
  #seen = 0;

  constructor(deliver: (sentence: Sentence) => void) {
    this.#deliver = deliver;
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    let at = this.#seen;
    while (at < bytes.length) {
      const next = wordEnd(bytes, at);
      if (next - start > MAX_SENTENCE_BYTES) throw new NotApiError(`a sentence of ${next - start} bytes`);
      if (next > bytes.length) break;
      if (wordLength(bytes, at) === 0) {
        if (at > start) this.#deliver(new Sentence(bytes.subarray(start, at)));
        start = next;
      }
      at = next;
    }
    this.#rest = bytes.subarray(start);
    this.#seen = at - start;
  }
}

/**
 * Offset after the word that begins at `at`. Lies beyond `bytes` when the word, or its length, is not complete. Throws
 * NotApiError for a first byte above 0xF0 (reserved control bytes) and for a word above the limit.
 */
function wordEnd(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first > 0xf0) throw new NotApiError(`control byte 0x${first.toString(16)}`);
  const start = at + lengthSize(first);
  if (start > bytes.length) return start;
  const length = wordLength(bytes, at);
  if (length > MAX_WORD_BYTES) throw new NotApiError(`a word of ${length} bytes`);
  return start + length;
}
