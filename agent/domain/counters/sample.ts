import { type Moment, type Span, before, between, MINUTE, SECOND, span } from '../moment.ts';
import type { Reading, Subject } from './reading.ts';

/** Why two readings give no rate. The newer one is the next base all the same: value and time advance together. */
export type GapWhy =
  | 'first' // nothing to compare with
  | 'not-operational' // the interface was down at one of the two, or moved octets while it said so
  | 'renumbered' // another table row answered
  | 'restart' // the agent's uptime went back
  | 'discontinuity' // IF-MIB ifCounterDiscontinuityTime changed
  | 'clock-suspect' // the agent's time and ours disagree
  | 'too-long' // older than the heartbeat
  | 'stale-counter' // no agent time passed, or an uplink on which not one octet moved
  | 'decreased' // a 64-bit counter fell
  | 'over-speed'; // more than the wire can carry

/** Octets between two readings in agent time, or the reason why not. Fits `Octets` of the samples port. */
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

export interface SampleLimits {
  /** The heartbeat: a longer silence is unknown, never an average. */
  readonly longest: Span;
}

export const SAMPLE_LIMITS: SampleLimits = { longest: span(15 * MINUTE) };

const TICK_MS = 10;
const CLOCK_SLACK = span(2 * SECOND);
const CLOCK_SLACK_SHARE = 0.02;
/** 64-byte frames on one gigabit port: a drop counter cannot honestly move faster. */
const DROPS_PER_MS = 1500;

/**
 * What passed between two readings of one subject. `dt` is the agent's own (SNMPv2-MIB sysUpTime, hundredths of a
 * second, 32 bits), because the counters were read on its clock. Never wraps a 64-bit counter: at 10 Gbit/s that takes
 * 468 years, so a fall is a reset.
 */
export function sample(previous: Reading | undefined, next: Reading, limits: SampleLimits = SAMPLE_LIMITS): Sample {
  if (previous === undefined) return gap(next, 'first');
  if (previous.subject !== next.subject) throw new RangeError(`two subjects: ${previous.subject}, ${next.subject}`);
  const agentMs = span(((next.agentTicks - previous.agentTicks) >>> 0) * TICK_MS);
  const why =
    identityBroken(previous, next) ??
    timeBroken(previous, next, agentMs, limits) ??
    countersBroken(previous, next, agentMs);
  if (why !== undefined) return gap(next, why);
  return {
    kind: 'octets',
    subject: next.subject,
    from: before(next.at, agentMs),
    until: next.at,
    down: next.down - previous.down,
    up: next.up - previous.up,
    dropsDown: drops(previous.drops?.down, next.drops?.down, agentMs),
    dropsUp: drops(previous.drops?.up, next.drops?.up, agentMs),
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

function timeBroken(a: Reading, b: Reading, agentMs: Span, limits: SampleLimits): GapWhy | undefined {
  const clocksAgree = agrees(a, b, agentMs);
  if (!clocksAgree && restarted(a, b)) return 'restart';
  if (a.discontinuity !== undefined && b.discontinuity !== undefined && a.discontinuity !== b.discontinuity)
    return 'discontinuity';
  if (!clocksAgree) return 'clock-suspect';
  if (agentMs > limits.longest) return 'too-long';
  if (agentMs === 0) return 'stale-counter';
  // The wall clock was set back: the span would count moments twice.
  if (before(b.at, agentMs) < before(a.at, slack(agentMs))) return 'clock-suspect';
  return undefined;
}

/**
 * Our monotonic clock starts again with the daemon, and stands still while a machine sleeps; the wall clock may be
 * stepped. One of the two must tell the agent's time.
 */
function agrees(a: Reading, b: Reading, agentMs: Span): boolean {
  return [b.monotonic - a.monotonic, between(a.at, b.at)].some(
    (ours) => ours >= 0 && Math.abs(agentMs - ours) <= slack(ours),
  );
}

function slack(ms: number): Span {
  return span(Math.max(CLOCK_SLACK, ms * CLOCK_SLACK_SHARE));
}

/**
 * Uptime fell, or the agent is younger than the time since the last reading. A wrap after 497 days has passed `agrees`
 * before.
 */
function restarted(a: Reading, b: Reading): boolean {
  const ours = Math.max(b.monotonic - a.monotonic, between(a.at, b.at));
  return b.agentTicks < a.agentTicks || b.agentTicks * TICK_MS < ours - slack(ours);
}

function countersBroken(a: Reading, b: Reading, agentMs: Span): GapWhy | undefined {
  const down = b.down - a.down;
  const up = b.up - a.up;
  if (down < 0n || up < 0n) return 'decreased';
  // Down all the time: that nothing passed is known, and not a counter that stands still.
  if (!a.operational) return down === 0n && up === 0n ? undefined : 'not-operational';
  if (down === 0n && up === 0n && b.subject.startsWith('uplink:')) return 'stale-counter';
  const speed = Math.max(a.speedMbps ?? 0, b.speedMbps ?? 0);
  return speed > 0 && (exceeds(down, speed, agentMs) || exceeds(up, speed, agentMs)) ? 'over-speed' : undefined;
}

/** octets × 8 / dt > 1.05 × speed, in whole numbers: 1 Mbps is 1000 bits a millisecond. */
function exceeds(octets: bigint, speedMbps: number, agentMs: Span): boolean {
  return octets * 8n * 100n > BigInt(speedMbps) * 1000n * BigInt(agentMs) * 105n;
}

/** 32-bit counters: a small step over the top is a wrap, any other fall a reset, which proves no drop. */
function drops(a: number | undefined, b: number | undefined, agentMs: Span): number {
  if (a === undefined || b === undefined) return 0;
  if (b >= a) return b - a;
  const wrapped = (b - a) >>> 0;
  return wrapped <= agentMs * DROPS_PER_MS ? wrapped : 0;
}
