import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Fault } from '../domain/fault.ts';
import type { Person } from '../domain/person.ts';
import type { Host } from '../ports/host.ts';
import type { Log } from '../ports/log.ts';
import { ASK_SHAPES } from './ask-shapes.ts';
import type { LocalCaller } from './caller.ts';
import { Connections } from './connections.ts';
import { faultAnswer } from './fault-answer.ts';
import { ORDER_SHAPES } from './order-shapes.ts';
import { readShape, shapeNamed } from './read-shape.ts';
import { openSocket, type SocketMode, removeStaleSocket } from './socket-file.ts';

/** What the local server needs from the daemon. */
export interface LocalServerParts {
  /** Path of the Unix socket; its folder exists. */
  readonly socket: string;
  readonly mode: SocketMode;
  readonly version: string;
  readonly host: Host;
  readonly people: readonly Person[];
  /** Answers a question. `asked` was checked against the shape of `name`. Throws Faults. */
  readonly ask: (name: string, asked: unknown, caller: LocalCaller) => Promise<unknown>;
  /**
   * Carries out an order. `body` was checked against the shape of `name`; the caller is a person of the office. Throws
   * Faults.
   */
  readonly order: (name: string, body: unknown, caller: LocalCaller) => Promise<unknown>;
  readonly log: Log;
  /** Limits per user; the defaults of this file where left out. */
  readonly limits?: Partial<LocalLimits>;
}

/** Limits of the local server, per user where it says so. */
export interface LocalLimits {
  readonly requestsPerMinute: number;
  readonly socketsPerUser: number;
  readonly sockets: number;
  /** Milliseconds within which a whole request must arrive. */
  readonly requestTimeout: number;
  /** Milliseconds between two searches for late requests. */
  readonly lookEvery: number;
}

/** The server of the Unix socket. */
export interface LocalServer {
  /**
   * Removes a socket that a killed daemon left, and listens. Throws Fault `ledger/locked` when another daemon answers
   * there.
   */
  start(): Promise<void>;
  /** Finishes the answers in work, closes all other connections, and removes the socket. */
  stop(): Promise<void>;
}

/** HTTP header with the version; command and daemon refuse each other when they differ. */
export const VERSION_HEADER = 'x-bwagent-version';

const BODY_LIMIT = 256 * 1024;
const MINUTE_MS = 60_000;
const LIMITS: LocalLimits = {
  requestsPerMinute: 600,
  socketsPerUser: 32,
  sockets: 256,
  requestTimeout: 10_000,
  lookEvery: 1000,
};

/** Serves questions and orders over a Unix socket. Nothing is opened before `start`. */
export function openLocalServer(parts: LocalServerParts): LocalServer {
  const limits = { ...LIMITS, ...parts.limits };
  const app = fastify<Server>({
    bodyLimit: BODY_LIMIT,
    requestTimeout: limits.requestTimeout,
    http: { connectionsCheckingInterval: limits.lookEvery, headersTimeout: limits.requestTimeout },
  });
  app.server.maxConnections = limits.sockets;
  const connections = new Connections(parts.host, parts.people, limits.socketsPerUser);
  app.server.on('connection', (socket: Socket) => connections.accept(socket));
  let ready: Promise<void> | undefined;
  return {
    start: async () => {
      ready ??= prepare(app, parts, connections, limits.requestsPerMinute);
      await ready;
      await removeStaleSocket(parts.socket);
      await app.listen({ path: parts.socket });
      await openSocket(parts.socket, parts.mode);
      parts.log.info({ socket: parts.socket }, 'local server listens');
    },
    stop: async () => {
      connections.dropIdle();
      await app.close();
    },
  };
}

async function prepare(
  app: FastifyInstance<Server>,
  parts: LocalServerParts,
  connections: Connections,
  perMinute: number,
): Promise<void> {
  await app.register(rateLimit, { global: false });
  app.removeContentTypeParser('text/plain');
  const uidOf = (request: FastifyRequest): number => connections.caller(request.raw.socket).uid;
  const limit = app.createRateLimit({ max: perMinute, timeWindow: MINUTE_MS, keyGenerator: uidOf });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header(VERSION_HEADER, parts.version).header('cache-control', 'no-store');
    const counted = await limit(request);
    if (!counted.isAllowed && counted.isExceeded) throw new Fault('order/too-many', { seconds: counted.ttlInSeconds });
    sameVersion(request, parts.version);
  });
  // From here on the whole request has arrived, and we owe an answer.
  app.addHook('preHandler', async (request, reply) => {
    connections.begin(request.raw.socket);
    reply.raw.once('close', () => connections.end(request.raw.socket));
    await Promise.resolve();
  });
  answerFaults(app, parts.log, connections);
  app.get('/ask/:name', async (request) => {
    const { name } = request.params as { readonly name: string };
    const asked = readShape<unknown>(shapeNamed(ASK_SHAPES, name), askedIn(request.query));
    return (await parts.ask(name, asked, connections.caller(request.raw.socket))) ?? null;
  });
  app.post('/order/:name', async (request) => {
    const { name } = request.params as { readonly name: string };
    const caller = connections.caller(request.raw.socket);
    if (caller.person === null) throw new Fault('order/stranger', { uid: caller.uid, user: caller.user });
    const body = readShape<unknown>(shapeNamed(ORDER_SHAPES, name), request.body);
    return (await parts.order(name, body, caller)) ?? null;
  });
}

function answerFaults(app: FastifyInstance<Server>, log: Log, connections: Connections): void {
  app.setNotFoundHandler((request) => {
    throw new Fault('order/no-such', { name: request.url.slice(0, 40) });
  });
  app.setErrorHandler(async (error, request, reply) => {
    const { name } = (request.params ?? {}) as { readonly name?: string };
    const where = `${request.method === 'GET' ? 'ask' : 'order'}/${name ?? ''}`.slice(0, 60);
    const { status, body } = faultAnswer(error, where);
    const uid = connections.known(request.raw.socket)?.uid ?? null;
    if (status >= 500) log.error({ where, uid, err: error }, 'local request failed');
    else log.info({ where, uid, code: body.code, facts: body.facts }, 'local request refused');
    return await reply.status(status).type('application/json; charset=utf-8').send(body);
  });
}

function sameVersion(request: FastifyRequest, version: string): void {
  const command = [request.headers[VERSION_HEADER]].flat()[0] ?? '';
  if (command !== version) throw new Fault('daemon/other-version', { daemon: version, command: command.slice(0, 40) });
}

function askedIn(query: unknown): unknown {
  const { q } = query as { readonly q?: unknown };
  if (q === undefined) return {};
  if (typeof q !== 'string') throw new Fault('order/bad-body', { field: 'q', why: 'wrong-type' });
  try {
    return JSON.parse(q) as unknown;
  } catch (cause) {
    throw new Fault('order/bad-body', { field: 'q', why: 'not-json' }, { cause });
  }
}
