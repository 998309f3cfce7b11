import type { Subject } from '../../../agent/domain/reading.ts';
import type { Moment, Window } from '../../../agent/domain/moment.ts';
import { DAY, moment } from '../../../agent/domain/moment.ts';
import type { Samples } from '../../../agent/ports/samples.ts';
import { faulting } from '../../sqlite/database-fault.ts';
import { immediate } from '../../sqlite/immediate.ts';
import { migrate } from '../../sqlite/migrate.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { openDatabase } from '../../sqlite/open-database.ts';
import { SAMPLES_SCHEMA } from './samples-schema.ts';
import { sqliteIntervals } from './sqlite-intervals.ts';
import { sqliteReadings } from './sqlite-readings.ts';
import type { DayOf } from './sqlite-rollups.ts';
import { sqliteRollups } from './sqlite-rollups.ts';
import { sqliteSamplesView } from './sqlite-samples-view.ts';

export interface SqliteSamplesOptions {
  /** Path of samples.db; made with its tables when missing. */
  readonly file: string;
  /** The day of the daily rollups, as the configured zone has it; UTC days when absent. Its midnights must fall on 5 minutes. */
  readonly day?: DayOf;
}

/**
 * Opens samples.db in WAL with synchronous NORMAL: a power cut may cost the newest minute, never the file. Throws Fault
 * `ledger/disk`, `ledger/corrupt` or `ledger/newer-schema`.
 */
export function openSqliteSamples(options: SqliteSamplesOptions): Samples {
  const db = openDatabase(options.file, { synchronous: 'NORMAL' });
  try {
    migrate(db, SAMPLES_SCHEMA);
    return samplesOver(db, options.day ?? utcDay);
  } catch (error) {
    db.close();
    throw error;
  }
}

function samplesOver(db: Database, day: DayOf): Samples {
  const readings = sqliteReadings(db);
  const intervals = sqliteIntervals(db);
  const rollUp = sqliteRollups(db, day);
  const idOf = subjectIds(db);
  return {
    ...sqliteSamplesView(db),
    put(newReadings, octets) {
      immediate(db, () => {
        for (const reading of newReadings) readings.keep(idOf(reading.subject), reading);
        for (const passed of octets) intervals.add(idOf(passed.subject), passed);
      });
    },
    import(subject, rates) {
      immediate(db, () => intervals.fill(idOf(subject), rates));
    },
    roll(now) {
      immediate(db, () => rollUp(now));
    },
    close() {
      faulting(() => db.close());
    },
  };
}

/** The row id of a subject, given one when it is new. Asked anew each time: a rolled-back transaction takes its ids back. */
function subjectIds(db: Database): (subject: Subject) => number {
  const find = db.prepare<[string], number>('SELECT id FROM subject WHERE name = ?').pluck();
  const insert = db.prepare('INSERT INTO subject (name) VALUES (?)');
  return (subject) => find.get(subject) ?? Number(insert.run(subject).lastInsertRowid);
}

function utcDay(at: Moment): Window {
  const from = moment(Math.floor(at / DAY) * DAY);
  return { from, until: moment(from + DAY) };
}
