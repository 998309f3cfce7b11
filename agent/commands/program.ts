import { Command, CommanderError, Option } from 'commander';
import { Fault } from '../domain/fault.ts';
import { familiesOf } from './command-families.ts';
import type { Run } from './terminal/workbench.ts';
import { namesLast } from './terminal/dashed-names.ts';
import { HELP_STYLE, withExamples } from './terminal/command-help.ts';
import type { Globals, Kit } from './terminal/kit.ts';
import { Misuse } from './terminal/misuse.ts';
import type { Screen } from './terminal/screen.ts';
import { misuseOf } from './terminal/usage.ts';

const USAGE = 2;

/**
 * Runs one command line. Returns the exit code: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule, 4 daemon not
 * reachable.
 * @param argv words after `bwagent`.
 */
export async function runProgram(kit: Kit, argv: readonly string[]): Promise<number> {
  let code = 0;
  const plain = kit.screen({ json: false, language: languageOf(argv) });
  const program = rootOf(kit, plain);
  const run: Run =
    (action) =>
    async (...args) => {
      const globals = program.opts<Globals>();
      const screen = kit.screen({ json: globals.json, language: globals.lang });
      try {
        code = (await action({ kit, client: kit.client(globals.socket), screen, globals }, ...args)) ?? 0;
      } catch (error) {
        code = complain(screen, error);
      }
    };
  for (const { add } of familiesOf(argv, program)) add(program, run);
  try {
    await program.parseAsync(namesLast(argv, program), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    // A command line without a command prints only help, which was already done.
    if (error.code !== 'commander.help') plain.misuse(misuseOf(error, (what) => plain.say('did-you-mean', { what })));
    return USAGE;
  }
  return code;
}

/** Returns the exit code of a fault: 4 for an absent daemon, 3 for a refusal by a rule, 1 for everything else. */
export function exitCode(fault: Fault): number {
  if (fault.code === 'daemon/away') return 4;
  const room = fault.code.split('/')[0] ?? '';
  return ['request', 'order', 'agency', 'uplink', 'line', 'queue', 'report', 'host'].includes(room) ? 3 : 1;
}

function complain(screen: Screen, error: unknown): number {
  if (error instanceof Misuse) {
    screen.misuse(error);
    return USAGE;
  }
  const fault = error instanceof Fault ? error : new Fault('bug', { where: 'command' }, { cause: error });
  screen.fault(fault);
  return exitCode(fault);
}

function rootOf(kit: Kit, screen: Screen): Command {
  const program = new Command('bwagent')
    .description('Agen penyediaan bandwidth sesuai SOP "Penambahan Bandwidth"')
    .version(kit.version, '-V, --version', 'versi')
    .helpOption('-h, --help', 'bantuan dan contoh')
    .helpCommand('help [command]', 'bantuan suatu perintah')
    .option('--json', 'jawaban sebagai JSON (waktu dalam milidetik UTC, laju dalam bit/s)', false)
    .option('--socket <path>', 'soket daemon', '/run/bwagent/bwagent.sock')
    .option('--config <file>', 'berkas konfigurasi', '/etc/bwagent/agent.yaml')
    .addOption(new Option('--lang <lang>', 'bahasa jawaban').choices(['id', 'en']).default('id'))
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureHelp(HELP_STYLE)
    .configureOutput({
      writeOut: (text) => screen.help(text),
      writeErr: (text) => screen.help(text, true),
      outputError: () => undefined,
    });
  return withExamples(program, 'bwagent status', 'bwagent requests --role division-head', 'bwagent approve 41 --wait');
}

/** Language of `--lang`, read before the command line is parsed, so that complaints about it are in that language. */
function languageOf(argv: readonly string[]): 'id' | 'en' {
  return argv.some((word, i) => word === '--lang=en' || (word === '--lang' && argv[i + 1] === 'en')) ? 'en' : 'id';
}
