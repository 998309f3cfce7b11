import { contains, isEverything, parsePrefix, type Prefix, prefixesOverlap, targetKind } from '../domain/prefix.ts';

/** A prefix or interface of the base data, and whose it is. */
export interface Registered {
  /** Line id. */
  readonly line: string;
  /** Agency id. */
  readonly agency: string;
  /** A prefix in canonical form, or the name of an interface. */
  readonly prefix: string;
}

/**
 * What a claimed target is. `target` is canonical once it could be read; `lines` are the agency's lines that hold it.
 */
export type TargetText =
  | { readonly kind: 'own'; readonly target: string; readonly lines: readonly string[] }
  | { readonly kind: 'unreadable' | 'everything' | 'outside'; readonly target: string }
  | { readonly kind: 'of-other-agency'; readonly target: string; readonly owner: string };

/**
 * A claimed address against the base data: it must lie inside what is registered for the agency and touch nothing of
 * another's. A ticket never widens what an agency holds.
 */
export function readTarget(text: string, agency: string, registry: readonly Registered[]): TargetText {
  const typed = text.replace(/^ /, '').replace(/ $/, '');
  const prefix = parsePrefix(typed);
  if (prefix !== undefined)
    return isEverything(prefix) ? { kind: 'everything', target: prefix } : askedPrefix(prefix, agency, registry);
  if (targetKind(typed) === undefined) return { kind: 'unreadable', target: typed };
  const rows = registry.filter((row) => row.prefix === typed);
  return judged(typed, agency, rows, rows);
}

function askedPrefix(wanted: Prefix, agency: string, registry: readonly Registered[]): TargetText {
  const touching = registry.filter((row) => isPrefixThat(row.prefix, (known) => prefixesOverlap(known, wanted)));
  const holding = touching.filter((row) => isPrefixThat(row.prefix, (known) => contains(known, wanted)));
  return judged(wanted, agency, touching, holding);
}

function isPrefixThat(text: string, test: (known: Prefix) => boolean): boolean {
  const prefix = parsePrefix(text);
  return prefix !== undefined && test(prefix);
}

function judged(
  target: string,
  agency: string,
  touching: readonly Registered[],
  holding: readonly Registered[],
): TargetText {
  const foreign = touching.find((row) => row.agency !== agency);
  if (foreign !== undefined) return { kind: 'of-other-agency', target, owner: foreign.agency };
  const lines = [...new Set(holding.map((row) => row.line))];
  return lines.length === 0 ? { kind: 'outside', target } : { kind: 'own', target, lines };
}
