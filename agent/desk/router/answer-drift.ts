import { routerOf } from '../../domain/office.ts';
import { policyFor, isQuiet } from '../../domain/drift-plan.ts';
import { type Finding, finding } from '../../domain/finding.ts';
import { grouped } from '../../domain/lookup.ts';
import { isWriteFreeze } from '../../domain/write-freeze.ts';
import { before as earlier, DAY, HOUR, type Moment, span } from '../../domain/moment.ts';
import type { RouterPlan } from '../../domain/office.ts';
import type { Observed } from '../../ports/ledger.ts';
import { isDrift, isRestorable, ownerIn } from '../../shaping/drift.ts';
import { judge, type Op } from '../../shaping/op.ts';
import { indexOf } from '../../shaping/table-index.ts';
import { sameRate } from '../../domain/rate.ts';
import type { Desk } from '../act/desk.ts';

/** How far back ops are read: an order that had no effect may stand for long before people decide. */
const MEMORY = span(400 * DAY);

/**
 * How drift is answered: findings to store, and the owners (line or pool ids) whose queues get a plan to restore them.
 */
export interface DriftAnswer {
  readonly found: readonly Finding[];
  readonly restore: readonly string[];
}

/**
 * Answers drift by the policy that the office set for each queue: report, propose or restore. A queue is restored
 * without an order only when two passes showed the same drift, no quiet hour, freeze or other write is in progress, and
 * it was not restored within the last hour. A queue that is changed again within that hour is flapping (`queue/fought`)
 * and left to people. So is a queue that shows what people ordered, although the ledger could not take it over: the
 * order was written and had no effect, and they were told.
 * @param before findings stored by the pass before.
 * @param seen findings of this pass.
 */
export function answerDrift(
  desk: Desk,
  { router, queues: table }: Pick<Observed, 'router' | 'queues'>,
  before: readonly Finding[],
  seen: readonly Finding[],
): DriftAnswer {
  const now = desk.clock.now();
  const plan = routerOf(desk.office, router);
  const enforced = before.filter((f) => f.code === 'queue/enforced' && Number(f.facts['at']) > earlier(now, HOUR));
  if (plan === undefined || seen.some(isWriteFreeze)) return { found: [...seen, ...enforced], restore: [] };
  const acting = mayAct(desk, plan, now) && !seen.some((f) => f.code === 'router/drift-accepted');
  const isOrdered = orderedQueues(desk, router, table);
  const known = new Set(before.map((f) => JSON.stringify(f)));
  const answers = [...grouped(seen.filter(isDrift), ownerIn)].flatMap(([owner, drift]): readonly Finding[] => {
    const policy = policyFor(plan.drift, owner);
    const subject = drift[0]?.subject ?? owner;
    if (policy === 'report' || !drift.every(isRestorable) || isOrdered(owner)) return [];
    if (policy === 'propose') return [finding('queue/restore-proposed', 'warn', subject, { owner })];
    const flapping = before.find((f) => f.code === 'queue/fought' && ownerIn(f) === owner);
    if (flapping !== undefined) return [flapping];
    if (isUnderWay(desk, router, owner, now)) return [];
    const last = enforced.find((f) => ownerIn(f) === owner);
    if (last !== undefined) return [finding('queue/fought', 'alarm', subject, { owner, at: last.facts['at'] ?? null })];
    const isSettled = drift.every((f) => known.has(JSON.stringify(f)));
    return acting && isSettled ? [finding('queue/enforced', 'warn', subject, { owner, at: now })] : [];
  });
  const restore = answers.flatMap((f) => (f.code === 'queue/enforced' ? (ownerIn(f) ?? []) : []));
  return { found: [...seen, ...enforced, ...answers], restore };
}

/**
 * Returns a function that says whether an owner's queue shows exactly what its newest op wrote, which was then put
 * before people, or the rate of an approved request that could not be carried out. The ops are read when it is first
 * asked.
 */
function orderedQueues({ ledger, clock }: Desk, router: string, table: Observed['queues']): (owner: string) => boolean {
  let ops: readonly Op[] | undefined;
  const { marked } = indexOf(table);
  const isFailed = (owner: string): boolean =>
    ledger.requests('open').some(({ request: { line, wanted }, stage }) => {
      const isOfQueue = line === owner && wanted !== null && stage.at === 'apply-failed';
      return isOfQueue && (marked.get(owner) ?? []).some((row) => sameRate(row.maxLimit, wanted));
    });
  return (owner) => {
    ops ??= ledger.opsSince(earlier(clock.now(), MEMORY)).filter((op) => op.router === router);
    const last = ops.findLast((op) => op.change.owner === owner);
    const isWritten = last?.state === 'needs-human' && judge(last.change, table).kind === 'done';
    return isWritten || isFailed(owner);
  };
}

function mayAct({ ledger, office }: Desk, plan: RouterPlan, now: Moment): boolean {
  const frozen = plan.freezes.some((f) => now >= f.from && now < f.until);
  return (
    plan.mode === 'apply' &&
    !frozen &&
    !isQuiet(plan.drift, now, office.calendar.zone) &&
    ledger.openOps(plan.name).length === 0
  );
}

function isUnderWay({ ledger }: Desk, router: string, owner: string, now: Moment): boolean {
  return (
    ledger.openOps(router).some((op) => op.change.owner === owner) ||
    ledger.plans({ router, dueBy: now }).some((p) => p.owner === owner)
  );
}
