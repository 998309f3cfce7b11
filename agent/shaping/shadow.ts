import { type Finding, type FindingCode, finding } from '../domain/finding.ts';
import { ancestors, coverage } from './coverage.ts';
import type { ObservedQueue } from './queue.ts';

/** An earlier queue that takes traffic of a later one. `whole`: it takes all traffic of all targets. */
interface Shadow {
  readonly other: ObservedQueue;
  readonly targets: readonly string[];
  readonly whole: boolean;
}

/**
 * Returns a finding for each earlier queue that takes traffic of this one. `alarm`: nothing is left for it. `warn`: a
 * part is taken. Dynamic queues (DHCP, PPP, hotspot) are one finding together, because there may be hundreds.
 */
export function shadowFindings(row: ObservedQueue, table: readonly ObservedQueue[]): readonly Finding[] {
  const shadows = shadowsOf(row, table);
  const dynamic = shadows.filter(({ other }) => other.dynamic);
  const [first] = dynamic;
  return [
    ...shadows.filter(({ other }) => !other.dynamic).map((shadow) => fixedShadow(row, shadow)),
    ...(first === undefined
      ? []
      : [said('queue/dynamic-above', row, { ...first, whole: dynamic.some((d) => d.whole) }, dynamic.length)]),
  ];
}

function fixedShadow(row: ObservedQueue, shadow: Shadow): Finding {
  const { maxLimit, targets } = shadow.other;
  if (maxLimit.down === 0 && maxLimit.up === 0) return said('queue/unlimited-above', row, shadow);
  const wider = shadow.whole && targets.every((t) => coverage(row.targets, t) !== 'all');
  return said(wider ? 'queue/behind-catch-all' : 'queue/shadowed', row, shadow);
}

function said(code: FindingCode, row: ObservedQueue, { other, targets, whole }: Shadow, count?: number): Finding {
  const facts = { by: other.name, target: targets.join(','), ...(count === undefined ? {} : { count }) };
  return finding(code, whole ? 'alarm' : 'warn', row.name, facts);
}

/** Its parents are no shadows, because they pass packets on to their children. */
function shadowsOf(row: ObservedQueue, table: readonly ObservedQueue[]): readonly Shadow[] {
  const above = ancestors(row, table);
  const earlier = table.filter(
    (r) => r.position < row.position && !r.disabled && !r.invalid && !above.has(r.name) && r.name !== row.name,
  );
  return earlier.flatMap((other) => {
    const taken = row.targets
      .map((target) => ({ target, how: coverage(other.targets, target) }))
      .filter((t) => t.how !== 'none');
    // A child is no shadow either. Checked last, because it costs most.
    if (taken.length === 0 || ancestors(other, table).has(row.name)) return [];
    const whole = taken.length === row.targets.length && taken.every((t) => t.how === 'all');
    return [{ other, targets: taken.map((t) => t.target), whole }];
  });
}
