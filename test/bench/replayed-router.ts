import { routerOsOptions } from '../../adapters/router/routeros/routeros-options.ts';
import { openRouterOs } from '../../adapters/router/routeros/routeros-router.ts';
import { Secret } from '../../agent/domain/secret.ts';
import type { Router } from '../../agent/ports/router.ts';
import { quietLog } from '../fakes/quiet-log.ts';

/** The product's adapter towards the replayed router on this port of loopback. */
export function replayedRouter(port: number): Router {
  const options = routerOsOptions.parse({
    host: '127.0.0.1',
    port,
    tls: false,
    user: 'bench',
    password: new Secret('bench'),
    identity: 'REPLAY',
    deadlineMs: 60_000,
  });
  return openRouterOs(options, { name: 'core', log: quietLog() });
}
