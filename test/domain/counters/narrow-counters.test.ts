import { describe, expect, it } from 'vitest';
import { moment } from '../../../agent/domain/moment.ts';
import { NarrowCounters } from '../../../agent/domain/counters/narrow-counters.ts';
import type { Reading, Subject } from '../../../agent/domain/counters/reading.ts';
import { sample } from '../../../agent/domain/counters/sample.ts';

const WIDE = 2n ** 32n;

/** Readings every five minutes with these download counters; which of them are narrow. */
function narrowness(counters: readonly bigint[], subject: Subject = 'uplink:a'): readonly boolean[] {
  const known = new NarrowCounters();
  let previous: Reading | undefined;
  return counters.map((down, n) => {
    const [at, agentTicks] = [moment(n * 300_000), 1_000_000 + n * 30_000];
    const next = { subject, at, monotonic: n * 300_000, agentTicks, down, up: down / 10n, index: 1, operational: true };
    const found = sample(previous, next);
    const narrow = known.isNarrow(previous, next, found);
    previous = next;
    return narrow;
  });
}

describe('agent/domain/narrow-counters', () => {
  it('leaves counters alone that rise, and wide ones that are set back', () => {
    expect(narrowness([1n, 2n, 3n])).toEqual([false, false, false]);
    expect(narrowness([WIDE * 7n, WIDE * 8n, 5n, 6n])).toEqual([false, false, false, false]);
  });

  it('doubts an uplink that fell from below 32 bits until it shows more', () => {
    expect(narrowness([1n, WIDE - 1n, 9n, 10n, WIDE, WIDE + 1n])).toEqual([false, false, true, true, false, false]);
  });

  it('leaves lines alone: theirs are small for long', () => {
    expect(narrowness([1n, 900n, 9n, 10n], 'line:a')).toEqual([false, false, false, false]);
  });
});
