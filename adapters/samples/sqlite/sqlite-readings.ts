import { moment } from '../../../agent/domain/moment.ts';
import type { Reading, Subject } from '../../../agent/domain/reading.ts';
import type { Database } from '../../sqlite/open-database.ts';

/** The last reading of each subject: the base of the next difference. */
export interface SqliteReadings {
  last(subject: Subject): Reading | undefined;
  /** Puts `reading` in the place of the one before, whatever its time: after a stepped clock it is the new base. */
  keep(id: number, reading: Reading): void;
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
}

export function sqliteReadings(db: Database): SqliteReadings {
  const select = db.prepare<[string], Row>('SELECT r.* FROM subject s JOIN reading r ON r.subject = s.id WHERE s.name = ?');
  const replace = db.prepare(
    `INSERT OR REPLACE INTO reading VALUES (@subject, @at, @monotonic, @agent_ticks, @down, @up, @drops_down, @drops_up,
      @row_index, @discontinuity, @speed_mbps, @operational)`,
  );
  return {
    last(subject) {
      const row = select.get(subject);
      return row === undefined ? undefined : readingOf(subject, row);
    },
    keep(id, reading) {
      replace.run({ subject: id, ...rowOf(reading) });
    },
  };
}

function rowOf(reading: Reading): Row {
  return {
    at: reading.at,
    monotonic: reading.monotonic,
    agent_ticks: reading.agentTicks,
    down: String(reading.down),
    up: String(reading.up),
    drops_down: reading.drops?.down ?? null,
    drops_up: reading.drops?.up ?? null,
    row_index: reading.index,
    discontinuity: reading.discontinuity ?? null,
    speed_mbps: reading.speedMbps ?? null,
    operational: reading.operational ? 1 : 0,
  };
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
    index: row.row_index,
    ...(row.discontinuity === null ? {} : { discontinuity: row.discontinuity }),
    ...(row.speed_mbps === null ? {} : { speedMbps: row.speed_mbps }),
    operational: row.operational === 1,
  };
}
