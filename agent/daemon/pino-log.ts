import { pino, type DestinationStream, type Logger } from 'pino';
import type { Log, LogFields } from '../ports/log.ts';

/** Field names whose value is never printed, at the top level and one below. A Secret prints as *** anyway. */
const SECRETS = ['password', 'community', 'authKey', 'privKey', '*.password', '*.community', '*.authKey', '*.privKey'];

/** Writes JSON lines to standard output, for journald. */
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
