import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import type * as Driver from 'node-routeros';
import { Fault } from '../../../agent/domain/fault.ts';
import { NotApiError, SaidFatalError, SentenceDecoder } from './routeros-decoder.ts';
import { encodeSentence } from './routeros-encoder.ts';
import type { Sentence } from './routeros-sentence.ts';

/** The only version of node-routeros that this file can patch. The README lists what is replaced and why. */
const PINNED = '1.6.9';

/** Private parts of node-routeros 1.6.9 that we use. `patchedDriver` checks that they are there. */
interface DriverReceiver {
  readonly socket: Socket;
  readonly tags: ReadonlyMap<string, { callback(words: string[]): void }>;
}

/** The driver's connection, as far as we use it. */
export interface DriverConnector {
  readonly socket: Socket;
  readonly receiver: object;
  write(words: readonly string[]): unknown;
  on(event: 'error', listener: () => void): unknown;
  destroy(): void;
}

/** Where to connect, and as whom. */
export interface DialOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Options of `tls.connect` in node:tls. undefined: the plain API. */
  readonly tls: object | undefined;
  /** Seconds without traffic after which the driver closes the connection. Must be above every deadline of ours. */
  readonly idleSeconds: number;
}

const load = createRequire(import.meta.url);
const decoders = new WeakMap<object, SentenceDecoder>();
const unmatched = new WeakMap<object, number>();
const listeners = new WeakMap<object, Map<string, (sentence: Sentence) => void>>();
let proven: typeof Driver | undefined;

/**
 * Loads node-routeros and replaces, once per process, how it reads and writes sentences. Then tries the replacement on
 * a receiver and a connector without a network. Throws Fault `bug` when the package does not load, has another version,
 * or fails the trial; then no router is opened.
 */
export function patchedDriver(found: string = installedVersion()): typeof Driver {
  if (found !== PINNED) throw new Fault('bug', { where: `node-routeros ${found} instead of ${PINNED}` });
  if (proven !== undefined) return proven;
  const driver = loadDriver();
  Object.assign(driver.Receiver.prototype, { processRawData });
  Object.assign(driver.Connector.prototype, { write: writeSentence });
  if (!readsSentences(driver) || !writesSentences(driver))
    throw new Fault('bug', { where: `node-routeros ${found} does not take our decoder` });
  proven = driver;
  return driver;
}

/**
 * Starts to connect and to log in; `loggedIn` settles with the result. The socket exists when this returns, so that the
 * caller can add listeners before the first event. Throws as `patchedDriver`.
 */
export function dial(options: DialOptions): {
  readonly connector: DriverConnector;
  readonly loggedIn: Promise<unknown>;
} {
  const { RouterOSAPI } = patchedDriver();
  const { idleSeconds: timeout, tls, ...rest } = options;
  const api = new RouterOSAPI({ ...rest, timeout, ...(tls === undefined ? {} : { tls }) });
  api.on('error', () => undefined);
  const ask = api.write.bind(api);
  // The driver's login rejects a promise that nobody can catch when more than one row arrives, which would end the
  // process.
  api.write = async (...words) => {
    const rows = await ask(...words);
    if (rows.length > 1) throw new NotApiError('rows in answer to login');
    return rows;
  };
  const loggedIn = api.connect();
  const { connector } = api as unknown as { readonly connector: DriverConnector };
  // The driver's destroy() removes its error listeners too; an error event after that would end the process.
  connector.destroy = () => void connector.socket.destroy();
  connector.on('error', () => undefined);
  return { connector, loggedIn };
}

/**
 * Calls `hear` with every sentence that carries this tag, until the returned function is called. All other sentences go
 * to the driver's own readers.
 */
export function listen({ receiver }: DriverConnector, tag: string, hear: (sentence: Sentence) => void): () => void {
  const mine = listeners.get(receiver) ?? new Map<string, (sentence: Sentence) => void>();
  listeners.set(receiver, mine.set(tag, hear));
  return () => void mine.delete(tag);
}

/** Number of replies on this connection whose tag nobody waited for. */
export function unmatchedReplies(connector: DriverConnector): number {
  return unmatched.get(connector.receiver) ?? 0;
}

function installedVersion(): string {
  const found = load('node-routeros/package.json') as { readonly version: string };
  return found.version;
}

/**
 * Loaded at the first visit, not at start: with ENV=testing in the environment the package requires another package
 * that it does not install.
 */
function loadDriver(): typeof Driver {
  try {
    return load('node-routeros') as typeof Driver;
  } catch (cause) {
    throw new Fault('bug', { where: 'node-routeros does not load' }, { cause });
  }
}

function processRawData(this: DriverReceiver, data: Buffer): void {
  const decoder = decoders.get(this) ?? new SentenceDecoder((sentence) => deliver(this, sentence));
  decoders.set(this, decoder);
  try {
    decoder.push(data);
  } catch (error) {
    const told = error instanceof NotApiError || error instanceof SaidFatalError;
    this.socket.destroy(
      told ? error : new NotApiError(error instanceof Error ? error.message : 'reader', { cause: error }),
    );
  }
}

function deliver(receiver: DriverReceiver, sentence: Sentence): void {
  if (receiver.socket.destroyed) return;
  const { reply, tag } = sentence;
  if (reply === '!fatal') throw new SaidFatalError(sentence.words().slice(1).join(' '));
  if (!reply.startsWith('!')) throw new NotApiError('a reply without its reply word');
  const hear = tag === undefined ? undefined : (listeners.get(receiver)?.get(tag) ?? readerOf(receiver, tag));
  if (hear === undefined) {
    unmatched.set(receiver, (unmatched.get(receiver) ?? 0) + 1);
    return;
  }
  // RouterOS 7.18 and later send `!empty` before the `!done` of an answer without rows. The driver throws on it.
  if (reply !== '!empty') hear(sentence);
}

/** The driver's own reader for a tag; it uses one for its login and takes words instead of a sentence. */
function readerOf(receiver: DriverReceiver, tag: string): ((sentence: Sentence) => void) | undefined {
  const reader = receiver.tags.get(tag);
  return reader && ((sentence) => reader.callback(sentence.words()));
}

/** Writes a sentence in one call: no delayed-ACK pause between words, and no `debug` print of the login words. */
function writeSentence(this: DriverConnector, words: readonly string[]): DriverConnector {
  if (!this.socket.writable) throw new NotApiError('the connection is closed');
  this.socket.write(encodeSentence(words));
  return this;
}

function readsSentences({ Receiver }: typeof Driver): boolean {
  const heard: string[][] = [];
  const receiver = new Receiver({ destroyed: false, destroy: () => heard.push(['destroyed']) } as unknown as Socket);
  receiver.read('t', (words) => heard.push(words));
  for (const sentence of [
    ['!empty', '.tag=t'],
    ['!re', '.tag=stray'],
    ['!done', '.tag=t', '=ret=*1'],
  ]) {
    for (const byte of encodeSentence(sentence)) receiver.processRawData(Buffer.of(byte));
  }
  return JSON.stringify(heard) === '[["!done","=ret=*1"]]';
}

function writesSentences({ Connector }: typeof Driver): boolean {
  const written: Buffer[] = [];
  const connector = new Connector({ host: '', port: 1 });
  Object.assign(connector, { socket: { writable: true, write: (bytes: Buffer) => written.push(bytes) } });
  connector.write(['/a', '=b=']);
  return Buffer.concat(written).toString('latin1') === '\u0002/a\u0003=b=\u0000' && written.length === 1;
}
