import type { Finding } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import { type Rate, rate } from '../domain/rate.ts';
import { desiredLine, desiredPool } from '../shaping/desired.ts';
import { ownerOf, type QueueShape } from '../shaping/queue.ts';
import type { Sight } from './sight.ts';

/** One queue: what the books want, what the router shows, and what differs. */
export interface QueueRow {
  readonly router: string;
  readonly position: number | null;
  readonly name: string;
  /** Line or pool; null: not ours. */
  readonly owner: string | null;
  readonly agency: string | null;
  readonly desired: Rate | null;
  readonly observed: Rate | null;
  readonly targets: readonly string[];
  readonly findings: readonly Finding[];
  readonly observedAt: Moment | null;
  readonly live: Rate | null;
}

/** Every queue of the routers asked, in the router's order, and those of the books that the router does not show. */
export function queuesView(sight: Sight, router?: string): readonly QueueRow[] {
  return sight.office.routers.filter((r) => router === undefined || r.name === router).flatMap((r) => rowsOfRouter(sight, r.name));
}

function rowsOfRouter(sight: Sight, router: string): readonly QueueRow[] {
  const { ledger, office, now } = sight;
  const observed = ledger.observed(router);
  const findings = ledger.findings(router);
  const lines = ledger.lines().filter((l) => l.router === router);
  const pools = ledger.pools().filter((p) => p.router === router);
  const wants = new Map<string, { readonly want: QueueShape; readonly agency: string | null }>();
  for (const pool of pools) {
    const want = desiredPool(pool, ledger.poolLimits(), now);
    if (want !== undefined) wants.set(pool.id, { want, agency: null });
  }
  for (const line of lines) {
    const want = desiredLine(line, ledger.allocations(), now, office.policy.graceMinutes);
    if (want !== undefined) wants.set(line.id, { want, agency: line.agency });
  }
  const shownOwners = new Set<string>();
  const rows = (observed?.queues ?? []).map((row): QueueRow => {
    const owner = ownerOf(row.comment) ?? null;
    const known = owner === null ? undefined : wants.get(owner);
    if (owner !== null) shownOwners.add(owner);
    return {
      router,
      position: row.position,
      name: row.name,
      owner,
      agency: known?.agency ?? null,
      desired: known?.want.maxLimit ?? null,
      observed: row.maxLimit,
      targets: row.targets,
      findings: findings.filter((f) => f.subject === row.name || f.subject === known?.want.name),
      observedAt: observed?.at ?? null,
      live: owner === null ? null : liveOf(sight, owner),
    };
  });
  const missing = [...wants]
    .filter(([owner]) => !shownOwners.has(owner))
    .map(([owner, { want, agency }]): QueueRow => {
      const base = {
        router,
        position: null,
        name: want.name,
        owner,
        agency,
        desired: want.maxLimit,
        observed: null,
        targets: want.targets,
      };
      return { ...base, findings: findings.filter((f) => f.subject === want.name), observedAt: observed?.at ?? null, live: null };
    });
  return [...rows, ...missing];
}

function liveOf({ samples }: Sight, line: string): Rate | null {
  const newest = samples.newest(`line:${line}`, 1)[0];
  return newest === undefined ? null : rate(newest.down, newest.up);
}
