import type { Allocation, AllocationState } from '../../../agent/domain/allocation.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import type { Bps } from '../../../agent/domain/rate.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { newId, oneRow, windowOrNull } from './ledger-columns.ts';
import type { LedgerPart } from './ledger-part.ts';

interface AllocationRow {
  readonly id: number;
  readonly line: string;
  readonly request: number | null;
  readonly down: Bps;
  readonly up: Bps;
  readonly limit_down: Bps;
  readonly limit_up: Bps;
  readonly window_from: Moment | null;
  readonly window_until: Moment | null;
  readonly state: AllocationState['at'];
  readonly state_at: Moment;
  readonly applied_at: Moment | null;
  readonly returned_at: Moment | null;
}

const COLUMNS =
  'line, request, down, up, limit_down, limit_up, window_from, window_until, state, state_at, applied_at, returned_at';

/** Holds and grants: what lines hold, have held, or may come to hold. */
export function sqliteAllocations(db: Database): LedgerPart<'allocations', 'allocate' | 'reallocate'> {
  const all = db.prepare<[], AllocationRow>('SELECT * FROM allocation ORDER BY id');
  const marks = COLUMNS.replaceAll(/\w+/g, '?');
  const insert = db.prepare(`INSERT INTO allocation (${COLUMNS}) VALUES (${marks})`);
  const update = db.prepare(`UPDATE allocation SET (${COLUMNS}) = (${marks}) WHERE id = ?`);
  return {
    view: { allocations: () => all.all().map(allocationOf) },
    books: {
      allocate: (allocation) => newId(insert.run(...valuesOf(allocation))),
      reallocate(allocation) {
        oneRow(update.run(...valuesOf(allocation), allocation.id), 'reallocate', allocation.id);
      },
    },
  };
}

function valuesOf({
  line,
  request,
  rate,
  limitAt,
  window,
  state,
  appliedAt,
  returnedAt,
}: Omit<Allocation, 'id'>): readonly unknown[] {
  const stateAt = state.at === 'held' ? state.until : state.since;
  const rates = [rate.down, rate.up, limitAt.down, limitAt.up];
  return [
    line,
    request,
    ...rates,
    window?.from ?? null,
    window?.until ?? null,
    state.at,
    stateAt,
    appliedAt,
    returnedAt,
  ];
}

function allocationOf(row: AllocationRow): Allocation {
  return {
    id: row.id,
    line: row.line,
    request: row.request,
    rate: { down: row.down, up: row.up },
    limitAt: { down: row.limit_down, up: row.limit_up },
    window: windowOrNull(row.window_from, row.window_until),
    state: row.state === 'held' ? { at: 'held', until: row.state_at } : { at: row.state, since: row.state_at },
    appliedAt: row.applied_at,
    returnedAt: row.returned_at,
  };
}
