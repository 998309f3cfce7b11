import { existsSync } from 'node:fs';
import koffi from 'koffi';

/** Whether the wall clock follows a time server; `unknown` when the machine does not let us ask. */
export type ClockSync = 'synchronised' | 'unsynchronised' | 'unknown';

/** Made by systemd-timesyncd at its first synchronisation since boot. systemd-timesyncd.service(8) */
const TIMESYNCD = '/run/systemd/timesync/synchronized';

/** `struct timex` is 208 bytes on 64-bit Linux; `modes` 0 only reads. adjtimex(2) */
const TIMEX_BYTES = 208;
const TIME_ERROR = 5;

/** adjtimex(2) with nothing to set: the kernel's clock state, TIME_ERROR when no daemon keeps it, -1 when refused. */
export function kernelClockState(): number {
  const adjtimex: (timex: Buffer) => number = koffi.load('libc.so.6').func('int adjtimex(void *)');
  return adjtimex(Buffer.alloc(TIMEX_BYTES));
}

/**
 * Asks the kernel, for which every time service reports; under `ProtectClock=yes` the kernel refuses, and then the mark
 * that systemd-timesyncd leaves is all there is. No mark proves nothing: another service may keep the clock.
 */
export function clockSync(
  state: () => number = kernelClockState,
  marked: () => boolean = () => existsSync(TIMESYNCD),
): ClockSync {
  const found = state();
  if (found >= 0) return found === TIME_ERROR ? 'unsynchronised' : 'synchronised';
  return marked() ? 'synchronised' : 'unknown';
}
