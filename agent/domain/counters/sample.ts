import { type Moment, type Span, before, between, MINUTE, SECOND, span } from '../moment.ts';
import type { Reading, Subject } from './reading.ts';

/** Why two readings give no rate. The newer reading is still the base for the next comparison. */
export type GapWhy =
  | 'first' // no earlier reading
  | 'not-operational' // the interface was down at one of the two readings, or counted octets while down
  | 'renumbered' // the answer came from another table row
  | 'restart' // the device restarted: its sysUpTime went back
  | 'discontinuity' // IF-MIB ifCounterDiscontinuityTime changed
  | 'clock-suspect' // the device's time and ours disagree
  | 'too-long' // more time between the readings than SampleLimits.longest
  | 'stale-counter' // the device's clock stood still, or an uplink that is up counted not one octet
  | 'decreased'; // a 64-bit counter fell

/** Octets between two readings, over a span measured on the device's clock, or the reason why there are none. */
export type Sample =
  | {
      readonly kind: 'octets';
      readonly subject: Subject;
      readonly from: Moment;
      readonly until: Moment;
      readonly down: bigint;
      readonly up: bigint;
      readonly dropsDown: number;
      readonly dropsUp: number;
    }
  | { readonly kind: 'gap'; readonly subject: Subject; readonly why: GapWhy };

/** Limits for the comparison of two readings. */
export interface SampleLimits {
  /** Longest time between two readings. A longer time without a reading is unknown, never averaged. */
  readonly longest: Span;
}

/** Limits in use: at most 15 minutes between two readings. */
export const SAMPLE_LIMITS: SampleLimits = { longest: span(15 * MINUTE) };

const TICK_MS = 10;
const CLOCK_SLACK = span(2 * SECOND);
const CLOCK_SLACK_SHARE = 0.02;
/** Most packets that one gigabit port can drop per ms: 64-byte frames at full speed. */
const DROPS_PER_MS = 1500;

/**
 * Returns what was counted between two readings of one subject, or why nothing can be said. The length of the span is
 * the difference of SNMPv2-MIB sysUpTime (hundredths of a second, 32 bits), since the device reads its counters on that
 * clock. A 64-bit counter that falls counts as reset, never as wrapped: at 10 Gbit/s it would wrap after 468 years.
 * Throws RangeError if the readings are of two subjects.
 */
export function sample(previous: Reading | undefined, next: Reading, limits: SampleLimits = SAMPLE_LIMITS): Sample {
  if (previous === undefined) return gap(next, 'first');
  if (previous.subject !== next.subject) throw new RangeError(`two subjects: ${previous.subject}, ${next.subject}`);
  const deviceMs = span(((next.agentTicks - previous.agentTicks) >>> 0) * TICK_MS);
  const why =
    identityBroken(previous, next) ?? timeBroken(previous, next, deviceMs, limits) ?? countersBroken(previous, next);
  if (why !== undefined) return gap(next, why);
  return {
    kind: 'octets',
    subject: next.subject,
    from: before(next.at, deviceMs),
    until: next.at,
    down: next.down - previous.down,
    up: next.up - previous.up,
    dropsDown: drops(previous.drops?.down, next.drops?.down, deviceMs),
    dropsUp: drops(previous.drops?.up, next.drops?.up, deviceMs),
  };
}

function gap(reading: Reading, why: GapWhy): Sample {
  return { kind: 'gap', subject: reading.subject, why };
}

function identityBroken(a: Reading, b: Reading): GapWhy | undefined {
  if (a.operational !== b.operational) return 'not-operational';
  if (a.index !== b.index) return 'renumbered';
  return undefined;
}

function timeBroken(a: Reading, b: Reading, deviceMs: Span, limits: SampleLimits): GapWhy | undefined {
  const clocksAgree = agrees(a, b, deviceMs);
  if (!clocksAgree && restarted(a, b)) return 'restart';
  if (a.discontinuity !== undefined && b.discontinuity !== undefined && a.discontinuity !== b.discontinuity)
    return 'discontinuity';
  if (!clocksAgree) return 'clock-suspect';
  if (deviceMs > limits.longest) return 'too-long';
  if (deviceMs === 0) return 'stale-counter';
  // The wall clock was set back: the new span would overlap the one before.
  if (before(b.at, deviceMs) < before(a.at, slack(deviceMs))) return 'clock-suspect';
  return undefined;
}

/**
 * Returns whether the time that passed on the device agrees with one of our two clocks. The monotonic clock starts
 * again with the daemon and stops while the machine sleeps; the wall clock may be set.
 */
function agrees(a: Reading, b: Reading, deviceMs: Span): boolean {
  return [b.monotonic - a.monotonic, between(a.at, b.at)].some(
    (ours) => ours >= 0 && Math.abs(deviceMs - ours) <= slack(ours),
  );
}

/** Tolerance between two clocks, ms: 2 s, or 2 % of `ms` if that is more. */
function slack(ms: number): Span {
  return span(Math.max(CLOCK_SLACK, ms * CLOCK_SLACK_SHARE));
}

/**
 * Returns whether the device restarted: its uptime fell, or is shorter than the time since the last reading. A wrap of
 * sysUpTime after 497 days does not come here, since `agrees` accepts it.
 */
function restarted(a: Reading, b: Reading): boolean {
  const ours = Math.max(b.monotonic - a.monotonic, between(a.at, b.at));
  return b.agentTicks < a.agentTicks || b.agentTicks * TICK_MS < ours - slack(ours);
}

function countersBroken(a: Reading, b: Reading): GapWhy | undefined {
  const down = b.down - a.down;
  const up = b.up - a.up;
  if (down < 0n || up < 0n) return 'decreased';
  // An interface that was down at both readings and counted nothing carried 0: known, not a stale counter.
  if (!a.operational) return down === 0n && up === 0n ? undefined : 'not-operational';
  return down === 0n && up === 0n && b.subject.startsWith('uplink:') ? 'stale-counter' : undefined;
}

/**
 * Difference of two 32-bit drop counters. A small step across 2^32 is a wrap. Any other fall is a reset and counts as
 * 0.
 */
function drops(a: number | undefined, b: number | undefined, deviceMs: Span): number {
  if (a === undefined || b === undefined) return 0;
  if (b >= a) return b - a;
  const wrapped = (b - a) >>> 0;
  return wrapped <= deviceMs * DROPS_PER_MS ? wrapped : 0;
}
