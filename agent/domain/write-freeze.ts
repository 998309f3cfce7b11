import type { Finding, FindingCode } from './finding.ts';

/**
 * What stops all writing to a router until it is over or a person accepts it: the router and the books tell two
 * different stories.
 */
export type WriteFreezeCode = 'queue/mass-drift' | 'router/old-backup' | 'router/swapped' | 'ledger/old';

const HALTS: ReadonlySet<FindingCode> = new Set<WriteFreezeCode>([
  'queue/mass-drift',
  'router/old-backup',
  'router/swapped',
  'ledger/old',
]);

export type WriteFreeze = Finding & { readonly code: WriteFreezeCode };

export function isWriteFreeze(found: Finding): found is WriteFreeze {
  return HALTS.has(found.code);
}
