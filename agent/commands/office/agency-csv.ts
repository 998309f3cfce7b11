import type { CsvError } from 'csv-parse/sync';
import { Fault } from '../../domain/fault.ts';
import type { BodyOf } from '../../desk/act/order.ts';
import type { Kit } from '../terminal/kit.ts';
import { Misuse } from '../terminal/misuse.ts';
import { isSheet, type SheetLine, sheetLines } from './agency-sheet.ts';

type CsvRow = BodyOf<'import-agencies'>['rows'][number];

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads the office's list of agencies from a CSV file (RFC 4180) or the first sheet of an XLSX file. Returns the cells
 * of each row by column name in lower case, with the row's line in the file. The first bytes tell CSV from XLSX. The
 * head of a CSV tells comma from semicolon (office programs in Indonesia write semicolons). A line that begins with `#`
 * is skipped. Throws Misuse if the file cannot be read or has no row, Fault `agency/bad-row` if it is not valid CSV.
 */
export async function readCsv(kit: Kit, file: string): Promise<readonly CsvRow[]> {
  const bytes = await kit.readFile(file).catch((error: unknown) => {
    throw new Misuse('bad-file', { file, why: error instanceof Error ? error.message : String(error) });
  });
  const [head, ...rows] = isSheet(bytes) ? await sheetLines(file, bytes) : await csvLines(bytes);
  if (head === undefined) throw new Misuse('bad-file', { file, why: 'CSV, XLSX?' });
  if (rows.length === 0) throw new Misuse('no-rows', { file });
  const names = head.cells.map((name) => name.toLowerCase());
  return rows.map(({ line, cells }) => ({
    row: line,
    fields: Object.fromEntries(names.map((name, i) => [name, unescaped(cells[i] ?? '')])),
  }));
}

/** Removes the apostrophe that spreadsheets put before a cell that looks like a formula. */
function unescaped(cell: string): string {
  return /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? cell.slice(1) : cell;
}

async function csvLines(bytes: Buffer): Promise<readonly SheetLine[]> {
  // Line breaks must be one character, because the parser counts `\r\n` inside quotes twice.
  const text = bytes.toString('utf8').replaceAll('\r\n', '\n');
  return (await parsed(text)).map(({ record, info }) => ({ line: info.lines, cells: record }));
}

async function parsed(text: string): Promise<readonly Parsed[]> {
  // Loaded only by the command that reads a file.
  const csv = await import('csv-parse/sync');
  const head = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = head.includes(';') && !head.includes(',') ? ';' : ',';
  try {
    return csv.parse(text, {
      bom: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
      delimiter,
      comment: '#',
      comment_no_infix: true,
    }) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof csv.CsvError)) throw error;
    throw new Fault('agency/bad-row', { line: lineOf(error), field: '–', why: error.code }, { cause: error });
  }
}

function lineOf(error: CsvError): number | null {
  const line: unknown = error['lines'];
  return typeof line === 'number' ? line : null;
}
