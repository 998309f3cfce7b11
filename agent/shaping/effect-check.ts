import { type Finding, finding } from '../domain/finding.ts';
import { ancestors, coverage } from './coverage.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';

/**
 * Whether a queue that reads back right can have its effect: one item with our mark, enabled, valid, under its parent, not matched
 * earlier. `alarm` means it cannot; `warn` that part of its traffic goes elsewhere. RouterOS asks queues top down, first match wins.
 */
export function effectFindings(
  owner: string,
  row: ObservedQueue,
  table: readonly ObservedQueue[],
  fasttrackRules: number,
): readonly Finding[] {
  const findings: Finding[] = [];
  const subject = row.name;
  const twins = table.filter((r) => ownerOf(r.comment) === owner).length;
  if (twins > 1) findings.push(finding('queue/duplicate-mark', 'alarm', subject, { count: twins }));
  if (row.disabled) findings.push(finding('queue/disabled', 'alarm', subject));
  if (row.invalid) findings.push(finding('queue/invalid', 'alarm', subject));
  if (row.parent !== null && !table.some((r) => r.name === row.parent)) {
    findings.push(finding('queue/wrong-parent', 'alarm', subject, { expected: row.parent, found: null }));
  }
  if (fasttrackRules > 0) findings.push(finding('router/fasttrack', 'warn', subject, { rules: fasttrackRules }));
  return [...findings, ...shadows(row, table)];
}

/** Earlier queues that take this one's traffic away. Its parents are no shadow: they hand the packet down. */
function shadows(row: ObservedQueue, table: readonly ObservedQueue[]): readonly Finding[] {
  const above = ancestors(row, table);
  const earlier = table.filter((r) => r.position < row.position && !r.disabled && !r.invalid && !above.has(r.name) && r.name !== row.name);
  return earlier.flatMap((other) => {
    const taken = row.targets.map((target) => ({ target, how: coverage(other.targets, target) })).filter((t) => t.how !== 'none');
    // A child is no shadow either; asked last, since few queues touch each other at all.
    if (taken.length === 0 || ancestors(other, table).has(row.name)) return [];
    const whole = taken.length === row.targets.length && taken.every((t) => t.how === 'all');
    const code = whole && other.targets.every((t) => coverage(row.targets, t) !== 'all') ? 'queue/behind-catch-all' : 'queue/shadowed';
    return [finding(code, whole ? 'alarm' : 'warn', row.name, { by: other.name, target: taken.map((t) => t.target).join(',') })];
  });
}
