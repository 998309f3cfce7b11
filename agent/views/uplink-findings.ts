import { INTERVAL_MS } from '../admission/check/evidence.ts';
import { type Finding, finding } from '../domain/finding.ts';
import { after, span } from '../domain/moment.ts';
import type { Uplink } from '../domain/uplink.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/**
 * Returns an alarm for each uplink of a router whose interface was down at the last reading (IF-MIB ifOperStatus). An
 * uplink that was never read gives none.
 */
export function uplinkFindings(context: ReadContext, router: string): readonly Finding[] {
  return context.office.uplinks
    .filter((uplink) => uplink.router === router)
    .flatMap((uplink) => downFinding(context, uplink));
}

/** Two days of 5-minute intervals. */
const LOOKED_BACK = 576;

/**
 * `since`: end of the newest interval with traffic, at the latest the reading that found the interface down. null: no
 * traffic in the last two days.
 */
function downFinding({ samples }: ReadContext, { id, interface: port }: Uplink): readonly Finding[] {
  const last = samples.last(`uplink:${id}`);
  if (last === undefined || last.operational) return [];
  const newest = samples.newest(`uplink:${id}`, LOOKED_BACK).find(({ down, up }) => down > 0 || up > 0);
  const since = newest === undefined ? null : Math.min(after(newest.start, span(INTERVAL_MS)), last.at);
  return [finding('uplink/down', 'alarm', id, { interface: port, since, seen: last.at })];
}
