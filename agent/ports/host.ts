import type { Peer } from './peer.ts';

/** The process at the other end of a Unix socket, as the kernel says (SO_PEERCRED at connect, unix(7)). */
export interface Caller {
  readonly uid: number;
  readonly pid: number;
}

/** The machine the daemon runs on. */
export interface Host extends Peer {
  /**
   * Returns the peer of a connected Unix socket. `fd` is its file descriptor. Throws Fault `order/stranger` when the
   * kernel does not say.
   */
  caller(fd: number): Caller;
  /** Returns the user name of a uid; undefined when there is none. */
  userOf(uid: number): string | undefined;
  /** Sends a state to the service manager (systemd sd_notify(3)). Does nothing when none listens. */
  notify(state: 'READY=1' | 'WATCHDOG=1' | 'STOPPING=1' | `STATUS=${string}`): void;
  /** Milliseconds between two WATCHDOG=1. undefined: the service manager wants none. */
  watchdogEvery(): number | undefined;
}
