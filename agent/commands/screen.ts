import Table from 'cli-table3';
import type { Fault } from '../domain/fault.ts';
import type { Zone } from '../domain/zone.ts';
import type { Writing } from '../texts/fill.ts';
import { sayFault } from '../texts/say.ts';

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
  /** The answer as JSON, or `show` for people. */
  answer<T>(value: T, show: (value: T) => void): void;
  line(text?: string): void;
  /** A table that fits 100 columns at a terminal; tab-separated when piped. */
  table(heads: readonly string[], rows: readonly (readonly string[])[]): void;
  fault(fault: Fault): void;
  confirm(question: string): Promise<boolean>;
}

const WIDTH = 100;

export function openScreen({ out, err, isTerminal, json, lang, zone, confirm }: ScreenParts): Screen {
  const writing: Writing = { lang, zone };
  return {
    writing,
    json,
    answer(value, show) {
      if (json) out.write(`${JSON.stringify(value, null, 2)}\n`);
      else show(value);
    },
    line: (text = '') => out.write(`${harmless(text)}\n`),
    table(heads, rows) {
      const clean = rows.map((row) => row.map((cell) => harmless(cell).replaceAll('\n', isTerminal ? '\n' : ' ')));
      out.write(isTerminal ? `${boxed(heads, clean)}\n` : [heads, ...clean].map((row) => `${row.join('\t')}\n`).join(''));
    },
    fault(fault) {
      const { what, todo } = sayFault(fault, writing);
      const [failed, hint] = lang === 'id' ? ['Gagal', 'Coba'] : ['Failed', 'Try'];
      err.write(json ? `${JSON.stringify({ fault: fault.toJSON() })}\n` : `${failed}: ${harmless(what)}\n${hint}: ${harmless(todo)}\n`);
    },
    confirm: async (question) => (confirm === undefined ? false : await confirm(question)),
  };
}

/** Columns as wide as they need, the widest ones wrapped until the whole fits. */
function boxed(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map(
    (head, i) => Math.max(head.length, ...rows.map((row) => Math.max(...(row[i] ?? '').split('\n').map((l) => l.length)))) + 2,
  );
  while (widths.reduce((sum, w) => sum + w, 0) + widths.length + 1 > WIDTH) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  const table = new Table({
    head: [...heads],
    colWidths: widths,
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

/** Control characters, bidirectional overrides and invisible marks, which could make a terminal show something else. */
// oxlint-disable-next-line no-control-regex -- finding them is the point
const TRICKY = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export function harmless(text: string): string {
  return text.replaceAll(TRICKY, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
