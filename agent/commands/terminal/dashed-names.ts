import type { Command, Option } from 'commander';

/** Argument of commands that take names of queues. */
const NAMES = 'queues';
/** A word that is meant as an option, so that a typing error in one is still named. */
const LONG_OPTION = /^--[a-z][a-z-]*(?:=|$)/;

/**
 * Puts names of queues that begin with a dash behind `--`, where no word is an option: a queue may be called `-NAME` or
 * `-----ALL-----`. Only for commands that take such names; other command lines are returned as they are.
 *
 *     ['adopt', '-NAME', '--router', 'core'] // ['adopt', '--router', 'core', '--', '-NAME']
 */
export function namesLast(argv: readonly string[], program: Command): readonly string[] {
  const command = program.commands.find((one) => one.name() === commandWord(argv, program.options));
  if (command?.registeredArguments.some((argument) => argument.name() === NAMES) !== true) return argv;
  const options = [...program.options, ...command.options];
  const kept: string[] = [];
  const names: string[] = [];
  let isValue = false;
  for (const [i, word] of argv.entries()) {
    if (word === '--' && !isValue) return [...kept, '--', ...names, ...argv.slice(i + 1)];
    const option: Option | undefined = isValue ? undefined : optionOf(word, options);
    const isName = !isValue && word.startsWith('-') && word !== '-h' && option === undefined && !LONG_OPTION.test(word);
    (isName ? names : kept).push(word);
    isValue = option?.required === true && !word.includes('=');
  }
  return names.length === 0 ? argv : [...kept, '--', ...names];
}

/**
 * Returns the word that names the command: the first that is neither an option of the program nor its value. undefined:
 * there is none, or an option that the program does not have, such as `--help`, stands before it.
 */
export function commandWord(argv: readonly string[], options: readonly Option[]): string | undefined {
  let isValue = false;
  for (const word of argv) {
    if (!isValue && !word.startsWith('-')) return word;
    const option: Option | undefined = isValue ? undefined : optionOf(word, options);
    if (!isValue && option === undefined) return undefined;
    isValue = option?.required === true && !word.includes('=');
  }
  return undefined;
}

function optionOf(word: string, options: readonly Option[]): Option | undefined {
  const [flag] = word.split('=', 1);
  return options.find(({ long, short }) => flag === long || word === short);
}
