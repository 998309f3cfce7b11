import type { BytesIn, Reading } from '../../../agent/domain/counters/reading.ts';
import type { Moment, Window } from '../../../agent/domain/moment.ts';
import { DAY, moment } from '../../../agent/domain/moment.ts';
import type { Samples } from '../../../agent/ports/samples.ts';
import { checkpoint } from '../../sqlite/checkpoint.ts';
import { faulting } from '../../sqlite/database-fault.ts';
import { immediate } from '../../sqlite/immediate.ts';
import { migrate } from '../../sqlite/migrate.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { openDatabase } from '../../sqlite/open-database.ts';
import { SAMPLES_SCHEMA } from './samples-schema.ts';
import { sqliteColumns } from './sqlite-columns.ts';
import { sqliteIntervals } from './sqlite-intervals.ts';
import { sqliteReadings } from './sqlite-readings.ts';
import { sqliteMissed } from './sqlite-missed.ts';
import { sqlitePorts } from './sqlite-ports.ts';
import type { DayOf } from './sqlite-rollups.ts';
import { sqliteRollups } from './sqlite-rollups.ts';
import { sqliteSamplesView } from './sqlite-samples-view.ts';
import { sqliteSpans } from './sqlite-spans.ts';
import { sqliteSubjects } from './sqlite-subjects.ts';

/** Where the samples are kept. */
export interface SqliteSamplesOptions {
  /** Path of samples.db. It is made with its tables when missing. */
  readonly file: string;
  /**
   * Gives the local day of a moment, for daily rollups. Its midnights must fall on multiples of 5 minutes. UTC days
   * when left out.
   */
  readonly day?: DayOf;
}

/**
 * `roll` makes the checkpoints, so that no visit waits for one. If it is never called, the WAL stops growing at 64 MB.
 */
const BACKSTOP_PAGES = 16_384;

/**
 * Opens samples.db in WAL mode with synchronous NORMAL: a power cut may lose the newest minutes, never the file. Throws
 * Fault `ledger/disk`, `ledger/corrupt` or `ledger/newer-schema`.
 */
export function openSqliteSamples(options: SqliteSamplesOptions): Samples {
  const db = openDatabase(options.file, { synchronous: 'NORMAL', checkpointAfter: BACKSTOP_PAGES });
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
  const ports = sqlitePorts(db);
  const missedIntervals = sqliteMissed(db);
  const columns = sqliteColumns(db);
  const subjects = sqliteSubjects(db);
  const spans = sqliteSpans(db);
  const intervals = sqliteIntervals(db);
  const rollUp = sqliteRollups(db, day, (until) => intervals.fold(until));
  const change = (work: () => void): void => {
    try {
      immediate(db, work);
    } catch (error) {
      for (const memory of [readings, ports, subjects, intervals]) memory.forget();
      throw error;
    }
  };
  return {
    ...sqliteSamplesView(db, { readings, ports, missed: missedIntervals, columns }),
    put(newReadings, octets, { passed = [], missed = [] } = {}) {
      change(() => {
        for (const reading of newReadings) {
          const { id } = subjects.of(reading.subject);
          readings.keep(id, reading);
          ports.keep(id, reading, passed.includes(reading.subject));
        }
        for (const given of octets) {
          const subject = subjects.of(given.subject);
          const counted = spans.count(subject, given);
          if (counted === undefined) continue;
          if (counted.until > subject.until) subjects.reached(given.subject, counted.until);
          intervals.join(subject.id, counted);
        }
        for (const one of missed) missedIntervals.count(subjects.of(one.subject).id, one);
      });
    },
    import(subject, rates) {
      change(() => intervals.fill(subjects.of(subject).id, rates));
    },
    roll(now) {
      change(() => rollUp(now));
      checkpoint(db);
    },
    settle(proven) {
      change(() => columns.settle(proven));
    },
    turn(subject, bytesIn) {
      change(() => {
        const { id } = subjects.of(subject);
        columns.turn(id);
        const last = readings.last(subject);
        if (last !== undefined) readings.keep(id, turned(last, bytesIn));
      });
    },
    close() {
      faulting(() => db.close());
    },
  };
}

function turned({ drops, ...last }: Reading, bytesIn: BytesIn): Reading {
  const exchanged = { ...last, down: last.up, up: last.down, bytesIn };
  return drops === undefined ? exchanged : { ...exchanged, drops: { down: drops.up, up: drops.down } };
}

function utcDay(at: Moment): Window {
  const from = moment(Math.floor(at / DAY) * DAY);
  return { from, until: moment(from + DAY) };
}
