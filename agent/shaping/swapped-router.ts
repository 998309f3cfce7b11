import { type Facts, type Finding, finding } from '../domain/finding.ts';

/** Name and serial number that a router reports. `serial` null: not known. */
interface Named {
  readonly identity: string;
  readonly serial: string | null;
}

/**
 * Returns an alarm if another device answers than before: compared by serial number if both are known, else by
 * identity. The alarm stays until the earlier device answers again.
 * @param standing the alarm of the pass before, if there was one.
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
