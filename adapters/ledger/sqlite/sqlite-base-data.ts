import type { Agency, AgencyKind } from '../../../agent/domain/agency.ts';
import type { Line, Pool } from '../../../agent/domain/line.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { bit } from './ledger-columns.ts';
import type { LedgerPart } from './ledger-part.ts';
import { isText, listFrom, toText } from './ledger-text.ts';
import { documentFrom, documentText, PATH } from './stored-documents.ts';

interface AgencyRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly location: string;
  readonly managed: number;
}

interface PoolRow {
  readonly id: string;
  readonly router: string;
  readonly queue: string;
  readonly parent: string | null;
  readonly targets: string;
  readonly path: string;
}

interface LineRow extends PoolRow {
  readonly agency: string;
  readonly service: Line['service'];
  readonly ended_at: Moment | null;
}

/** Agencies, their lines, and the pools above them. Putting one that is there replaces what it says; its id stays. */
export function sqliteBaseData(
  db: Database,
): LedgerPart<'agencies' | 'lines' | 'pools', 'putAgency' | 'putLine' | 'endLine' | 'putPool'> {
  const agencies = db.prepare<[], AgencyRow>('SELECT * FROM agency ORDER BY id');
  const lines = db.prepare<[], LineRow>('SELECT * FROM line ORDER BY id');
  const pools = db.prepare<[], PoolRow>('SELECT * FROM pool ORDER BY id');
  const putAgency = db.prepare(put('agency', ['code', 'name', 'kind', 'location', 'managed']));
  const putLine = db.prepare(
    put('line', ['agency', 'router', 'queue', 'targets', 'parent', 'service', 'path', 'ended_at']),
  );
  const endLine = db.prepare<[Moment, string]>('UPDATE line SET ended_at = ? WHERE id = ? AND ended_at IS NULL');
  const putPool = db.prepare(put('pool', ['router', 'queue', 'parent', 'targets', 'path']));
  return {
    view: {
      agencies: () => agencies.all().map(agencyOf),
      lines: () =>
        lines
          .all()
          .filter((row) => row.ended_at === null)
          .map(lineOf),
      pools: () => pools.all().map(poolOf),
    },
    books: {
      putAgency: (agency) => void putAgency.run({ ...agency, managed: bit(agency.managed) }),
      putLine: (line) =>
        void putLine.run({
          ...line,
          targets: toText(line.targets),
          path: documentText(PATH, line.path),
          ended_at: null,
        }),
      endLine: (id, at) => void endLine.run(at, id),
      putPool: (pool) =>
        void putPool.run({ ...pool, targets: toText(pool.targets), path: documentText(PATH, pool.path) }),
    },
  };
}

function put(table: string, columns: readonly string[]): string {
  const values = ['id', ...columns].map((column) => `@${column}`).join(', ');
  const replaced = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  return `INSERT INTO ${table} (id, ${columns.join(', ')}) VALUES (${values})
    ON CONFLICT (id) DO UPDATE SET ${replaced}`;
}

function agencyOf({ id, code, name, kind, location, managed }: AgencyRow): Agency {
  return { id, code, name, kind, location, managed: managed === 1 };
}

function lineOf({ id, agency, router, queue, targets, parent, service, path }: LineRow): Line {
  return {
    id,
    agency,
    router,
    queue,
    targets: listFrom(targets, isText),
    parent,
    service,
    path: documentFrom(PATH, path),
  };
}

function poolOf({ id, router, queue, parent, targets, path }: PoolRow): Pool {
  return { id, router, queue, parent, targets: listFrom(targets, isText), path: documentFrom(PATH, path) };
}
