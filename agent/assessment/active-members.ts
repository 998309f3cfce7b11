import type { DaySeries } from '../admission/check/evidence.ts';
import { membersOf } from '../admission/check/path-shares.ts';
import type { Path } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { failoverSum, summed } from './series-sum.ts';
import type { ReadContext } from './read-context.ts';

/**
 * Whose samples together are the demand of a path: of links that carry at once, or of links of which one carries at a
 * time.
 */
export type ActiveMembers =
  | { readonly carry: 'at-once'; readonly uplinks: readonly string[] }
  | {
      readonly carry: 'in-turn';
      readonly uplinks: readonly string[];
      /**
       * Beginning of the newest interval of each that is down: after it its silence is its being down. null: never
       * measured.
       */
      readonly fellSilent: readonly (Moment | null)[];
    };

/**
 * The carriers of a path as of a time: all members of a balanced one; of a failover path the first that is up, and with
 * it those before it, which are down and whose traffic it took over. The preferred one alone when none is up.
 */
export function activeMembersOf(context: ReadContext, path: Path, when: Moment): ActiveMembers {
  const members = membersOf(path);
  if (path.kind !== 'failover') return { carry: 'at-once', uplinks: members };
  const active = Math.max(
    0,
    members.findIndex((uplink) => isUpAt(context, uplink, when)),
  );
  const fellSilent = members
    .slice(0, active)
    .map((uplink) => context.samples.newest(`uplink:${uplink}`, 1)[0]?.start ?? null);
  return { carry: 'in-turn', uplinks: members.slice(0, active + 1), fellSilent };
}

/** The demand that their samples come to together. */
export function demandOfMembers(carriers: ActiveMembers, parts: readonly DaySeries[]): DaySeries {
  return carriers.carry === 'in-turn' && parts.length > 1 ? failoverSum(parts, carriers.fellSilent) : summed(parts);
}

/** Whether a standby carries the path: its preferred link is down. */
export function isStandbyActive(carriers: ActiveMembers): boolean {
  return carriers.carry === 'in-turn' && carriers.uplinks.length > 1;
}

export function isLost({ lost }: ReadContext, uplink: string): boolean {
  return lost?.has(uplink) ?? false;
}

/**
 * Whether the uplink's interface was up at the last reading; one never read counts as up, and its figures as unknown.
 */
export function isUp(context: ReadContext, uplink: string): boolean {
  return !isLost(context, uplink) && (context.samples.last(`uplink:${uplink}`)?.operational ?? true);
}

/**
 * The same at another time: an outage of now says nothing of a wish that begins later; what is supposed to be lost is
 * lost then too.
 */
export function isUpAt(context: ReadContext, uplink: string, when: Moment): boolean {
  return isUp(context, uplink) || (when > context.now && !isLost(context, uplink));
}
