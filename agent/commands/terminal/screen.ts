import type { Fault } from '../../domain/fault.ts';
import type { Facts } from '../../domain/finding.ts';
import type { Zone } from '../../domain/zone.ts';
import { fill, type Writing } from '../../texts/fill.ts';
import { COMMAND_LABELS, type CommandLabel } from '../../texts/labels-commands.ts';
import { sayFault } from '../../texts/say.ts';
import { boxedTable } from './boxed-table.ts';
import { harmless, harmlessJson, harmlessLines } from './harmless.ts';
import { Misuse } from './misuse.ts';

/** An output stream. */
export interface Sink {
  write(text: string): unknown;
}

/** Output streams and settings from which `openScreen` makes a screen. */
export interface ScreenParts {
  readonly out: Sink;
  readonly err: Sink;
  readonly isTerminal: boolean;
  readonly json: boolean;
  readonly lang: 'id' | 'en';
  readonly zone: Zone;
  /** Asks a yes-or-no question at the terminal. undefined: nobody can be asked. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

/** The only place that prints. Control characters in stored text are made visible. */
export interface Screen {
  readonly writing: Writing;
  /** Whether answers are printed as JSON. */
  readonly json: boolean;
  /** Returns a label in the reader's language with its facts filled in. */
  say(label: CommandLabel, facts?: Facts): string;
  /** Prints the value as JSON, or calls `show` for people. */
  answer<T>(value: T, show: (value: T) => void): void;
  /** Prints one line. */
  line(text?: string): void;
  /** Prints a value as JSON, also without `--json`: settings, exported entries. */
  values(value: unknown): void;
  /** Prints what a text is, in the reader's language, and the text of several lines. */
  prose(head: string, text: string): void;
  /** Prints a table: with borders and 100 columns wide at a terminal, tab-separated when piped. */
  table(heads: readonly CommandLabel[], rows: readonly (readonly string[])[]): void;
  /** Prints a fault with its remedy to the error stream. */
  fault(fault: Fault): void;
  /** Prints what is wrong with the command line to the error stream. */
  misuse(misuse: Misuse): void;
  /** Prints the program's own help. `unasked`: it replaces a complaint and goes to the error stream. */
  help(text: string, unasked?: boolean): void;
  /** Asks a yes-or-no question. Throws Misuse if nobody can be asked; then a change needs `--yes`. */
  confirm(question: string): Promise<boolean>;
}

const WIDTH = 100;

/** Makes the screen of one command, for people or with `json`, on two output streams. */
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
    prose(head, text) {
      out.write(`  ${harmless(head)}: ${harmlessLines(text, '    | ')}\n`);
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
        // Ctrl-C at the question means no.
        if (error instanceof Error && error.name === 'ExitPromptError') return false;
        throw error;
      });
    },
  };
}
