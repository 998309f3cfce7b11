import { Client as Http } from 'undici';
import type { BodyOf, DoneOf, OrderName } from '../../desk/act/order.ts';
import { Fault, type FaultCode } from '../../domain/fault.ts';
import type { Facts } from '../../domain/finding.ts';
import type { AnswerOf, AskedOf, QuestionName } from '../../views/questions.ts';

/** The daemon, as the commands see it. */
export interface Client {
  ask<N extends QuestionName>(name: N, asked: AskedOf<N>): Promise<AnswerOf<N>>;
  order<N extends OrderName>(name: N, body: BodyOf<N>): Promise<DoneOf<N>>;
}

const TIMEOUT_MS = 60_000;
const VERSION_HEADER = 'x-bwagent-version';
/** What the daemon reads at most, in bytes. */
const BODY_LIMIT = 256 * 1024;

/**
 * Talks to the daemon over its Unix socket. Throws the daemon's own Fault, `daemon/away` when nobody answers there, or
 * `daemon/other-version` and `daemon/bad-answer` for what is not our daemon's answer.
 */
export function openClient(socket: string, version: string, timeoutMs: number = TIMEOUT_MS): Client {
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    if (sent !== undefined && Buffer.byteLength(sent) > BODY_LIMIT)
      throw new Fault('order/bad-body', { field: 'body', why: 'too-long' });
    const http = new Http('http://bwagent', { socketPath: socket, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
    try {
      const headers = {
        [VERSION_HEADER]: version,
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const answer = await http.request({ method, path, headers, ...(sent === undefined ? {} : { body: sent }) });
      const text = await answer.body.text();
      const daemon = [answer.headers[VERSION_HEADER]].flat()[0] ?? '';
      if (daemon !== version) throw new Fault('daemon/other-version', { daemon, command: version });
      return unwrapped(answer.statusCode, text);
    } catch (error) {
      throw error instanceof Fault ? error : new Fault('daemon/away', { socket, why: codeOf(error) }, { cause: error });
    } finally {
      await http.destroy();
    }
  };
  return {
    ask: async <N extends QuestionName>(name: N, asked: AskedOf<N>) =>
      (await call('GET', `/ask/${name}?q=${encodeURIComponent(JSON.stringify(asked))}`)) as AnswerOf<N>,
    order: async <N extends OrderName>(name: N, body: BodyOf<N>) =>
      (await call('POST', `/order/${name}`, body)) as DoneOf<N>,
  };
}

/** 2xx is the answer itself; everything else is the daemon's Fault. */
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
 * A code this command does not know is let through: its version is the daemon's, and the screen shows unknown codes as
 * they are.
 */
function isFault(value: unknown): value is { readonly code: FaultCode; readonly facts: Facts } {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('facts' in value)) return false;
  return typeof value.code === 'string' && typeof value.facts === 'object' && value.facts !== null;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
