import type { Dice } from '../fakes/dice.ts';
import type { WiredOptions } from '../office/wired/wired-office.ts';

const ROUTERS: readonly Pick<WiredOptions, 'version' | 'login'>[] = [
  { version: '6.42.12', login: 'challenge' },
  { version: '6.49.10' },
  { version: '7.16.2' },
  { version: '7.18.2' },
  { version: '7.20.1' },
];

/**
 * What differs from router to router and must make no difference: version, segments, order of attributes, queues of
 * others, ids.
 */
export function weather(dice: Dice): WiredOptions {
  return {
    ...dice.one(ROUTERS),
    foreign: dice.below(7),
    burntIds: dice.below(9),
    ...segments(dice.onceIn(16), dice.onceIn(2)),
  };
}

/** Byte by byte a table takes as many turns of this process as it has bytes: no deadline is to end that. */
export function segments(oneByteSegments: boolean, shuffledAttributes: boolean): WiredOptions {
  return { switches: { oneByteSegments, shuffledAttributes }, ...(oneByteSegments ? { deadlineMs: 60_000 } : {}) };
}
