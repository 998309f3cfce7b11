import {
  AuthProtocols,
  createSession,
  createV3Session,
  PrivProtocols,
  SecurityLevel,
  type Session,
  type SessionOptions,
  Version2c,
} from 'net-snmp';
import type { GuardedSocket } from './snmp-guard.ts';
import type { SnmpOptions } from './snmp-options.ts';

/**
 * A session of the library with the credentials of the options, on the guarded socket. The only place that reveals
 * them.
 */
export function dial(options: SnmpOptions, socket: GuardedSocket): Session {
  const settings: SessionOptions = {
    port: options.port,
    timeout: options.timeoutMs,
    retries: options.retries,
    transport: options.host.includes(':') ? 'udp6' : 'udp4',
    // Walks and visits see for themselves that rows rise, column by column and at half the cost.
    backwardsGetNexts: true,
    reportOidMismatchErrors: true,
    dgramModule: socket.dgramModule,
  };
  if (options.version === '2c') {
    return createSession(options.host, options.community.reveal(), { ...settings, version: Version2c });
  }
  const user = {
    name: options.user,
    authProtocol: AuthProtocols[options.authProtocol],
    authKey: options.authKey.reveal(),
  };
  if (options.level === 'authNoPriv')
    return createV3Session(options.host, { ...user, level: SecurityLevel.authNoPriv }, settings);
  const privacy = { privProtocol: PrivProtocols[options.privProtocol], privKey: options.privKey.reveal() };
  return createV3Session(options.host, { ...user, ...privacy, level: SecurityLevel.authPriv }, settings);
}
