import type { Host } from '../ports/host.ts';

/**
 * Tells the service manager that the daemon lives, each time after the ledger answered: a hung or broken one stays
 * silent.
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
