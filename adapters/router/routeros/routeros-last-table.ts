import { marked, type ObservedQueue, ownerOf } from '../../../agent/shaping/queue.ts';
import { Sentence } from './routeros-sentence.ts';
import { rowOf } from './routeros-row.ts';
import { observedQueue } from './routeros-queue-row.ts';

/** A row as it came, and what it was read as. */
interface KnownRow {
  readonly content: Buffer;
  readonly queue: ObservedQueue;
}

/**
 * The table as it was read last, from visit to visit. A row that comes byte for byte as before at its place is the same
 * object again, without being read, and a table of only such rows is the same list: what was concluded from it still
 * holds.
 */
export class LastTable {
  #rows: readonly KnownRow[] = [];
  #queues: readonly ObservedQueue[] = [];

  /**
   * Makes the rows of one reply, in the order in which they come: known ones at once, the others when `read` is asked.
   */
  taking(): (row: Sentence) => KnownRow | Buffer {
    let place = 0;
    return (row) => {
      const known = this.#rows[place++];
      return known !== undefined && row.hasContent(known.content) ? known : row.content();
    };
  }

  /** Comments that carry this owner's mark: as they were, and as we write it. */
  comments(owner: string): readonly string[] {
    const found = this.#queues.flatMap(({ comment }) => (ownerOf(comment) === owner ? [comment] : []));
    return [...new Set([marked('', owner), ...found])];
  }

  /** The queue at its place of the last table; -1 when it was not there. */
  placed(queue: ObservedQueue): ObservedQueue {
    const there = this.#queues.find(({ id, name }) => id === queue.id && name === queue.name);
    return { ...queue, position: there?.position ?? -1 };
  }

  /**
   * A whole reply as queues. Throws Fault `router/bad-reply` naming place and property; then the table before stays the
   * last one.
   */
  read(rows: readonly (KnownRow | Buffer)[]): readonly ObservedQueue[] {
    if (rows.length === this.#rows.length && rows.every((row, place) => row === this.#rows[place])) return this.#queues;
    const read = rows.map((row, place) => (Buffer.isBuffer(row) ? { content: row, queue: queueOf(row, place) } : row));
    this.#rows = read;
    this.#queues = read.map(({ queue }) => queue);
    return this.#queues;
  }
}

function queueOf(content: Buffer, place: number): ObservedQueue {
  return observedQueue(rowOf(new Sentence(content).words()), place);
}
