import type { Moment } from '../moment.ts';

/**
 * Whose octets are counted: `uplink:<uplink id>` (counters of its interface), `line:<line id>` (counters of its simple
 * queue) or `pool:<pool id>` (counters of its parent queue, which hold those of its children).
 */
export type Subject = `uplink:${string}` | `line:${string}` | `pool:${string}`;

/** What mtxrQueueSimpleBytesIn counts, seen from the agency: its downloads or its uploads. */
export type BytesIn = 'up' | 'down';

/**
 * Raw counters of one subject, all from one SNMP answer. `down` and `up` are octets since the device started counting;
 * `down` is towards the agency.
 */
export interface Reading {
  readonly subject: Subject;
  /** Wall clock of this machine when the answer arrived. */
  readonly at: Moment;
  /** Monotonic clock of this machine at the same instant, ms. Not affected when the wall clock is set. */
  readonly monotonic: number;
  /** SNMPv2-MIB sysUpTime.0 of the device: hundredths of a second, 32 bits, wraps after 497 days. */
  readonly agentTicks: number;
  readonly down: bigint;
  readonly up: bigint;
  /** Packets that the queue dropped, 32-bit counters. Left out if the device does not count them. */
  readonly drops?: { readonly down: number; readonly up: number };
  /**
   * What the first octet column of a queue (MIKROTIK-MIB mtxrQueueSimpleBytesIn) was taken for. Left out: an interface,
   * or a reading of an older version.
   */
  readonly bytesIn?: BytesIn;
  /** Row of the SNMP table that the answer came from. A change means that the device renumbered its table. */
  readonly index: number;
  /** IF-MIB ifCounterDiscontinuityTime in ticks. Left out if the device does not have it. */
  readonly discontinuity?: number;
  /** IF-MIB ifType: 6 is ethernetCsmacd, 23 ppp, 135 l2vlan. Left out: a queue, or the device does not say. */
  readonly ifType?: number;
  /** IF-MIB ifHighSpeed, Mbps. 0 or left out: unknown. Never used as a capacity. */
  readonly speedMbps?: number;
  /** Whether IF-MIB ifOperStatus is up(1). Always true for a queue. */
  readonly operational: boolean;
}
