import { describe, expect, test } from 'vitest';
import { HOUR, SECOND, type Span, between, span } from '../../agent/domain/moment.ts';
import type { Clock } from '../../agent/ports/clock.ts';

/**
 * What the contract needs beside the clock: how time passes on it, and how many times `length` is worth waiting for.
 */
export interface ClockUnderTest {
  readonly clock: Clock;
  /** Lets `length` pass, or waits until it did. */
  readonly pass: (length: Span) => Promise<void>;
}

/** A short length that a real clock can afford. */
const SHORT = span(30);

/** What every Clock promises; run for the system's clock and for the one that a test sets. */
export function clockContract(name: string, open: () => ClockUnderTest): void {
  describe(`clock contract: ${name}`, () => {
    test('now() is a whole moment and does not run back while time passes', async () => {
      const { clock, pass } = open();
      const first = clock.now();
      await pass(SHORT);
      const second = clock.now();
      expect(Number.isSafeInteger(first)).toBe(true);
      expect(between(first, second)).toBeGreaterThanOrEqual(SHORT - 5);
    });

    test('monotonic() counts the same milliseconds', async () => {
      const { clock, pass } = open();
      const first = clock.monotonic();
      await pass(SHORT);
      const gone = clock.monotonic() - first;
      expect(gone).toBeGreaterThanOrEqual(SHORT - 1);
      expect(gone).toBeLessThan(5 * SECOND);
    });

    test('a sleeper does not wake early', async () => {
      const { clock, pass } = open();
      const first = clock.monotonic();
      const slept = clock.sleep(SHORT, new AbortController().signal);
      await pass(SHORT);
      await slept;
      expect(clock.monotonic() - first).toBeGreaterThanOrEqual(SHORT);
    });

    test.each([0, -1000])('a sleep of %i ms is over without a delay', async (ms) => {
      const { clock, pass } = open();
      const slept = clock.sleep(span(ms), new AbortController().signal);
      await pass(span(0));
      await expect(slept).resolves.toBeUndefined();
    });

    test('sleepers wake in the order of their times, not of their coming', async () => {
      const { clock, pass } = open();
      const woke: string[] = [];
      const { signal } = new AbortController();
      const late = clock.sleep(span(60), signal).then(() => woke.push('late'));
      const early = clock.sleep(span(20), signal).then(() => woke.push('early'));
      await pass(span(60));
      await Promise.all([late, early]);
      expect(woke).toEqual(['early', 'late']);
    });

    test('an abort wakes a sleeper at once, with the reason given', async () => {
      const { clock } = open();
      const stop = new AbortController();
      const reason = new Error('stopping');
      const slept = clock.sleep(HOUR, stop.signal);
      stop.abort(reason);
      await expect(slept).rejects.toBe(reason);
    });

    test('who is aborted already does not lie down', async () => {
      const { clock } = open();
      const reason = new Error('stopped before');
      await expect(clock.sleep(HOUR, AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    test('forty days are not over at once', async () => {
      const { clock, pass } = open();
      const stop = new AbortController();
      const reason = new Error('still asleep');
      const slept = clock.sleep(span(40 * 24 * 3_600_000), stop.signal);
      const outcome = Promise.race([slept.then(() => 'woke'), pass(SHORT).then(() => 'asleep')]);
      await expect(outcome).resolves.toBe('asleep');
      stop.abort(reason);
      await expect(slept).rejects.toBe(reason);
    });
  });
}
