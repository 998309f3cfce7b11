import { type AuditEntry, brokenAt } from '../domain/audit-entry.ts';
import type { LedgerView } from '../ports/ledger.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** The audit chain verified from its first entry. */
export interface AuditCheck {
  readonly ok: boolean;
  readonly entries: number;
  /** First entry at which the chain does not hold. */
  readonly brokenAt: number | null;
  readonly head: string;
}

const PAGE = 1000;

/** Verifies every entry of the chain, page by page. */
export function auditCheck({ ledger }: ReadContext): AuditCheck {
  const head = ledger.auditHead();
  const broken = brokenAt(allEntries(ledger));
  return { ok: broken === undefined, entries: head.seq, brokenAt: broken ?? null, head: head.hash };
}

/** Entries from a sequence number on, or those of one request. */
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
