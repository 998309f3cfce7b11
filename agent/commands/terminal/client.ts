import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import type { BodyOf, DoneOf, OrderName } from '../../desk/act/order.ts';
import { Fault, type FaultCode } from '../../domain/fault.ts';
import type { Facts } from '../../domain/finding.ts';
import type { AnswerOf, AskedOf, QuestionName } from '../../views/questions.ts';

/** The local API of the daemon, as the commands use it. */
export interface Client {
  /** Asks a question. Changes nothing. */
  ask<N extends QuestionName>(name: N, asked: AskedOf<N>): Promise<AnswerOf<N>>;
  /** Sends an order. */
  order<N extends OrderName>(name: N, body: BodyOf<N>): Promise<DoneOf<N>>;
}

const TIMEOUT_MS = 60_000;
const VERSION_HEADER = 'x-bwagent-version';
/** Largest body that the daemon reads, bytes. */
const BODY_LIMIT = 256 * 1024;

/**
 * Makes a client of the daemon behind a Unix socket. Its calls throw the daemon's own Fault, `daemon/away` if no daemon
 * answers, `daemon/other-version`, or `daemon/bad-answer`.
 * @param timeoutMs longest silence of the daemon, ms.
 */
export function openClient(socket: string, version: string, timeoutMs: number = TIMEOUT_MS): Client {
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    if (sent !== undefined && Buffer.byteLength(sent) > BODY_LIMIT)
      throw new Fault('order/bad-body', { field: 'body', why: 'too-long' });
    const headers = {
      [VERSION_HEADER]: version,
      ...(sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
    };
    try {
      const answer = await answerTo({ path: socket, timeout: timeoutMs }, { method, path, headers }, sent);
      const daemon = [answer.headers[VERSION_HEADER]].flat()[0] ?? '';
      if (daemon !== version) throw new Fault('daemon/other-version', { daemon, command: version });
      return unwrapped(answer.status, answer.text);
    } catch (error) {
      throw error instanceof Fault ? error : new Fault('daemon/away', { socket, why: codeOf(error) }, { cause: error });
    }
  };
  return {
    ask: async <N extends QuestionName>(name: N, asked: AskedOf<N>) =>
      (await call('GET', `/ask/${name}?q=${encodeURIComponent(JSON.stringify(asked))}`)) as AnswerOf<N>,
    order: async <N extends OrderName>(name: N, body: BodyOf<N>) =>
      (await call('POST', `/order/${name}`, body)) as DoneOf<N>,
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Sends one request on a connection of its own. Rejects if the connection fails or breaks, and with ETIMEDOUT if
 * nothing arrives for `timeout` ms, before the answer or inside it.
 */
async function answerTo(
  { path: socketPath, timeout }: { readonly path: string; readonly timeout: number },
  options: RequestOptions,
  body: string | undefined,
): Promise<Answer> {
  // Loaded here, so that help and a wrong command line do not load them.
  const [{ request }, { connect }] = await Promise.all([import('node:http'), import('node:net')]);
  return await new Promise((resolve, reject) => {
    const wire = connect({ path: socketPath, timeout });
    // A connection handed over needs no agent, which would first work out a TLS server name.
    const sending = request({ ...options, createConnection: () => wire }, (answer) => {
      const { statusCode: status = 0, headers } = answer;
      textOf(answer).then((text) => resolve({ status, headers, text }), reject);
    });
    sending.on('error', reject);
    wire.on('timeout', () => {
      reject(Object.assign(new Error(`no answer for ${timeout} ms`), { code: 'ETIMEDOUT' }));
      sending.destroy();
    });
    sending.end(body);
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  answer.setEncoding('utf8');
  let text = '';
  for await (const piece of answer) text += String(piece);
  return text;
}

/** Returns the body of a 2xx answer. Any other status is the daemon's Fault. */
function unwrapped(status: number, text: string): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Fault('daemon/bad-answer', {}, { cause: error });
  }
  if (status >= 200 && status < 300) return parsed;
  throw isFault(parsed) ? new Fault(parsed.code, parsed.facts) : new Fault('daemon/bad-answer');
}

/**
 * Whether the value is a fault. Its code is not checked against the known codes, because command and daemon have the
 * same version.
 */
function isFault(value: unknown): value is { readonly code: FaultCode; readonly facts: Facts } {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('facts' in value)) return false;
  return typeof value.code === 'string' && typeof value.facts === 'object' && value.facts !== null;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
