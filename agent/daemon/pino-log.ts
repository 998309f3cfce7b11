import { pino, type DestinationStream, type Logger } from 'pino';
import type { Log, LogFields } from '../ports/log.ts';

/**
 * Names under which a secret may never be printed, at the top and one level down; Secret prints itself as *** anyway.
 */
const SECRETS = ['password', 'community', 'authKey', 'privKey', '*.password', '*.community', '*.authKey', '*.privKey'];

/** JSON lines on standard output, as journald keeps them. */
export function pinoLog(level: 'error' | 'warn' | 'info' | 'debug', destination?: DestinationStream): Log {
  const options = { level, base: null, redact: { paths: SECRETS, censor: '***' } };
  return over(destination === undefined ? pino(options) : pino(options, destination));
}

function over(logger: Logger): Log {
  return {
    error: (fields: LogFields, words: string) => logger.error(fields, words),
    warn: (fields: LogFields, words: string) => logger.warn(fields, words),
    info: (fields: LogFields, words: string) => logger.info(fields, words),
    debug: (fields: LogFields, words: string) => logger.debug(fields, words),
    with: (fields: LogFields) => over(logger.child(fields)),
  };
}
