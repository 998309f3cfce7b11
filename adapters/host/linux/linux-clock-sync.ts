import { existsSync } from 'node:fs';
import koffi from 'koffi';

/** Whether the wall clock follows a time server. `unknown`: this machine does not let us ask. */
export type ClockSync = 'synchronised' | 'unsynchronised' | 'unknown';

/** systemd-timesyncd makes this file at its first synchronisation since boot. systemd-timesyncd.service(8) */
const TIMESYNCD = '/run/systemd/timesync/synchronized';

/** `struct timex` is 208 bytes on 64-bit Linux; `modes` 0 only reads. adjtimex(2) */
const TIMEX_BYTES = 208;
const TIME_ERROR = 5;

/**
 * Reads the kernel's clock state by adjtimex(2), setting nothing: TIME_ERROR (5) when no time service keeps the clock,
 * -1 when the kernel refuses.
 */
export function kernelClockState(): number {
  const adjtimex: (timex: Buffer) => number = koffi.load('libc.so.6').func('int adjtimex(void *)');
  return adjtimex(Buffer.alloc(TIMEX_BYTES));
}

/**
 * Asks the kernel, to which every time service reports. Under `ProtectClock=yes` the kernel refuses; then the file of
 * systemd-timesyncd is all there is. Without the file the answer is `unknown`: another service may keep the clock.
 */
export function clockSync(
  state: () => number = kernelClockState,
  marked: () => boolean = () => existsSync(TIMESYNCD),
): ClockSync {
  const found = state();
  if (found >= 0) return found === TIME_ERROR ? 'unsynchronised' : 'synchronised';
  return marked() ? 'synchronised' : 'unknown';
}
