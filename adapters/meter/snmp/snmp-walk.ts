import type { Varbind } from 'net-snmp';
import type { SnmpSession } from './snmp-session.ts';
import { SnmpError } from './snmp-fault.ts';
import { isAbsent, rowOf, text } from './snmp-wire.ts';

/** A row of a table: its number, and its position in the table (0 is the first). */
export interface Place {
  readonly index: number;
  readonly place: number;
}

/** Rows of a table by name. Two rows may have the same name. */
export type Rows = ReadonlyMap<string, readonly Place[]>;

/** Rows to ask for at once. Halved when the agent answers tooBig, and kept for the next walk. */
export interface Stride {
  repetitions: number;
}

const MOST_ROWS = 10_000;
const LONGEST_MS = 30_000;

/**
 * Walks one column of names. Does not use net-snmp's walk, which never ends when an agent repeats an object. Throws
 * SnmpError `endless-walk` when rows do not ascend, are more than 10,000, or take more than 30 s. Leaves out a row
 * whose name cannot be read.
 */
export async function walkNames(session: SnmpSession, column: string, stride: Stride): Promise<Rows> {
  const rows = new Map<string, Place[]>();
  const deadline = AbortSignal.timeout(LONGEST_MS);
  let last: number | undefined;
  for (let seen = 0; ; ) {
    const varbinds = await nextRows(session, last === undefined ? column : `${column}.${last}`, stride);
    const inside = varbinds.filter((varbind) => !isAbsent(varbind) && rowOf(varbind.oid, column) !== undefined);
    for (const varbind of inside) {
      last = keep(rows, varbind, column, last, seen);
      seen += 1;
    }
    if (inside.length === 0 || inside.length < varbinds.length) return rows;
    if (seen > MOST_ROWS || deadline.aborted) throw new SnmpError('endless-walk');
  }
}

/** Asks for the next rows. RouterOS answers a GETBULK that is too large with tooBig and no rows at all. */
async function nextRows(session: SnmpSession, oid: string, stride: Stride): Promise<readonly Varbind[]> {
  for (;;) {
    try {
      return (await session.bulk([], [oid], stride.repetitions)).columns.flat();
    } catch (error) {
      if (!(error instanceof SnmpError) || error.why !== 'too-big' || stride.repetitions <= 1) throw error;
      stride.repetitions = Math.floor(stride.repetitions / 2);
    }
  }
}

function keep(
  rows: Map<string, Place[]>,
  varbind: Varbind,
  column: string,
  last: number | undefined,
  place: number,
): number {
  const row = rowOf(varbind.oid, column);
  if (row === undefined || (last !== undefined && row <= last)) throw new SnmpError('endless-walk');
  const name = nameOf(varbind);
  if (name !== undefined) rows.set(name, [...(rows.get(name) ?? []), { index: row, place }]);
  return row;
}

function nameOf(varbind: Varbind): string | undefined {
  try {
    return text(varbind);
  } catch {
    return undefined;
  }
}
