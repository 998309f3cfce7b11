import type { Command } from 'commander';
import type { OfficeRole, PaperAuthority } from '../../domain/person.ts';
import { readDay } from '../../domain/typed/typed-day.ts';
import { choice, Misuse } from './misuse.ts';
import { OFFICE_ROLES } from './office-words.ts';

/** Options by which a decision made on paper is entered. */
export interface PaperOptions {
  readonly decidedBy?: string;
  readonly doc?: string;
  readonly date?: string;
  readonly file?: string;
}

/** Adds the options for a decision made on paper to a command. Returns the command. */
export function withPaper(command: Command): Command {
  return command
    .option('--decided-by <role>', 'pejabat yang memutuskan di atas kertas: kadis, kabid')
    .option('--doc <number>', 'nomor dokumen keputusan')
    .option('--date <day>', 'tanggal dokumen, 2026-05-04')
    .option('--file <scan>', 'letak pindaian dokumen');
}

/**
 * Returns the signed document that the options describe: who decided, its number and date. null: no option was given,
 * so the person who types the command decides. Throws Misuse if only some of the options are given.
 */
export function paperOf({ decidedBy, doc, date, file }: PaperOptions): PaperAuthority | null {
  if (decidedBy === undefined && doc === undefined && date === undefined && file === undefined) return null;
  if (decidedBy === undefined || doc === undefined || date === undefined) throw new Misuse('needs-paper');
  const day = readDay(date);
  if (day === undefined)
    throw new Misuse('bad-pair', { field: '--date', form: '2026-05-04', value: date.slice(0, 40) });
  return { role: officeRole('--decided-by', decidedBy), document: doc, date: day, file: file ?? null };
}

/** Parses a role of the office, Indonesian or English. Throws Misuse for an unknown word. */
export function officeRole(field: string, text: string): OfficeRole {
  return choice(field, text, OFFICE_ROLES);
}
