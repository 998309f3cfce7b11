import type { Rate } from '../domain/rate.ts';
import { desiredLine, desiredPool } from '../shaping/desired.ts';
import { differences, marked, type ObservedQueue, ownerOf, type QueueShape } from '../shaping/queue.ts';
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

interface Candidate {
  readonly owner: string;
  readonly agency: string | null;
  readonly want: QueueShape;
}

/** Every queue of a router as last read, with the line or pool of the base data that has its name, else its targets. */
export function adoptionView(sight: Sight, router: string): readonly AdoptionRow[] {
  const candidates = candidatesOf(sight, router);
  return (sight.ledger.observed(router)?.queues ?? []).map((row) => proposal(router, row, candidates));
}

function candidatesOf({ ledger, now, office }: Sight, router: string): readonly Candidate[] {
  const lines = ledger.lines().filter((l) => l.router === router);
  const pools = ledger.pools().filter((p) => p.router === router);
  const ofLines = lines.map((l) => ({
    owner: l.id,
    agency: l.agency,
    want: desiredLine(l, ledger.allocations(), now, office.policy.graceMinutes),
  }));
  const ofPools = pools.map((p) => ({ owner: p.id, agency: null, want: desiredPool(p, ledger.poolLimits(), now) }));
  return [...ofLines, ...ofPools].flatMap(({ owner, agency, want }) => (want === undefined ? [] : [{ owner, agency, want }]));
}

function proposal(router: string, row: ObservedQueue, candidates: readonly Candidate[]): AdoptionRow {
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
