import type { Finding } from '../../domain/finding.ts';
import type { InitWire } from '../../init/init-config.ts';
import type { InitChoice } from '../../init/init-files.ts';
import type { InitProposal } from '../../init/init-proposal.ts';
import type { Client } from './client.ts';
import type { Screen } from './screen.ts';

/** How often a command that waits looks again. */
export const LOOKS = 150;

/** The day before there is a configuration: a router is looked at, never written to. */
export interface InitSteps {
  /** Files of a first configuration that stand in the folder already. */
  taken(folder: string): Promise<readonly string[]>;
  /** Throws Fault `router/…` as opening a router does, `settings/…` for a credential that cannot be used. */
  look(wire: InitWire): Promise<InitProposal>;
  /** Writes and checks the files; their paths. */
  write(choice: InitChoice): Promise<readonly string[]>;
}

/** What main hands to the commands. Those that work without the daemon reach the machine only through here. */
export interface Kit {
  readonly version: string;
  /** A client of the daemon behind this socket. */
  client(socket: string): Client;
  screen(options: { readonly json: boolean; readonly language: 'id' | 'en' }): Screen;
  readFile(path: string): Promise<Buffer>;
  /**
   * Asks for a line at the terminal, with its usual answer; undefined: the person stopped. Left out where nobody can be
   * asked.
   */
  readonly prompt?: (question: string, usual: string) => Promise<string | undefined>;
  readonly init: InitSteps;
  /** The rest between two looks of a command that waits. */
  pause(): Promise<void>;
  /** Runs the daemon until it is told to stop; its exit code. */
  serve(config: string): Promise<number>;
  /** Reads and checks the configuration; what it says, without secrets. Throws Fault `settings/…`. */
  config(file: string): Promise<unknown>;
  /** Asks every peer from this process, without ledger and daemon. */
  checkup(config: string): Promise<readonly Finding[]>;
}

/** Options that every command has. */
export interface Globals {
  readonly json: boolean;
  readonly socket: string;
  readonly config: string;
  readonly lang: 'id' | 'en';
}
