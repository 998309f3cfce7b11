import type { Moment, Window } from '../../../agent/domain/moment.ts';
import { before, DAY, HOUR, moment, span } from '../../../agent/domain/moment.ts';
import { ENOUGH_COVERED, FIVE_MINUTES, startOfHour } from '../../../agent/domain/counters/rollup.ts';
import type { Database } from '../../sqlite/open-database.ts';

/** Start and end of the local day of a moment. */
export type DayOf = (at: Moment) => Window;

const KEPT_SPANS = span(35 * DAY);
/** Retention of the tables by subject: 5-minute and missed intervals 400 days, hourly 3 years, daily 10 years. */
const KEPT = [
  ['five_minute', span(400 * DAY)],
  ['missed', span(400 * DAY)],
  ['hourly', span(1096 * DAY)],
  ['daily', span(3653 * DAY)],
] as const;

/**
 * Makes a function that sums hours and days whose 5-minute rows changed, once they have ended, and then deletes what is
 * older than its retention. It first calls `fold`, so that the rows are where it reads them. Runs inside the caller's
 * transaction.
 * Octets and time are summed as counted; maxima and `valid` count valid intervals only. Rows that come late sum their
 * hour and day again. A sum is never replaced by one over less time, since its rows may be deleted.
 */
export function sqliteRollups(db: Database, dayOf: DayOf, fold: (until: Moment) => void): (now: Moment) => void {
  const hours = db.prepare(rollInto('hourly', 'stale_hour', `w.start + ${HOUR}`));
  const days = db.prepare(rollInto('daily', 'stale_day', 'w.until'));
  const finishedHours = db
    .prepare<[Moment], Moment>('SELECT DISTINCT start FROM stale_hour WHERE start <= ? ORDER BY start')
    .pluck();
  const touch = db.prepare(
    'INSERT OR IGNORE INTO stale_day (start, subject, until) SELECT ?, subject, ? FROM stale_hour WHERE start = ?',
  );
  const hoursDone = db.prepare('DELETE FROM stale_hour WHERE start <= ?');
  const daysDone = db.prepare('DELETE FROM stale_day WHERE until <= ?');
  const spansDone = db.prepare('DELETE FROM one_minute WHERE until < ?');
  // Subject by subject: each table is ordered by subject first, so a condition on time alone would read all of it.
  const prunes = KEPT.map(([table, keep]) => {
    const statement = db.prepare(`DELETE FROM ${table} WHERE subject IN (SELECT id FROM subject) AND start < ?`);
    return (now: Moment) => statement.run(before(now, keep));
  });
  return (now) => {
    const lastHour = before(now, HOUR);
    fold(moment(Math.max(startOfHour(now), dayOf(now).from)));
    hours.run(now);
    for (const hour of finishedHours.all(lastHour)) {
      for (const day of daysOf(hour, dayOf)) touch.run(day.from, day.until, hour);
    }
    hoursDone.run(lastHour);
    days.run(now);
    daysDone.run(now);
    spansDone.run(before(now, KEPT_SPANS));
    for (const prune of prunes) prune(now);
  };
}

/** The days that an hour touches: two where local midnight falls inside the UTC hour. */
function daysOf(hour: Moment, dayOf: DayOf): readonly Window[] {
  const first = dayOf(hour);
  return first.until < hour + HOUR ? [first, dayOf(moment(first.until))] : [first];
}

function rollInto(table: 'hourly' | 'daily', stale: 'stale_hour' | 'stale_day', until: string): string {
  const valid = `FILTER (WHERE f.covered >= ${ENOUGH_COVERED})`;
  return `
INSERT INTO ${table} (subject, start, down_octets, up_octets, covered, max_down, max_up, valid, expected)
SELECT w.subject, w.start, sum(f.down_octets), sum(f.up_octets), sum(f.covered),
  coalesce(max(f.down) ${valid}, 0), coalesce(max(f.up) ${valid}, 0),
  count(*) ${valid}, (${until} - w.start) / ${FIVE_MINUTES}
FROM ${stale} w CROSS JOIN five_minute f ON f.subject = w.subject AND f.start >= w.start AND f.start < ${until}
WHERE ${until} <= ?
GROUP BY w.start, w.subject
ON CONFLICT DO UPDATE SET down_octets = excluded.down_octets, up_octets = excluded.up_octets,
  covered = excluded.covered,
  max_down = excluded.max_down, max_up = excluded.max_up, valid = excluded.valid, expected = excluded.expected
  WHERE excluded.covered >= covered`;
}
