import { type Finding, type FindingCode, finding } from '../domain/finding.ts';
import { oncePer } from '../domain/lookup.ts';
import type { ObservedQueue } from './queue.ts';

const placesOf = oncePer((table: readonly ObservedQueue[]) => new Map(table.map((row) => [row.name, row.position])));

/** Findings that another queue takes traffic by its targets. One that takes marked packets or a time is no reason. */
const TAKES: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'queue/shadowed',
  'queue/behind-catch-all',
  'queue/unlimited-above',
  'queue/dynamic-above',
]);

/**
 * Returns a `queue/moved` alarm if the owner's queue stood before the queue that now takes its traffic: somebody moved
 * one of them. Once found, the alarm stays as long as the shadow does.
 * @param shadow finding that another queue takes traffic of the owner's queue.
 * @param before the queue table as read before. undefined: none was.
 * @param standing findings of the pass before.
 */
export function movedFinding(
  owner: string,
  shadow: Finding,
  before: readonly ObservedQueue[] | undefined,
  standing: readonly Finding[],
): Finding | undefined {
  if (!TAKES.has(shadow.code)) return undefined;
  const by = String(shadow.facts['by']);
  const isKnown = standing.some(
    (f) => f.code === 'queue/moved' && f.subject === shadow.subject && f.facts['by'] === by,
  );
  if (!isKnown && !stoodBefore(shadow.subject, by, before)) return undefined;
  return finding('queue/moved', 'alarm', shadow.subject, { owner, by, target: shadow.facts['target'] ?? null });
}

function stoodBefore(name: string, other: string, table: readonly ObservedQueue[] | undefined): boolean {
  if (table === undefined) return false;
  const [place, otherPlace] = [placesOf(table).get(name), placesOf(table).get(other)];
  return place !== undefined && otherPlace !== undefined && place < otherPlace;
}
