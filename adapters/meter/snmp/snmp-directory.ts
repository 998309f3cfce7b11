import type { Clock } from '../../../agent/ports/clock.ts';
import type { SnmpSession } from './snmp-session.ts';
import { type Place, type Rows, type Stride, walkNames } from './snmp-walk.ts';

/**
 * The rows of one table by name, as last walked. Row numbers change when a device restarts or an interface is made
 * again.
 */
export interface Directory {
  /**
   * Returns the rows with this name. There may be two: an old row can remain beside the new one. All of them are read.
   */
  rows(name: string): readonly Place[];
  /**
   * Walks the table again when there is a new reason: a missing name, a row with another name, an interface that went
   * down. The same reason counts again after a minute, so that a queue that stays missing does not cost a walk at every
   * visit. Returns whether it walked. Throws SnmpError.
   */
  refresh(reasons: readonly string[]): Promise<boolean>;
}

const SAME_REASON_MS = 60_000;
/** Walks at least this often: only a walk shows a second row of a name. */
const OLDEST_MS = 3_600_000;

/** Makes a directory of the names in `column`. Walks at the first `refresh`. */
export function openDirectory(session: SnmpSession, column: string, clock: Clock): Directory {
  const stride: Stride = { repetitions: 24 };
  const known = new Map<string, number>();
  let rows: Rows | undefined;
  let walkedAt = 0;

  const due = (reasons: readonly string[], now: number): boolean => {
    if (rows === undefined || now - walkedAt >= OLDEST_MS) return true;
    return reasons.some((reason) => now - (known.get(reason) ?? Number.NEGATIVE_INFINITY) >= SAME_REASON_MS);
  };

  return {
    rows: (name) => rows?.get(name) ?? [],
    refresh: async (reasons) => {
      const now = clock.monotonic();
      if (!due(reasons, now)) return false;
      rows = await walkNames(session, column, stride);
      walkedAt = now;
      for (const [reason, at] of known) if (now - at >= SAME_REASON_MS) known.delete(reason);
      for (const reason of reasons) known.set(reason, now);
      return true;
    },
  };
}
