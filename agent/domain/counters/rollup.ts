import type { Moment, Span } from '../moment.ts';
import { between, HOUR, MINUTE, moment, SECOND, span } from '../moment.ts';
import { SAMPLE_LIMITS } from './sample.ts';

/** The interval of every rate the agency is judged by. */
export const FIVE_MINUTES: Span = span(5 * MINUTE);

/** A 5-minute interval is valid when at least this much of it was counted; the rate is taken over what was. */
export const ENOUGH_COVERED: Span = span(4 * MINUTE);

/**
 * The longest span that says something about the intervals it touches: the mean of a longer one would lay a flat line
 * over the peaks nobody saw, so it is a gap. The same heartbeat as between two readings.
 */
export const LONGEST_SPAN: Span = SAMPLE_LIMITS.longest;

/** Octets and drops that passed in [from, until). */
export interface Passed {
  readonly from: Moment;
  readonly until: Moment;
  readonly down: bigint;
  readonly up: bigint;
  readonly dropsDown: number;
  readonly dropsUp: number;
}

export function startOfFiveMinutes(at: Moment): Moment {
  return floorTo(at, FIVE_MINUTES);
}

/** Start of the UTC hour. */
export function startOfHour(at: Moment): Moment {
  return floorTo(at, HOUR);
}

/**
 * Cuts what passed at every 5-minute boundary, in proportion to time and in whole octets. Each cut is the rounded-down
 * running total, so the parts add up to the whole exactly, and a span that is one interval comes back as it is. Nothing
 * comes of a span without length.
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
 * How far the beginning of a span may lie from the end of the one before and still be its continuation: spans are as
 * long as the device's clock says and end when its answer reached us, so their edges shift by the delay of each answer.
 */
export function seam(passed: Passed): Span {
  return span(Math.max(2 * SECOND, between(passed.from, passed.until) * 0.02));
}

/**
 * Octets that 5 minutes at `rate` bit/s carry, rounded: at most half an octet off, which dividing back into whole bit/s
 * undoes.
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
