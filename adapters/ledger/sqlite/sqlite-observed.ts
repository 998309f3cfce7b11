import type { Moment } from '../../../agent/domain/moment.ts';
import type { Notes, Observed } from '../../../agent/ports/ledger.ts';
import type { Database } from '../../sqlite/open-database.ts';
import type { LedgerPart } from './ledger-part.ts';
import {
  documentFrom,
  documentsFrom,
  documentsText,
  documentText,
  FINDING,
  IDENTITY,
  QUEUE,
  TRAITS,
} from './stored-documents.ts';

interface ObservedRow {
  readonly router: string;
  readonly at: Moment;
  readonly identity: string;
  readonly traits: string;
  readonly queues: string;
}

/**
 * Each router's table as last read, and what was found wrong in it. Findings that stand already are not written again.
 */
export interface ObservedTables extends LedgerPart<'observed' | 'findings', 'noteFindings'> {
  readonly notes: Pick<Notes, 'observed'>;
}

export function sqliteObserved(db: Database): ObservedTables {
  const stored = new Map<string, { readonly at: Moment; readonly queues: Observed['queues'] }>();
  const storedAt = db.prepare<[string], Moment>('SELECT at FROM observed WHERE router = ?').pluck();
  const one = db.prepare<[string], ObservedRow>(
    'SELECT * FROM observed JOIN observed_queues USING (router) WHERE router = ?',
  );
  const put = db.prepare(`INSERT INTO observed VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET at = excluded.at, identity = excluded.identity, traits = excluded.traits`);
  const putQueues = db.prepare(
    `INSERT INTO observed_queues VALUES (?, ?)
    ON CONFLICT DO UPDATE SET queues = excluded.queues WHERE queues <> excluded.queues`,
  );
  const findings = db.prepare<[string], string>('SELECT findings FROM router_findings WHERE router = ?').pluck();
  const putFindings = db.prepare(
    'INSERT INTO router_findings VALUES (?, ?) ON CONFLICT DO UPDATE SET findings = excluded.findings',
  );
  const standing = (router: string) => documentsFrom(FINDING, findings.get(router) ?? '[]');
  return {
    view: {
      observed(router) {
        const row = one.get(router);
        return row === undefined ? undefined : observedOf(row);
      },
      findings: standing,
    },
    books: {
      noteFindings(router, found) {
        const text = documentsText(FINDING, found);
        // Compared as they would be written today: the same findings from an older release are no change.
        if (text !== documentsText(FINDING, standing(router))) putFindings.run(router, text);
      },
    },
    notes: {
      observed({ router, at, identity, traits, queues }) {
        const last = stored.get(router);
        // The same list again needs no writing, if the pass that wrote it was not undone: then its moment stands.
        const stands = last?.queues === queues && last.at === storedAt.get(router);
        put.run(router, at, documentText(IDENTITY, identity), documentText(TRAITS, traits));
        if (!stands) putQueues.run(router, documentsText(QUEUE, queues));
        stored.set(router, { at, queues });
      },
    },
  };
}

function observedOf({ router, at, identity, traits, queues }: ObservedRow): Observed {
  return {
    router,
    at,
    identity: documentFrom(IDENTITY, identity),
    traits: documentFrom(TRAITS, traits),
    queues: documentsFrom(QUEUE, queues),
  };
}
