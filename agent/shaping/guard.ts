import { type Finding, finding } from '../domain/finding.ts';
import { contains, isEverything, type Prefix, targetsMeet } from '../domain/prefix.ts';
import { DIRECTIONS, NO_RATE, plus } from '../domain/rate.ts';
import { isPrefix } from './coverage.ts';
import { type ObservedQueue, type QueueShape, unreadableValues } from './queue.ts';

/** Most targets of one simple queue that RouterOS accepts (reported by operators, not documented). */
export const MOST_TARGETS = 128;

/** Targets that the ledger knows, by line or pool id, and prefixes that no queue may limit. */
export interface Registry {
  readonly targets: readonly { readonly owner: string; readonly target: string }[];
  /** Prefixes of routers, servers and management: never a target. */
  readonly management: readonly string[];
  /** Ids of pools. A pool's targets may contain those of its lines. */
  readonly pools: ReadonlySet<string>;
}

/**
 * Checks a queue before it is written: targets registered for this owner and of no other line, not management, limits
 * above 0, guarantee not above the limit, parent present and large enough. Only a pool may be for everything, if it is
 * registered so. Every finding forbids the write. Empty: the queue may be written.
 */
export function guardFindings(
  owner: string,
  want: QueueShape,
  table: readonly ObservedQueue[],
  registry: Registry,
): readonly Finding[] {
  return [...targetFindings(owner, want, registry), ...limitFindings(want), ...parentFindings(want, table)];
}

function targetFindings(owner: string, want: QueueShape, registry: Registry): readonly Finding[] {
  const refuse = (code: Finding['code'], facts: Finding['facts']): Finding => finding(code, 'alarm', want.name, facts);
  const own = registry.targets.filter((t) => t.owner === owner).map((t) => t.target);
  const isPool = registry.pools.has(owner);
  // A pool registered without targets, or with 0.0.0.0/0, is above everything, as the office recorded it.
  if (want.targets.length === 0) return isPool && own.length === 0 ? [] : [refuse('guard/no-target', {})];
  if (want.targets.length > MOST_TARGETS) return [refuse('guard/too-many-targets', { count: want.targets.length })];
  return want.targets.flatMap((target) => {
    if (isEverything(target) && !(isPool && own.includes(target))) return [refuse('guard/target-too-wide', { target })];
    if (!within(target, own)) return [refuse('guard/target-unregistered', { target })];
    if (!isPool && registry.management.some((m) => targetsMeet(target, m)))
      return [refuse('guard/target-management', { target })];
    const other = isPool
      ? undefined
      : registry.targets.find(
          (t) => t.owner !== owner && !registry.pools.has(t.owner) && targetsMeet(target, t.target),
        );
    return other === undefined ? [] : [refuse('guard/target-foreign', { target, owner: other.owner })];
  });
}

function limitFindings(want: QueueShape): readonly Finding[] {
  return DIRECTIONS.flatMap((direction) => {
    if (want.maxLimit[direction] <= 0) return [finding('guard/zero-limit', 'alarm', want.name, { direction })];
    if (want.limitAt[direction] > want.maxLimit[direction])
      return [finding('guard/limit-above-max', 'alarm', want.name, { direction })];
    return [];
  });
}

/** Checks a queue against its parent, because RouterOS does not. */
function parentFindings(want: QueueShape, table: readonly ObservedQueue[]): readonly Finding[] {
  if (want.parent === null) return [];
  const parent = table.find((row) => row.name === want.parent);
  if (parent === undefined) return [finding('guard/parent-missing', 'alarm', want.name, { parent: want.parent })];
  if (parent.unreadable !== undefined) return [unreadableFinding(want.name, parent)];
  const small = DIRECTIONS.find((d) => parent.maxLimit[d] > 0 && want.maxLimit[d] > parent.maxLimit[d]);
  if (small === undefined) return [];
  return [
    finding('guard/parent-too-small', 'alarm', want.name, { parent: parent.name, limit: parent.maxLimit[small] }),
  ];
}

/**
 * Returns why a queue must not get this lower limit yet: a queue below it has a higher limit, or the queues below it
 * are guaranteed more in sum. Those must be lowered first.
 */
export function childFindings({ name, maxLimit }: QueueShape, table: readonly ObservedQueue[]): readonly Finding[] {
  const children = table.filter((row) => row.parent === name && !row.disabled && !row.invalid);
  const sum = children.reduce((total, row) => plus(total, row.limitAt), NO_RATE);
  const above = children.flatMap((row) =>
    DIRECTIONS.filter((d) => row.maxLimit[d] > maxLimit[d]).map((d) => ({ row, d })),
  )[0];
  const guaranteed = DIRECTIONS.find((d) => sum[d] > maxLimit[d]);
  return [
    ...children.filter((row) => row.unreadable !== undefined).map((row) => unreadableFinding(name, row)),
    ...(above === undefined
      ? []
      : [finding('guard/child-above', 'alarm', name, { child: above.row.name, limit: maxLimit[above.d] })]),
    ...(guaranteed === undefined
      ? []
      : [finding('guard/guarantees-above', 'alarm', name, { sum: sum[guaranteed], limit: maxLimit[guaranteed] })]),
  ];
}

/** The parent or child whose limits nobody knows: nothing can be compared with it. */
function unreadableFinding(subject: string, { name, unreadable = {} }: ObservedQueue): Finding {
  return finding('guard/unreadable', 'alarm', subject, { queue: name, values: unreadableValues(unreadable) });
}

/** Returns why a queue must not be removed: RouterOS would leave its children invalid, without a parent. */
export function removalFindings(name: string, table: readonly ObservedQueue[]): readonly Finding[] {
  const child = table.find((row) => row.parent === name);
  return child === undefined ? [] : [finding('guard/has-children', 'alarm', name, { child: child.name })];
}

/** Whether the target is one of the owner's, or a prefix inside one of them. */
function within(target: string, own: readonly string[]): boolean {
  if (own.includes(target)) return true;
  return isPrefix(target) && own.some((o) => isPrefix(o) && contains(o as Prefix, target as Prefix));
}
