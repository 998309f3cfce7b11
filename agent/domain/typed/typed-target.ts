import { isEverything, parsePrefix, type Prefix, targetKind } from '../prefix.ts';

/** A name that nobody takes for a sentence or a number. Routers have others as well, see `targetKind`. */
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9._-]*$/;

/**
 * What a person types where a queue's target is meant: a prefix in canonical form, the name of an interface,
 * `everything` (0.0.0.0/0, ::/0), or nothing that is a target.
 */
export type TypedTarget =
  | { readonly kind: 'prefix'; readonly prefix: Prefix }
  | { readonly kind: 'interface' | 'everything' | 'unreadable'; readonly text: string };

/**
 * Reads one target; one space before and after it does not count. The name of an interface must be plain, so that words
 * in a form are not taken for one.
 */
export function readTarget(text: string): TypedTarget {
  const typed = text.replace(/^ /, '').replace(/ $/, '');
  const prefix = parsePrefix(typed);
  if (prefix !== undefined)
    return isEverything(prefix) ? { kind: 'everything', text: prefix } : { kind: 'prefix', prefix };
  const isInterface = PLAIN_NAME.test(typed) && targetKind(typed) === 'interface';
  return { kind: isInterface ? 'interface' : 'unreadable', text: typed };
}
