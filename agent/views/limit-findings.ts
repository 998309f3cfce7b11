import { INTERVAL_MS } from '../admission/check/evidence.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { type Finding, finding } from '../domain/finding.ts';
import { before, span } from '../domain/moment.ts';
import { DIRECTIONS } from '../domain/rate.ts';
import { knownLimits } from './known-limits.ts';

/** Intervals in a row that must be above the limit. */
const STANDS = 3;
/** They must be of this last time, in which nothing was written to the queue either. */
const LATELY = span((STANDS + 2) * INTERVAL_MS);
/** Counters are read some seconds late, so that an interval may show a little more than passed in it. */
const TOLERATED = 1.05;

/**
 * Returns an alarm for each line or pool of a router that carried more than its queue's limit with its burst in three
 * 5-minute intervals in a row: a queue cannot pass that, so it is read the wrong way round, or does not limit.
 */
export function limitFindings(context: ReadContext, router: string): readonly Finding[] {
  const { office, ledger, samples, now } = context;
  const written = new Set(ledger.opsSince(before(now, LATELY)).map(({ change }) => change.owner));
  return [...knownLimits(office, ledger, router, now)].flatMap(([subject, limits]) => {
    const owner = ownerOf(subject);
    if (owner === undefined || written.has(owner)) return [];
    const newest = samples.newest(subject, STANDS);
    if (newest.length < STANDS || newest.some(({ start }) => start < before(now, LATELY))) return [];
    return DIRECTIONS.flatMap((direction) => {
      const limit = limits[direction];
      const least = Math.min(...newest.map((interval) => interval[direction]));
      if (limit === null || least <= TOLERATED * limit) return [];
      return [finding('meter/above-limit', 'alarm', owner, { direction, rate: least, limit })];
    });
  });
}

/** Id of the line or pool. undefined: an uplink, whose contract its interface may exceed. */
function ownerOf(subject: Subject): string | undefined {
  return subject.startsWith('uplink:') ? undefined : subject.slice(subject.indexOf(':') + 1);
}
