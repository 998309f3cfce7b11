import { lengthSize, Sentence, wordLength } from './routeros-sentence.ts';

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
const NOTHING = Buffer.alloc(0);

/**
 * Bytes of the RouterOS API, in any chunks, to whole sentences: words up to the zero word (API manual, "API words",
 * "API sentences"). Empty sentences are ignored, as the manual says. A delivered sentence is a view of the chunk.
 * `push` throws NotApiError at a length that no router sends, and lets through what `deliver` throws; after either the
 * decoder must not be used again.
 */
export class SentenceDecoder {
  readonly #deliver: (sentence: Sentence) => void;
  /** The begun sentence that waits for its end, and how far into it whole words were seen. */
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
 * Where the word that begins at `at` ends; beyond the bytes when it or its length is not all there. 0xF1 and above are
 * reserved.
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
