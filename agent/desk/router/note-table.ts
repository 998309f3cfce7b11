import type { Finding, FindingCode } from '../../domain/finding.ts';
import { isWriteFreeze } from '../../domain/write-freeze.ts';
import { AGENT } from '../../domain/person.ts';
import type { Books, Observed } from '../../ports/ledger.ts';
import { isDrift } from '../../shaping/drift.ts';
import { swappedFinding } from '../../shaping/swapped-router.ts';
import { answerDrift } from './answer-drift.ts';
import type { Desk } from '../act/desk.ts';
import { concurrentEdits } from './concurrent-edit.ts';
import { findingsOf } from './read-findings.ts';
import { enqueueForOffice } from '../request/enqueue.ts';

/**
 * Compares a router table that was just read with the ledger, and stores the findings. New drift is entered and told
 * once; unchanged drift stores nothing. Much drift at once becomes a single alarm that freezes writing. Drift that the
 * office's policy lets the agent restore gets a plan or a proposal. Returns false when the table is that of another
 * router.
 * @param last the table before; undefined: never read.
 */
export function noteTable(desk: Desk, observed: Observed, last: Observed | undefined): boolean {
  const { router } = observed;
  const before = desk.ledger.findings(router);
  const swapped = swappedFinding(
    router,
    last?.identity,
    observed.identity,
    before.find((f) => f.code === 'router/swapped'),
  );
  const hidden = hiddenByFreeze(desk, router);
  const seen =
    swapped === undefined
      ? findingsOf(desk, observed, last, [...before, ...hidden])
      : { shown: [swapped], behind: hidden };
  if (JSON.stringify(seen.behind) !== JSON.stringify(hidden)) {
    desk.ledger.observe((notes) => notes.cursor(hiddenCursor(router), JSON.stringify(seen.behind)));
  }
  const edits = swapped === undefined ? concurrentEdits(desk, observed, last) : [];
  const { found, restore } = answerDrift(desk, observed, before, [...seen.shown, ...edits]);
  if (restore.length > 0 || JSON.stringify(found) !== JSON.stringify(before)) {
    desk.ledger.record((books) => {
      note(books, observed, before, found);
      for (const owner of restore) enforce(books, observed, owner);
    });
  }
  return swapped === undefined;
}

const hiddenCursor = (router: string): string => `behind-halt:${router}`;

function hiddenByFreeze({ ledger }: Desk, router: string): readonly Finding[] {
  const kept: unknown = JSON.parse(ledger.cursor(hiddenCursor(router)) || '[]');
  return Array.isArray(kept) ? (kept as readonly Finding[]) : [];
}

function note(books: Books, observed: Observed, before: readonly Finding[], found: readonly Finding[]): void {
  const { router, at } = observed;
  books.noteFindings(router, found);
  const known = new Set(before.map((b) => JSON.stringify(b)));
  const fresh = found.filter((f) => !known.has(JSON.stringify(f)));
  books.enter({
    at,
    actor: AGENT,
    act: 'router/findings',
    request: null,
    facts: { router, fresh, count: found.length },
  });
  const told = new Set(before.map(keyOf));
  const isAccepted = found.some((f) => f.code === 'router/drift-accepted');
  for (const f of fresh) if (!told.has(keyOf(f)) && isNotified(f, isAccepted)) notify(books, observed, f);
}

/** Returns the identity of a finding. While it stands it is told once, even when its values change. */
function keyOf({ code, subject, facts }: Finding): string {
  return JSON.stringify([code, subject, facts['field'] ?? null, facts['by'] ?? null]);
}

const NOTIFIED: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'queue/fought',
  'queue/restore-proposed',
  'queue/edited-meanwhile',
]);

function isNotified(found: Finding, isAccepted: boolean): boolean {
  const isOurs = found.code === 'queue/unreadable' && found.level === 'alarm';
  return isWriteFreeze(found) || NOTIFIED.has(found.code) || isOurs || (isDrift(found) && !isAccepted);
}

function notify(books: Books, { router, at }: Observed, found: Finding): void {
  const { seq } = books.auditHead();
  enqueueForOffice(
    books,
    'specialist/mismatch',
    `drift:${seq}:${found.subject}:${found.code}:${String(found.facts['field'] ?? '')}`,
    at,
    {
      queue: found.subject,
      code: found.code,
      router,
      ...found.facts,
    },
  );
}

function enforce(books: Books, { router, at }: Observed, owner: string): void {
  books.planChange({ router, owner, purpose: 'restore', request: null, dueAt: at, seen: null });
  books.enter({ at, actor: AGENT, act: 'drift/enforce', request: null, facts: { router, owner } });
}
