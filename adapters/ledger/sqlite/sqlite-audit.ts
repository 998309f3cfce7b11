import { type AuditEntry, auditHash, brokenAt, FIRST_PREV } from '../../../agent/domain/audit-entry.ts';
import { canonicalJson } from '../../../agent/domain/digest.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import type { LedgerView } from '../../../agent/ports/ledger.ts';
import type { Database } from '../../sqlite/open-database.ts';
import type { LedgerPart } from './ledger-part.ts';
import { objectFrom } from './ledger-text.ts';

interface AuditRow {
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  readonly at: Moment;
  readonly actor: string;
  readonly act: string;
  readonly request: number | null;
  readonly facts: string;
}

/** The audit chain. Three triggers of the schema let nothing but the next entry in, and nothing out. */
export function sqliteAudit(db: Database): LedgerPart<'audit' | 'auditHead', 'enter'> {
  const head = db.prepare<[], { readonly seq: number; readonly hash: string }>(
    'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
  );
  const some = db.prepare<[number, number], AuditRow>('SELECT * FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?');
  const insert = db.prepare(
    'INSERT INTO audit (seq, prev, hash, at, actor, act, request, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const auditHead = () => head.get() ?? { seq: 0, hash: FIRST_PREV };
  return {
    view: {
      auditHead,
      audit: (from, count) => some.all(from, count).map(entryOf),
    },
    books: {
      enter({ at, actor, act, request, facts }) {
        const last = auditHead();
        const linked = { seq: last.seq + 1, prev: last.hash, at, actor, act, request, facts };
        insert.run(
          linked.seq,
          linked.prev,
          auditHash(linked),
          at,
          canonicalJson(actor),
          act,
          request,
          canonicalJson(facts),
        );
      },
    },
  };
}

/**
 * Whether the newest entry is whole and hangs on the one before it. Throws Fault `ledger/corrupt`; the whole chain is
 * `brokenAt`'s.
 */
export function checkAuditHead(view: Pick<LedgerView, 'audit' | 'auditHead'>): void {
  const { seq } = view.auditHead();
  const last = view.audit(Math.max(1, seq - 1), 2);
  const [first] = last;
  const before = first === undefined || first.seq === 1 ? undefined : { seq: first.seq - 1, hash: first.prev };
  const broken = brokenAt(last, before);
  if (broken !== undefined) throw new Fault('ledger/corrupt', { why: `audit entry ${broken}` });
}

function entryOf({ seq, prev, hash, at, actor, act, request, facts }: AuditRow): AuditEntry {
  return {
    seq,
    prev,
    hash,
    at,
    actor: objectFrom<AuditEntry['actor']>(actor, 'kind'),
    act,
    request,
    facts: objectFrom<AuditEntry['facts']>(facts),
  };
}
