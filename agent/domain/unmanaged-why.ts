/**
 * Why a simple queue on the router cannot become an agency's line or a pool as it is. agent/texts/init-words.ts
 * explains each.
 */
export type UnmanagedWhy =
  | 'unreadable'
  | 'dynamic'
  | 'ppp'
  | 'hotspot'
  | 'dhcp'
  | 'disabled'
  | 'invalid'
  /** A parent queue without max-limit: it hands its traffic through to the next limited queue above it. */
  | 'group'
  /** A parent queue with total-max-limit only, of both directions together. */
  | 'total-only'
  /** A parent queue that limits one direction only. */
  | 'one-direction'
  | 'marks'
  | 'destination'
  /** In force at some hours only, and another queue has its addresses at the other hours. */
  | 'hours'
  /** A parent queue that is in force at some hours only. */
  | 'hours-only'
  | 'everything'
  /** An interface beside other targets. */
  | 'interface'
  | 'uplink-interface'
  | 'unknown-target'
  | 'too-many-targets'
  | 'not-ascii'
  | 'parent-name'
  | 'unlimited'
  /** A max-limit so small that its unit was probably forgotten. */
  | 'tiny'
  | 'half-guarantee'
  | 'catch-all'
  /** Its addresses are those of several other queues beside it. */
  | 'rest'
  | 'overlaps';

/** A reason, and what it is about: a target, or the name of another queue. null: nothing to name. */
export interface Unmanageable {
  readonly why: UnmanagedWhy;
  readonly of: string | null;
}
