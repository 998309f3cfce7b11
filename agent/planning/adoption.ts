import { targetsMeet } from '../domain/prefix.ts';
import type { Finding } from '../domain/finding.ts';
import type { Rate } from '../domain/rate.ts';
import { featureFindings } from '../shaping/feature-check.ts';
import type { Unmanageable } from '../domain/unmanaged-why.ts';
import { differences, marked, type ObservedQueue, ownerOf, type QueueShape, sameTargets } from '../shaping/queue.ts';
import { unmanagedWhy } from '../shaping/census/unmanaged.ts';
import { uplinkInterfaces } from '../domain/office.ts';
import { type OwnedQueue, ownedQueues } from './owned-queues.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** One queue of a router, and whether the agent could manage it (adopt it). */
export interface AdoptionRow {
  readonly router: string;
  /** Place in the router's queue list, from 0. */
  readonly position: number;
  readonly queue: string;
  readonly targets: readonly string[];
  readonly parent: string | null;
  /** Rate limit found on the router; `limitAt` is the guaranteed rate found there. */
  readonly maxLimit: Rate;
  readonly limitAt: Rate;
  readonly comment: string;
  /** Id of the line or pool that the queue would become; null: none matches. */
  readonly owner: string | null;
  /** Agency of that line. Without a matching line: the agency whose addresses the queue covers, if any. */
  readonly agency: string | null;
  /**
   * `adopt`: can be adopted as it is. `ours`: adopted already. `differs`: a line or pool matches, but the queue has
   * other values. `foreign`: nothing matches. `dynamic`: made by RouterOS itself, never adopted. `unmanageable`: see
   * `why`.
   */
  readonly verdict: 'adopt' | 'ours' | 'differs' | 'foreign' | 'dynamic' | 'unmanageable';
  /** Fields that differ from the ledger, when the verdict is `differs`. */
  readonly differs: readonly (keyof QueueShape)[];
  /** The queue of the matching line or pool by the ledger; null: none matches. */
  readonly want: QueueShape | null;
  /** Why the queue cannot be an agency's line or a pool as it is; null: nothing prevents it. */
  readonly why: Unmanageable['why'] | null;
  /** The target or the other queue that `why` is about. */
  readonly whyOf: Unmanageable['of'];
  /** The comment after adoption, with the owner mark appended; null when nothing would be written. */
  readonly newComment: string | null;
  /**
   * Settings of the queue that make its limit not hold always or not for all traffic. Adoption does not change them.
   */
  readonly features: readonly Finding[];
}

/**
 * Proposes for each queue of a router, as last read, the line or pool that it could become: one with its name, else one
 * with its targets, else one with a similar name.
 */
export function adoptionRows(context: ReadContext, router: string): readonly AdoptionRow[] {
  const candidates = candidatesOf(context, router);
  const queues = context.ledger.observed(router)?.queues ?? [];
  const table = { queues, uplinks: uplinkInterfaces(context.office, router) };
  return queues.map((row) => proposal(router, row, candidates, table));
}

/**
 * Returns the queues that the ledger knows on the router, lines before pools: where both have the same targets, the
 * line is meant.
 */
function candidatesOf(context: ReadContext, router: string): readonly OwnedQueue[] {
  return ownedQueues(context, router).toSorted((a, b) => Number(a.agency === null) - Number(b.agency === null));
}

/** The router's table as last read, and the interfaces that are its uplinks. */
interface SeenTable {
  readonly queues: readonly ObservedQueue[];
  readonly uplinks: ReadonlySet<string>;
}

function proposal(
  router: string,
  row: ObservedQueue,
  candidates: readonly OwnedQueue[],
  table: SeenTable,
): AdoptionRow {
  const { position, targets, parent, maxLimit, limitAt, comment } = row;
  const features = featureFindings(row.name, maxLimit, row);
  const base = { router, position, queue: row.name, targets, parent, maxLimit, limitAt, comment, features };
  if (row.dynamic) return { ...base, ...unknown(row, candidates, table), verdict: 'dynamic' };
  const found =
    candidates.find(({ want }) => want.name === row.name) ?? byTargets(row, candidates) ?? byLooseName(row, candidates);
  if (found === undefined) {
    const none = unknown(row, candidates, table);
    return { ...base, ...none, verdict: none.why === null ? 'foreign' : 'unmanageable' };
  }
  const { owner, agency, want } = found;
  if (row.unreadable !== undefined)
    return { ...base, ...unknown(row, candidates, table), owner, agency, want, verdict: 'unmanageable' };
  const known = { owner, agency, want, why: null, whyOf: null, differs: differences(want, row) };
  if (ownerOf(comment) === owner) return { ...base, ...known, newComment: null, verdict: 'ours' };
  return {
    ...base,
    ...known,
    newComment: marked(comment, owner),
    verdict: known.differs.length === 0 ? 'adopt' : 'differs',
  };
}

/** Returns the fields of an adoption row that matches no line or pool of the ledger. */
function unknown(row: ObservedQueue, candidates: readonly OwnedQueue[], { queues, uplinks }: SeenTable) {
  const { why, of: whyOf } = unmanagedWhy(row, queues, uplinks) ?? { why: null, of: null };
  return { owner: null, agency: neighbour(row, candidates), differs: [], want: null, why, whyOf, newComment: null };
}

function byTargets(row: ObservedQueue, candidates: readonly OwnedQueue[]): OwnedQueue | undefined {
  return candidates.find(({ want }) => sameTargets(want.targets, row.targets));
}

/**
 * Finds a candidate with the same name except for upper case, spaces and signs. The name still counts as a difference,
 * so the queue is not adopted.
 */
function byLooseName(row: ObservedQueue, candidates: readonly OwnedQueue[]): OwnedQueue | undefined {
  const name = folded(row.name);
  return name === '' ? undefined : candidates.find(({ want }) => folded(want.name) === name);
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Returns the agency of a line that shares an address with the queue; null: none. */
function neighbour(row: ObservedQueue, candidates: readonly OwnedQueue[]): string | null {
  const met = candidates.find(
    ({ agency, want }) => agency !== null && want.targets.some((t) => row.targets.some((r) => targetsMeet(t, r))),
  );
  return met?.agency ?? null;
}
