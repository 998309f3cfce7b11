import type { Missed } from '../../../agent/domain/counters/missed.ts';
import type { Subject } from '../../../agent/domain/counters/reading.ts';
import { startOfHour } from '../../../agent/domain/counters/rollup.ts';
import type { Moment, Window } from '../../../agent/domain/moment.ts';
import type { MissedCount } from '../../../agent/ports/samples.ts';
import type { Database } from '../../sqlite/open-database.ts';

/** Intervals without a rate, counted by UTC hour and reason. */
export interface SqliteMissed {
  /** Counts one interval, by the subject's row id. */
  count(id: number, missed: Missed): void;
  /** The counts of the hours that begin inside the window, the most frequent reason first. */
  of(subject: Subject, window: Window): readonly MissedCount[];
}

export function sqliteMissed(db: Database): SqliteMissed {
  const add = db.prepare(
    `INSERT INTO missed (subject, start, why, intervals, last) VALUES (?, ?, ?, 1, ?)
      ON CONFLICT DO UPDATE SET intervals = intervals + 1, last = max(last, excluded.last)`,
  );
  const select = db.prepare<[Subject, Moment, Moment], MissedCount>(
    `SELECT m.why, sum(m.intervals) AS count, max(m.last) AS last FROM subject s JOIN missed m ON m.subject = s.id
      WHERE s.name = ? AND m.start >= ? AND m.start < ? GROUP BY m.why ORDER BY count DESC, m.why`,
  );
  return {
    count: (id, { at, why }) => void add.run(id, startOfHour(at), why, at),
    of: (subject, { from, until }) => select.all(subject, from, until),
  };
}
