import { never } from '../../../agent/domain/never.ts';
import type { Change } from '../../../agent/shaping/queue.ts';
import { fieldsOf } from './routeros-queue.ts';
import { type Field, plainName } from './routeros-word.ts';

/**
 * The change as lines for a RouterOS terminal. Every text stands inside quotes with what the console would act on
 * escaped, so that a name or comment is never more than a text. Throws Fault `router/bad-word` where the wire would
 * refuse as well.
 */
export function terminalLines(change: Change): readonly string[] {
  const properties = fieldsOf(change).map(property);
  switch (change.kind) {
    case 'add':
      return [line('add', ...properties, ...place('place-before', change.placeBefore))];
    case 'set':
    case 'mark':
      return [line('set', found('name', change.was.name), ...properties)];
    case 'move':
      return [line('move', found('name', change.was.name), ...place('destination', change.before))];
    case 'remove':
      return [line('remove', found('name', change.was.name))];
    default:
      return never(change);
  }
}

function line(verb: string, ...parts: readonly string[]): string {
  return ['/queue simple', verb, ...parts].join(' ');
}

function found(field: string, name: string): string {
  return `[find name=${quoted(plainName(field, name))}]`;
}

function place(key: string, before: string | null): readonly string[] {
  return before === null ? [] : [`${key}=${found(key, before)}`];
}

function property([key, value]: Field): string {
  if (key === 'max-limit' || key === 'limit-at') return `${key}=${value.replaceAll(/\d+/g, shortRate)}`;
  return `${key}=${key === 'target' ? value : quoted(value)}`;
}

/** Scripting manual, "Constant escape sequences"; `$` starts a variable, `?` asks for help on v6. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\$?]/g, '\\$&')}"`;
}

function shortRate(digits: string): string {
  const bits = Number(digits);
  if (bits === 0 || bits % 1_000 !== 0) return digits;
  return bits % 1_000_000 === 0 ? `${bits / 1_000_000}M` : `${bits / 1_000}k`;
}
