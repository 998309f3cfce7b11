import type { Varbind } from 'net-snmp';
import type { Row } from './snmp-rows.ts';
import { SnmpError } from './snmp-fault.ts';
import { absent, isAbsent, rowOf } from './snmp-wire.ts';

/** The OID after which a GETBULK must start so that this row, if it exists, comes first. */
export function startOf(column: string, row: Row): string {
  return row.index === 0 ? column : `${column}.${row.index - 1}`;
}

/**
 * Sorts the varbinds of a GETBULK into rows. Each row gets its varbinds in the order of its table's columns, by the row
 * number in each OID, never by place in the answer.
 * An object that the answer passed over is absent. A row that the answer did not reach is undefined: an agent may
 * answer with less. `rows` must ascend. Throws SnmpError `nonsense` when the row numbers of a column do not ascend.
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

/** The varbinds of one column, one for each row that the answer reached. */
function cellsOf(column: string, rows: readonly Row[], varbinds: readonly Varbind[]): readonly Varbind[] {
  const cells: Varbind[] = [];
  let last = (rows[0]?.index ?? 0) - 1;
  for (const varbind of varbinds) {
    // Another column, or the end of the MIB: the table has no further row.
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

/** Two points may ask for one row. */
function keepFor(rows: readonly Row[], index: number, varbind: Varbind, cells: Varbind[]): void {
  while (rows[cells.length]?.index === index) cells.push(varbind);
}
