import { type Finding, finding } from '../domain/finding.ts';
import type { Rate } from '../domain/rate.ts';
import { differences, type ObservedQueue, ownerOf, type QueueShape } from './queue.ts';
import { indexOf } from './table-index.ts';

/** A queue that is ours by the books: its owner, and how it should look. */
export interface Owned {
  readonly owner: string;
  readonly want: QueueShape;
}

/** What the table shows that the books do not say, each thing named. Queues with an open op are left out by the caller. */
export function driftFindings(owned: readonly Owned[], table: readonly ObservedQueue[]): readonly Finding[] {
  const { marked, named } = indexOf(table);
  const stands = (name: string): boolean => named.get(name)?.some((row) => !row.dynamic) === true;
  const known = new Set(owned.map((o) => o.owner));
  const names = new Set(owned.map((o) => o.want.name));
  const strays = table.filter((row) => !row.dynamic).flatMap((row) => strayFinding(row, known, names));
  return [...owned.flatMap((o) => ownFindings(o, marked.get(o.owner) ?? [], stands)), ...strays];
}

/** @param rows those that carry the owner's mark. */
function ownFindings({ owner, want }: Owned, rows: readonly ObservedQueue[], stands: (name: string) => boolean): readonly Finding[] {
  const [row] = rows;
  if (rows.length > 1) return [finding('queue/duplicate-mark', 'alarm', want.name, { count: rows.length })];
  if (row === undefined) {
    return [
      stands(want.name) ? finding('queue/unmarked', 'warn', want.name, { owner }) : finding('queue/missing', 'alarm', want.name, { owner }),
    ];
  }
  return [...differences(want, row).map((field) => difference(owner, want, row, field)), ...stateFindings(row)];
}

function stateFindings(row: ObservedQueue): readonly Finding[] {
  if (row.disabled) return [finding('queue/disabled', 'alarm', row.name)];
  return row.invalid ? [finding('queue/invalid', 'alarm', row.name)] : [];
}

function difference(owner: string, want: QueueShape, row: ObservedQueue, field: keyof QueueShape): Finding {
  const facts = { owner, field, expected: shown(want[field]), found: shown(row[field]) };
  if (field === 'name') return finding('queue/renamed', 'alarm', want.name, facts);
  return finding(field === 'parent' ? 'queue/wrong-parent' : 'queue/differs', 'alarm', want.name, facts);
}

function strayFinding(row: ObservedQueue, known: ReadonlySet<string>, names: ReadonlySet<string>): readonly Finding[] {
  const mark = ownerOf(row.comment);
  if (mark !== undefined) return known.has(mark) ? [] : [finding('queue/not-in-base-data', 'alarm', row.name, { mark })];
  if (names.has(row.name)) return [];
  return [finding('queue/foreign', 'warn', row.name, { target: row.targets.join(','), maxLimit: shown(row.maxLimit) })];
}

/** Rates as `down/up` in bit/s; lists joined. */
export function shown(value: QueueShape[keyof QueueShape]): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(',') : `${(value as Rate).down}/${(value as Rate).up}`;
}
