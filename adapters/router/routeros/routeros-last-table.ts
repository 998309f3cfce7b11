import { marked, type ObservedQueue, ownerOf } from '../../../agent/shaping/queue.ts';
import { Sentence } from './routeros-sentence.ts';
import { rowOf } from './routeros-row.ts';
import { observedQueue } from './routeros-queue-row.ts';

/** The bytes of a row, and the queue that they were read as. */
interface KnownRow {
  readonly content: Buffer;
  readonly queue: ObservedQueue;
}

/**
 * Remembers /queue/simple between visits, so that an unchanged row is not parsed again. A row with the same bytes at
 * the same place gives the same object, and a table of only such rows the same list: callers may keep what they
 * computed from it.
 */
export class LastTable {
  #rows: readonly KnownRow[] = [];
  #queues: readonly ObservedQueue[] = [];

  /**
   * Returns a function to be called with each row of one reply, in order. It gives the known row when the bytes are
   * equal, else a copy of the bytes for `read` to parse.
   */
  taking(): (row: Sentence) => KnownRow | Buffer {
    let place = 0;
    return (row) => {
      const known = this.#rows[place++];
      return known !== undefined && row.hasContent(known.content) ? known : row.content();
    };
  }

  /** Comments under which the owner's mark may stand: as last read, and as we would write it alone. */
  comments(owner: string): readonly string[] {
    const found = this.#queues.flatMap(({ comment }) => (ownerOf(comment) === owner ? [comment] : []));
    return [...new Set([marked('', owner), ...found])];
  }

  /** The queue with its position in the last table; -1 when it was not there. */
  placed(queue: ObservedQueue): ObservedQueue {
    const there = this.#queues.find(({ id, name }) => id === queue.id && name === queue.name);
    return { ...queue, position: there?.position ?? -1 };
  }

  /** Parses a whole reply, which is then the last table. */
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
