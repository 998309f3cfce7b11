import { type Facts, type Finding, type FindingCode, finding } from '../domain/finding.ts';
import { DIRECTIONS } from '../domain/rate.ts';
import { MOST_TARGETS } from './guard.ts';
import { pcqFindings } from './pcq-rate.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';
import type { RouterTraits } from './router-traits.ts';
import { shadowFindings } from './shadow.ts';

/**
 * Whether a queue that reads back right can have its effect: one item with our mark, enabled, valid, limited, under a
 * parent that works and is large enough, not matched earlier. `alarm` means it cannot; `warn` that part of it is lost.
 * RouterOS asks queues top down, first match wins.
 */
export function effectFindings(
  owner: string,
  row: ObservedQueue,
  table: readonly ObservedQueue[],
  traits: RouterTraits,
): readonly Finding[] {
  const said = (code: FindingCode, level: Finding['level'], facts: Facts = {}): Finding =>
    finding(code, level, row.name, facts);
  const twins = table.filter((r) => ownerOf(r.comment) === owner);
  const hole = DIRECTIONS.filter((d) => row.maxLimit[d] === 0);
  return [
    ...(twins.length > 1
      ? [said('queue/duplicate-mark', 'alarm', { count: twins.length, names: twins.map((t) => t.name).join(', ') })]
      : []),
    ...(row.disabled ? [said('queue/disabled', 'alarm')] : []),
    ...(row.invalid ? [said('queue/invalid', 'alarm')] : []),
    ...(hole.length > 0 ? [said('queue/no-limit', 'alarm', { direction: hole.join(',') })] : []),
    ...(row.targets.length > MOST_TARGETS
      ? [said('queue/too-many-targets', 'warn', { count: row.targets.length })]
      : []),
    ...parentFindings(row, table),
    ...(traits.fasttrackRules > 0 ? [said('router/fasttrack', 'warn', { rules: traits.fasttrackRules })] : []),
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
  const small = DIRECTIONS.find((d) => parent.maxLimit[d] > 0 && row.maxLimit[d] > parent.maxLimit[d]);
  const unlimited = DIRECTIONS.some((d) => row.limitAt[d] > 0 && parent.maxLimit[d] === 0);
  return [
    ...(parent.disabled || parent.invalid ? [finding('queue/parent-disabled', 'alarm', row.name, facts)] : []),
    ...(small === undefined
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
