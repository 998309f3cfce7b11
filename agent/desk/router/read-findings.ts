import { routerOf } from '../../domain/office.ts';
import { type Finding, finding } from '../../domain/finding.ts';
import { grouped, oncePer } from '../../domain/lookup.ts';
import { type WriteFreeze, isWriteFreeze } from '../../domain/write-freeze.ts';
import { before, DAY, span } from '../../domain/moment.ts';
import type { Observed } from '../../ports/ledger.ts';
import { driftFindings, isDrift, type Owned, type Past, stoodBefore } from '../../shaping/drift.ts';
import { effectFindings } from '../../shaping/effect-check.ts';
import { guaranteeFindings } from '../../shaping/guarantee-sum.ts';
import { movedFinding } from '../../shaping/moved-queue.ts';
import type { Op } from '../../shaping/op.ts';
import { pcqTypeFindings } from '../../shaping/pcq-rate.ts';
import { followerOf } from '../../shaping/placement.ts';
import type { Plan, Purpose } from '../../shaping/plan.ts';
import { ownerOf } from '../../shaping/queue.ts';
import { PLAIN_TRAITS } from '../../shaping/router-traits.ts';
import { indexOf, surroundings } from '../../shaping/table-index.ts';
import { writeFreezeFinding } from '../../shaping/ledger-mismatch.ts';
import { poolFindings } from '../../planning/bottlenecks.ts';
import { ownedQueues } from '../../planning/owned-queues.ts';
import type { StageName } from '../../workflow/stage.ts';
import { type Desk, contextOf } from '../act/desk.ts';

/** Stages in which a temporary grant begins or ends: its limit may differ for a short time, which is no drift. */
const UNDER_WAY: ReadonlySet<StageName> = new Set(['approved', 'applying', 'expiring', 'returning', 'restoring']);

/** Purposes of plans by which the ledger knows a limit before the router shows it. */
const AHEAD: ReadonlySet<Purpose> = new Set<Purpose>(['return', 'pool']);
const LIMITS: ReadonlySet<unknown> = new Set(['maxLimit', 'limitAt']);

/** How far back ops are read to learn what a queue was before. */
const MEMORY = span(400 * DAY);

/** Findings about a router table. */
export interface TableFindings {
  /** Findings to store and show. A write freeze stands alone. */
  readonly shown: readonly Finding[];
  /** Findings hidden by a write freeze that a later table alone would not show; they are kept. */
  readonly behind: readonly Finding[];
}

/**
 * Compares a router table with the ledger and returns the findings about its queues. When they amount to a write
 * freeze, only that is shown.
 * @param last the table before; undefined: never read.
 * @param standing findings of the pass before, with those hidden by a freeze.
 */
export function findingsOf(
  desk: Desk,
  observed: Observed,
  last: Observed | undefined,
  standing: readonly Finding[],
): TableFindings {
  const { router, queues: table, traits } = observed;
  const due = desk.ledger.plans({ router, dueBy: desk.clock.now() });
  const busy = busyOwners(desk, router, due);
  const owned = ownedQueues(contextOf(desk), router).filter((o) => !busy.has(o.owner));
  const opsOf = history(desk, router);
  const moving = movingLimits(desk, due);
  const seen = driftFindings(owned, table, pastOf(last, table, standing, opsOf)).filter(
    (f) =>
      !(f.code === 'queue/not-in-base-data' && busy.has(String(f.facts['mark']))) &&
      !(f.code === 'queue/differs' && LIMITS.has(f.facts['field']) && moving.has(String(f.facts['owner']))),
  );
  const ours = new Set(owned.map(({ owner }) => owner));
  const effects = effectsOf(table).filter(({ owner }) => ours.has(owner));
  const moved = effects.flatMap(({ owner, findings }) =>
    findings.flatMap((found) => movedFinding(owner, found, last?.queues, standing) ?? []),
  );
  const drift = [...seen, ...moved];
  const freeze = drift.length === 0 ? undefined : freezeOf(desk, observed, owned, drift, opsOf);
  const accepted = freeze === undefined ? undefined : acceptedOf(freeze, drift, standing);
  if (freeze !== undefined && accepted === undefined) return { shown: [freeze], behind: drift.filter(isRemembered) };
  const weak = effects.flatMap(({ findings }) => findings).filter((found) => !isDrift(found));
  const shown = [
    ...(accepted === undefined ? [] : [accepted]),
    ...drift,
    ...weak,
    ...guaranteeFindings(table),
    ...poolFindings(contextOf(desk), observed),
    ...pcqTypeFindings(table, traits),
    ...(traits.fasttrackRules > 0
      ? [finding('router/fasttrack', 'alarm', router, { rules: traits.fasttrackRules })]
      : []),
    ...(traits.blindBridgePorts > 0
      ? [finding('router/blind-bridge', 'warn', router, { ports: traits.blindBridgePorts })]
      : []),
  ];
  return { shown, behind: [] };
}

/**
 * Says whether the finding came from a comparison with an earlier table, so that the next table alone would not show
 * it.
 */
function isRemembered({ code }: Finding): boolean {
  return code === 'queue/moved' || code === 'queue/mark-lost' || code === 'queue/missing';
}

function freezeOf(
  { ledger, office }: Desk,
  { router, queues: table }: Observed,
  owned: readonly Owned[],
  drift: readonly Finding[],
  opsOf: (owner: string) => readonly Op[],
): WriteFreeze | undefined {
  const known = new Set([...ledger.lines(), ...ledger.pools()].map(({ id }) => id));
  const names = new Map(owned.map(({ owner, want }) => [owner, want.name]));
  const limit = routerOf(office, router)?.massDrift ?? Number.POSITIVE_INFINITY;
  return writeFreezeFinding({ router, drift, table, limit, known, opsOf, nameOf: (owner) => names.get(owner) });
}

/**
 * Returns for each marked queue why its limit cannot fully work, such as another queue that takes its traffic. Router
 * settings that affect all queues are reported once, elsewhere.
 */
const effectsOf = oncePer((table: Observed['queues']) =>
  table.flatMap((row) => {
    const owner = ownerOf(row.comment);
    const findings = owner === undefined ? [] : effectFindings(owner, row, surroundings(row, table), PLAIN_TRAITS);
    return owner === undefined || findings.length === 0 ? [] : [{ owner, findings }];
  }),
);

/** Returns the owners whose queue has an open op or is to be created. */
function busyOwners({ ledger }: Desk, router: string, due: readonly Plan[]): ReadonlySet<string> {
  const added = due.filter((p) => p.purpose === 'add');
  return new Set([...ledger.openOps(router).map((op) => op.change.owner), ...added.map((p) => p.owner)]);
}

/**
 * Returns the owners whose queue limit may differ from the ledger for now. Other differences of the queue are still
 * reported.
 */
function movingLimits({ ledger }: Desk, due: readonly Plan[]): ReadonlySet<string> {
  return new Set([
    ...due
      .filter((p) => AHEAD.has(p.purpose) || (p.purpose === 'grant' && ledger.opsOfPlan(p.id).length > 0))
      .map((p) => p.owner),
    ...ledger.requests('open').flatMap(({ request: { line, window }, stage }) => {
      const isMoving = line !== null && (window !== null || stage.at === 'restoring') && UNDER_WAY.has(stage.at);
      return isMoving ? [line] : [];
    }),
  ]);
}

/** Returns the router's ops by owner. They are read only when first asked for, which is when there is drift. */
function history({ ledger, clock }: Desk, router: string): (owner: string) => readonly Op[] {
  let ops: ReadonlyMap<string, readonly Op[]> | undefined;
  return (owner) => {
    ops ??= grouped(
      ledger.opsSince(before(clock.now(), MEMORY)).filter((op) => op.router === router),
      (op) => op.change.owner,
    );
    return ops.get(owner) ?? [];
  };
}

function pastOf(
  last: Observed | undefined,
  table: Observed['queues'],
  standing: readonly Finding[],
  opsOf: (owner: string) => readonly Op[],
): Past {
  // A queue that lost its owner mark is known by the name under which it was found then.
  const lost = new Map(
    standing.flatMap((f) =>
      f.code === 'queue/mark-lost' ? [[String(f.facts['owner']), String(f.facts['found'])] as const] : [],
    ),
  );
  const rowOf: Past['rowOf'] = (owner) => {
    if (last === undefined) return undefined;
    const { marked, named } = indexOf(last.queues);
    return (marked.get(owner) ?? named.get(lost.get(owner) ?? ''))?.[0];
  };
  return {
    rowOf,
    followerOf(owner) {
      const row = rowOf(owner);
      return row === undefined || last === undefined
        ? stoodBefore(owner, standing)
        : followerOf(row, last.queues, table);
    },
    wasMarked: (owner) =>
      lost.has(owner) || rowOf(owner) !== undefined || opsOf(owner).some((op) => op.state === 'verified'),
  };
}

/**
 * Returns the finding of an accepted mismatch, as long as there is not more drift than was accepted; else undefined.
 */
function acceptedOf(freeze: WriteFreeze, drift: readonly Finding[], standing: readonly Finding[]): Finding | undefined {
  const accepted = standing.find((f) => f.code === 'router/drift-accepted');
  const count = new Set(drift.filter(isDrift).map((f) => f.facts['owner'])).size;
  if (accepted === undefined || standing.some(isWriteFreeze) || count > Number(accepted.facts['count']))
    return undefined;
  return finding('router/drift-accepted', 'warn', freeze.subject, { ...accepted.facts, code: freeze.code, count });
}
