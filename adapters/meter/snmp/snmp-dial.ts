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

/** Makes a net-snmp session over the guarded socket. The only place that reveals the credentials. */
export function dial(options: SnmpOptions, socket: GuardedSocket): Session {
  const settings: SessionOptions = {
    port: options.port,
    timeout: options.timeoutMs,
    retries: options.retries,
    transport: options.host.includes(':') ? 'udp6' : 'udp4',
    // Walks and visits check that rows ascend, column by column, at half the cost.
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
