import type { Peer } from './peer.ts';

/** Who is at the other end of a local connection, by the kernel's word (SO_PEERCRED at connect). */
export interface Caller {
  readonly uid: number;
  readonly pid: number;
}

/** The machine the daemon runs on. */
export interface Host extends Peer {
  /**
   * The peer of a connected Unix socket, by its file descriptor. Throws Fault `order/stranger` when the kernel does not
   * say.
   */
  caller(fd: number): Caller;
  /** User name of a uid, or undefined. */
  userOf(uid: number): string | undefined;
  /** Tells the service manager; does nothing when none listens. systemd sd_notify(3). */
  notify(state: 'READY=1' | 'WATCHDOG=1' | 'STOPPING=1' | `STATUS=${string}`): void;
  /** How often WATCHDOG=1 is expected, in milliseconds, or undefined. */
  watchdogEvery(): number | undefined;
}
