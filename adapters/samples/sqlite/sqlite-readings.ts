import { moment } from '../../../agent/domain/moment.ts';
import type { BytesIn, Reading, Subject } from '../../../agent/domain/counters/reading.ts';
import type { Database } from '../../sqlite/open-database.ts';

/**
 * The last reading of each subject, from which the next difference is taken. Also kept in memory, since every visit
 * asks for all of them.
 */
export interface SqliteReadings {
  last(subject: Subject): Reading | undefined;
  /** Replaces the last reading, also by one with an earlier time: after a stepped clock it is the new base. */
  keep(id: number, reading: Reading): void;
  /** Drops what is remembered, after a transaction that was rolled back. */
  forget(): void;
}

interface Row {
  readonly at: number;
  readonly monotonic: number;
  readonly agent_ticks: number;
  readonly down: string;
  readonly up: string;
  readonly drops_down: number | null;
  readonly drops_up: number | null;
  readonly row_index: number;
  readonly discontinuity: number | null;
  readonly speed_mbps: number | null;
  readonly operational: number;
  readonly if_type: number | null;
  readonly bytes_in: BytesIn | null;
}

const COLUMNS = [
  'at',
  'monotonic',
  'agent_ticks',
  'down',
  'up',
  'drops_down',
  'drops_up',
  'row_index',
  'discontinuity',
  'speed_mbps',
  'operational',
  'if_type',
  'bytes_in',
] as const satisfies readonly (keyof Row)[];

export function sqliteReadings(db: Database): SqliteReadings {
  const select = db.prepare<[string], Row>(
    'SELECT r.* FROM subject s JOIN reading r ON r.subject = s.id WHERE s.name = ?',
  );
  const replace = db.prepare(`INSERT INTO reading (subject, ${COLUMNS.join()}) VALUES (?${', ?'.repeat(COLUMNS.length)})
    ON CONFLICT DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join()}`);
  const known = new Map<Subject, Reading>();
  return {
    last(subject) {
      const kept = known.get(subject);
      if (kept !== undefined) return kept;
      const row = select.get(subject);
      if (row === undefined) return undefined;
      const reading = readingOf(subject, row);
      known.set(subject, reading);
      return reading;
    },
    keep(id, reading) {
      replace.run(id, ...valuesOf(reading));
      known.set(reading.subject, reading);
    },
    forget: () => known.clear(),
  };
}

/** Values in the order of COLUMNS. */
function valuesOf(reading: Reading): readonly (number | string | null)[] {
  return [
    reading.at,
    reading.monotonic,
    reading.agentTicks,
    String(reading.down),
    String(reading.up),
    reading.drops?.down ?? null,
    reading.drops?.up ?? null,
    reading.index,
    reading.discontinuity ?? null,
    reading.speedMbps ?? null,
    reading.operational ? 1 : 0,
    reading.ifType ?? null,
    reading.bytesIn ?? null,
  ];
}

function readingOf(subject: Subject, row: Row): Reading {
  const { drops_down: dropsDown, drops_up: dropsUp } = row;
  return {
    subject,
    at: moment(row.at),
    monotonic: row.monotonic,
    agentTicks: row.agent_ticks,
    down: BigInt(row.down),
    up: BigInt(row.up),
    ...(dropsDown === null || dropsUp === null ? {} : { drops: { down: dropsDown, up: dropsUp } }),
    ...(row.bytes_in === null ? {} : { bytesIn: row.bytes_in }),
    index: row.row_index,
    ...(row.discontinuity === null ? {} : { discontinuity: row.discontinuity }),
    ...(row.if_type === null ? {} : { ifType: row.if_type }),
    ...(row.speed_mbps === null ? {} : { speedMbps: row.speed_mbps }),
    operational: row.operational === 1,
  };
}
