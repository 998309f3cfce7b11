import type { Reading, Subject } from '../../../agent/domain/counters/reading.ts';
import { before, DAY, type Moment, span } from '../../../agent/domain/moment.ts';
import type { PortSpeed } from '../../../agent/ports/samples.ts';
import type { Database } from '../../sqlite/open-database.ts';

/** The speeds that interfaces reported. The newest one of each subject is also kept in memory. */
export interface SqlitePorts {
  /** Stores the speed of a reading, if it is new, and when its counters passed it. Queues are left out. */
  keep(id: number, reading: Reading, passed: boolean): void;
  /** The speed of the last reading. */
  of(last: Reading): PortSpeed | undefined;
  /** Drops what is remembered, after a transaction that was rolled back. */
  forget(): void;
}

interface Row {
  readonly since: Moment;
  readonly if_type: number | null;
  readonly passed_at: Moment | null;
}

/** How long a speed stays disbelieved after its counters passed it last. */
const DISBELIEVED = span(28 * DAY);

export function sqlitePorts(db: Database): SqlitePorts {
  const find = db.prepare<[string, number], Row>(
    `SELECT p.since, p.if_type, p.passed_at FROM subject s JOIN port p ON p.subject = s.id
      WHERE s.name = ? AND p.speed_mbps = ?`,
  );
  const insert = db.prepare(
    `INSERT INTO port (subject, speed_mbps, since, if_type) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET if_type = coalesce(excluded.if_type, if_type)`,
  );
  const pass = db.prepare('UPDATE port SET passed_at = ? WHERE subject = ? AND speed_mbps = ?');
  const known = new Map<Subject, string>();
  return {
    keep(id, reading, passed) {
      if (!isInterface(reading)) return;
      const speed = reading.speedMbps ?? 0;
      const said = `${speed} ${reading.ifType ?? ''}`;
      if (known.get(reading.subject) !== said) {
        insert.run(id, speed, reading.at, reading.ifType ?? null);
        known.set(reading.subject, said);
      }
      if (passed) pass.run(reading.at, id, speed);
    },
    of(last) {
      if (!isInterface(last)) return undefined;
      const speedMbps = last.speedMbps ?? 0;
      const row = find.get(last.subject, speedMbps);
      const passedAt = row?.passed_at ?? null;
      return {
        type: last.ifType ?? row?.if_type ?? null,
        speedMbps,
        since: row?.since ?? last.at,
        passed: passedAt !== null && passedAt > before(last.at, DISBELIEVED),
      };
    },
    forget: () => known.clear(),
  };
}

/** Queues report neither kind nor speed. */
function isInterface({ subject, ifType, speedMbps }: Reading): boolean {
  return subject.startsWith('uplink:') || ifType !== undefined || speedMbps !== undefined;
}
