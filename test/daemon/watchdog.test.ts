import { describe, expect, test, vi } from 'vitest';
import { startWatchdog } from '../../agent/daemon/watchdog.ts';
import { fakeHost } from '../fakes/fake-host.ts';

describe('agent/daemon/watchdog', () => {
  test('speaks only after the ledger answered, and stops when told', () => {
    vi.useFakeTimers();
    const host = fakeHost({ watchdogEvery: 1000 });
    let asked = 0;
    const watchdog = startWatchdog(host, () => (asked += 1));
    vi.advanceTimersByTime(3000);
    expect([asked, host.told]).toEqual([3, ['WATCHDOG=1', 'WATCHDOG=1', 'WATCHDOG=1']]);
    watchdog.stop();
    vi.advanceTimersByTime(5000);
    expect(asked).toBe(3);
    vi.useRealTimers();
  });

  test('is silent when the ledger does not answer, and where nobody listens', () => {
    vi.useFakeTimers();
    const host = fakeHost({ watchdogEvery: 1000 });
    const watchdog = startWatchdog(host, () => {
      throw new Error('the ledger is gone');
    });
    expect(() => vi.advanceTimersByTime(1000)).toThrow('the ledger is gone');
    expect(host.told).toEqual([]);
    watchdog.stop();
    startWatchdog(fakeHost(), () => undefined).stop();
    vi.useRealTimers();
  });
});
