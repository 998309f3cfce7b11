import { type CellValue, readSheet } from 'read-excel-file/node';
import { Misuse } from '../terminal/misuse.ts';

/** A line of a list: its number in the file, and its cells as text. */
export interface SheetLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A ZIP begins so, and an XLSX is one. */
const ZIP = 'PK\u0003\u0004';
const MOST_BYTES = 5_000_000;

export function isSheet(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, ZIP.length) === ZIP;
}

/**
 * The first sheet's lines that hold anything, remarks left out. Throws Misuse for a file that is no XLSX, or too large
 * to be a list.
 */
export async function sheetLines(file: string, bytes: Buffer): Promise<readonly SheetLine[]> {
  if (bytes.length > MOST_BYTES) throw new Misuse('bad-file', { file, why: `> ${MOST_BYTES} B` });
  const rows = await readSheet(bytes).catch((error: unknown) => {
    throw new Misuse('bad-file', { file, why: error instanceof Error ? error.message : 'XLSX?' });
  });
  return rows
    .map((row, i) => ({ line: i + 1, cells: row.map(textOf) }))
    .filter(({ cells }) => cells.some((cell) => cell !== '') && cells[0]?.startsWith('#') !== true);
}

/** A fraction with a comma, as the office writes rates; a date as its day. */
function textOf(cell: CellValue | null): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  return String(cell).trim();
}
