import { type Facts, type Finding, finding } from '../domain/finding.ts';
import type { WriteFreeze, WriteFreezeCode } from '../domain/write-freeze.ts';
import { isDrift, ownerIn } from './drift.ts';
import { revertedBefore, wasEverAsked } from './reverted.ts';
import type { Op } from './op.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';
import { indexOf } from './table-index.ts';

/** From this many reverted queues on, a restored backup is more likely than hand edits. */
const MANY = 3;

/** A router's queue table, the drift found in it, and what the ledger knows of its owners. */
export interface LedgerAndRouter {
  readonly router: string;
  readonly drift: readonly Finding[];
  readonly table: readonly ObservedQueue[];
  /** If so many queues differ at once, all writing stops (`massDrift` of the router). */
  readonly limit: number;
  /** Ids of all lines and pools of the ledger, on any router. */
  readonly known: ReadonlySet<string>;
  /** Ops of one owner, oldest first. Called only when something differs. */
  readonly opsOf: (owner: string) => readonly Op[];
  /** Name of the owner's queue in the ledger. */
  readonly nameOf: (owner: string) => string | undefined;
}

/**
 * Returns the one alarm that stops all writing to a router, or undefined. `ledger/old`: the ledger is older than the
 * router. `router/old-backup`: the router was set back to an older state. `queue/mass-drift`: too many queues differ at
 * once.
 */
export function writeFreezeFinding(compared: LedgerAndRouter): WriteFreeze | undefined {
  const owners = new Set(compared.drift.filter(isDrift).flatMap((found) => ownerIn(found) ?? []));
  return oldLedger(compared, owners) ?? oldRouter(compared, owners) ?? massDrift(compared, owners);
}

/**
 * Finds queues with marks that this ledger never had. It takes two such signs: two marks, or one mark and one limit
 * that the ledger never ordered.
 */
function oldLedger(
  { router, drift, table, known, opsOf, nameOf }: LedgerAndRouter,
  owners: ReadonlySet<string>,
): WriteFreeze | undefined {
  const isUnknownMark = (mark: unknown): mark is string =>
    typeof mark === 'string' && !known.has(mark) && opsOf(mark).length === 0;
  const marks = new Set(drift.map(({ facts }) => facts['mark']).filter(isUnknownMark)).size;
  if (marks === 0) return undefined;
  const values = [...owners].filter((owner) => {
    const row = rowOf(owner, nameOf(owner), table);
    const ops = opsOf(owner);
    return row !== undefined && ownerOf(row.comment) === owner && ops.length > 0 && !wasEverAsked(row, ops);
  }).length;
  return marks + values < 2 ? undefined : freeze('ledger/old', router, { marks, values, of: owners.size });
}

/** Finds that at least half of the queues that differ are as they were before verified changes. */
function oldRouter(
  { router, table, limit, opsOf, nameOf }: LedgerAndRouter,
  owners: ReadonlySet<string>,
): WriteFreeze | undefined {
  if (owners.size < Math.min(MANY, limit)) return undefined;
  const reverted = [...owners].flatMap(
    (owner) => revertedBefore(rowOf(owner, nameOf(owner), table), opsOf(owner)) ?? [],
  );
  if (reverted.length < Math.min(MANY, limit) || 2 * reverted.length < owners.size) return undefined;
  return freeze('router/old-backup', router, {
    count: reverted.length,
    of: owners.size,
    before: Math.min(...reverted),
  });
}

function massDrift({ router, drift, limit }: LedgerAndRouter, owners: ReadonlySet<string>): WriteFreeze | undefined {
  if (owners.size < limit) return undefined;
  const codes = drift.filter(isDrift).map(({ code }) => code);
  const kinds = [...new Set(codes)].map((code) => `${code} ${codes.filter((c) => c === code).length}`);
  return freeze('queue/mass-drift', router, { count: owners.size, kinds: kinds.join(', ') });
}

function freeze(code: WriteFreezeCode, router: string, facts: Facts): WriteFreeze {
  return { ...finding(code, 'alarm', router, facts), code };
}

function rowOf(owner: string, name: string | undefined, table: readonly ObservedQueue[]): ObservedQueue | undefined {
  const { marked, named } = indexOf(table);
  return marked.get(owner)?.[0] ?? named.get(name ?? '')?.find((row) => !row.dynamic);
}
