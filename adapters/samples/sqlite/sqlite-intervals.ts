import { Fault } from '../../../agent/domain/fault.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import { after, before, between } from '../../../agent/domain/moment.ts';
import type { Passed } from '../../../agent/domain/rollup.ts';
import {
  ENOUGH_COVERED,
  FIVE_MINUTES,
  LONGEST_SPAN,
  octetsOfFiveMinutes,
  seam,
  splitByFiveMinutes,
  startOfFiveMinutes,
  startOfHour,
} from '../../../agent/domain/rollup.ts';
import type { FiveMinute } from '../../../agent/ports/samples.ts';
import type { Database } from '../../sqlite/open-database.ts';

/** Writes spans and finished rates into the 5-minute intervals of a subject, given by its row id. */
export interface SqliteIntervals {
  /** Adds one span; one that says nothing about 5-minute rates, or lies on time already counted, is left out. */
  add(id: number, passed: Passed): void;
  /** Adds finished rates where no valid interval stands. */
  fill(id: number, rates: readonly FiveMinute[]): void;
}

/** More octets than any link passes in 5 minutes (3.75 Tbit/s): a counter that lied, and a gap. */
const IMPOSSIBLE = 2n ** 47n;

export function sqliteIntervals(db: Database): SqliteIntervals {
  const edge = db
    .prepare<[number, Moment, Moment], Moment>(
      'SELECT until FROM one_minute WHERE subject = ? AND until BETWEEN ? AND ? ORDER BY until DESC LIMIT 1',
    )
    .pluck();
  // Spans of one subject never overlap, so the first that ends after `from` is the only one to look at.
  const counted = db.prepare<[number, Moment], { since: Moment }>(
    'SELECT since FROM one_minute WHERE subject = ? AND until > ? ORDER BY until LIMIT 1',
  );
  const span = db.prepare('INSERT INTO one_minute (subject, since, until, down, up, drops_down, drops_up) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const advance = db.prepare('UPDATE subject SET until = max(until, ?) WHERE id = ?');
  const stale = db.prepare('INSERT OR IGNORE INTO stale_hour (start, subject) VALUES (?, ?)');
  const columns = 'subject, start, covered, down_octets, up_octets, drops_down, drops_up';
  const join = db.prepare(
    `INSERT INTO five_minute (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET covered = covered + excluded.covered,
      down_octets = down_octets + excluded.down_octets, up_octets = up_octets + excluded.up_octets,
      drops_down = drops_down + excluded.drops_down, drops_up = drops_up + excluded.drops_up
      WHERE covered + excluded.covered <= ${FIVE_MINUTES}`,
  );
  const finish = db.prepare(
    `INSERT INTO five_minute (${columns}) VALUES (?, ?, ${FIVE_MINUTES}, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET covered = excluded.covered,
      down_octets = excluded.down_octets, up_octets = excluded.up_octets,
      drops_down = excluded.drops_down, drops_up = excluded.drops_up
      WHERE covered < ${ENOUGH_COVERED}`,
  );
  return {
    add(id, given) {
      if (!tells(given)) return;
      const passed = continued(given, edge.get(id, before(given.from, seam(given)), after(given.from, seam(given))));
      const next = counted.get(id, passed.from);
      if (next !== undefined && next.since < passed.until) return;
      span.run(id, passed.from, passed.until, passed.down, passed.up, passed.dropsDown, passed.dropsUp);
      advance.run(passed.until, id);
      for (const part of splitByFiveMinutes(passed)) {
        const covered = between(part.from, part.until);
        join.run(id, startOfFiveMinutes(part.from), covered, part.down, part.up, part.dropsDown, part.dropsUp);
        stale.run(startOfHour(part.from), id);
      }
    },
    fill(id, rates) {
      const hours = new Set<Moment>();
      for (const rate of rates) {
        refuseBadRate(rate);
        finish.run(id, rate.start, octetsOfFiveMinutes(rate.down), octetsOfFiveMinutes(rate.up), rate.dropsDown, rate.dropsUp);
        hours.add(startOfHour(rate.start));
      }
      for (const hour of hours) stale.run(hour, id);
    },
  };
}

/** All that passed, from where the span before ended. */
function continued(passed: Passed, edge: Moment | undefined): Passed {
  return edge === undefined || edge >= passed.until ? passed : { ...passed, from: edge };
}

function tells(passed: Passed): boolean {
  if (passed.down < 0n || passed.up < 0n || passed.dropsDown < 0 || passed.dropsUp < 0) {
    throw new Fault('bug', { where: 'samples put: octets below zero' });
  }
  const length = between(passed.from, passed.until);
  if (length <= 0 || length > LONGEST_SPAN) return false;
  const most = (IMPOSSIBLE * BigInt(length)) / BigInt(FIVE_MINUTES);
  return passed.down <= most && passed.up <= most;
}

function refuseBadRate(rate: FiveMinute): void {
  const whole = [rate.down, rate.up, rate.dropsDown, rate.dropsUp].every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!whole || startOfFiveMinutes(rate.start) !== rate.start) {
    throw new Fault('bug', { where: `samples import: no 5-minute rate at ${rate.start}` });
  }
}
