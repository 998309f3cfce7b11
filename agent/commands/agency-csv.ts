import { CsvError, parse } from 'csv-parse/sync';
import { Fault } from '../domain/fault.ts';
import type { BodyOf } from '../desk/order.ts';
import type { Kit } from './kit.ts';
import { Misuse } from './misuse.ts';

type CsvRow = BodyOf<'import-agencies'>['rows'][number];

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Rows of the office's CSV (RFC 4180) by column name, each with its line in the file. Comma or semicolon, as the head says: office
 * programs of this country write semicolons. Throws Misuse when the file cannot be read, Fault `agency/bad-row` when it is no CSV.
 */
export async function readCsv(kit: Kit, file: string): Promise<readonly CsvRow[]> {
  const text = await kit.readFile(file).catch((error: unknown) => {
    throw new Misuse('bad-file', { file, why: error instanceof Error ? error.message : String(error) });
  });
  // Line breaks as one character, or the parser counts those inside quotes twice.
  const [head, ...rows] = parsed(text.replaceAll('\r\n', '\n'));
  if (head === undefined || rows.length === 0) throw new Misuse('bad-file', { file, why: 'CSV?' });
  return rows.map(({ record, info }) => ({
    row: info.lines,
    fields: Object.fromEntries(head.record.map((name, i) => [name.toLowerCase(), record[i] ?? ''])),
  }));
}

function parsed(text: string): readonly Parsed[] {
  const head = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = head.includes(';') && !head.includes(',') ? ';' : ',';
  try {
    return parse(text, { bom: true, skip_empty_lines: true, trim: true, info: true, delimiter }) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Fault('agency/bad-row', { line: lineOf(error), field: '–', why: error.code }, { cause: error });
  }
}

function lineOf(error: CsvError): number | null {
  const line: unknown = error['lines'];
  return typeof line === 'number' ? line : null;
}
