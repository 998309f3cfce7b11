import type { Subject } from '../domain/counters/reading.ts';
import type { Finding } from '../domain/finding.ts';
import { grouped } from '../domain/lookup.ts';
import type { Moment } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import { ownerOf } from '../shaping/queue.ts';
import { liveUse } from './live-view.ts';
import { ownedQueues } from '../planning/owned-queues.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** One queue: what the ledger wants, what the router shows, and the findings about it. */
export interface QueueRow {
  readonly router: string;
  /** Place in the router's table. null: the router does not have the queue. */
  readonly position: number | null;
  readonly name: string;
  /** Id of the line or pool. null: not managed by the agent. */
  readonly owner: string | null;
  readonly agency: string | null;
  /** Rate that the ledger wants, bit/s. */
  readonly desired: Rate | null;
  /** Rate on the router, bit/s. null: the router does not have the queue, or a value of it cannot be read. */
  readonly observed: Rate | null;
  readonly targets: readonly string[];
  readonly findings: readonly Finding[];
  /** When the router was last read. null: never. */
  readonly observedAt: Moment | null;
  /** Mean rate of the newest 5 minutes, bit/s. null: not managed, or not known. */
  readonly live: Rate | null;
}

/**
 * Lists every queue of one router or all in the router's order, then the queues of the ledger that the router does not
 * have.
 */
export function queuesView(context: ReadContext, router?: string): readonly QueueRow[] {
  return context.office.routers
    .filter((r) => router === undefined || r.name === router)
    .flatMap((r) => rowsOfRouter(context, r.name));
}

function rowsOfRouter(context: ReadContext, router: string): readonly QueueRow[] {
  const { ledger } = context;
  const observed = ledger.observed(router);
  const bySubject = grouped(ledger.findings(router), (f) => f.subject);
  const about = (...names: readonly (string | undefined)[]): readonly Finding[] =>
    [...new Set(names)].flatMap((name) => bySubject.get(name ?? '') ?? []);
  const wants = new Map(ownedQueues(context, router).map((owned) => [owned.owner, owned]));
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
      observed: row.unreadable === undefined ? row.maxLimit : null,
      targets: row.targets,
      findings: about(row.name, known?.want.name),
      observedAt: observed?.at ?? null,
      live: owner === null ? null : liveUse(context, subjectOf(context, owner)).now,
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
      return { ...base, findings: about(want.name), observedAt: observed?.at ?? null, live: null };
    });
  return [...rows, ...missing];
}

function subjectOf({ ledger }: ReadContext, owner: string): Subject {
  return ledger.pool(owner) === undefined ? `line:${owner}` : `pool:${owner}`;
}
