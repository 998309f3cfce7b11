import { Fault } from '../../../agent/domain/fault.ts';
import type { Secret } from '../../../agent/domain/secret.ts';
import type { Log } from '../../../agent/ports/log.ts';
import { NotApiError } from './routeros-decoder.ts';
import { type DriverConnector, dial, listen, unmatchedReplies } from './routeros-driver.ts';
import {
  type Disconnect,
  disconnectFault,
  disconnectOf,
  type Effect,
  loginFault,
  refusesLogin,
  type Trap,
  trapFault,
} from './routeros-fault.ts';
import { type Row, rowOf } from './routeros-row.ts';
import type { Sentence } from './routeros-sentence.ts';

/** Where a session connects, and its deadline. `tls`: options of `tls.connect`, undefined for the plain API. */
export interface SessionOptions {
  readonly router: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: Secret;
  readonly tls: object | undefined;
  /** Milliseconds for connect and login together, and again for each command. */
  readonly deadlineMs: number;
  readonly log: Log;
}

interface Pending {
  readonly effect: Effect;
  readonly traps: Trap[];
  /** Takes one `!re`; returns how many have come. */
  take(row: Sentence): number;
  /** Stops the deadline and the listening. */
  stop(): void;
  resolve(): void;
  reject(fault: Error): void;
}

/** More rows than any table that we read. An endless answer must not fill the memory within its deadline. */
const MAX_ROWS = 100_000;

/**
 * Connects and logs in within the deadline. Throws Fault `router/unreachable`, `router/refused-login`,
 * `router/no-permission` or `router/bad-reply`; the socket is then closed.
 */
export async function openSession(options: SessionOptions): Promise<RouterOsSession> {
  const session = new RouterOsSession(options);
  await session.login;
  return session;
}

/**
 * One connection to a router. The first doubt (deadline, close, error, `!fatal`, an answer that makes no sense) ends
 * it: every pending command is rejected, every later call throws `router/unreachable` or `router/bad-reply`. Never used
 * again after that. The socket is destroyed, since the driver's own close() waits for the router.
 */
export class RouterOsSession {
  readonly login: Promise<void>;
  /** Resolves when the connection has ended, by either side. */
  readonly over: Promise<void>;
  readonly #options: SessionOptions;
  readonly #connector: DriverConnector;
  readonly #pending = new Map<string, Pending>();
  #disconnected: Disconnect | undefined;
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
    connector.socket.prependListener('error', (error: Error) => this.#disconnect(disconnectOf(error)));
    connector.socket.on('close', () => this.#disconnect({ kind: 'lost', why: 'the router closed the connection' }));
    connector.socket.on('end', () => this.#disconnect({ kind: 'lost', why: 'the router closed the connection' }));
    this.login = this.#loggedIn(loggedIn);
  }

  /**
   * Sends one command and returns its `!re` rows. Throws the fault of a refusal, of a lost answer for this `effect`, or
   * of a session that has ended.
   */
  async run(words: readonly string[], effect: Effect): Promise<readonly Row[]> {
    return await this.runMapped(words, effect, (sentence) => rowOf(sentence.words()));
  }

  /** As `run`, but `make` turns each row into a value while its bytes are valid. */
  runMapped<T>(words: readonly string[], effect: Effect, make: (row: Sentence) => T): Promise<readonly T[]> {
    return new Promise((resolve, reject) => {
      // Nothing is sent after the end, so a write fails as a read would: without a doubt.
      if (this.#disconnected !== undefined) return reject(this.#disconnectedFault(undefined));
      const tag = String(++this.#lastTag);
      const stopTimer = this.#deadline(`no answer to ${words[0]}`);
      const stopListening = listen(this.#connector, tag, (reply) => this.#onReply(tag, reply));
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
        this.#drop(tag, command);
        if (cause instanceof RangeError)
          return reject(new Fault('router/bad-word', { field: words[0] ?? '' }, { cause }));
        this.#disconnect({ kind: 'lost', why: 'the connection is closed', cause });
        reject(this.#disconnectedFault(cause));
      }
    });
  }

  /** Ends the session because an answer made no sense. The caller throws the fault. */
  endForBadReply(why: string): void {
    this.#disconnect({ kind: 'garbage', why });
  }

  close(): void {
    this.#disconnect({ kind: 'lost', why: 'the session is closed' });
  }

  async #loggedIn(loggedIn: Promise<unknown>): Promise<void> {
    const stopTimer = this.#deadline('no answer to connect and login');
    try {
      await Promise.race([loggedIn, this.over]);
    } catch (error) {
      // The reason for the end says more than the driver's error, which lost its text.
      if (this.#disconnected !== undefined && !refusesLogin(error)) throw this.#disconnectedFault(error);
      this.#disconnect({ kind: 'lost', why: 'the login failed', cause: error });
      throw loginFault(error);
    } finally {
      stopTimer();
    }
    if (this.#disconnected !== undefined) throw this.#disconnectedFault(undefined);
  }

  #disconnectedFault(cause: unknown): Error {
    return disconnectFault(
      this.#options.router,
      this.#disconnected ?? { kind: 'lost', why: 'the connection is closed', cause },
      'read',
    );
  }

  #onReply(tag: string, sentence: Sentence): void {
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
        this.#drop(tag, command);
        if (command.traps.length > 0) command.reject(trapFault(command.traps));
        else command.resolve();
        return;
      default:
        throw new NotApiError(`unknown reply ${sentence.reply}`);
    }
  }

  #disconnect(reason: Disconnect): void {
    if (this.#disconnected !== undefined) return;
    this.#disconnected = reason;
    this.#connector.socket.destroy();
    for (const [tag, command] of this.#pending) {
      this.#drop(tag, command);
      // A refusal that has arrived counts, even when its `!done` never came.
      if (command.traps.length > 0) command.reject(trapFault(command.traps));
      else command.reject(disconnectFault(this.#options.router, reason, command.effect));
    }
    const unmatched = unmatchedReplies(this.#connector);
    if (unmatched > 0)
      this.#options.log.warn(
        { router: this.#options.router, stray: unmatched },
        'router answered tags that nobody asked',
      );
    this.#ended();
  }

  #drop(tag: string, command: Pending): void {
    command.stop();
    this.#pending.delete(tag);
  }

  #deadline(why: string): () => void {
    const { deadlineMs } = this.#options;
    const timer = setTimeout(
      () => this.#disconnect({ kind: 'lost', why: `${why} within ${deadlineMs} ms` }),
      deadlineMs,
    );
    return () => clearTimeout(timer);
  }
}
