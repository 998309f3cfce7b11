import type { Command, Help } from 'commander';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Pemakaian:',
  'Arguments:': 'Isian:',
  'Options:': 'Pilihan:',
  'Commands:': 'Perintah:',
  'Global Options:': 'Pilihan umum:',
};

/** How help is written: in Indonesian, with the options of every command below its own. */
export const HELP_STYLE: Partial<Help> = {
  showGlobalOptions: true,
  helpWidth: 100,
  styleTitle: (title) => TITLES[title] ?? title,
};

/** Adds real examples, as they can be typed, to a command's help. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText('after', ['', 'Contoh:', ...lines.map((line) => `  ${line}`)].join('\n'));
}
