import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ANSWERS } from './answer-forms.ts';
import { typedFields } from './fields.ts';
import { secretFrom } from './link.ts';
import type { EmbeddedOptions } from './embedded-options.ts';
import { sameOrigin } from './origin.ts';
import { ICON, STYLE, STYLE_PATH } from './style.ts';
import { type SiteDeps, type Visit, Visits } from './visits.ts';

/** The site while it listens. */
export interface EmbeddedSite {
  readonly url: string;
  close(): Promise<void>;
}

/** Largest body that is read, in bytes. */
const BODY_LIMIT = 64 * 1024;

/**
 * No script at all, nothing from elsewhere, no frame; plain http in a LAN, so neither HSTS nor
 * upgrade-insecure-requests.
 */
const CSP = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Serves the pages; resolves when it listens. */
export async function openSite(options: EmbeddedOptions, deps: SiteDeps): Promise<EmbeddedSite> {
  const visits = new Visits(options, deps);
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    // An address that cannot be decoded never reaches a route.
    frameworkErrors: (_error, _request, reply) => void send(reply, visits.notice(400)),
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CSP },
    strictTransportSecurity: false,
    // Both mean nothing over plain http, and browsers complain about them there.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    // Under no-referrer a browser would send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(rateLimit, { max: options.viewsPerMinute, timeWindow: 60_000 });
  app.removeAllContentTypeParsers();
  await app.register(formbody);
  guard(app, options, visits, deps);
  route(app, options, visits);
  const url = await app.listen({ host: options.host, port: options.port });
  deps.log.info({ url }, 'helpdesk site listens');
  return { url, close: async () => await app.close() };
}

function guard(app: FastifyInstance, { publicUrl }: EmbeddedOptions, visits: Visits, { log }: SiteDeps): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST') return;
    const { origin, host } = request.headers;
    const fetchSite = [request.headers['sec-fetch-site']].flat()[0];
    if (!sameOrigin({ origin, host, fetchSite }, publicUrl)) await send(reply, visits.notice(403));
  });
  app.setNotFoundHandler(async (_request, reply) => await send(reply, visits.notice(404)));
  app.setErrorHandler(async (error: unknown, request, reply) => {
    const status = statusOf(error);
    // The pattern, never the address: the address of a ticket is its secret.
    if (status >= 500) log.error({ route: request.routeOptions.url, err: error }, 'helpdesk page failed');
    return await send(reply, visits.notice(status));
  });
}

function route(app: FastifyInstance, { postsPerMinute }: EmbeddedOptions, visits: Visits): void {
  const posting = { config: { rateLimit: { max: postsPerMinute, timeWindow: 60_000 } } };
  app.get('/', async (_request, reply) => await send(reply, visits.welcome()));
  app.post('/tiket', posting, async (request, reply) => await send(reply, visits.follow(typedFields(request.body))));
  app.get('/permohonan/baru', async (request, reply) => {
    return await send(reply, visits.blankRequest(typedFields(request.query).get('jenis')?.[0]));
  });
  app.post(
    '/permohonan/baru',
    posting,
    async (request, reply) => await send(reply, visits.fileRequest(typedFields(request.body))),
  );
  app.get(
    '/tiket/:secret',
    async (request, reply) => await send(reply, visits.ticket(secretIn(request), typedFields(request.query))),
  );
  for (const name of ANSWERS) {
    app.post(`/tiket/:secret/${name}`, posting, async (request, reply) => {
      return await send(reply, visits.answer(secretIn(request), name, typedFields(request.body)));
    });
  }
  app.get(STYLE_PATH, async (_request, reply) => await asset(reply, 'text/css; charset=utf-8', STYLE));
  app.get('/ikon.svg', async (_request, reply) => await asset(reply, 'image/svg+xml', ICON));
}

function secretIn(request: FastifyRequest): string {
  const { secret } = request.params as { readonly secret: string };
  return secretFrom(secret) ?? '';
}

async function send(reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  void reply.header('cache-control', 'no-store');
  if (visit.kind === 'go') return await reply.redirect(visit.to, 303);
  return await reply.status(visit.status).type('text/html; charset=utf-8').send(visit.html);
}

async function asset(reply: FastifyReply, type: string, text: string): Promise<FastifyReply> {
  return await reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(text);
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
