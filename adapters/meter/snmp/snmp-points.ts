import type { Subject, Reading } from '../../../agent/domain/counters/reading.ts';
import type { Unread, Visit } from '../../../agent/ports/meter.ts';
import type { RowAnswer } from './snmp-rows.ts';
import type { Wanted } from './snmp-wanted.ts';

/** Returns the reason to walk the table again after these answers; undefined when there is none. */
export function doubtOf(wanted: Wanted, answers: readonly RowAnswer[]): string | undefined {
  if (answers.includes('moved')) return `${wanted.name} moved`;
  // A row that is down may be the old row of an interface that was made again.
  return answers.some((answer) => typeof answer === 'object' && !answer.operational)
    ? `${wanted.name} down`
    : undefined;
}

/**
 * Makes the result of a visit. `answers` are in the order of `wanted`; `uncounted` are subjects that this device does
 * not count.
 */
export function settledVisit(
  wanted: readonly Wanted[],
  answers: readonly (readonly RowAnswer[])[],
  uncounted: readonly Subject[],
): Visit {
  const readings: Reading[] = [];
  const unread: Unread[] = uncounted.map((subject) => ({ subject, why: 'not-listed' }));
  for (const [place, { subject }] of wanted.entries()) {
    const outcome = settledPoint(answers[place] ?? []);
    if (typeof outcome === 'object') readings.push(outcome);
    else unread.push({ subject, why: outcome });
  }
  return { readings, unread };
}

/** Chooses between two rows of one name: the only one that is up. Otherwise `ambiguous`. */
function settledPoint(rows: readonly RowAnswer[]): Reading | Unread['why'] {
  const [first] = rows;
  if (first === undefined || rows.length === 1) return settledRow(first);
  const present = rows.filter((row) => row !== 'moved');
  if (present.length < 2) return settledRow(present[0]);
  const up = present.filter((row) => typeof row === 'object' && row.operational);
  const [chosen] = up;
  return up.length === 1 && typeof chosen === 'object' && present.every((row) => typeof row === 'object')
    ? chosen
    : 'ambiguous';
}

function settledRow(only: RowAnswer | undefined): Reading | Unread['why'] {
  if (only === undefined || only === 'moved') return 'not-listed';
  return only === 'unanswered' ? 'bad-value' : only;
}
