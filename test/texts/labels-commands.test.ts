import { describe, expect, test } from 'vitest';
import { COMMAND_LABELS } from '../../agent/texts/labels-commands.ts';

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').toSorted();

describe('agent/texts/labels-commands', () => {
  test.each(Object.entries(COMMAND_LABELS))('%s is said in both languages with the same facts', (_, { id, en }) => {
    expect(id.trim()).not.toBe('');
    expect(en.trim()).not.toBe('');
    expect(placeholders(id)).toEqual(placeholders(en));
  });
});
