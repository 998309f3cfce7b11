import type { Host } from '../ports/host.ts';

/**
 * Tells the service manager at each interval that the daemon is alive, if the ledger answers `probe`. A daemon that
 * hangs or cannot read its ledger stays silent, and systemd restarts it.
 */
export function startWatchdog(host: Host, probe: () => unknown): { stop(): void } {
  const every = host.watchdogEvery();
  if (every === undefined) return { stop: () => undefined };
  const timer = setInterval(() => {
    probe();
    host.notify('WATCHDOG=1');
  }, every);
  return { stop: () => clearInterval(timer) };
}
