import { Client as Http } from 'undici';
import type { BodyOf, DoneOf, OrderName } from '../desk/order.ts';
import { Fault, type FaultCode } from '../domain/fault.ts';
import type { Facts } from '../domain/finding.ts';
import type { AnswerOf, AskedOf, QuestionName } from '../views/questions.ts';

/** The daemon, as the commands see it. */
export interface Client {
  ask<N extends QuestionName>(name: N, asked: AskedOf<N>): Promise<AnswerOf<N>>;
  order<N extends OrderName>(name: N, body: BodyOf<N>): Promise<DoneOf<N>>;
}

const TIMEOUT_MS = 60_000;

/** Talks to the daemon over its Unix socket. Throws the daemon's own Fault, or `daemon/away`, `daemon/bad-answer`. */
export function openClient(socket: string, version: string): Client {
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const http = new Http('http://bwagent', { socketPath: socket, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
    try {
      const headers = { 'x-bwagent-version': version, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
      const answer = await http.request({ method, path, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      return unwrapped(answer.statusCode, await answer.body.text());
    } catch (error) {
      throw error instanceof Fault ? error : new Fault('daemon/away', { socket }, { cause: error });
    } finally {
      await http.close();
    }
  };
  return {
    ask: async <N extends QuestionName>(name: N, asked: AskedOf<N>) =>
      (await call('GET', `/ask/${name}?q=${encodeURIComponent(JSON.stringify(asked))}`)) as AnswerOf<N>,
    order: async <N extends OrderName>(name: N, body: BodyOf<N>) => (await call('POST', `/order/${name}`, body)) as DoneOf<N>,
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
  if (typeof parsed !== 'object' || parsed === null || !('code' in parsed) || !('facts' in parsed)) throw new Fault('daemon/bad-answer');
  throw new Fault(parsed.code as FaultCode, parsed.facts as Facts);
}
