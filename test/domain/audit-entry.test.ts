import { describe, expect, it } from 'vitest';
import { type AuditDraft, type AuditEntry, auditHash, brokenAt, FIRST_PREV } from '../../agent/domain/audit-entry.ts';
import { momentOf } from '../../agent/domain/moment.ts';
import { AGENT } from '../../agent/domain/person.ts';

const AT = momentOf('2026-05-04T01:10:00Z');

function chain(length: number): readonly AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const draft: AuditDraft = { at: AT, actor: AGENT, act: 'request/received', request: seq, facts: { n: seq } };
    const open = { ...draft, seq, prev: entries.at(-1)?.hash ?? FIRST_PREV };
    entries.push({ ...open, hash: auditHash(open) });
  }
  return entries;
}

function forged(at: number, change: Partial<AuditEntry>): readonly AuditEntry[] {
  return chain(5).map((entry) => (entry.seq === at ? { ...entry, ...change } : entry));
}

describe('agent/domain/audit-entry', () => {
  it('an unbroken chain holds, and so does none', () => {
    expect(FIRST_PREV).toMatch(/^0{64}$/);
    expect([brokenAt([]), brokenAt(chain(1)), brokenAt(chain(5))]).toEqual([undefined, undefined, undefined]);
  });

  it('the order in which facts were written does not matter', () => {
    const [entry] = chain(1);
    const ab = { ...entry!, facts: { a: 1, b: 2 } };
    expect(auditHash(ab)).toBe(auditHash({ ...ab, facts: { b: 2, a: 1 } }));
  });

  it.each<[string, Partial<AuditEntry>]>([
    ['time', { at: momentOf('2026-05-04T01:10:01Z') }],
    ['actor', { actor: { kind: 'agency', agency: 'dinkes', recordedBy: null } }],
    ['act', { act: 'request/approved' }],
    ['request', { request: null }],
    ['facts', { facts: { n: 4 } }],
    ['seq', { seq: 4 }],
    ['prev', { prev: FIRST_PREV }],
    ['hash', { hash: FIRST_PREV }],
  ])('a changed %s breaks it there', (_, change) => {
    expect(brokenAt(forged(3, change))).toBe(3);
  });

  it('a forger who hashes again is found at the next link', () => {
    const changed = { ...chain(5)[2]!, facts: { n: 99 } };
    expect(brokenAt(forged(3, { ...changed, hash: auditHash(changed) }))).toBe(4);
  });

  it('a missing, doubled or exchanged entry breaks it', () => {
    const [a, b, c, d] = chain(4);
    expect([brokenAt([a!, c!, d!]), brokenAt([a!, b!, b!]), brokenAt([b!, a!]), brokenAt([b!])]).toEqual([2, 3, 1, 1]);
  });

  it('a part is checked against what came before it', () => {
    const entries = chain(5);
    expect(brokenAt(entries.slice(2), { seq: 2, hash: entries[1]!.hash })).toBeUndefined();
    expect(brokenAt(entries.slice(2), { seq: 2, hash: entries[0]!.hash })).toBe(3);
  });
});
