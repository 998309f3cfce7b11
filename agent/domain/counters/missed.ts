import type { Moment } from '../moment.ts';
import type { Subject } from './reading.ts';
import type { GapWhy } from './sample.ts';

/** Why an interval that was to be measured has no rate. */
export type MissedWhy =
  | GapWhy
  | 'leap' // for one or two intervals far above what the office knows and the counters show
  | 'impossible' // above what any link can carry
  | 'narrow' // a 64-bit counter that holds only 32 bits
  | 'no-answer' // the device as a whole gave no usable answer
  | 'not-listed' // the device has no such name
  | 'ambiguous' // two rows carry the name
  | 'bad-value' // a value that cannot be
  | 'no-64-bit'; // the device has 32-bit counters only

/** One interval of a subject without a rate. */
export interface Missed {
  readonly subject: Subject;
  /** When the interval ended, or the visit failed. */
  readonly at: Moment;
  readonly why: MissedWhy;
}
