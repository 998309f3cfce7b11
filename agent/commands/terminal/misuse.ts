import type { Facts } from '../../domain/finding.ts';
import type { CommandLabel } from '../../texts/labels-commands.ts';

/**
 * The command line itself is wrong. Nothing was sent; the exit code is 2. Carries a label and facts that the screen
 * words.
 */
export class Misuse extends Error {
  readonly label: CommandLabel;
  readonly facts: Facts;
  /** A better command line. undefined: the screen points to the help. */
  readonly todo: string | undefined;

  constructor(label: CommandLabel, facts: Facts = {}, todo?: string) {
    super(label);
    this.name = 'Misuse';
    this.label = label;
    this.facts = facts;
    this.todo = todo;
  }
}

/** Returns the value that a typed word stands for, ignoring case. Throws Misuse that lists the known words. */
export function choice<T>(field: string, text: string | undefined, known: Readonly<Record<string, T>>): T {
  const word = (text ?? '').trim().toLowerCase();
  if (word !== '' && Object.hasOwn(known, word)) return known[word] as T;
  throw new Misuse('bad-option', { field, value: (text ?? '').slice(0, 60), known: Object.keys(known).join(', ') });
}

/** Returns the text of a required option. Throws Misuse if it is missing or empty. */
export function needed(field: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '') throw new Misuse('needs-option', { field });
  return text;
}

/** Parses a whole number above 0. Throws Misuse. */
export function countOf(field: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Misuse('bad-option', { field, value: text.slice(0, 60), known: '1, 2, 3 …' });
  return Number(text);
}
