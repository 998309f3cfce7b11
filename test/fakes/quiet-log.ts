import type { Log, LogFields } from '../../agent/ports/log.ts';

/** One line that would have been logged. */
export interface LogLine {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly fields: LogFields;
  readonly words: string;
}

/** A log that prints nothing and keeps its lines for the test; children write into the same list. */
export interface QuietLog extends Log {
  readonly lines: readonly LogLine[];
}

export function quietLog(): QuietLog {
  return keeping([], {});
}

function keeping(lines: LogLine[], own: LogFields): QuietLog {
  const at = (level: LogLine['level']) => (fields: LogFields, words: string) => {
    lines.push({ level, fields: { ...own, ...fields }, words });
  };
  return {
    lines,
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    with: (fields) => keeping(lines, { ...own, ...fields }),
  };
}
