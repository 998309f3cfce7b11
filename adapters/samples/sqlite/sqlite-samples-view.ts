import type { Moment, Window } from '../../../agent/domain/moment.ts';
import type { Subject } from '../../../agent/domain/reading.ts';
import { ENOUGH_COVERED, FIVE_MINUTES } from '../../../agent/domain/rollup.ts';
import type { FiveMinute, Rollup, SamplesView } from '../../../agent/ports/samples.ts';
import { faulting } from '../../sqlite/database-fault.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { sqliteReadings } from './sqlite-readings.ts';

/** start, down, up, drops down, drops up. Rows come as arrays: half the time of objects over the 8064 of 28 days. */
type RateRow = readonly [Moment, number, number, number, number];

interface RollupRow {
  readonly start: bigint;
  readonly downOctets: bigint;
  readonly upOctets: bigint;
  readonly covered: bigint;
  readonly maxDown: bigint;
  readonly maxUp: bigint;
  readonly valid: bigint;
  readonly expected: bigint;
}

/**
 * An interval is given out once it is over and valid: at least 240 of its 300 s counted, and a counted span has reached its
 * end (or all of it is counted). So a rate that was given out does not move when the next span comes.
 */
const FIVE_MINUTE = `SELECT f.start, f.down, f.up, f.drops_down, f.drops_up
FROM subject s CROSS JOIN five_minute f ON f.subject = s.id
WHERE s.name = ? AND f.covered >= ${ENOUGH_COVERED} AND (f.covered = ${FIVE_MINUTES} OR f.start + ${FIVE_MINUTES} <= s.until)`;

/** The reading half of the port over one connection. Throws Fault `ledger/disk` or `ledger/corrupt`. */
export function sqliteSamplesView(db: Database): SamplesView {
  const readings = sqliteReadings(db);
  const series = db.prepare<[string, Moment, Moment], RateRow>(`${FIVE_MINUTE} AND f.start >= ? AND f.start < ? ORDER BY f.start`).raw();
  const newest = db.prepare<[string, number], RateRow>(`${FIVE_MINUTE} ORDER BY f.start DESC LIMIT ?`).raw();
  const hourly = rollups(db, 'hourly');
  const daily = rollups(db, 'daily');
  const subjects = db.prepare<[], Subject>('SELECT name FROM subject ORDER BY name').pluck();
  return {
    series: (subject, window) => faulting(() => series.all(subject, window.from, window.until).map(rateOf)),
    newest: (subject, count) => faulting(() => newest.all(subject, Math.max(0, count)).map(rateOf)),
    hourly: (subject, window) => faulting(() => hourly(subject, window)),
    daily: (subject, window) => faulting(() => daily(subject, window)),
    last: (subject) => faulting(() => readings.last(subject)),
    subjects: () => faulting(() => subjects.all()),
  };
}

function rateOf([start, down, up, dropsDown, dropsUp]: RateRow): FiveMinute {
  return { start, down, up, dropsDown, dropsUp };
}

function rollups(db: Database, table: 'hourly' | 'daily'): (subject: Subject, window: Window) => readonly Rollup[] {
  const statement = db
    .prepare<[string, Moment, Moment], RollupRow>(
      `SELECT r.start, r.down_octets AS downOctets, r.up_octets AS upOctets, r.covered, r.max_down AS maxDown, r.max_up AS maxUp, r.valid, r.expected
FROM subject s CROSS JOIN ${table} r ON r.subject = s.id WHERE s.name = ? AND r.start >= ? AND r.start < ? ORDER BY r.start`,
    )
    .safeIntegers();
  return (subject, window) => statement.all(subject, window.from, window.until).map(rollupOf);
}

function rollupOf(row: RollupRow): Rollup {
  return {
    start: Number(row.start) as Moment,
    downOctets: row.downOctets,
    upOctets: row.upOctets,
    seconds: Number(row.covered) / 1000,
    maxDown: Number(row.maxDown),
    maxUp: Number(row.maxUp),
    valid: Number(row.valid),
    expected: Number(row.expected),
  };
}
