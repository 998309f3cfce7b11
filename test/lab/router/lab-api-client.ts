import { connect, type Socket } from 'node:net';
import type { Address } from './routeros-server.ts';
import { encodeSentence, SentenceReader, type Sentence } from './routeros-words.ts';

/**
 * A bare API client for hand edits over the wire and for the lab's own tests: it hides nothing of what the router sent.
 */
export class LabApiClient {
  readonly #socket: Socket;
  readonly #reader = new SentenceReader();
  readonly #got: Sentence[] = [];
  #wake: () => void = () => undefined;
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.#got.push(...this.#reader.push(chunk));
      this.#wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  /** Connects without a login. Rejects when refused. */
  static async connect(address: Address): Promise<LabApiClient> {
    const socket = connect(address.port, address.host);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new LabApiClient(socket);
  }

  /** Connects and logs in the 6.43 way. Rejects when the router refuses. */
  static async login(address: Address, name: string, password: string): Promise<LabApiClient> {
    const client = await LabApiClient.connect(address);
    const answer = await client.talk('/login', `=name=${name}`, `=password=${password}`);
    if (answer.length !== 1 || answer[0]?.[0] !== '!done') throw new Error(`no login: ${answer.flat().join(' ')}`);
    return client;
  }

  send(...words: string[]): void {
    this.#socket.write(encodeSentence(words));
  }

  /** Raw bytes, for tests of the server's decoder. */
  sendBytes(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  /** Sends a sentence and gathers replies through the next `!done`, or `!fatal`, or the end of the connection. */
  async talk(...words: string[]): Promise<Sentence[]> {
    this.send(...words);
    return this.replies();
  }

  /** Replies through the next `!done` or `!fatal`; what there is when the connection ended. */
  async replies(): Promise<Sentence[]> {
    for (;;) {
      const end = this.#got.findIndex((sentence) => sentence[0] === '!done' || sentence[0] === '!fatal');
      if (end >= 0) return this.#got.splice(0, end + 1);
      if (this.#closed) return this.#got.splice(0);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Settles when the other side has closed. */
  async ended(): Promise<void> {
    while (!this.#closed) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** Attributes of one reply sentence. */
export function attributesOf(sentence: Sentence): Readonly<Record<string, string>> {
  const entries = sentence.filter((word) => word.startsWith('=')).map((word) => word.slice(1).split('='));
  return Object.fromEntries(entries.map(([name = '', ...rest]) => [name, rest.join('=')]));
}
