/** One action of another login upon queues, in the router's own words: RouterOS /system/history. */
export interface HandEdit {
  readonly id: string;
  readonly by: string;
  readonly action: string;
  readonly time: string;
}

/**
 * Edits that came since: all that the earlier look did not show. None when one of the looks was refused: nobody can say
 * then.
 */
export function editsSince(before: readonly HandEdit[] | null, now: readonly HandEdit[] | null): readonly HandEdit[] {
  if (before === null || now === null) return [];
  const known = new Set(before.map(keyOf));
  return now.filter((edit) => !known.has(keyOf(edit)));
}

/** Ids begin anew after a reboot; with moment and words one entry is that entry. */
function keyOf({ id, by, action, time }: HandEdit): string {
  return JSON.stringify([id, by, action, time]);
}
