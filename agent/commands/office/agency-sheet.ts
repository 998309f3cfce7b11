import type { CellValue } from 'read-excel-file/node';
import { Misuse } from '../terminal/misuse.ts';

/** One line of a list: its number in the file, from 1, and its cells as text. */
export interface SheetLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** First bytes of a ZIP file. An XLSX file is a ZIP file. */
const ZIP = 'PK\u0003\u0004';
const MOST_BYTES = 5_000_000;

/** Returns whether the file is an XLSX file, by its first bytes. */
export function isSheet(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, ZIP.length) === ZIP;
}

/**
 * Reads the first sheet of an XLSX file. Empty lines and lines that begin with `#` are left out. Throws Misuse if the
 * file is no XLSX or larger than 5 MB.
 */
export async function sheetLines(file: string, bytes: Buffer): Promise<readonly SheetLine[]> {
  if (bytes.length > MOST_BYTES) throw new Misuse('bad-file', { file, why: `> ${MOST_BYTES} B` });
  // Loaded only by the command that reads a sheet.
  const { readSheet } = await import('read-excel-file/node');
  const rows = await readSheet(bytes).catch((error: unknown) => {
    throw new Misuse('bad-file', { file, why: error instanceof Error ? error.message : 'XLSX?' });
  });
  return rows
    .map((row, i) => ({ line: i + 1, cells: row.map(textOf) }))
    .filter(({ cells }) => cells.some((cell) => cell !== '') && cells[0]?.startsWith('#') !== true);
}

/** A cell as text: a fraction with a comma as the office writes rates, a date as its day. */
function textOf(cell: CellValue | null): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  return String(cell).trim();
}
