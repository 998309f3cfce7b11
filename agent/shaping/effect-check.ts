import { type Facts, type Finding, type FindingCode, finding } from '../domain/finding.ts';
import { DIRECTIONS } from '../domain/rate.ts';
import { MOST_TARGETS } from './guard.ts';
import { pcqFindings } from './pcq-rate.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';
import type { RouterTraits } from './router-traits.ts';
import { outsideParent, shadowFindings } from './shadow.ts';

/**
 * Checks whether a queue with the right values can limit its traffic at all. It must be the only one with the owner's
 * mark, enabled, valid and limited in both directions, have a parent that works and is large enough, and come before
 * other queues with its targets: RouterOS asks queues from the top, and the first match wins. `alarm`: the queue has no
 * effect. `warn`: part of the effect is lost. Limits that could not be read are not compared.
 */
export function effectFindings(
  owner: string,
  row: ObservedQueue,
  table: readonly ObservedQueue[],
  traits: RouterTraits,
): readonly Finding[] {
  const make = (code: FindingCode, level: Finding['level'], facts: Facts = {}): Finding =>
    finding(code, level, row.name, facts);
  const twins = table.filter((r) => ownerOf(r.comment) === owner);
  const unlimitedIn = row.unreadable === undefined ? DIRECTIONS.filter((d) => row.maxLimit[d] === 0) : [];
  return [
    ...(twins.length > 1
      ? [make('queue/duplicate-mark', 'alarm', { count: twins.length, names: twins.map((t) => t.name).join(', ') })]
      : []),
    ...(row.disabled ? [make('queue/disabled', 'alarm')] : []),
    ...(row.invalid ? [make('queue/invalid', 'alarm')] : []),
    ...(unlimitedIn.length > 0 ? [make('queue/no-limit', 'alarm', { direction: unlimitedIn.join(',') })] : []),
    ...(row.targets.length > MOST_TARGETS
      ? [make('queue/too-many-targets', 'warn', { count: row.targets.length })]
      : []),
    ...parentFindings(row, table),
    ...outsideParent(row, table),
    ...(traits.fasttrackRules > 0 ? [make('router/fasttrack', 'warn', { rules: traits.fasttrackRules })] : []),
    ...pcqFindings(row, traits),
    ...shadowFindings(row, table),
  ];
}

function parentFindings(row: ObservedQueue, table: readonly ObservedQueue[]): readonly Finding[] {
  const unenforced = (pool: string | null): readonly Finding[] =>
    DIRECTIONS.some((d) => row.limitAt[d] > 0)
      ? [finding('queue/guarantee-unenforced', 'warn', row.name, { pool })]
      : [];
  if (row.parent === null) return unenforced(null);
  const parent = table.find((r) => r.name === row.parent);
  if (parent === undefined) return [finding('queue/parent-gone', 'alarm', row.name, { parent: row.parent })];
  const facts = { parent: parent.name };
  const isRead = row.unreadable === undefined && parent.unreadable === undefined;
  const small = isRead && DIRECTIONS.find((d) => parent.maxLimit[d] > 0 && row.maxLimit[d] > parent.maxLimit[d]);
  const unlimited = isRead && DIRECTIONS.some((d) => row.limitAt[d] > 0 && parent.maxLimit[d] === 0);
  return [
    ...(parent.disabled || parent.invalid ? [finding('queue/parent-disabled', 'alarm', row.name, facts)] : []),
    ...(small === false || small === undefined
      ? []
      : [
          finding('queue/above-parent', 'warn', row.name, {
            ...facts,
            limit: parent.maxLimit[small],
            rate: row.maxLimit[small],
          }),
        ]),
    ...(unlimited ? unenforced(parent.name) : []),
  ];
}
