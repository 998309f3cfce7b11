import type { Finding, FindingCode } from './finding.ts';

/**
 * Codes of the ledger–router mismatches that stop all writing to a router, until the mismatch is gone or a person
 * accepts it (`drift accept`).
 */
export type WriteFreezeCode = 'queue/mass-drift' | 'router/old-backup' | 'router/swapped' | 'ledger/old';

const FREEZE_CODES: ReadonlySet<FindingCode> = new Set<WriteFreezeCode>([
  'queue/mass-drift',
  'router/old-backup',
  'router/swapped',
  'ledger/old',
]);

/** A finding that stops all writing to a router. */
export type WriteFreeze = Finding & { readonly code: WriteFreezeCode };

/** Returns whether a finding stops all writing to its router. */
export function isWriteFreeze(found: Finding): found is WriteFreeze {
  return FREEZE_CODES.has(found.code);
}
