import type { Finding } from '../../domain/finding.ts';
import type { InitWire } from '../../init/init-config.ts';
import type { InitChoice } from '../../init/init-files.ts';
import type { InitProposal } from '../../init/init-proposal.ts';
import type { Client } from './client.ts';
import type { Screen } from './screen.ts';

/** How often a waiting command asks the daemon before it gives up. */
export const LOOKS = 150;

/** Steps of `init`. A router is only read, never written. */
export interface InitSteps {
  /** Returns which files of a first configuration already exist in the folder. */
  taken(folder: string): Promise<readonly string[]>;
  /**
   * Reads the router and makes a proposal. Throws Fault `router/…` if the router cannot be opened, `settings/…` if
   * a credential file cannot be used.
   */
  look(wire: InitWire): Promise<InitProposal>;
  /** Writes and checks the files. Returns their paths. */
  write(choice: InitChoice): Promise<readonly string[]>;
}

/**
 * What the main program gives to the commands. A command that works without the daemon reaches files, routers and
 * terminal only through this.
 */
export interface Kit {
  readonly version: string;
  /** Makes a client of the daemon behind this socket. */
  client(socket: string): Client;
  screen(options: { readonly json: boolean; readonly language: 'id' | 'en' }): Screen;
  readFile(path: string): Promise<Buffer>;
  /**
   * Asks for a line at the terminal and offers its usual answer. Returns undefined if the person stopped. Left out:
   * nobody can be asked.
   */
  readonly prompt?: (question: string, usual: string) => Promise<string | undefined>;
  readonly init: InitSteps;
  /** Waits between two questions of a waiting command. */
  pause(): Promise<void>;
  /** Runs the daemon until it is stopped. Returns the exit code. */
  serve(config: string): Promise<number>;
  /** Reads and checks the configuration file. Returns its values without secrets. Throws Fault `settings/…`. */
  config(file: string): Promise<unknown>;
  /** Asks every peer of the configuration from this process, without ledger and daemon. */
  checkup(config: string): Promise<readonly Finding[]>;
}

/** Options that every command has. */
export interface Globals {
  readonly json: boolean;
  readonly socket: string;
  readonly config: string;
  readonly lang: 'id' | 'en';
}
