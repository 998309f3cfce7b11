import { type Facts, type Finding, finding } from '../domain/finding.ts';
import type { WriteFreeze, WriteFreezeCode } from '../domain/write-freeze.ts';
import { isDrift, ownerIn } from './drift.ts';
import { revertedBefore, wasEverAsked } from './reverted.ts';
import type { Op } from './op.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';
import { indexOf } from './table-index.ts';

/** From this many queues off in the same direction on, it is one story and not as many hand edits. */
const MANY = 3;

/** What a router's table and the books say of each other. */
export interface LedgerAndRouter {
  readonly router: string;
  readonly drift: readonly Finding[];
  readonly table: readonly ObservedQueue[];
  /** From this many queues off at once all writing stops. */
  readonly limit: number;
  /** Every line and pool of the books, on any router. */
  readonly known: ReadonlySet<string>;
  /** Ops of one owner, oldest first; asked only when something is off. */
  readonly opsOf: (owner: string) => readonly Op[];
  readonly nameOf: (owner: string) => string | undefined;
}

/**
 * The one alarm that stands for many: the books are older than the router, the router is older than the books, or too
 * much is off at once.
 */
export function writeFreezeFinding(stories: LedgerAndRouter): WriteFreeze | undefined {
  const owners = new Set(stories.drift.filter(isDrift).flatMap((found) => ownerIn(found) ?? []));
  return olderBooks(stories, owners) ?? olderRouter(stories, owners) ?? massDrift(stories, owners);
}

/** Marks of queues that these books never had, beside another such mark or a limit that they never asked for. */
function olderBooks(
  { router, drift, table, known, opsOf, nameOf }: LedgerAndRouter,
  owners: ReadonlySet<string>,
): WriteFreeze | undefined {
  const strange = (mark: unknown): mark is string =>
    typeof mark === 'string' && !known.has(mark) && opsOf(mark).length === 0;
  const marks = new Set(drift.map(({ facts }) => facts['mark']).filter(strange)).size;
  if (marks === 0) return undefined;
  const values = [...owners].filter((owner) => {
    const row = rowOf(owner, nameOf(owner), table);
    const ops = opsOf(owner);
    return row !== undefined && ownerOf(row.comment) === owner && ops.length > 0 && !wasEverAsked(row, ops);
  }).length;
  return marks + values < 2 ? undefined : halt('ledger/old', router, { marks, values, of: owners.size });
}

/** Most of what is off stands as it stood before changes that were verified. */
function olderRouter(
  { router, table, limit, opsOf, nameOf }: LedgerAndRouter,
  owners: ReadonlySet<string>,
): WriteFreeze | undefined {
  if (owners.size < Math.min(MANY, limit)) return undefined;
  const back = [...owners].flatMap((owner) => revertedBefore(rowOf(owner, nameOf(owner), table), opsOf(owner)) ?? []);
  if (back.length < Math.min(MANY, limit) || 2 * back.length < owners.size) return undefined;
  return halt('router/old-backup', router, { count: back.length, of: owners.size, before: Math.min(...back) });
}

function massDrift({ router, drift, limit }: LedgerAndRouter, owners: ReadonlySet<string>): WriteFreeze | undefined {
  if (owners.size < limit) return undefined;
  const codes = drift.filter(isDrift).map(({ code }) => code);
  const kinds = [...new Set(codes)].map((code) => `${code} ${codes.filter((c) => c === code).length}`);
  return halt('queue/mass-drift', router, { count: owners.size, kinds: kinds.join(', ') });
}

function halt(code: WriteFreezeCode, router: string, facts: Facts): WriteFreeze {
  return { ...finding(code, 'alarm', router, facts), code };
}

function rowOf(owner: string, name: string | undefined, table: readonly ObservedQueue[]): ObservedQueue | undefined {
  const { marked, named } = indexOf(table);
  return marked.get(owner)?.[0] ?? named.get(name ?? '')?.find((row) => !row.dynamic);
}
