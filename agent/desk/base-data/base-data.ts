import { permanentOf } from '../../domain/allocation.ts';
import { Fault } from '../../domain/fault.ts';
import type { Actor } from '../../domain/person.ts';
import { targetsMeet } from '../../domain/prefix.ts';
import type { Books, LedgerView } from '../../ports/ledger.ts';
import { allocateBase } from './base-allocation.ts';
import { type BaseRow, baseRow } from './base-row.ts';
import { authorise, type Desk } from '../act/desk.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';

type Imported = DoneOf<'import-agencies'>;

/**
 * Imports the office's list of agencies, lines and pools: all rows or none. A line's rate is taken only when the ledger
 * has none yet, since a known rate changes only by a request. Returns how many were imported; with `dryRun` it only
 * checks the rows. Throws Fault `request/not-your-role`, and those of `baseRow` and `checkRows`.
 */
export function importAgencies(desk: Desk, body: BodyOf<'import-agencies'>, actor: Actor): Imported {
  authorise(actor, 'division-head', 'computer-specialist');
  const rows = body.rows.map(({ row, fields }) => baseRow(row, fields));
  const counted = count(rows);
  desk.ledger.record((books) => {
    checkRows(desk, books, rows);
    if (body.dryRun) return;
    for (const row of rows) put(desk, books, row);
    books.enter({ at: desk.clock.now(), actor, act: 'base-data/import', request: null, facts: { ...counted } });
  });
  return counted;
}

function count(rows: readonly BaseRow[]): Imported {
  const agencies = new Set(rows.flatMap((r) => (r.kind === 'agency' ? [r.agency.id] : [])));
  const lines = rows.filter((r) => r.kind === 'agency' && r.line !== null).length;
  return { agencies: agencies.size, lines, pools: rows.length - rows.filter((r) => r.kind === 'agency').length };
}

function put(desk: Desk, books: Books, row: BaseRow): void {
  const at = desk.clock.now();
  if (row.kind === 'pool') {
    books.putPool(row.pool);
    if (!books.poolLimits().some((l) => l.pool === row.pool.id))
      books.putPoolLimit({ pool: row.pool.id, from: at, rate: row.rate });
    return;
  }
  books.putAgency(row.agency);
  if (row.line === null) return;
  books.putLine(row.line);
  if (permanentOf(books.allocations(), row.line.id) !== undefined) return;
  allocateBase(books, row.line.id, row, at);
}

/**
 * Checks rows against the office's routers and uplinks and the addresses in the ledger. Throws Fault `agency/bad-row`
 * (unknown router), `uplink/no-such` or `agency/prefix-taken` (an address of another agency).
 */
export function checkRows(desk: Desk, books: LedgerView, rows: readonly BaseRow[]): void {
  checkRouters(desk, rows);
  checkTargets(books, rows);
}

function checkRouters(desk: Desk, rows: readonly BaseRow[]): void {
  const routers = new Set(desk.office.routers.map((r) => r.name));
  const uplinks = new Set(desk.office.uplinks.map((u) => u.id));
  for (const [i, row] of rows.entries()) {
    const place = row.kind === 'pool' ? row.pool : row.line;
    if (place === null) continue;
    if (!routers.has(place.router))
      throw new Fault('agency/bad-row', { line: i + 2, field: 'router', why: place.router });
    const members = place.path.kind === 'pinned' ? [place.path.uplink] : place.path.uplinks;
    const strange = members.find((u) => !uplinks.has(u));
    if (strange !== undefined) throw new Fault('uplink/no-such', { uplink: strange });
  }
}

/**
 * Throws Fault `agency/prefix-taken` when an address would belong to two agencies. Pools are left out, because they
 * contain the addresses of their lines.
 */
function checkTargets(books: LedgerView, rows: readonly BaseRow[]): void {
  const lines = rows.flatMap((r) => (r.kind === 'agency' && r.line !== null ? [r.line] : []));
  const known = books.lines().filter((l) => !lines.some((n) => n.id === l.id));
  const all = [...known, ...lines].flatMap((l) => l.targets.map((target) => ({ line: l, target })));
  for (const [i, a] of all.entries()) {
    const other = all.slice(i + 1).find((b) => b.line.agency !== a.line.agency && targetsMeet(a.target, b.target));
    if (other !== undefined) throw new Fault('agency/prefix-taken', { prefix: other.target, owner: a.line.agency });
  }
}
