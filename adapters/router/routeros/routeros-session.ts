import { Fault } from '../../../agent/domain/fault.ts';
import type { Secret } from '../../../agent/domain/secret.ts';
import type { Log } from '../../../agent/ports/log.ts';
import { NotApiError } from './routeros-decoder.ts';
import { type ConnectorInside, dial, listen, straysOf } from './routeros-driver.ts';
import {
  type Death,
  deathFault,
  deathOf,
  type Effect,
  loginFault,
  refusesLogin,
  type Trap,
  trapFault,
} from './routeros-fault.ts';
import { type Row, rowOf } from './routeros-row.ts';
import type { Sentence } from './routeros-sentence.ts';

export interface SessionOptions {
  readonly router: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: Secret;
  readonly tls: object | undefined;
  /** For connect and login together, and for each command. */
  readonly deadlineMs: number;
  readonly log: Log;
}

interface Pending {
  readonly effect: Effect;
  readonly traps: Trap[];
  /** Takes one `!re`; how many there are now. */
  take(row: Sentence): number;
  /** Stops timer and listening. */
  stop(): void;
  resolve(): void;
  reject(fault: Error): void;
}

/** No table that we read comes near; an endless answer must not fill the memory within its deadline. */
const MAX_ROWS = 100_000;

/**
 * Connects and logs in within the deadline. Throws Fault `router/unreachable`, `router/refused-login`,
 * `router/no-permission` or `router/bad-reply`; the socket is then gone.
 */
export async function openSession(options: SessionOptions): Promise<RouterOsSession> {
  const session = new RouterOsSession(options);
  await session.login;
  return session;
}

/**
 * One connection. The first doubt (deadline, close, error, `!fatal`, nonsense) ends it: everything pending is rejected
 * and each later call throws `router/unreachable` or `router/bad-reply`. It is never used again and is ended by
 * destroying the socket, since the driver's own close() waits for the peer.
 */
export class RouterOsSession {
  readonly login: Promise<void>;
  /** Settles when the connection is over, whoever ended it. */
  readonly over: Promise<void>;
  readonly #options: SessionOptions;
  readonly #connector: ConnectorInside;
  readonly #pending = new Map<string, Pending>();
  #death: Death | undefined;
  #lastTag = 0;
  #ended: () => void = () => undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.over = new Promise((resolve) => {
      this.#ended = resolve;
    });
    const { host, port, user, password, tls, deadlineMs } = options;
    const idleSeconds = Math.ceil(deadlineMs / 1000) * 4 + 10;
    const { connector, loggedIn } = dial({ host, port, user, password: password.reveal(), tls, idleSeconds });
    this.#connector = connector;
    connector.socket.setNoDelay(true);
    connector.socket.prependListener('error', (error: Error) => this.#die(deathOf(error)));
    connector.socket.on('close', () => this.#die({ kind: 'lost', why: 'the router closed the connection' }));
    connector.socket.on('end', () => this.#die({ kind: 'lost', why: 'the router closed the connection' }));
    this.login = this.#loggedIn(loggedIn);
  }

  /**
   * Sends one command and resolves with its `!re` rows. Throws what a refusal, a doubt or a dead session means for this
   * effect.
   */
  async talk(words: readonly string[], effect: Effect): Promise<readonly Row[]> {
    return await this.gather(words, effect, (sentence) => rowOf(sentence.words()));
  }

  /** As `talk`, with each row made by `make` while its bytes are there. */
  gather<T>(words: readonly string[], effect: Effect, make: (row: Sentence) => T): Promise<readonly T[]> {
    return new Promise((resolve, reject) => {
      // Nothing is sent on a dead session, so even a write fails without a doubt.
      if (this.#death !== undefined) return reject(this.#deadFault(undefined));
      const tag = String(++this.#lastTag);
      const stopTimer = this.#deadline(`no answer to ${words[0]}`);
      const stopListening = listen(this.#connector, tag, (reply) => this.#hear(tag, reply));
      const made: T[] = [];
      const command: Pending = {
        effect,
        traps: [],
        take: (row) => made.push(make(row)),
        stop() {
          stopTimer();
          stopListening();
        },
        resolve: () => resolve(made),
        reject,
      };
      this.#pending.set(tag, command);
      try {
        this.#connector.write([...words, `.tag=${tag}`]);
      } catch (cause) {
        this.#forget(tag, command);
        if (cause instanceof RangeError)
          return reject(new Fault('router/bad-word', { field: words[0] ?? '' }, { cause }));
        this.#die({ kind: 'lost', why: 'the connection is closed', cause });
        reject(this.#deadFault(cause));
      }
    });
  }

  /** Ends the session because an answer made no sense; the fault is the caller's. */
  distrust(why: string): void {
    this.#die({ kind: 'garbage', why });
  }

  close(): void {
    this.#die({ kind: 'lost', why: 'the session is closed' });
  }

  async #loggedIn(loggedIn: Promise<unknown>): Promise<void> {
    const stopTimer = this.#deadline('no answer to connect and login');
    try {
      await Promise.race([loggedIn, this.over]);
    } catch (error) {
      // What ended the connection says more than the driver's error, which lost its text.
      if (this.#death !== undefined && !refusesLogin(error)) throw this.#deadFault(error);
      this.#die({ kind: 'lost', why: 'the login failed', cause: error });
      throw loginFault(error);
    } finally {
      stopTimer();
    }
    if (this.#death !== undefined) throw this.#deadFault(undefined);
  }

  #deadFault(cause: unknown): Error {
    return deathFault(
      this.#options.router,
      this.#death ?? { kind: 'lost', why: 'the connection is closed', cause },
      'read',
    );
  }

  #hear(tag: string, sentence: Sentence): void {
    const command = this.#pending.get(tag);
    if (command === undefined) return;
    switch (sentence.reply) {
      case '!re':
        if (command.take(sentence) > MAX_ROWS) throw new NotApiError(`more than ${MAX_ROWS} rows`);
        return;
      case '!trap':
        command.traps.push({ message: rowOf(sentence.words())['message'] ?? '' });
        return;
      case '!done':
        this.#forget(tag, command);
        if (command.traps.length > 0) command.reject(trapFault(command.traps));
        else command.resolve();
        return;
      default:
        throw new NotApiError(`unknown reply ${sentence.reply}`);
    }
  }

  #die(death: Death): void {
    if (this.#death !== undefined) return;
    this.#death = death;
    this.#connector.socket.destroy();
    for (const [tag, command] of this.#pending) {
      this.#forget(tag, command);
      // A refusal that was already said stands, even when its `!done` never came.
      if (command.traps.length > 0) command.reject(trapFault(command.traps));
      else command.reject(deathFault(this.#options.router, death, command.effect));
    }
    const stray = straysOf(this.#connector);
    if (stray > 0)
      this.#options.log.warn({ router: this.#options.router, stray }, 'router answered tags that nobody asked');
    this.#ended();
  }

  #forget(tag: string, command: Pending): void {
    command.stop();
    this.#pending.delete(tag);
  }

  #deadline(why: string): () => void {
    const { deadlineMs } = this.#options;
    const timer = setTimeout(() => this.#die({ kind: 'lost', why: `${why} within ${deadlineMs} ms` }), deadlineMs);
    return () => clearTimeout(timer);
  }
}
