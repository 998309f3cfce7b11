import { chmod } from 'node:fs/promises';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { BodyOf, OrderName } from '../desk/order.ts';
import { Fault } from '../domain/fault.ts';
import type { Person } from '../domain/person.ts';
import type { Host } from '../ports/host.ts';
import type { Log } from '../ports/log.ts';
import type { AskedOf, QuestionName } from '../views/questions.ts';
import { ASK_SHAPES } from './ask-shapes.ts';
import { type Who, whoIs } from './caller.ts';
import { ORDER_SHAPES } from './order-shapes.ts';
import { sweepSocket } from './stale-socket.ts';

export interface LocalServerParts {
  readonly socket: string;
  /** File mode of the socket: who may connect at all. Who may order is decided by the caller's account. */
  readonly mode: number;
  readonly version: string;
  readonly host: Host;
  readonly people: readonly Person[];
  readonly log: Log;
  ask(name: QuestionName, asked: AskedOf<QuestionName>, who: Who): Promise<unknown>;
  order(name: OrderName, body: BodyOf<OrderName>, who: Who): Promise<unknown>;
}

export interface LocalServer {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const BODY_LIMIT = 2 * 1024 * 1024;
const CALLS_PER_MINUTE = 600;
export const VERSION_HEADER = 'x-bwagent-version';

/** Questions and orders over the Unix socket. Every caller is known by its account; only our own version may call. */
export function openLocalServer(parts: LocalServerParts): LocalServer {
  const callers = new WeakMap<object, Who>();
  const app = fastify({ logger: false, bodyLimit: BODY_LIMIT, requestTimeout: 30_000, forceCloseConnections: true });
  // The account is read when the connection is made: a descriptor that was passed on later changes nothing.
  app.server.on('connection', (socket) => {
    try {
      callers.set(socket, whoIs(parts.host, parts.people, descriptorOf(socket)));
    } catch {
      socket.destroy();
    }
  });
  const who = (request: FastifyRequest): Who => {
    const known = callers.get(request.raw.socket);
    if (known === undefined) throw new Fault('order/stranger', { uid: -1 });
    return known;
  };
  return {
    async start() {
      await app.register(rateLimit, { max: CALLS_PER_MINUTE, keyGenerator: (request) => String(who(request).uid), errorResponseBuilder: () => new Fault('order/too-many', {}) });
      routes(app, parts, who);
      await sweepSocket(parts.socket);
      await app.listen({ path: parts.socket });
      await chmod(parts.socket, parts.mode);
    },
    stop: async () => await app.close(),
  };
}

function routes(app: FastifyInstance, parts: LocalServerParts, who: (request: FastifyRequest) => Who): void {
  app.addHook('onRequest', async (request) => {
    const theirs = request.headers[VERSION_HEADER];
    if (theirs !== parts.version) throw new Fault('daemon/other-version', { daemon: parts.version, command: String(theirs ?? '') });
  });
  app.get<{ Params: { name: string }; Querystring: { q?: string } }>('/ask/:name', async (request) => {
    const { name } = request.params;
    if (!isQuestion(name)) throw new Fault('order/no-such', { name: name.slice(0, 40) });
    const asked = shaped(ASK_SHAPES[name], parsed(request.query.q ?? '{}'));
    return { answer: await parts.ask(name, asked as AskedOf<QuestionName>, who(request)) };
  });
  app.post<{ Params: { name: string } }>('/order/:name', async (request) => {
    const { name } = request.params;
    if (!isOrder(name)) throw new Fault('order/no-such', { name: name.slice(0, 40) });
    const caller = who(request);
    const body = shaped(ORDER_SHAPES[name], request.body);
    const done = await parts.order(name, body as BodyOf<OrderName>, caller);
    parts.log.info({ order: name, person: caller.person?.id, uid: caller.uid, request: request.id }, 'order carried out');
    return { answer: done };
  });
  app.setErrorHandler(async (error, request, reply) => {
    const fault = faultOf(error);
    if (fault.code === 'bug') parts.log.error({ request: request.id, url: request.url, facts: fault.facts, cause: String(fault.cause) }, 'call failed');
    return await reply.status(fault.code === 'bug' ? 500 : 409).send({ fault: fault.toJSON() });
  });
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return new Fault('order/bad-body', { field: '', why: error instanceof Error ? error.message : 'unreadable' });
  return new Fault('bug', { where: 'api' }, { cause: error });
}

function shaped(schema: z.ZodType, value: unknown): unknown {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new Fault('order/bad-body', { field: issue?.path.join('.') ?? '', why: issue?.message ?? '' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('order/bad-body', { field: 'q', why: 'not JSON' });
  }
}

function isQuestion(name: string): name is QuestionName {
  return Object.hasOwn(ASK_SHAPES, name);
}

function isOrder(name: string): name is OrderName {
  return Object.hasOwn(ORDER_SHAPES, name);
}

/** Node keeps the descriptor of a socket on its handle; a test pins that. */
function descriptorOf(socket: object): number {
  const handle = (socket as { readonly _handle?: { readonly fd?: number } })._handle;
  return handle?.fd ?? -1;
}
