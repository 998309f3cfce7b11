import { type Finding, finding } from '../domain/finding.ts';
import { DIRECTIONS, type Rate } from '../domain/rate.ts';
import { isEverything } from '../domain/prefix.ts';
import { heldRate } from './held-rate.ts';
import { shownHours, type Kept } from './queue-extras.ts';

/**
 * Returns a warning for each RouterOS feature that weakens the limit of a queue: at some hours (time), for part of the
 * traffic (dst, packet marks), or at another rate (burst, total limit). A burst passes the limit for a time, or for
 * good if its threshold is above the limit. Unknown properties are warned about too. The agent never changes these
 * features.
 */
export function featureFindings(queue: string, maxLimit: Rate, { extras = {} }: Kept): readonly Finding[] {
  const { burstLimit, hours, dst, packetMarks, totalMaxLimit, others = {} } = extras;
  const found: Finding[] = [];
  const warn = (code: Finding['code'], facts: Finding['facts']): void =>
    void found.push(finding(code, 'warn', queue, facts));
  const held = heldRate({ maxLimit, extras });
  const bursts =
    burstLimit === undefined ? [] : DIRECTIONS.filter((d) => maxLimit[d] > 0 && burstLimit[d] > maxLimit[d]);
  const lasting = bursts.find((d) => held[d] > maxLimit[d]);
  if (lasting !== undefined)
    warn('queue/burst-lasting', { direction: lasting, held: held[lasting], limit: maxLimit[lasting] });
  const passing = bursts.find((d) => held[d] === maxLimit[d]);
  if (burstLimit !== undefined && passing !== undefined)
    warn('queue/burst-above-limit', { direction: passing, burst: burstLimit[passing], limit: maxLimit[passing] });
  if (hours !== undefined) warn('queue/hours-only', { hours: shownHours(hours) });
  if (dst !== undefined && !isEverything(dst)) warn('queue/destination-only', { dst });
  if (packetMarks !== undefined) warn('queue/marked-packets-only', { marks: packetMarks.join(',') });
  if (totalMaxLimit !== undefined && totalMaxLimit < maxLimit.down + maxLimit.up) {
    warn('queue/total-limit', { total: totalMaxLimit, limit: maxLimit.down + maxLimit.up });
  }
  for (const [property, value] of Object.entries(others)) {
    if (!HARMLESS.has(property)) warn('queue/feature-not-read', { property, value });
  }
  return found;
}

/** Properties that limit no rate. */
const HARMLESS: ReadonlySet<string> = new Set(['total-priority', 'total-queue', 'total-bucket-size']);
