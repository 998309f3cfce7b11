import { type Finding, type FindingCode, finding } from '../domain/finding.ts';
import { ancestors, coverage } from './coverage.ts';
import type { ObservedQueue } from './queue.ts';

/** An earlier queue that takes traffic of a later one: which targets, and whether it is all of them. */
interface Shadow {
  readonly other: ObservedQueue;
  readonly targets: readonly string[];
  readonly whole: boolean;
}

/**
 * Earlier queues that take this one's traffic away: `alarm` where nothing is left for it. Dynamic ones (DHCP, PPP,
 * hotspot) are one finding together, since they come and go by the hundred.
 */
export function shadowFindings(row: ObservedQueue, table: readonly ObservedQueue[]): readonly Finding[] {
  const shadows = shadowsOf(row, table);
  const dynamic = shadows.filter(({ other }) => other.dynamic);
  const [first] = dynamic;
  return [
    ...shadows.filter(({ other }) => !other.dynamic).map((shadow) => standing(row, shadow)),
    ...(first === undefined
      ? []
      : [said('queue/dynamic-above', row, { ...first, whole: dynamic.some((d) => d.whole) }, dynamic.length)]),
  ];
}

function standing(row: ObservedQueue, shadow: Shadow): Finding {
  const { maxLimit, targets } = shadow.other;
  if (maxLimit.down === 0 && maxLimit.up === 0) return said('queue/unlimited-above', row, shadow);
  const wider = shadow.whole && targets.every((t) => coverage(row.targets, t) !== 'all');
  return said(wider ? 'queue/behind-catch-all' : 'queue/shadowed', row, shadow);
}

function said(code: FindingCode, row: ObservedQueue, { other, targets, whole }: Shadow, count?: number): Finding {
  const facts = { by: other.name, target: targets.join(','), ...(count === undefined ? {} : { count }) };
  return finding(code, whole ? 'alarm' : 'warn', row.name, facts);
}

/** Its parents are no shadow: they hand the packet down. */
function shadowsOf(row: ObservedQueue, table: readonly ObservedQueue[]): readonly Shadow[] {
  const above = ancestors(row, table);
  const earlier = table.filter(
    (r) => r.position < row.position && !r.disabled && !r.invalid && !above.has(r.name) && r.name !== row.name,
  );
  return earlier.flatMap((other) => {
    const taken = row.targets
      .map((target) => ({ target, how: coverage(other.targets, target) }))
      .filter((t) => t.how !== 'none');
    // A child is no shadow either; asked last, since few queues touch each other at all.
    if (taken.length === 0 || ancestors(other, table).has(row.name)) return [];
    const whole = taken.length === row.targets.length && taken.every((t) => t.how === 'all');
    return [{ other, targets: taken.map((t) => t.target), whole }];
  });
}
