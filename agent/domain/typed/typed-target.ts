import { isEverything, parsePrefix, type Prefix, targetKind } from '../prefix.ts';

/**
 * What a person types where a queue's target is meant: a prefix in canonical form, the name of an interface,
 * `everything` (0.0.0.0/0, ::/0), or nothing that is a target.
 */
export type TypedTarget =
  | { readonly kind: 'prefix'; readonly prefix: Prefix }
  | { readonly kind: 'interface' | 'everything' | 'unreadable'; readonly text: string };

/** Reads one target; one space before and after it does not count. */
export function readTarget(text: string): TypedTarget {
  const typed = text.replace(/^ /, '').replace(/ $/, '');
  const prefix = parsePrefix(typed);
  if (prefix !== undefined)
    return isEverything(prefix) ? { kind: 'everything', text: prefix } : { kind: 'prefix', prefix };
  return { kind: targetKind(typed) === undefined ? 'unreadable' : 'interface', text: typed };
}
