import type { DaySeries } from '../admission/evidence.ts';
import { membersOf } from '../admission/path-shares.ts';
import type { Path } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { carriedInTurn, summed } from './series-sum.ts';
import type { Sight } from './sight.ts';

/** Whose samples together are the demand of a path: of links that carry at once, or of links of which one carries at a time. */
export interface Carriers {
  readonly carry: 'at-once' | 'in-turn';
  readonly uplinks: readonly string[];
}

/**
 * The carriers of a path as of a time: all members of a balanced one; of a failover path the first that is up, and with it those before it,
 * which are down and whose traffic it took over. The preferred one alone when none is up.
 */
export function carriersOf(sight: Sight, path: Path, when: Moment): Carriers {
  const members = membersOf(path);
  if (path.kind !== 'failover') return { carry: 'at-once', uplinks: members };
  const active = members.findIndex((uplink) => isUpAt(sight, uplink, when));
  return { carry: 'in-turn', uplinks: members.slice(0, Math.max(0, active) + 1) };
}

/** The demand that their samples come to together. */
export function together({ carry }: Carriers, parts: readonly DaySeries[]): DaySeries {
  return carry === 'in-turn' && parts.length > 1 ? carriedInTurn(parts) : summed(parts);
}

/** Whether the uplink's interface was up at the last reading; one never read counts as up, and its figures as unknown. */
export function isUp(sight: Sight, uplink: string): boolean {
  return sight.samples.last(`uplink:${uplink}`)?.operational ?? true;
}

/** The same at another time: an outage of now says nothing of a wish that begins later. */
export function isUpAt(sight: Sight, uplink: string, when: Moment): boolean {
  return when > sight.now || isUp(sight, uplink);
}
