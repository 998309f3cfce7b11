import { type Finding, finding } from '../../../agent/domain/finding.ts';
import type { Host } from '../../../agent/ports/host.ts';
import { type ClockSync, clockSync } from './linux-clock-sync.ts';
import { freeMiB } from './linux-disk.ts';
import { openNotify } from './linux-notify.ts';
import { peerOf } from './linux-peer.ts';
import { userName } from './linux-user.ts';

/** What of the machine is watched. */
export interface LinuxHostOptions {
  /** Folder of the databases; `check()` watches its disk. */
  readonly stateDir: string;
}

/** Parts of the machine that tests replace. */
export interface LinuxHostDeps {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly pid?: number;
  readonly freeMiB?: (dir: string) => Promise<number>;
  readonly clockSync?: () => ClockSync;
}

/**
 * Free space in MiB. A month of samples of a large network is far below the first number; below the second, SQLite's
 * next checkpoint may fail.
 */
const LOW_MIB = 1024;
const ALARM_MIB = 200;

/** Opens this Linux machine. Nothing is opened or sent before a call. */
export function openLinuxHost(options: LinuxHostOptions, deps: LinuxHostDeps = {}): Host {
  // oxlint-disable-next-line node/no-process-env -- sd_notify(3) is an agreement about the environment
  const env = deps.env ?? process.env;
  const free = deps.freeMiB ?? freeMiB;
  const sync = deps.clockSync ?? clockSync;
  const notify = openNotify(env['NOTIFY_SOCKET']);
  return {
    name: 'host',
    caller: peerOf,
    userOf: userName,
    notify,
    watchdogEvery: () => watchdogEvery(env, deps.pid ?? process.pid),
    check: async () => {
      const found = [...diskFindings(options.stateDir, await free(options.stateDir)), ...clockFindings(sync())];
      return found.length > 0 ? found : [finding('host/ok', 'ok', 'host')];
    },
  };
}

/**
 * Half of WATCHDOG_USEC in milliseconds, as sd_watchdog_enabled(3) advises. undefined when it is meant for another
 * process.
 */
function watchdogEvery(env: Readonly<Record<string, string | undefined>>, pid: number): number | undefined {
  const usec = Number(env['WATCHDOG_USEC']);
  const forPid = env['WATCHDOG_PID'];
  if (!Number.isSafeInteger(usec) || usec <= 0) return undefined;
  if (forPid !== undefined && forPid !== String(pid)) return undefined;
  return Math.max(1, Math.floor(usec / 2000));
}

function diskFindings(dir: string, freeMb: number): readonly Finding[] {
  if (freeMb >= LOW_MIB) return [];
  return [finding('host/disk-low', freeMb < ALARM_MIB ? 'alarm' : 'warn', dir, { freeMb })];
}

/** A clock of unknown state gives a warning, never `ok`. */
function clockFindings(sync: ClockSync): readonly Finding[] {
  if (sync === 'synchronised') return [];
  return [
    finding('host/clock-unsynchronised', sync === 'unknown' ? 'warn' : 'alarm', 'clock', { known: sync !== 'unknown' }),
  ];
}
