import { INTERVAL_MS } from '../admission/check/evidence.ts';
import { STALE } from '../assessment/path-demand.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { type Finding, finding } from '../domain/finding.ts';
import { after, before, between, DAY, span } from '../domain/moment.ts';
import type { Uplink } from '../domain/uplink.ts';
import type { MissedCount } from '../ports/samples.ts';

/**
 * Returns an alarm for each uplink of a router whose interface was down at the last reading (IF-MIB ifOperStatus). An
 * uplink that was never read gives none.
 */
export function uplinkFindings(context: ReadContext, router: string): readonly Finding[] {
  return uplinksOf(context, router).flatMap((uplink) => downFinding(context, uplink));
}

/**
 * Returns what is wrong with the measurement of the uplinks of a router: one that has no rate now (alarm), intervals of
 * the last 24 hours without a rate, by reason, and a reported speed that its traffic proves wrong.
 */
export function measurementFindings(context: ReadContext, router: string): readonly Finding[] {
  return uplinksOf(context, router).flatMap((uplink) => [
    ...unmeasuredFinding(context, uplink),
    ...missedFindings(context, uplink),
    ...speedFinding(context, uplink),
  ]);
}

/** Returns how many intervals of an uplink had no rate in the last 24 hours, by reason. */
export function missedToday({ samples, now }: ReadContext, uplink: string): readonly MissedCount[] {
  return samples.missed(`uplink:${uplink}`, { from: before(now, DAY), until: now });
}

function uplinksOf({ office }: ReadContext, router: string): readonly Uplink[] {
  return office.uplinks.filter((uplink) => uplink.router === router);
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

/** A link that is known to be down is not unmeasured: its silence is explained. */
function unmeasuredFinding(context: ReadContext, { id, interface: port }: Uplink): readonly Finding[] {
  const { samples, now } = context;
  if (samples.last(`uplink:${id}`)?.operational === false) return [];
  const newest = samples.newest(`uplink:${id}`, 1)[0];
  const since = newest === undefined ? null : after(newest.start, span(INTERVAL_MS));
  if (since !== null && between(since, now) <= STALE) return [];
  const why = lastOf(missedToday(context, id))?.why ?? null;
  // A standby link that carries nothing at all cannot be told from a stuck counter.
  return [finding('meter/unmeasured', why === 'stale-counter' ? 'warn' : 'alarm', id, { interface: port, why, since })];
}

function missedFindings(context: ReadContext, { id, interface: port }: Uplink): readonly Finding[] {
  return missedToday(context, id).map(({ why, count, last }) =>
    finding('meter/missed', 'warn', id, { interface: port, why, count, last }),
  );
}

function speedFinding({ samples }: ReadContext, { id, interface: port }: Uplink): readonly Finding[] {
  const said = samples.port(`uplink:${id}`);
  if (said === undefined || !said.passed) return [];
  return [finding('meter/speed-disbelieved', 'warn', id, { interface: port, speed: said.speedMbps })];
}

function lastOf(missed: readonly MissedCount[]): MissedCount | undefined {
  return missed.toSorted((a, b) => b.last - a.last)[0];
}
