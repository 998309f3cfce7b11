import { targetsMeet } from '../domain/prefix.ts';
import type { Finding } from '../domain/finding.ts';
import type { Rate } from '../domain/rate.ts';
import { featureFindings } from '../shaping/feature-check.ts';
import type { UnmanagedWhy } from '../domain/unmanaged-why.ts';
import { differences, marked, type ObservedQueue, ownerOf, type QueueShape, sameTargets } from '../shaping/queue.ts';
import { unmanagedWhy } from '../shaping/unmanaged.ts';
import { type OwnedQueue, ownedQueues } from './owned-queues.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** One queue of the router that is not ours yet, and what the agent proposes for it. */
export interface AdoptionRow {
  readonly router: string;
  readonly position: number;
  readonly queue: string;
  readonly targets: readonly string[];
  readonly parent: string | null;
  readonly maxLimit: Rate;
  readonly limitAt: Rate;
  readonly comment: string;
  /** The line or pool it would become; null: none fits. */
  readonly owner: string | null;
  /** Whose it is by the books, or whose addresses it takes when none fits. */
  readonly agency: string | null;
  /**
   * `ours`: adopted already. `differs`: it does not show what the base data say, so that it cannot be adopted as it is.
   */
  readonly verdict: 'adopt' | 'ours' | 'differs' | 'foreign' | 'dynamic' | 'unmanageable';
  readonly differs: readonly (keyof QueueShape)[];
  /** What the books say of the owner's queue. */
  readonly want: QueueShape | null;
  /** What keeps it from ever being an agency's line. */
  readonly why: UnmanagedWhy | null;
  /** The comment it would carry. */
  readonly newComment: string | null;
  /** What makes its limit hold not always or not for all traffic; it would be adopted with it. */
  readonly features: readonly Finding[];
}

/** Every queue of a router as last read, with the line or pool of the base data that has its name, else its targets. */
export function adoptionRows(context: ReadContext, router: string): readonly AdoptionRow[] {
  const candidates = candidatesOf(context, router);
  const queues = context.ledger.observed(router)?.queues ?? [];
  const names = new Set(queues.map((row) => row.name));
  return queues.map((row) => proposal(router, row, candidates, names));
}

/** Lines before pools: where both have the same targets, the line is meant. */
function candidatesOf(context: ReadContext, router: string): readonly OwnedQueue[] {
  return ownedQueues(context, router).toSorted((a, b) => Number(a.agency === null) - Number(b.agency === null));
}

function proposal(
  router: string,
  row: ObservedQueue,
  candidates: readonly OwnedQueue[],
  names: ReadonlySet<string>,
): AdoptionRow {
  const { position, targets, parent, maxLimit, limitAt, comment } = row;
  const features = featureFindings(row.name, maxLimit, row);
  const base = { router, position, queue: row.name, targets, parent, maxLimit, limitAt, comment, features };
  if (row.dynamic) return { ...base, ...unknown(row, candidates, names), verdict: 'dynamic' };
  const found =
    candidates.find(({ want }) => want.name === row.name) ?? byTargets(row, candidates) ?? byLooseName(row, candidates);
  if (found === undefined) {
    const none = unknown(row, candidates, names);
    return { ...base, ...none, verdict: none.why === null ? 'foreign' : 'unmanageable' };
  }
  const { owner, agency, want } = found;
  const known = { owner, agency, want, why: null, differs: differences(want, row) };
  if (ownerOf(comment) === owner) return { ...base, ...known, newComment: null, verdict: 'ours' };
  return {
    ...base,
    ...known,
    newComment: marked(comment, owner),
    verdict: known.differs.length === 0 ? 'adopt' : 'differs',
  };
}

/** What there is to say of a queue that no line or pool of the books has. */
function unknown(row: ObservedQueue, candidates: readonly OwnedQueue[], names: ReadonlySet<string>) {
  const why = unmanagedWhy(row, names) ?? null;
  return { owner: null, agency: neighbour(row, candidates), differs: [], want: null, why, newComment: null };
}

function byTargets(row: ObservedQueue, candidates: readonly OwnedQueue[]): OwnedQueue | undefined {
  return candidates.find(({ want }) => sameTargets(want.targets, row.targets));
}

/** The same name but for case, spaces and signs: shown as a difference of the name, never adopted as it is. */
function byLooseName(row: ObservedQueue, candidates: readonly OwnedQueue[]): OwnedQueue | undefined {
  const name = folded(row.name);
  return name === '' ? undefined : candidates.find(({ want }) => folded(want.name) === name);
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The agency that has an address of the queue. */
function neighbour(row: ObservedQueue, candidates: readonly OwnedQueue[]): string | null {
  const met = candidates.find(
    ({ agency, want }) => agency !== null && want.targets.some((t) => row.targets.some((r) => targetsMeet(t, r))),
  );
  return met?.agency ?? null;
}
