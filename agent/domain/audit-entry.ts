import { canonicalJson, sha256Hex } from './digest.ts';
import type { Moment } from './moment.ts';
import type { Actor } from './person.ts';

/** One link of the audit chain: who did what, on whose authority, about which request, with what evidence. */
export interface AuditEntry extends AuditDraft {
  /** 1, 2, 3 ... without gaps. */
  readonly seq: number;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly prev: string;
  readonly hash: string;
}

export interface AuditDraft {
  readonly at: Moment;
  readonly actor: Actor;
  /** What was done, `room/verb`: `request/approved`, `base-data/contract`. */
  readonly act: string;
  readonly request: number | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

export const FIRST_PREV = '0'.repeat(64);

/** SHA-256 over the canonical form of everything but the hash itself. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, prev, at, actor, act, request, facts } = entry;
  return sha256Hex(canonicalJson({ seq, prev, at, actor, act, request, facts }));
}

/**
 * The first seq at which the chain does not hold, or undefined when it does. `head` is what came before the first entry
 * given.
 */
export function brokenAt(
  entries: Iterable<AuditEntry>,
  head: { readonly seq: number; readonly hash: string } = { seq: 0, hash: FIRST_PREV },
): number | undefined {
  let { seq, hash } = head;
  for (const entry of entries) {
    if (entry.seq !== seq + 1 || entry.prev !== hash || entry.hash !== auditHash(entry)) return seq + 1;
    ({ seq, hash } = entry);
  }
  return undefined;
}
