/** The router that answered. Guards against writing to another one, and explains differences between versions. */
export interface RouterIdentity {
  readonly identity: string;
  readonly version: string;
  readonly serial: string | null;
}

export type { QueueBytes } from '../domain/counters/queue-columns.ts';
export type { RouterTraits } from '../shaping/router-traits.ts';
