import type { Command, Help } from 'commander';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Pemakaian:',
  'Arguments:': 'Isian:',
  'Options:': 'Pilihan:',
  'Commands:': 'Perintah:',
  'Global Options:': 'Pilihan umum:',
};

/** How help is written: in Indonesian, with the global options below those of each command. */
export const HELP_STYLE: Partial<Help> = {
  showGlobalOptions: true,
  helpWidth: 100,
  styleTitle: (title) => TITLES[title] ?? title,
};

/** Adds example command lines to a command's help. Returns the command. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText('after', ['', 'Contoh:', ...lines.map((line) => `  ${line}`)].join('\n'));
}
