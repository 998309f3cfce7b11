import type { SeenQueue } from '../lab/lab-commands.ts';

/** What must be true after a try; wanted.json beside the ledger, read by the checker. Rates are [down, up] in bit/s. */
export interface Wanted {
  /** After a quiet end: nothing may be in doubt, and router and books agree or people were told. */
  readonly settled?: boolean;
  /** Lines whose queue must show, and whose books must grant, this rate. */
  readonly lines?: Readonly<Record<string, readonly [number, number]>>;
  /** Requests that must be closed. */
  readonly closed?: readonly string[];
  /** Stages one of which a request must stand at, by number. */
  readonly stages?: Readonly<Record<string, readonly string[]>>;
  /** Codes of findings that must be on record. */
  readonly findings?: readonly string[];
  /** No mutating sentence of ours may have reached the router. */
  readonly silent?: boolean;
  /** Queues that must stand as they stood, by name. */
  readonly untouched?: readonly Partial<SeenQueue>[];
  /** Most mutating sentences of ours. */
  readonly writes?: number;
  /** Most ops within any hour. */
  readonly writesPerHour?: number;
  /** Lines whose approved values the office puts back by itself. */
  readonly enforced?: readonly string[];
  /** All is over: each difference is told by the queue's name, and nothing is due or open but what waits for people. */
  readonly over?: boolean;
  /** Most mismatches that people were told of. */
  readonly alarms?: number;
  /** Tickets of which no request may go on with targets beyond those of its line. */
  readonly within?: readonly string[];
  /** What a ticket may have been read as, by its id. */
  readonly asked?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
}
