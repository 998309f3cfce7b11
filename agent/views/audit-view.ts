import { type AuditEntry, brokenAt } from '../domain/audit-entry.ts';
import type { LedgerView } from '../ports/ledger.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** Result of verifying the whole audit chain. */
export interface AuditCheck {
  readonly ok: boolean;
  /** Number of entries. */
  readonly entries: number;
  /** Sequence number of the first wrong entry. null: none. */
  readonly brokenAt: number | null;
  /** Hash of the last entry. */
  readonly head: string;
}

const PAGE = 1000;

/** Verifies every entry of the audit chain, read in pages. */
export function auditCheck({ ledger }: ReadContext): AuditCheck {
  const head = ledger.auditHead();
  const broken = brokenAt(allEntries(ledger));
  return { ok: broken === undefined, entries: head.seq, brokenAt: broken ?? null, head: head.hash };
}

/**
 * Returns `count` audit entries from sequence number `from` on, or all entries of one request if `request` is its id.
 */
export function auditEntries(
  { ledger }: ReadContext,
  from: number,
  count: number,
  request: number | null,
): readonly AuditEntry[] {
  if (request === null) return ledger.audit(from, count);
  return [...allEntries(ledger)].filter((entry) => entry.request === request);
}

function* allEntries(ledger: LedgerView): Generator<AuditEntry> {
  for (let from = 1; ; from += PAGE) {
    const page = ledger.audit(from, PAGE);
    yield* page;
    if (page.length < PAGE) return;
  }
}
