import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { steadyClock } from '../../adapters/clock/system/steady-clock.ts';
import { systemClock } from '../../adapters/clock/system/system-clock.ts';
import { HOUR, MINUTE, SECOND, after, momentOf, span } from '../../agent/domain/moment.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { setClock } from '../fakes/set-clock.ts';
import { clockContract } from './clock-contract.ts';

clockContract('system, steady', () => ({
  clock: steadyClock(systemClock(), quietLog()),
  pass: async (length) => await wait(length),
}));
clockContract('system', () => ({ clock: systemClock(), pass: async (length) => await wait(length) }));
clockContract('set by a test', () => {
  const clock = setClock();
  return { clock, pass: async (length) => await clock.pass(length) };
});

describe('the clock that a test sets', () => {
  const start = momentOf('2026-05-04T08:00:00+07:00');
  const { signal } = new AbortController();

  test('stands until it is moved', () => {
    const clock = setClock(start);
    expect([clock.now(), clock.now(), clock.monotonic()]).toEqual([start, start, 0]);
  });

  test('who sleeps in a loop wakes once per turn, each time at its own moment', async () => {
    const clock = setClock(start);
    const woke: number[] = [];
    const stop = new AbortController();
    const loop = (async () => {
      for (;;) {
        await clock.sleep(MINUTE, stop.signal);
        woke.push(clock.now());
      }
    })();
    await clock.advance(after(start, span(3.5 * MINUTE)));
    expect(woke).toEqual([1, 2, 3].map((n) => after(start, span(n * MINUTE))));
    expect(clock.now()).toBe(after(start, span(3.5 * MINUTE)));
    stop.abort(new Error('enough'));
    await expect(loop).rejects.toThrow('enough');
    expect(clock.sleepers()).toBe(0);
  });

  test('a step of the wall clock wakes nobody and leaves the monotonic one alone', async () => {
    const clock = setClock(start);
    const slept = clock.sleep(SECOND, signal);
    clock.step(after(start, HOUR));
    expect([clock.now(), clock.monotonic(), clock.sleepers()]).toEqual([after(start, HOUR), 0, 1]);
    await clock.pass(SECOND);
    await slept;
    expect(clock.now()).toBe(after(start, span(HOUR + SECOND)));
  });

  test('it tells when somebody lies down', async () => {
    const clock = setClock(start);
    const seen = clock.asleep(2);
    const sleeps = [clock.sleep(SECOND, signal), clock.sleep(SECOND, signal)];
    await seen;
    expect(clock.sleepers()).toBe(2);
    await clock.pass(SECOND);
    await Promise.all(sleeps);
  });

  test('it cannot be moved back', async () => {
    await expect(setClock(start).advance(after(start, span(-1)))).rejects.toThrow(RangeError);
  });
});
