import { type Facts, type Finding, finding } from '../domain/finding.ts';

/** Who a router says it is. */
interface Named {
  readonly identity: string;
  readonly serial: string | null;
}

/**
 * Whether another router answers than before: by serial number where both are known, else by identity. Once found it
 * stands until the one of before answers again.
 * @param standing the finding of the pass before, if there was one.
 */
export function swappedFinding(
  router: string,
  before: Named | undefined,
  now: Named,
  standing: Finding | undefined,
): Finding | undefined {
  const expected = standing === undefined ? undefined : String(standing.facts['expected']);
  const by =
    standing === undefined ? measureOf(before, now) : standing.facts['by'] === 'serial' ? 'serial' : 'identity';
  const facts: Facts = { by, expected: expected ?? before?.[by] ?? now[by], found: now[by] };
  return facts['expected'] === facts['found'] ? undefined : finding('router/swapped', 'alarm', router, facts);
}

function measureOf(before: Named | undefined, now: Named): keyof Named {
  return before !== undefined && before.serial !== null && now.serial !== null ? 'serial' : 'identity';
}
