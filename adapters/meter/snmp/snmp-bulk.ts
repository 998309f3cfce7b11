import type { Varbind } from 'net-snmp';
import type { Row } from './snmp-rows.ts';
import { SnmpTrouble } from './snmp-trouble.ts';
import { absent, isAbsent, rowOf } from './snmp-wire.ts';

/** One column of a GETBULK: what it holds by row, and the row up to which nothing was left out. */
interface Column {
  readonly cells: ReadonlyMap<number, Varbind>;
  readonly reach: number;
}

/** Where a GETBULK starts so that the row, should it be there, is the first that it brings. */
export function startOf(column: string, row: Row): string {
  return row.index === 0 ? column : `${column}.${row.index - 1}`;
}

/**
 * The varbinds of each row in the order of its table's columns, found by the number that each of them carries, never by its place in
 * the answer. An object that the answer has passed over is absent. A row that the answer did not reach has no entry: a shorter answer
 * is legal. Throws SnmpTrouble `nonsense` when the rows of a column do not rise.
 */
export function bulkRows(rows: readonly Row[], columns: readonly (readonly Varbind[])[]): ReadonlyMap<Row, readonly Varbind[]> {
  const [first] = rows;
  const found = new Map<Row, readonly Varbind[]>();
  if (first === undefined) return found;
  const read = first.table.columns.map((oid, i) => columnOf(oid, columns[i] ?? [], first.index));
  for (const row of rows) {
    const varbinds = read.flatMap(({ cells, reach }, i) => {
      const cell = cells.get(row.index);
      if (cell !== undefined) return [cell];
      return reach > row.index ? [absent(`${row.table.columns[i]}.${row.index}`)] : [];
    });
    if (varbinds.length === read.length) found.set(row, varbinds);
  }
  return found;
}

function columnOf(oid: string, varbinds: readonly Varbind[], first: number): Column {
  const cells = new Map<number, Varbind>();
  let last = first - 1;
  for (const varbind of varbinds) {
    const row = isAbsent(varbind) ? undefined : rowOf(varbind.oid, oid);
    // The end of the column, or of all that the agent shows.
    if (row === undefined) return { cells, reach: Number.POSITIVE_INFINITY };
    if (row <= last) throw new SnmpTrouble('nonsense');
    cells.set(row, varbind);
    last = row;
  }
  return { cells, reach: last };
}
