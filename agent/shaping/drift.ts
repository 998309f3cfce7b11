import { type Finding, type FindingCode, finding } from '../domain/finding.ts';
import type { Rate } from '../domain/rate.ts';
import { lostMark } from './lost-mark.ts';
import { differences, type ObservedQueue, ownerOf, type QueueShape, unreadableValues } from './queue.ts';
import { indexOf } from './table-index.ts';

/** A queue that belongs to the agent by the ledger: its owner (line or pool id) and how the queue should be. */
export interface Owned {
  readonly owner: string;
  readonly want: QueueShape;
}

/** What the agent knows of a router's queue table from earlier readings. */
export interface Past {
  /** Returns the owner's row as last read with its mark. undefined: not known. */
  rowOf(owner: string): ObservedQueue | undefined;
  /** Returns the name of the queue that followed the owner's queue. null: none did, or nobody knows. */
  followerOf(owner: string): string | null;
  /** Returns whether the owner's queue ever had its mark. */
  wasMarked(owner: string): boolean;
}

/** Codes of findings that are drift: the router shows something else than the ledger. */
const DRIFT: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'queue/differs',
  'queue/renamed',
  'queue/missing',
  'queue/mark-lost',
  'queue/moved',
  'queue/wrong-parent',
  'queue/duplicate-mark',
  'queue/disabled',
  'queue/invalid',
]);

/** Drift that one plan can correct, by setting the approved values or making the queue again. */
const RESTORABLE: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'queue/differs',
  'queue/renamed',
  'queue/missing',
  'queue/wrong-parent',
]);

/** Returns whether a finding is drift: a managed queue on the router differs from the ledger. */
export function isDrift({ code }: Finding): boolean {
  return DRIFT.has(code);
}

/** Returns whether the finding is drift that one write can correct. */
export function isRestorable({ code }: Finding): boolean {
  return RESTORABLE.has(code);
}

/** Returns the owner (line or pool id) of the queue that a finding is about. undefined: the finding names none. */
export function ownerIn({ facts }: Finding): string | undefined {
  const owner = facts['owner'];
  return typeof owner === 'string' ? owner : undefined;
}

/**
 * Compares a router's queue table with the queues that the ledger wants. Returns a finding for each difference, for
 * each missing queue, and for each queue that the ledger does not know.
 * @param owned queues of the ledger. The caller leaves out those with an open op.
 * @param table all rows of the router, in order.
 * @param past tells a lost mark from a queue that never had one.
 */
export function driftFindings(
  owned: readonly Owned[],
  table: readonly ObservedQueue[],
  past: Past,
): readonly Finding[] {
  const { marked } = indexOf(table);
  const known = new Set(owned.map((o) => o.owner));
  const names = new Set(owned.map((o) => o.want.name));
  const lost = new Set<ObservedQueue>();
  const own = owned.flatMap((o) => {
    const rows = marked.get(o.owner) ?? [];
    return rows.length > 0 ? ownFindings(o, rows) : goneFindings(o, table, past, known, lost);
  });
  return [
    ...own,
    ...table
      .filter((row) => !row.dynamic && !(lost.has(row) && ownerOf(row.comment) === undefined))
      .flatMap((row) => strayFinding(row, known, names)),
  ];
}

/** @param rows those that carry the owner's mark. */
function ownFindings({ owner, want }: Owned, rows: readonly ObservedQueue[]): readonly Finding[] {
  if (rows.length > 1) {
    return [
      finding('queue/duplicate-mark', 'alarm', want.name, {
        owner,
        count: rows.length,
        names: rows.map((r) => r.name).join(', '),
      }),
    ];
  }
  const [row] = rows;
  if (row?.unreadable !== undefined) return [unreadableFinding(row, row.unreadable, owner)];
  return row === undefined
    ? []
    : [...differences(want, row).map((field) => difference(owner, want, row, field)), ...stateFindings(owner, row)];
}

/** Findings for an owner whose mark is on no row: the mark was removed, was never there, or the queue is gone. */
function goneFindings(
  { owner, want }: Owned,
  table: readonly ObservedQueue[],
  past: Past,
  known: ReadonlySet<string>,
  lost: Set<ObservedQueue>,
): readonly Finding[] {
  const found = lostMark(want, past.rowOf(owner), table, known);
  const follower = past.followerOf(owner);
  const facts = { owner, ...(follower === null ? {} : { before: follower }) };
  const missing = finding('queue/missing', 'alarm', want.name, facts);
  if (found === undefined) return [missing];
  if (past.wasMarked(owner)) {
    lost.add(found.row);
    return [finding('queue/mark-lost', 'alarm', want.name, { owner, by: found.by, found: found.row.name })];
  }
  return [found.by === 'name' ? finding('queue/unmarked', 'warn', want.name, { owner }) : missing];
}

/** An alarm for a queue of the ledger, which is not compared further; a warning for any other. */
function unreadableFinding(
  { name }: ObservedQueue,
  unreadable: NonNullable<ObservedQueue['unreadable']>,
  owner?: string,
): Finding {
  const values = unreadableValues(unreadable);
  if (owner === undefined) return finding('queue/unreadable', 'warn', name, { values });
  return finding('queue/unreadable', 'alarm', name, { values, owner });
}

function stateFindings(owner: string, row: ObservedQueue): readonly Finding[] {
  if (row.disabled) return [finding('queue/disabled', 'alarm', row.name, { owner })];
  return row.invalid ? [finding('queue/invalid', 'alarm', row.name, { owner })] : [];
}

function difference(owner: string, want: QueueShape, row: ObservedQueue, field: keyof QueueShape): Finding {
  const facts = { owner, field, expected: shown(want[field]), found: shown(row[field]) };
  if (field === 'name') return finding('queue/renamed', 'alarm', want.name, facts);
  return finding(field === 'parent' ? 'queue/wrong-parent' : 'queue/differs', 'alarm', want.name, facts);
}

function strayFinding(row: ObservedQueue, known: ReadonlySet<string>, names: ReadonlySet<string>): readonly Finding[] {
  const mark = ownerOf(row.comment);
  if (mark !== undefined)
    return known.has(mark) ? [] : [finding('queue/not-in-base-data', 'alarm', row.name, { mark })];
  if (row.unreadable !== undefined) return [unreadableFinding(row, row.unreadable)];
  if (names.has(row.name)) return [];
  return [finding('queue/foreign', 'warn', row.name, { target: row.targets.join(','), maxLimit: shown(row.maxLimit) })];
}

/** Returns each field in which `found` differs from `want`, with both values as text for people. */
export function shownDifferences(want: QueueShape, found: QueueShape) {
  return differences(want, found).map((field) => ({ field, found: shown(found[field]), wanted: shown(want[field]) }));
}

/**
 * Returns the name of the queue before which the owner's missing queue stood, from the findings of its router. null: it
 * was the last one, or nobody knows.
 */
export function stoodBefore(owner: string, findings: readonly Finding[]): string | null {
  const missing = findings.find((found) => found.code === 'queue/missing' && ownerIn(found) === owner);
  const before = missing?.facts['before'];
  return typeof before === 'string' ? before : null;
}

/** Formats one field of a queue as text: a rate as `down/up` in bit/s, a list with commas, null as `none`. */
export function shown(value: QueueShape[keyof QueueShape]): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(',') : `${(value as Rate).down}/${(value as Rate).up}`;
}
