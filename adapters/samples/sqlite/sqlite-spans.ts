import { Fault } from '../../../agent/domain/fault.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import { after, before, between } from '../../../agent/domain/moment.ts';
import type { Passed } from '../../../agent/domain/counters/rollup.ts';
import { MOST_BITS } from '../../../agent/domain/counters/leaps.ts';
import { FIVE_MINUTES, LONGEST_SPAN, octetsOfFiveMinutes, seam } from '../../../agent/domain/counters/rollup.ts';
import type { Database } from '../../sqlite/open-database.ts';
import type { SubjectRow } from './sqlite-subjects.ts';

/** Spans as they were counted: octets between two readings, all subjects in order of time. */
export interface SqliteSpans {
  /**
   * Stores one span and returns it as counted: it starts at the end of the span before, if it continues that one.
   * undefined for a span that gives no 5-minute rate (too long, no length, too many octets) or that lies on time
   * already counted.
   */
  count(subject: SubjectRow, passed: Passed): Passed | undefined;
}

/** Octets in 5 minutes beyond any link: the counter is wrong, and the span is a gap. */
const IMPOSSIBLE = octetsOfFiveMinutes(MOST_BITS);

export function sqliteSpans(db: Database): SqliteSpans {
  const edge = db
    .prepare<[Moment, Moment, number], Moment>(
      'SELECT until FROM one_minute WHERE until BETWEEN ? AND ? AND subject = ? ORDER BY until DESC LIMIT 1',
    )
    .pluck();
  // Spans of one subject never overlap, so only the first that ends after `from` can overlap this one.
  const counted = db.prepare<[Moment, number], { since: Moment }>(
    'SELECT since FROM one_minute WHERE until > ? AND subject = ? ORDER BY until LIMIT 1',
  );
  const keep = db.prepare(
    'INSERT INTO one_minute (until, subject, since, down, up, drops_down, drops_up) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );

  const amongOthers = (id: number, given: Passed): Passed | undefined => {
    const passed = continued(given, edge.get(before(given.from, seam(given)), after(given.from, seam(given)), id));
    const next = counted.get(passed.from, id);
    return next !== undefined && next.since < passed.until ? undefined : passed;
  };
  return {
    count({ id, until }, given) {
      if (!tells(given)) return undefined;
      const passed = isNewest(given, until) ? afterNewest(given, until) : amongOthers(id, given);
      if (passed === undefined) return undefined;
      keep.run(passed.until, id, passed.from, passed.down, passed.up, passed.dropsDown, passed.dropsUp);
      return passed;
    },
  };
}

/**
 * Whether the span is newer than all counted ones, except for the small overlap that two neighbouring spans may have.
 */
function isNewest(given: Passed, newest: Moment): boolean {
  return newest <= after(given.from, seam(given)) && newest < given.until;
}

function afterNewest(given: Passed, newest: Moment): Passed {
  return newest < before(given.from, seam(given)) ? given : continued(given, newest);
}

/** The span, starting where the one before ended. */
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
