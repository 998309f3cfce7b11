import { openSession, type RouterOsSession } from '../../../adapters/router/routeros/routeros-session.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import { type QuietLog, quietLog } from '../../fakes/quiet-log.ts';
import type { Peer } from './scripted-peer.ts';

/** A session towards a scripted peer, with a deadline that a test can wait for. */
export function sessionWith(
  peer: Pick<Peer, 'port'>,
  deadlineMs = 2_000,
  log: QuietLog = quietLog(),
): Promise<RouterOsSession> {
  const where = {
    router: 'core',
    host: '127.0.0.1',
    port: peer.port,
    user: 'bwagent',
    password: new Secret('rahasia'),
  };
  return openSession({ ...where, tls: undefined, deadlineMs, log });
}
