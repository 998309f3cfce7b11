import { Fault } from '../../../agent/domain/fault.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import { after, between, HOUR, moment } from '../../../agent/domain/moment.ts';
import type { Passed } from '../../../agent/domain/counters/rollup.ts';
import {
  ENOUGH_COVERED,
  FIVE_MINUTES,
  octetsOfFiveMinutes,
  splitByFiveMinutes,
  startOfFiveMinutes,
  startOfHour,
} from '../../../agent/domain/counters/rollup.ts';
import type { FiveMinute } from '../../../agent/ports/samples.ts';
import type { Database } from '../../sqlite/open-database.ts';

/**
 * The 5-minute intervals of all subjects, by the subject's row id. A visit writes one interval of every subject; a
 * question reads all intervals of one. So new intervals are kept by time in `unfolded`, until `fold` moves them to
 * `five_minute`, which is ordered by subject. Intervals that begin before `folded.until` are in `five_minute`, all
 * others in `unfolded`.
 */
export interface SqliteIntervals {
  /** Adds counted octets to their intervals. */
  join(id: number, passed: Passed): void;
  /** Adds finished rates where no valid interval exists. */
  fill(id: number, rates: readonly FiveMinute[]): void;
  /**
   * Moves the intervals that begin before `until` to `five_minute` and marks their hours as stale. `until` is a
   * multiple of 5 minutes.
   */
  fold(until: Moment): void;
  /** Drops what is remembered, after a transaction that was rolled back. */
  forget(): void;
}

const COLUMNS = 'subject, start, covered, down_octets, up_octets, drops_down, drops_up';

export function sqliteIntervals(db: Database): SqliteIntervals {
  const [joinFolded, joinUnfolded] = [db.prepare(joinInto('five_minute')), db.prepare(joinInto('unfolded'))];
  const finish = db.prepare(
    `INSERT INTO five_minute (${COLUMNS}) VALUES (?, ?, ${FIVE_MINUTES}, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET covered = excluded.covered,
      down_octets = excluded.down_octets, up_octets = excluded.up_octets,
      drops_down = excluded.drops_down, drops_up = excluded.drops_up
      WHERE covered < ${ENOUGH_COVERED}`,
  );
  const stale = db.prepare('INSERT OR IGNORE INTO stale_hour (start, subject) VALUES (?, ?)');
  const foldedUntil = db.prepare<[], Moment>('SELECT until FROM folded').pluck();
  const moveFold = [
    `INSERT OR IGNORE INTO stale_hour (start, subject)
      SELECT start - start % ${HOUR}, subject FROM unfolded WHERE start < ?`,
    `INSERT INTO five_minute (${COLUMNS}) SELECT ${COLUMNS} FROM unfolded WHERE start < ? ORDER BY subject, start`,
    'DELETE FROM unfolded WHERE start < ?',
    'UPDATE folded SET until = ?',
  ].map((sql) => db.prepare<[Moment]>(sql));

  let known: Moment | undefined;
  const folded = (): Moment => (known ??= foldedUntil.get() ?? moment(0));
  const fold = (until: Moment): void => {
    if (until <= folded()) return;
    for (const statement of moveFold) statement.run(until);
    known = until;
  };
  return {
    join(id, passed) {
      for (const part of splitByFiveMinutes(passed)) {
        const start = startOfFiveMinutes(part.from);
        const values = [id, start, between(part.from, part.until), part.down, part.up, part.dropsDown, part.dropsUp];
        if (start >= folded()) {
          joinUnfolded.run(values);
        } else {
          joinFolded.run(values);
          stale.run(startOfHour(start), id);
        }
      }
    },
    fill(id, rates) {
      for (const rate of rates) refuseBadRate(rate);
      fold(endOf(rates));
      for (const rate of rates) {
        finish.run(
          id,
          rate.start,
          octetsOfFiveMinutes(rate.down),
          octetsOfFiveMinutes(rate.up),
          rate.dropsDown,
          rate.dropsUp,
        );
      }
      for (const hour of new Set(rates.map(({ start }) => startOfHour(start)))) stale.run(hour, id);
    },
    fold,
    forget() {
      known = undefined;
    },
  };
}

function joinInto(table: 'five_minute' | 'unfolded'): string {
  return `INSERT INTO ${table} (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET covered = covered + excluded.covered,
    down_octets = down_octets + excluded.down_octets, up_octets = up_octets + excluded.up_octets,
    drops_down = drops_down + excluded.drops_down, drops_up = drops_up + excluded.drops_up
    WHERE covered + excluded.covered <= ${FIVE_MINUTES}`;
}

function endOf(rates: readonly FiveMinute[]): Moment {
  return rates.reduce((end, { start }) => (start < end ? end : after(start, FIVE_MINUTES)), moment(0));
}

function refuseBadRate(rate: FiveMinute): void {
  const whole = [rate.down, rate.up, rate.dropsDown, rate.dropsUp].every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!whole || startOfFiveMinutes(rate.start) !== rate.start) {
    throw new Fault('bug', { where: `samples import: no 5-minute rate at ${rate.start}` });
  }
}
