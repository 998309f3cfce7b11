import type { Fault } from '../../domain/fault.ts';
import type { Facts } from '../../domain/finding.ts';
import type { Zone } from '../../domain/zone.ts';
import { fill, type Writing } from '../../texts/fill.ts';
import { COMMAND_LABELS, type CommandLabel } from '../../texts/labels-commands.ts';
import { sayFault } from '../../texts/say.ts';
import { boxedTable } from './boxed-table.ts';
import { harmless, harmlessJson, harmlessLines } from './harmless.ts';
import { Misuse } from './misuse.ts';

export interface Sink {
  write(text: string): unknown;
}

export interface ScreenParts {
  readonly out: Sink;
  readonly err: Sink;
  readonly isTerminal: boolean;
  readonly json: boolean;
  readonly lang: 'id' | 'en';
  readonly zone: Zone;
  /** Asks a yes or no at the terminal; undefined where nobody can be asked. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

/** The only place that prints. Text of others is shown with its control characters made visible. */
export interface Screen {
  readonly writing: Writing;
  readonly json: boolean;
  /** A label of the commands in the reader's language, its facts filled in. */
  say(label: CommandLabel, facts?: Facts): string;
  /** The answer as JSON, or `show` for people. */
  answer<T>(value: T, show: (value: T) => void): void;
  line(text?: string): void;
  /** Values as JSON, whatever the reader asked for: settings, exported entries. */
  values(value: unknown): void;
  /** A label and a text of several lines below each other. */
  prose(label: CommandLabel, text: string): void;
  /** A table that fits 100 columns at a terminal; tab-separated when piped. */
  table(heads: readonly CommandLabel[], rows: readonly (readonly string[])[]): void;
  fault(fault: Fault): void;
  /** What was wrong with the command line itself. */
  misuse(misuse: Misuse): void;
  /** Text of the program itself, as it is: its help; `unasked` when it stands for a complaint. */
  help(text: string, unasked?: boolean): void;
  /** The person's answer. Throws Misuse where nobody can be asked: what changes something then needs --yes. */
  confirm(question: string): Promise<boolean>;
}

const WIDTH = 100;

export function openScreen({ out, err, isTerminal, json, lang, zone, confirm }: ScreenParts): Screen {
  const writing: Writing = { lang, zone };
  const say = (label: CommandLabel, facts: Facts = {}): string => fill(COMMAND_LABELS[label][lang], facts, writing);
  const complain = (what: string, todo: string): void => {
    err.write(`${say('failed')}: ${harmlessLines(what, '  ')}\n${say('try')}: ${harmlessLines(todo, '  ')}\n`);
  };
  return {
    writing,
    json,
    say,
    answer(value, show) {
      if (json) out.write(`${harmlessJson(value)}\n`);
      else show(value);
    },
    values(value) {
      out.write(`${harmlessJson(value)}\n`);
    },
    line(text = '') {
      out.write(`${harmless(text)}\n`);
    },
    prose(label, text) {
      out.write(`  ${say(label)}: ${harmlessLines(text, '    | ')}\n`);
    },
    table(labels, rows) {
      const heads = labels.map((label) => say(label));
      if (isTerminal) {
        const cells = rows.map((row) => row.map((cell) => cell.split('\n').map(harmless).join('\n')));
        out.write(cells.length === 0 ? `${say('none')}\n` : `${boxedTable(heads, cells, WIDTH)}\n`);
      } else {
        const cells = rows.map((row) => row.map((cell) => cell.split('\n').map(harmless).join(' ')));
        out.write([heads, ...cells].map((row) => `${row.join('\t')}\n`).join(''));
      }
    },
    fault(fault) {
      if (json) err.write(`${harmlessJson({ fault: fault.toJSON() })}\n`);
      const { what, todo } = sayFault(fault, writing);
      if (!json) complain(what, todo);
    },
    misuse: ({ label, facts, todo }) => complain(say(label, facts), todo ?? say('see-help')),
    help(text, unasked = false) {
      (unasked ? err : out).write(text);
    },
    async confirm(question) {
      if (confirm === undefined || json) throw new Misuse('needs-yes');
      return await confirm(harmless(question)).catch((error: unknown) => {
        // Ctrl-C at the question is a no.
        if (error instanceof Error && error.name === 'ExitPromptError') return false;
        throw error;
      });
    },
  };
}
