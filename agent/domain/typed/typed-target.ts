import { isEverything, parsePrefix, type Prefix, targetKind } from '../prefix.ts';

/** What a list writes for a pool whose queue has no target and so takes every packet. No interface has this name. */
export const ALL_PACKETS = 'all';

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

/**
 * Splits a cell of targets: prefixes separated by blanks or semicolons, or other targets separated by semicolons, since
 * the name of an interface may have blanks. A cell that mixes prefixes and other words without a semicolon is split at
 * blanks, so that a malformed address is seen as such.
 *
 *     splitTargets('10.62.21.0/24 10.62.22.0/24') // two prefixes
 *     splitTargets('VLAN - TAMU') // one interface
 */
export function splitTargets(cell: string): readonly string[] {
  const parts = cell.split(';').map((part) => part.trim());
  return parts
    .flatMap((part) => {
      const words = part.split(/\s+/);
      return words.some((word) => parsePrefix(word) !== undefined) ? words : [part];
    })
    .filter((target) => target !== '');
}

/** Writes targets as `splitTargets` reads them; none is `all`. */
export function targetsCell(targets: readonly string[]): string {
  if (targets.length === 0) return ALL_PACKETS;
  return targets.join(targets.every((target) => parsePrefix(target) !== undefined) ? ' ' : '; ');
}
