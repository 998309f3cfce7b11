import type { Facts } from '../../domain/finding.ts';
import type { CommandLabel } from '../../texts/labels-commands.ts';

/**
 * The command line itself is wrong: nothing was sent, exit code 2. Carries a label and facts; the screen puts words on.
 */
export class Misuse extends Error {
  readonly label: CommandLabel;
  readonly facts: Facts;
  /** A better line, where one is known. */
  readonly todo: string | undefined;

  constructor(label: CommandLabel, facts: Facts = {}, todo?: string) {
    super(label);
    this.name = 'Misuse';
    this.label = label;
    this.facts = facts;
    this.todo = todo;
  }
}

/** The value that a word stands for. Throws Misuse that names the words that are known. */
export function choice<T>(field: string, text: string | undefined, known: Readonly<Record<string, T>>): T {
  const word = (text ?? '').trim().toLowerCase();
  if (word !== '' && Object.hasOwn(known, word)) return known[word] as T;
  throw new Misuse('bad-option', { field, value: (text ?? '').slice(0, 60), known: Object.keys(known).join(', ') });
}

/** What must be said. Throws Misuse when it is not. */
export function needed(field: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '') throw new Misuse('needs-option', { field });
  return text;
}

/** A whole number above 0 as typed. Throws Misuse. */
export function countOf(field: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Misuse('bad-option', { field, value: text.slice(0, 60), known: '1, 2, 3 …' });
  return Number(text);
}
