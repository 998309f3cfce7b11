import { type Finding, finding } from '../domain/finding.ts';
import { oncePer } from '../domain/once-per.ts';
import { AGENT } from '../domain/person.ts';
import type { Books, Observed } from '../ports/ledger.ts';
import { driftFindings } from '../shaping/drift.ts';
import { effectFindings } from '../shaping/effect-check.ts';
import { ownerOf } from '../shaping/queue.ts';
import { surroundings } from '../shaping/table-index.ts';
import type { StageName } from '../workflow/stage.ts';
import { ownedQueues } from '../views/owned-queues.ts';
import { type Desk, sightOf } from './desk.ts';
import { tellOffice } from './tell.ts';

/** Codes that say the router shows something else than the books. */
const DRIFT: ReadonlySet<Finding['code']> = new Set([
  'queue/differs',
  'queue/renamed',
  'queue/missing',
  'queue/wrong-parent',
  'queue/duplicate-mark',
  'queue/disabled',
  'queue/invalid',
]);

/** A grant that is about to begin or to end: the router follows within the pass, so that a difference is no drift. */
const UNDER_WAY: ReadonlySet<StageName> = new Set(['scheduled', 'approved', 'applying', 'expiring', 'returning', 'restoring']);

/**
 * Compares a table just read with the books. New drift is recorded and told once; the same drift again writes nothing; many at once are
 * one alarm that stops all writing. Nothing is put right here: a hand edit is never fought.
 */
export function noteTable(desk: Desk, observed: Observed): void {
  const before = desk.ledger.findings(observed.router);
  const found = findingsOf(desk, observed);
  if (JSON.stringify(found) === JSON.stringify(before)) return;
  desk.ledger.record((books) => {
    const at = desk.clock.now();
    books.noteFindings(observed.router, found);
    const fresh = found.filter((f) => !before.some((b) => JSON.stringify(b) === JSON.stringify(f)));
    books.enter({
      at,
      actor: AGENT,
      act: 'router/findings',
      request: null,
      facts: { router: observed.router, fresh, count: found.length },
    });
    for (const f of fresh) if (f.code === 'queue/mass-drift' || DRIFT.has(f.code)) alarm(books, observed, f);
  });
}

function alarm(books: Books, { router, at }: Observed, found: Finding): void {
  const { seq } = books.auditHead();
  tellOffice(books, 'specialist/mismatch', `drift:${seq}:${found.subject}:${found.code}`, at, {
    queue: found.subject,
    code: found.code,
    router,
    ...found.facts,
  });
}

/** Every marked queue that cannot have its whole effect, and why. */
const effectsOf = oncePer((table: Observed['queues']) =>
  table.flatMap((row) => {
    const owner = ownerOf(row.comment);
    const findings = owner === undefined ? [] : effectFindings(owner, row, surroundings(row, table), 0);
    return owner === undefined || findings.length === 0 ? [] : [{ owner, findings }];
  }),
);

function findingsOf(desk: Desk, observed: Observed): readonly Finding[] {
  const { ledger } = desk;
  const busy = new Set([
    ...ledger.openOps(observed.router).map((op) => op.change.owner),
    // A restoration does not hide the drift it is for: many at once must stay visible.
    ...ledger
      .plans({ router: observed.router, dueBy: desk.clock.now() })
      .filter((p) => p.purpose !== 'restore')
      .map((p) => p.owner),
    ...ledger.cases('open').flatMap((c) => (c.request.line !== null && UNDER_WAY.has(c.stage.at) ? [c.request.line] : [])),
  ]);
  const owned = ownedQueues(sightOf(desk), observed.router).filter((o) => !busy.has(o.owner));
  const drift = driftFindings(owned, observed.queues).filter(
    (f) => !(f.code === 'queue/not-in-base-data' && busy.has(String(f.facts['mark']))),
  );
  const many = drift.filter((f) => DRIFT.has(f.code));
  const limit = desk.office.routers.find((r) => r.name === observed.router)?.massDrift ?? Number.POSITIVE_INFINITY;
  if (many.length >= limit) return [finding('queue/mass-drift', 'alarm', observed.router, { count: many.length })];
  const effects = effectsOf(observed.queues).flatMap(({ owner, findings }) => (busy.has(owner) ? [] : findings));
  return [...drift, ...effects.filter((e) => !drift.some((d) => d.code === e.code && d.subject === e.subject))];
}
