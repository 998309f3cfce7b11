import { canonicalJson, sha256Hex } from './digest.ts';
import type { Moment } from './moment.ts';
import type { Actor } from './person.ts';

/** One entry of the audit chain: who did what, on whose authority, about which request, with which facts. */
export interface AuditEntry extends AuditDraft {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** `hash` of the entry before. For the first entry: 64 zeros. */
  readonly prev: string;
  /** SHA-256 of this entry without the field `hash`, lower-case hex. See `auditHash`. */
  readonly hash: string;
}

/** An audit entry before the ledger puts it into the chain. */
export interface AuditDraft {
  readonly at: Moment;
  readonly actor: Actor;
  /** What was done, as `room/verb`: `request/approved`, `base-data/contract`. */
  readonly act: string;
  /** Id of the request that the act is about. null: about no request. */
  readonly request: number | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** `prev` of the first entry: 64 zeros. */
export const FIRST_PREV = '0'.repeat(64);

/** Returns the SHA-256 hash of an audit entry in lower-case hex, over its canonical JSON without the field `hash`. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, prev, at, actor, act, request, facts } = entry;
  return sha256Hex(canonicalJson({ seq, prev, at, actor, act, request, facts }));
}

/**
 * Verifies the audit chain: sequence numbers without gaps, each `prev` equal to the hash before, each hash correct.
 * Returns the sequence number of the first wrong entry. undefined: the chain is intact.
 * @param head sequence number and hash of the entry before the first one given; by default the start of the chain.
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
