import type { z } from 'zod';
import { Fault } from '../domain/fault.ts';
import { never } from '../domain/never.ts';

/**
 * Finds the shape with this name. Inherited keys do not count, so `constructor` is no order. Throws Fault
 * `order/no-such`.
 */
export function shapeNamed<T extends object>(shapes: T, name: string): T[keyof T] {
  if (!Object.hasOwn(shapes, name)) throw new Fault('order/no-such', { name: name.slice(0, 40) });
  return shapes[name as keyof T];
}

/**
 * Checks a value against a shape and returns it. Throws Fault `order/bad-body` with the first wrong field and the
 * reason.
 */
export function readShape<T>(shape: z.ZodType<T>, value: unknown): T {
  const result = shape.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Fault(
    'order/bad-body',
    issue === undefined ? { field: '', why: 'malformed' } : { field: fieldOf(issue), why: whyOf(issue) },
  );
}

type Issue = z.core.$ZodIssue;

function fieldOf(issue: Issue): string {
  const stray = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...issue.path, ...stray].map(String).join('.').slice(0, 120);
}

/** The reason, one of a fixed list of words. */
function whyOf(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'unknown-field';
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : 'wrong-type';
    case 'too_big':
      return 'too-long';
    case 'too_small':
      return 'missing';
    case 'invalid_value':
    case 'invalid_union':
      return 'not-one-of';
    case 'custom':
      return issue.message;
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return 'malformed';
    default:
      return never(issue);
  }
}
