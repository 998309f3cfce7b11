import { addLineCommands } from './line/line-commands.ts';
import { addDriftCommands } from './network/drift-commands.ts';
import { addForecastCommands } from './network/forecast-commands.ts';
import { addNetworkCommands } from './network/network-commands.ts';
import { addReclaimCommand } from './network/reclaim-command.ts';
import { addWhatIfCommand } from './network/whatif-command.ts';
import { addAuditCommands } from './office/audit-command.ts';
import { addBaseCommands } from './office/base-commands.ts';
import { addPaperCommands } from './office/papers-command.ts';
import { addActs } from './request/act-commands.ts';
import { addContentCommands } from './request/content-commands.ts';
import { addDecisionCommands } from './request/decision-commands.ts';
import { addRequestCommands } from './request/request-commands.ts';
import { addInitCommand } from './service/init-command.ts';
import { addServiceCommands } from './service/service-commands.ts';
import type { Command } from 'commander';
import { commandWord } from './terminal/dashed-names.ts';
import type { Run } from './terminal/workbench.ts';

/** Commands that are added together. */
export interface CommandFamily {
  /** First words of its commands, as typed after `bwagent`. */
  readonly words: readonly string[];
  readonly add: (program: Command, run: Run) => void;
}

/** Every family, in the order of the help. To add a command, add its word here too. */
export const COMMAND_FAMILIES: readonly CommandFamily[] = [
  {
    words: ['run', 'doctor', 'status', 'config'],
    add: addServiceCommands,
  },
  { words: ['init'], add: addInitCommand },
  {
    words: ['requests', 'show', 'explain', 'plan'],
    add: addRequestCommands,
  },
  {
    words: ['check', 'approve', 'offer', 'extend'],
    add: addDecisionCommands,
  },
  {
    words: ['new', 'correct', 'answer', 'duplicate'],
    add: addContentCommands,
  },
  {
    words: [
      'triage',
      'dispose',
      'examine',
      'original',
      'redirect',
      'postpone',
      'reject',
      'cancel',
      'retry',
      'return',
      'inform',
      'confirm',
      'close',
      'accept-offer',
      'restore-queue',
      'restored',
      'incident',
    ],
    add: addActs,
  },
  {
    words: ['uplinks', 'capacity', 'queues'],
    add: addNetworkCommands,
  },
  { words: ['forecast'], add: addForecastCommands },
  { words: ['whatif'], add: addWhatIfCommand },
  { words: ['reclaim'], add: addReclaimCommand },
  {
    words: ['adopt', 'agencies'],
    add: addBaseCommands,
  },
  { words: ['line'], add: addLineCommands },
  { words: ['drift'], add: addDriftCommands },
  { words: ['report', 'reports', 'delegate'], add: addPaperCommands },
  { words: ['audit'], add: addAuditCommands },
];

/**
 * Returns the families that this command line needs: the one of its command, because building all of them costs as much
 * as the call. All of them where the line asks for the
 * whole program: no command, an unknown one, or an option before it that the program does not have, such as `--help`.
 */
export function familiesOf(argv: readonly string[], program: Command): readonly CommandFamily[] {
  const word = commandWord(argv, program.options);
  const family = COMMAND_FAMILIES.find(({ words }) => word !== undefined && words.includes(word));
  return family === undefined ? COMMAND_FAMILIES : [family];
}
