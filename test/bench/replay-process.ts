import { createServer, type AddressInfo, type Socket } from 'node:net';
import { encodeSentence, type Sentence, SentenceReader } from '../lab/router/routeros-words.ts';
import { follow } from './led-child.ts';
import { replayRows, ReplayReplies, type ReplayRow } from './replay-table.ts';

/**
 * A router that does nothing but answer: what it says was encoded before, so that a bench measures clients and not
 * this.
 */
class ReplayRouter {
  readonly rows: ReplayRow[];
  readonly replies: ReplayReplies;
  /** Mutating sentences, by the name of the queue they meant. */
  readonly writes: string[] = [];
  /**
   * ms from the reply to the last read of the table, whole or by name, to the write that followed in the same session.
   */
  readonly windows: number[] = [];

  constructor(lines: number) {
    this.rows = [...replayRows(lines)];
    this.replies = new ReplayReplies(this.rows);
  }

  serve(socket: Socket): void {
    const reader = new SentenceReader();
    let readAt = performance.now();
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const sentence of reader.push(chunk)) {
        if (isWrite(sentence)) this.windows.push(performance.now() - readAt);
        socket.write(this.answer(sentence));
        if (sentence[0] === '/queue/simple/print') readAt = performance.now();
      }
    });
  }

  answer(sentence: Sentence): Buffer {
    const tag = wordOf(sentence, '.tag=');
    const end = tag === undefined ? [] : [`.tag=${tag}`];
    const say = (...sentences: readonly string[][]): Buffer =>
      Buffer.concat(sentences.map((words) => encodeSentence([...words, ...end])));
    const done = ['!done'];
    switch (sentence[0]) {
      case '/queue/simple/print': {
        return this.replies.of(wordOf(sentence, '=.proplist=') ?? '', tag, this.#placesOf(sentence));
      }
      case '/queue/simple/add':
        return say(['!done', `=ret=${this.#add(sentence)}`]);
      case '/queue/simple/set':
        this.#set(sentence);
        return say(done);
      case '/system/identity/print':
        return say(['!re', '=name=REPLAY'], done);
      case '/system/resource/print':
        return say(['!re', '=version=7.16.2 (stable)'], done);
      default:
        return say(done);
    }
  }

  /** As an administrator would, past every client. */
  edit(at: number, key: string, value: string): string {
    const row = this.rows[at]!;
    row.set(key, value);
    return row.get('name') ?? '';
  }

  #add(sentence: Sentence): string {
    const id = `*${(this.rows.length + 1).toString(16).toUpperCase()}`;
    const row: ReplayRow = new Map(this.rows.at(-1));
    row.set('.id', id);
    for (const [key, value] of attributes(sentence)) row.set(key, value);
    this.rows.push(row);
    this.writes.push(row.get('name') ?? '');
    this.replies.changed([this.rows.length - 1]);
    return id;
  }

  /** Where the rows are that show any of what was asked for; undefined: nothing was, so all. */
  #placesOf(sentence: Sentence): readonly number[] | undefined {
    const asked = sentence.flatMap((word) => /^\?(name|comment)=(.*)$/.exec(word)?.slice(1, 3) ?? []);
    if (asked.length === 0) return undefined;
    return this.rows.flatMap((row, at) =>
      asked.some((value, i) => i % 2 === 1 && row.get(asked[i - 1] ?? '') === value) ? [at] : [],
    );
  }

  #set(sentence: Sentence): void {
    const [id, name] = [wordOf(sentence, '=.id='), wordOf(sentence, '=numbers=')];
    const at = this.rows.findIndex((row) => (id === undefined ? row.get('name') === name : row.get('.id') === id));
    for (const [key, value] of attributes(sentence)) if (key !== 'numbers') this.edit(at, key, value);
    this.writes.push(this.rows[at]!.get('name') ?? '');
    this.replies.changed([at]);
  }
}

function isWrite(sentence: Sentence): boolean {
  return sentence[0] === '/queue/simple/add' || sentence[0] === '/queue/simple/set';
}

function wordOf(sentence: Sentence, start: string): string | undefined {
  return sentence.find((word) => word.startsWith(start))?.slice(start.length);
}

function attributes(sentence: Sentence): readonly (readonly [string, string])[] {
  return sentence
    .filter((word) => word.startsWith('=') && !word.startsWith('=.'))
    .map((word) => {
      const equals = word.indexOf('=', 1);
      return [word.slice(1, equals), word.slice(equals + 1)];
    });
}

let router = new ReplayRouter(0);
const server = createServer({ noDelay: true }, (socket) => router.serve(socket));

const calls = {
  /** Opens on a port of loopback with this many lines below a pool. */
  open: async (lines: number): Promise<number> => {
    router = new ReplayRouter(lines);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  },
  /** Halves the limit of every `step`th queue by hand; gives their names. */
  edit: (step: number): readonly string[] => {
    const places = router.rows.flatMap((_, at) => (at % step === step - 1 ? [at] : []));
    const names = places.map((at) => router.edit(at, 'max-limit', '5000000/10000000'));
    router.replies.changed(places);
    return names;
  },
  writes: (): readonly string[] => router.writes.splice(0),
  windows: (): readonly number[] => router.windows.splice(0),
};
export type ReplayCalls = typeof calls;

follow(calls, () => void server.close());
