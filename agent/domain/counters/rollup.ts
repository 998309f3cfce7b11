import type { Moment, Span } from '../moment.ts';
import { between, HOUR, MINUTE, moment, SECOND, span } from '../moment.ts';
import { SAMPLE_LIMITS } from './sample.ts';

/** Length of the interval over which every stored rate is averaged: 5 minutes. */
export const FIVE_MINUTES: Span = span(5 * MINUTE);

/**
 * A 5-minute interval is valid if at least this much of it was measured. Its rate is the mean of the measured part.
 */
export const ENOUGH_COVERED: Span = span(4 * MINUTE);

/**
 * Longest time between two readings that still gives rates. A longer one is a gap, because its mean would hide the
 * peaks. Same limit as `SAMPLE_LIMITS.longest`.
 */
export const LONGEST_SPAN: Span = SAMPLE_LIMITS.longest;

/** Octets and dropped packets that were counted from `from` up to but not including `until`. */
export interface Passed {
  readonly from: Moment;
  readonly until: Moment;
  readonly down: bigint;
  readonly up: bigint;
  readonly dropsDown: number;
  readonly dropsUp: number;
}

/** Returns the start of the 5-minute interval that contains `at`. */
export function startOfFiveMinutes(at: Moment): Moment {
  return floorTo(at, FIVE_MINUTES);
}

/** Returns the start of the UTC hour that contains `at`. */
export function startOfHour(at: Moment): Moment {
  return floorTo(at, HOUR);
}

/**
 * Splits counted traffic at every 5-minute boundary, in proportion to time. All parts are whole octets and add up
 * exactly to the total. A span within one interval is returned unchanged. A span of zero length gives no part.
 */
export function splitByFiveMinutes(passed: Passed): readonly Passed[] {
  const parts: Passed[] = [];
  for (let from = passed.from; from < passed.until; ) {
    const until = moment(Math.min(startOfFiveMinutes(from) + FIVE_MINUTES, passed.until));
    parts.push(part(passed, from, until));
    from = until;
  }
  return parts;
}

/**
 * Returns how far the start of a span may be from the end of the one before and still continue it: 2 s, or 2 % of the
 * span if that is more. Tolerance is needed because the length of a span comes from the device's clock and its end from
 * ours.
 */
export function seam(passed: Passed): Span {
  return span(Math.max(2 * SECOND, between(passed.from, passed.until) * 0.02));
}

/**
 * Returns how many octets 5 minutes at `rate` bit/s carry, rounded to a whole octet. Converted back to whole bit/s, the
 * result is `rate` again.
 */
export function octetsOfFiveMinutes(rate: number): bigint {
  return (BigInt(rate) * BigInt(FIVE_MINUTES) + 4000n) / 8000n;
}

function part(whole: Passed, from: Moment, until: Moment): Passed {
  const length = BigInt(between(whole.from, whole.until));
  const [a, b] = [BigInt(between(whole.from, from)), BigInt(between(whole.from, until))];
  const share = (total: bigint) => (total * b) / length - (total * a) / length;
  return {
    from,
    until,
    down: share(whole.down),
    up: share(whole.up),
    dropsDown: Number(share(BigInt(whole.dropsDown))),
    dropsUp: Number(share(BigInt(whole.dropsUp))),
  };
}

function floorTo(at: Moment, length: Span): Moment {
  return moment(Math.floor(at / length) * length);
}
