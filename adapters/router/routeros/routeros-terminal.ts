import { never } from '../../../agent/domain/never.ts';
import type { Change } from '../../../agent/shaping/queue.ts';
import { fieldsOf } from './routeros-queue.ts';
import { type Field, plainName } from './routeros-word.ts';

/**
 * Writes a change as lines for the RouterOS terminal. Example: `/queue simple set [find name="DINKES"] max-limit=5M/20M
 * limit-at=0/0`. Every name and comment stands in quotes with special characters escaped, so that the console takes it
 * as text. Throws Fault `router/bad-word` for what the API words refuse too.
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

/** Prefixes and plain names, which the console takes without quotes. */
const PLAIN_TARGETS = /^[A-Za-z0-9.:/,_-]+$/;

function property([key, value]: Field): string {
  if (key === 'max-limit' || key === 'limit-at') return `${key}=${value.replaceAll(/\d+/g, shortRate)}`;
  return `${key}=${key === 'target' && PLAIN_TARGETS.test(value) ? value : quoted(value)}`;
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
