import type { Rate } from '../domain/rate.ts';
import { differences, marked, type ObservedQueue, ownerOf } from '../shaping/queue.ts';
import { type OwnedQueue, ownedQueues } from './owned-queues.ts';
import type { Sight } from './sight.ts';

/** One queue of the router that is not ours yet, and what the agent proposes for it. */
export interface AdoptionRow {
  readonly router: string;
  readonly position: number;
  readonly queue: string;
  readonly targets: readonly string[];
  readonly maxLimit: Rate;
  readonly comment: string;
  /** The line or pool it would become; null: none fits. */
  readonly owner: string | null;
  readonly agency: string | null;
  /** `ours`: adopted already. `differs`: it does not show what the base data say, so that it cannot be adopted as it is. */
  readonly verdict: 'adopt' | 'ours' | 'differs' | 'foreign' | 'dynamic';
  readonly differs: readonly string[];
  /** The comment it would carry. */
  readonly newComment: string | null;
}

/** Every queue of a router as last read, with the line or pool of the base data that has its name, else its targets. */
export function adoptionView(sight: Sight, router: string): readonly AdoptionRow[] {
  const candidates = candidatesOf(sight, router);
  return (sight.ledger.observed(router)?.queues ?? []).map((row) => proposal(router, row, candidates));
}

/** Lines before pools: where both have the same targets, the line is meant. */
function candidatesOf(sight: Sight, router: string): readonly OwnedQueue[] {
  return ownedQueues(sight, router).toSorted((a, b) => Number(a.agency === null) - Number(b.agency === null));
}

function proposal(router: string, row: ObservedQueue, candidates: readonly OwnedQueue[]): AdoptionRow {
  const found =
    candidates.find((c) => c.want.name === row.name) ??
    candidates.find((c) => c.want.targets.toSorted().join() === row.targets.toSorted().join());
  const { position, targets, maxLimit, comment } = row;
  const base = { router, position, queue: row.name, targets, maxLimit, comment };
  const none = { owner: null, agency: null, differs: [], newComment: null };
  if (row.dynamic) return { ...base, ...none, verdict: 'dynamic' };
  if (found === undefined) return { ...base, ...none, verdict: 'foreign' };
  const differs = differences(found.want, row);
  const { owner, agency } = found;
  if (ownerOf(comment) === owner) return { ...base, owner, agency, differs, newComment: null, verdict: 'ours' };
  return { ...base, owner, agency, differs, newComment: marked(comment, owner), verdict: differs.length === 0 ? 'adopt' : 'differs' };
}
