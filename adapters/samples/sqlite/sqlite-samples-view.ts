import type { Moment, Window } from '../../../agent/domain/moment.ts';
import { moment } from '../../../agent/domain/moment.ts';
import type { Subject } from '../../../agent/domain/counters/reading.ts';
import { ENOUGH_COVERED, FIVE_MINUTES } from '../../../agent/domain/counters/rollup.ts';
import type { FiveMinute, Rollup, SamplesView } from '../../../agent/ports/samples.ts';
import { faulting } from '../../sqlite/database-fault.ts';
import type { Database } from '../../sqlite/open-database.ts';
import type { SqliteColumns } from './sqlite-columns.ts';
import type { SqliteMissed } from './sqlite-missed.ts';
import type { SqlitePorts } from './sqlite-ports.ts';
import type { SqliteReadings } from './sqlite-readings.ts';

const RATE_ROW = 'f.start, f.down, f.up, f.drops_down, f.drops_up';
/** Rows as arrays take half the time of objects, over the 8064 rows of 28 days. */
type RateRow = readonly [start: Moment, down: number, up: number, dropsDown: number, dropsUp: number];
interface Asked extends Window {
  readonly subject: Subject;
}
const ALWAYS: Window = { from: moment(0), until: moment(Number.MAX_SAFE_INTEGER) };
const NO_RATES = ['[]', '[]'] as const;

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

/** How to find the intervals of a subject. `unfolded` is ordered by time first, so it is read start by start. */
const PLACES = {
  five_minute: { slots: '', found: 'five_minute f ON f.subject = s.id' },
  unfolded: {
    slots: `WITH RECURSIVE slot (start) AS (SELECT min(start) FROM unfolded WHERE start >= @from
UNION ALL SELECT (SELECT min(start) FROM unfolded WHERE start > slot.start) FROM slot WHERE slot.start < @until)`,
    found: 'slot CROSS JOIN unfolded f ON f.start = slot.start AND f.subject = s.id',
  },
} as const;
type Place = keyof typeof PLACES;
/** Everything in `unfolded` is newer than everything in `five_minute`. */
const OLD_THEN_NEW: readonly Place[] = ['five_minute', 'unfolded'];
const NEW_THEN_OLD: readonly Place[] = ['unfolded', 'five_minute'];

/**
 * SQL that reads valid intervals of @subject, from @from up to but not including @until. Valid: at least 240 of 300 s
 * counted, and the interval is over (a counted span reached its end, or all of it is counted). So a rate that was given
 * does not change when the next span comes.
 */
function given(what: string, place: Place, order = ''): string {
  const { slots, found } = PLACES[place];
  return `${slots} SELECT ${what} FROM subject s CROSS JOIN ${found}
WHERE s.name = @subject AND f.start >= @from AND f.start < @until
AND f.covered >= ${ENOUGH_COVERED} AND (f.covered = ${FIVE_MINUTES} OR f.start + ${FIVE_MINUTES} <= s.until) ${order}`;
}

interface Parts {
  readonly readings: SqliteReadings;
  readonly ports: SqlitePorts;
  readonly missed: SqliteMissed;
  readonly columns: SqliteColumns;
}

/** The reading half of the port, over one connection. Throws Fault `ledger/disk` or `ledger/corrupt`. */
export function sqliteSamplesView(db: Database, { readings, ports, missed, columns }: Parts): SamplesView {
  const oldThenNew = OLD_THEN_NEW.map((place) =>
    db.prepare<[Asked], RateRow>(given(RATE_ROW, place, 'ORDER BY f.start')).raw(),
  );
  const newThenOld = NEW_THEN_OLD.map((place) =>
    db
      .prepare<[Asked & { readonly count: number }], RateRow>(
        given(RATE_ROW, place, 'ORDER BY f.start DESC LIMIT @count'),
      )
      .raw(),
  );
  // All rates in one row take a third of the time of one row each.
  const inOneRow = OLD_THEN_NEW.map((place) =>
    db
      .prepare<[Asked], readonly [string, string]>(given('json_group_array(f.down), json_group_array(f.up)', place))
      .raw(),
  );
  const hourly = rollups(db, 'hourly');
  const daily = rollups(db, 'daily');
  const subjects = db
    .prepare<[], Subject>(
      `SELECT name FROM subject s WHERE until > 0 OR EXISTS (SELECT 1 FROM reading r WHERE r.subject = s.id)
        OR EXISTS (SELECT 1 FROM five_minute f WHERE f.subject = s.id) ORDER BY name`,
    )
    .pluck();
  return {
    series: (subject, { from, until }) =>
      faulting(() => oldThenNew.flatMap((part) => part.all({ subject, from, until }).map(rateOf))),
    rates(subject, { from, until }) {
      const parts = faulting(() => inOneRow.map((part) => part.get({ subject, from, until }) ?? NO_RATES));
      return {
        down: parts.flatMap(([down]) => JSON.parse(down) as number[]),
        up: parts.flatMap(([, up]) => JSON.parse(up) as number[]),
      };
    },
    newest(subject, count) {
      return faulting(() => {
        const rates: FiveMinute[] = [];
        for (const part of newThenOld) {
          rates.push(...part.all({ subject, ...ALWAYS, count: Math.max(0, count - rates.length) }).map(rateOf));
        }
        return rates;
      });
    },
    hourly: (subject, window) => faulting(() => hourly(subject, window)),
    daily: (subject, window) => faulting(() => daily(subject, window)),
    last: (subject) => faulting(() => readings.last(subject)),
    port: (subject) =>
      faulting(() => {
        const last = readings.last(subject);
        return last && ports.of(last);
      }),
    missed: (subject, window) => faulting(() => missed.of(subject, window)),
    columns: (router) => faulting(() => columns.of(router)),
    subjects: () => faulting(() => subjects.all()),
  };
}

function rateOf([start, down, up, dropsDown, dropsUp]: RateRow): FiveMinute {
  return { start, down, up, dropsDown, dropsUp };
}

function rollups(db: Database, table: 'hourly' | 'daily'): (subject: Subject, window: Window) => readonly Rollup[] {
  const statement = db
    .prepare<[string, Moment, Moment], RollupRow>(
      `SELECT r.start, r.down_octets AS downOctets, r.up_octets AS upOctets, r.covered,
  r.max_down AS maxDown, r.max_up AS maxUp, r.valid, r.expected
FROM subject s CROSS JOIN ${table} r ON r.subject = s.id
WHERE s.name = ? AND r.start >= ? AND r.start < ? ORDER BY r.start`,
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
