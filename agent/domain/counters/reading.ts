import type { Moment } from '../moment.ts';

/** Whose octets are counted. Uplinks by their interface, lines by their simple queue. */
export type Subject = `uplink:${string}` | `line:${string}`;

/** Raw counters of one subject out of one PDU. Octets as the agency sees them: `down` towards the agency. */
export interface Reading {
  readonly subject: Subject;
  /** Our wall clock when the answer arrived. */
  readonly at: Moment;
  /** Our monotonic clock at the same instant, in milliseconds: proof against a stepped wall clock. */
  readonly monotonic: number;
  /** SNMPv2-MIB sysUpTime.0 in hundredths of a second, 32 bits, wraps after 497 days. */
  readonly agentTicks: number;
  readonly down: bigint;
  readonly up: bigint;
  /** Packets dropped by the queue, where the device counts them. 32-bit counters. */
  readonly drops?: { readonly down: number; readonly up: number };
  /** Table row the answer came from; a change means the device renumbered. */
  readonly index: number;
  /** IF-MIB ifCounterDiscontinuityTime in ticks, where the device has it. */
  readonly discontinuity?: number;
  /** IF-MIB ifHighSpeed in Mbps; 0 or absent means unknown. Never a capacity. */
  readonly speedMbps?: number;
  /** IF-MIB ifOperStatus = up(1); a queue is always up. */
  readonly operational: boolean;
}
