import type { Varbind } from 'net-snmp';
import type { Row } from './snmp-rows.ts';
import { SnmpError } from './snmp-fault.ts';
import { absent, isAbsent, rowOf } from './snmp-wire.ts';

/** Where a GETBULK starts so that the row, should it be there, is the first that it brings. */
export function startOf(column: string, row: Row): string {
  return row.index === 0 ? column : `${column}.${row.index - 1}`;
}

/**
 * The varbinds of each row, in the order of its table's columns, found by the number that each of them carries, never
 * by its place in the answer. An object that the answer has passed over is absent. A row that the answer did not reach
 * has no varbinds: a shorter answer is legal. `rows` rise. Throws SnmpError `nonsense` when the rows of a column do
 * not.
 */
export function bulkRows(
  rows: readonly Row[],
  columns: readonly (readonly Varbind[])[],
): readonly (readonly Varbind[] | undefined)[] {
  const table = rows[0]?.table.columns ?? [];
  const cells = table.map((oid, i) => cellsOf(oid, rows, columns[i] ?? []));
  return rows.map((_, place) => {
    const varbinds: Varbind[] = [];
    for (const column of cells) {
      const cell = column[place];
      if (cell === undefined) return undefined;
      varbinds.push(cell);
    }
    return varbinds;
  });
}

/** One column's varbind for each row, as far as the answer reached. */
function cellsOf(column: string, rows: readonly Row[], varbinds: readonly Varbind[]): readonly Varbind[] {
  const cells: Varbind[] = [];
  let last = (rows[0]?.index ?? 0) - 1;
  for (const varbind of varbinds) {
    // Another column, or the end of all that the agent shows: no row is left.
    const found = isAbsent(varbind) ? undefined : rowOf(varbind.oid, column);
    const index = found ?? Number.POSITIVE_INFINITY;
    if (index <= last) throw new SnmpError('nonsense');
    last = index;
    for (let row = rows[cells.length]; row !== undefined && row.index < index; row = rows[cells.length]) {
      cells.push(absent(`${column}.${row.index}`));
    }
    if (found === undefined) break;
    if (rows[cells.length]?.index === index) keepFor(rows, index, varbind, cells);
  }
  return cells;
}

/** Two points may name one row. */
function keepFor(rows: readonly Row[], index: number, varbind: Varbind, cells: Varbind[]): void {
  while (rows[cells.length]?.index === index) cells.push(varbind);
}
