import type { QueueColumns } from '../../../agent/domain/counters/queue-columns.ts';
import type { Database } from '../../sqlite/open-database.ts';

/** What devices proved about the octet columns of their queues. */
export interface SqliteColumns {
  /** The newest proof of a router. */
  of(router: string): QueueColumns | undefined;
  settle(columns: QueueColumns): void;
  /** Exchanges down and up in all stored rates of a subject, by its row id. The reading is the caller's. */
  turn(id: number): void;
}

/** The same exchange in each table of rates. `one_minute` is kept as it was counted; no rate is read from it. */
const TURNS = [
  ...(['unfolded', 'five_minute'] as const).map(
    (table) => `UPDATE ${table} SET down_octets = up_octets, up_octets = down_octets,
      drops_down = drops_up, drops_up = drops_down WHERE subject = ?`,
  ),
  ...(['hourly', 'daily'] as const).map(
    (table) => `UPDATE ${table} SET down_octets = up_octets, up_octets = down_octets,
      max_down = max_up, max_up = max_down WHERE subject = ?`,
  ),
];

export function sqliteColumns(db: Database): SqliteColumns {
  const newest = db.prepare<[string], QueueColumns>(
    `SELECT router, at, bytes_in AS bytesIn, version, queues FROM queue_columns
      WHERE router = ? ORDER BY at DESC LIMIT 1`,
  );
  const put = db.prepare(
    `INSERT INTO queue_columns (router, at, bytes_in, version, queues) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET bytes_in = excluded.bytes_in, version = excluded.version, queues = excluded.queues`,
  );
  const turns = TURNS.map((sql) => db.prepare<[number]>(sql));
  return {
    of: (router) => newest.get(router),
    settle: ({ router, at, bytesIn, version, queues }) => void put.run(router, at, bytesIn, version, queues),
    turn: (id) => {
      for (const turn of turns) turn.run(id);
    },
  };
}
