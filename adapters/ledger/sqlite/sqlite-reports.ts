import type { Moment } from '../../../agent/domain/moment.ts';
import type { IssuedReport } from '../../../agent/ports/ledger.ts';
import type { Database } from '../../sqlite/open-database.ts';
import type { LedgerPart } from './ledger-part.ts';
import { documentsFrom, documentsText, REPORT_FILE } from './stored-documents.ts';

interface ReportRow {
  readonly id: string;
  readonly kind: IssuedReport['kind'];
  readonly starts: string;
  readonly ends: string;
  readonly made_at: Moment;
  readonly files: string;
}

/**
 * Reports that were issued, with the hashes of their files. One issued again under its id shows its newest files; the
 * audit keeps both.
 */
export function sqliteReports(db: Database): LedgerPart<'reports', 'issue'> {
  const all = db.prepare<[], ReportRow>('SELECT * FROM report ORDER BY id');
  const insert = db.prepare(`INSERT INTO report VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
      kind = excluded.kind, starts = excluded.starts, ends = excluded.ends,
      made_at = excluded.made_at, files = excluded.files`);
  return {
    view: { reports: () => all.all().map(reportOf) },
    books: {
      issue: ({ id, kind, from, until, madeAt, files }) =>
        void insert.run(id, kind, from, until, madeAt, documentsText(REPORT_FILE, files)),
    },
  };
}

function reportOf({ id, kind, starts, ends, made_at: madeAt, files }: ReportRow): IssuedReport {
  return { id, kind, from: starts, until: ends, madeAt, files: documentsFrom(REPORT_FILE, files) };
}
