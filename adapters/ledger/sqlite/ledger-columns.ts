import { Fault } from '../../../agent/domain/fault.ts';
import type { Moment, Window } from '../../../agent/domain/moment.ts';
import type { Bps, Rate } from '../../../agent/domain/rate.ts';

/** What `run` says of a statement. */
interface Ran {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/** A pair of columns that is null as a whole or not at all, as the schema checks. */
export function rateOrNull(down: Bps | null, up: Bps | null): Rate | null {
  return down === null || up === null ? null : { down, up };
}

export function windowOrNull(from: Moment | null, until: Moment | null): Window | null {
  return from === null || until === null ? null : { from, until };
}

/** SQLite has no booleans. */
export function bit(is: boolean): 0 | 1 {
  return is ? 1 : 0;
}

export function newId(ran: Ran): number {
  return Number(ran.lastInsertRowid);
}

/** Throws Fault `bug` unless the statement met its row: it is not there, or not in the state the caller believes. */
export function oneRow(ran: Ran, where: string, id: number): void {
  if (ran.changes !== 1) throw new Fault('bug', { where: `ledger.${where}`, id });
}
