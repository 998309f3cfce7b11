import type { Clock } from '../../../agent/ports/clock.ts';
import type { SnmpSession } from './snmp-session.ts';
import { type Place, type Rows, type Stride, walkNames } from './snmp-walk.ts';

/** Where the names of one table stand now. Rows move whenever a device restarts or an interface is made anew. */
export interface Directory {
  /**
   * Rows that carry the name, as last walked; all of them are asked, since an old row may linger beside the new one.
   */
  rows(name: string): readonly Place[];
  /**
   * Walks again when there is a new reason: a missing name, a row that answered with another name, an interface that
   * went down. A reason that stays counts again only after a minute, so that one missing queue does not cost a walk
   * every visit. Says whether it walked. Throws SnmpError.
   */
  refresh(reasons: readonly string[]): Promise<boolean>;
}

const SAME_REASON_MS = 60_000;
/** Even without a reason: a second row of a name shows up only in a walk. */
const OLDEST_MS = 3_600_000;

/** Nothing is walked before the first `refresh`. */
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
