/**
 * Log lines have constant words; what varies goes into fields. error: a person must act. warn: look tomorrow morning.
 * info: what happened to a request. debug: for developers.
 */
export interface Log {
  error(fields: LogFields, words: string): void;
  warn(fields: LogFields, words: string): void;
  info(fields: LogFields, words: string): void;
  debug(fields: LogFields, words: string): void;
  with(fields: LogFields): Log;
}

/** Fields of a log line; values must be plain data without secrets. */
export type LogFields = Readonly<Record<string, unknown>>;
