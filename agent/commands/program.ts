import { Command, CommanderError, Option } from 'commander';
import { Fault } from '../domain/fault.ts';
import { addActs } from './acts.ts';
import { addAuditCommands } from './audit-command.ts';
import { addBaseCommands } from './base-commands.ts';
import type { Client } from './client.ts';
import type { Globals, Kit } from './kit.ts';
import { addNetworkCommands } from './network-commands.ts';
import { addPaperCommands } from './papers-command.ts';
import { addRequestCommands } from './request-commands.ts';
import { addDecisionCommands } from './decision-commands.ts';
import type { Screen } from './screen.ts';
import { addServiceCommands } from './service-commands.ts';

/** What a command works with. */
export interface Bench {
  readonly kit: Kit;
  readonly client: Client;
  readonly screen: Screen;
  readonly globals: Globals;
}

/** Wraps an action: its faults are printed and become the exit code. */
export type Run = <A extends readonly unknown[]>(
  action: (bench: Bench, ...args: A) => Promise<number | void>,
) => (...args: A) => Promise<void>;

const USAGE = 2;

/** Runs one command line; its exit code: 0 done, 1 failed, 2 usage, 3 refused by a rule, 4 daemon not reachable. */
export async function runProgram(kit: Kit, argv: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command('bwagent')
    .description('Agen penyediaan bandwidth sesuai SOP "Penambahan Bandwidth"')
    .version(kit.version)
    .option('--json', 'jawaban sebagai JSON (waktu dalam milidetik UTC, laju dalam bit/s)', false)
    .option('--socket <path>', 'soket daemon', '/run/bwagent/bwagent.sock')
    .option('--config <file>', 'berkas konfigurasi', '/etc/bwagent/agent.yaml')
    .addOption(new Option('--lang <lang>', 'bahasa').choices(['id', 'en']).default('id'))
    .exitOverride()
    .showSuggestionAfterError(true);
  const run: Run =
    (action) =>
    async (...args) => {
      const globals = program.opts<Globals>();
      const screen = kit.screen({ json: globals.json, language: globals.lang });
      try {
        code = (await action({ kit, client: kit.client(globals.socket), screen, globals }, ...args)) ?? 0;
      } catch (error) {
        const fault = error instanceof Fault ? error : new Fault('bug', { where: 'command' }, { cause: error });
        screen.fault(fault);
        code = exitCode(fault);
      }
    };
  for (const add of [
    addServiceCommands,
    addRequestCommands,
    addDecisionCommands,
    addActs,
    addNetworkCommands,
    addBaseCommands,
    addPaperCommands,
    addAuditCommands,
  ])
    add(program, run);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    throw error;
  }
  return code;
}

/** Rules refuse with 3, an absent daemon answers 4, everything else failed with 1. */
export function exitCode(fault: Fault): number {
  if (fault.code === 'daemon/away') return 4;
  const room = fault.code.split('/')[0] ?? '';
  return ['request', 'order', 'agency', 'uplink', 'queue', 'report', 'host'].includes(room) ? 3 : 1;
}
