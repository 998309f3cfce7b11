import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { encodeSentence, type Sentence, SentenceReader } from '../test/lab/router/routeros-words.ts';

/** Where and as whom to log in. */
export interface RawLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly tls: ConnectionOptions | undefined;
}

/** A session that hides nothing of what the router said: words as they came, bytes as latin1. */
export interface RawSession {
  /** Every sentence of the answer, its last one included. Rejects when the connection ends before. */
  ask(words: Sentence): Promise<readonly Sentence[]>;
  close(): void;
}

const DEADLINE_MS = 20_000;

/** Connects and logs in as RouterOS 6.43 and newer want it. Rejects when refused or silent. */
export async function openRawSession({ host, port, user, password, tls }: RawLogin): Promise<RawSession> {
  const socket = tls === undefined ? connectTcp(port, host) : connectTls({ ...tls, host, port });
  const session = new Session(socket);
  await session.connected(tls === undefined ? 'connect' : 'secureConnect');
  const [answer] = await session.ask(['/login', `=name=${user}`, `=password=${password}`]);
  if (answer?.[0] === '!done' && answer.length === 1) return session;
  session.close();
  throw new Error(`the router refused the login: ${answer?.join(' ') ?? ''}`);
}

class Session implements RawSession {
  readonly #socket: Socket;
  readonly #reader = new SentenceReader();
  #got: Sentence[] = [];
  #hear: ((answer: readonly Sentence[]) => void) | undefined;
  #fail: (error: Error) => void = () => undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setTimeout(DEADLINE_MS, () => socket.destroy(new Error(`no answer within ${DEADLINE_MS} ms`)));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the router closed the connection')));
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  connected(event: 'connect' | 'secureConnect'): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#socket.once(event, resolve);
    });
  }

  ask(words: Sentence): Promise<readonly Sentence[]> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#hear = resolve;
      this.#socket.write(encodeSentence(words));
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    for (const sentence of this.#reader.push(chunk)) {
      this.#got.push(sentence);
      if (sentence[0] !== '!done' && sentence[0] !== '!fatal') continue;
      const answer = this.#got;
      this.#got = [];
      this.#hear?.(answer);
    }
  }
}
