import type { Command } from 'commander';
import { Fault } from '../domain/fault.ts';
import type { OfficeRole, PaperAuthority } from '../domain/person.ts';

const ROLE_NAMES: Readonly<Record<string, OfficeRole>> = {
  'department-head': 'department-head',
  kadis: 'department-head',
  'division-head': 'division-head',
  kabid: 'division-head',
  'computer-specialist': 'computer-specialist',
  prakom: 'computer-specialist',
  'technical-support': 'technical-support',
};

export interface PaperOptions {
  readonly decidedBy?: string;
  readonly doc?: string;
  readonly date?: string;
  readonly file?: string;
}

/** Adds the options by which a decision made on paper is entered. */
export function withPaper(command: Command): Command {
  return command
    .option('--decided-by <role>', 'pejabat yang memutuskan di atas kertas: kadis, kabid')
    .option('--doc <number>', 'nomor dokumen keputusan')
    .option('--date <day>', 'tanggal dokumen, 2026-05-04')
    .option('--file <scan>', 'letak pindaian dokumen');
}

/** The authority that the options name; null: the caller's own. */
export function paperOf(options: PaperOptions): PaperAuthority | null {
  if (options.decidedBy === undefined) return null;
  const role = officeRole(options.decidedBy);
  if (options.doc === undefined || options.date === undefined) throw new Fault('request/needs-document', {});
  return { role, document: options.doc, date: options.date, file: options.file ?? null };
}

export function officeRole(text: string): OfficeRole {
  const role = ROLE_NAMES[text.toLowerCase()];
  if (role === undefined) throw new Fault('request/bad-value', { field: 'role', value: text });
  return role;
}
