import type { Finding, FindingCode } from './finding.ts';

/**
 * What stops all writing to a router until it is over or a person accepts it: the router and the books tell two
 * different stories.
 */
export type HaltCode = 'queue/mass-drift' | 'router/old-backup' | 'router/swapped' | 'ledger/old';

const HALTS: ReadonlySet<FindingCode> = new Set<HaltCode>([
  'queue/mass-drift',
  'router/old-backup',
  'router/swapped',
  'ledger/old',
]);

export type Halt = Finding & { readonly code: HaltCode };

export function isHalt(found: Finding): found is Halt {
  return HALTS.has(found.code);
}
