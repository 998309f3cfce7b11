import { type Finding, finding } from '../domain/finding.ts';
import { DIRECTIONS, type Rate } from '../domain/rate.ts';
import { isEverything } from '../domain/prefix.ts';
import { shownHours, type Kept } from './queue-extras.ts';

/**
 * Returns a warning for each RouterOS feature that weakens the limit of a queue: at some hours (time), for part of the
 * traffic (dst, packet marks), or at another rate (burst, total limit). Unknown properties are warned about too. The
 * agent never changes these features.
 */
export function featureFindings(queue: string, maxLimit: Rate, { extras = {} }: Kept): readonly Finding[] {
  const { burstLimit, hours, dst, packetMarks, totalMaxLimit, others = {} } = extras;
  const found: Finding[] = [];
  const warn = (code: Finding['code'], facts: Finding['facts']): void =>
    void found.push(finding(code, 'warn', queue, facts));
  const bursts =
    burstLimit === undefined ? undefined : DIRECTIONS.find((d) => maxLimit[d] > 0 && burstLimit[d] > maxLimit[d]);
  if (burstLimit !== undefined && bursts !== undefined) {
    warn('queue/burst-above-limit', { direction: bursts, burst: burstLimit[bursts], limit: maxLimit[bursts] });
  }
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
