import type { Client } from './client.ts';
import type { Globals, Kit } from './kit.ts';
import type { Screen } from './screen.ts';

/** What a command works with: the main program's kit, a client of the daemon, the screen, and the global options. */
export interface Bench {
  readonly kit: Kit;
  readonly client: Client;
  readonly screen: Screen;
  readonly globals: Globals;
}

/**
 * Wraps the action of a command: its result becomes the exit code, and a fault is printed and becomes the exit code.
 */
export type Run = <A extends readonly unknown[]>(
  action: (bench: Bench, ...args: A) => Promise<number | void>,
) => (...args: A) => Promise<void>;
