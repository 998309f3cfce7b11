import type { CommanderError } from 'commander';
import type { CommandLabel } from '../../texts/labels-commands.ts';
import { Misuse } from './misuse.ts';

/** Label for each error code of commander. */
const LABELS: Readonly<Record<string, CommandLabel>> = {
  'commander.unknownCommand': 'unknown-command',
  'commander.unknownOption': 'unknown-option',
  'commander.missingArgument': 'missing-argument',
  'commander.missingMandatoryOptionValue': 'missing-option',
  'commander.optionMissingArgument': 'missing-value',
  'commander.excessArguments': 'too-many-arguments',
};

/** Converts commander's error to a Misuse, with the word that is wrong and what may have been meant. */
export function misuseOf(error: CommanderError, hint: (what: string) => string): Misuse {
  const [, what = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const [, meant] = /Did you mean (?:one of )?([^?]*)\?/.exec(error.message) ?? [];
  const label = LABELS[error.code];
  const todo = meant === undefined ? undefined : hint(meant);
  if (label === undefined) return new Misuse('bad-usage', { what: error.message.replace(/^error: /, '') }, todo);
  return new Misuse(label, { what: what === '' ? '–' : what }, todo);
}
