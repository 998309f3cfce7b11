/** One action of another login on queues, from RouterOS /system/history, in the router's own words. */
export interface HandEdit {
  readonly id: string;
  /** Login of the person. */
  readonly by: string;
  readonly action: string;
  readonly time: string;
}

/**
 * Returns the hand edits that are in the new reading and not in the older one. Empty if one of the readings is null
 * (history not readable): then nobody can say.
 */
export function editsSince(before: readonly HandEdit[] | null, now: readonly HandEdit[] | null): readonly HandEdit[] {
  if (before === null || now === null) return [];
  const known = new Set(before.map(keyOf));
  return now.filter((edit) => !known.has(keyOf(edit)));
}

/** Identifies an entry by id, login, words and time: ids start again after a reboot. */
function keyOf({ id, by, action, time }: HandEdit): string {
  return JSON.stringify([id, by, action, time]);
}
