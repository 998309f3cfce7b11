import { contains, parsePrefix, type Prefix, prefixesOverlap } from '../domain/prefix.ts';
import { never } from '../domain/never.ts';
import { readTarget } from '../domain/typed/typed-target.ts';

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
 * An address or interface that a ticket claims for its agency, judged. `own`: on these lines of the agency.
 * `unreadable`: no prefix and no interface. `everything`: all addresses. `outside`: registered for nobody.
 * `of-other-agency`: registered for `owner`. `target` is canonical except where it could not be read.
 */
export type TargetText =
  | { readonly kind: 'own'; readonly target: string; readonly lines: readonly string[] }
  | { readonly kind: 'unreadable' | 'everything' | 'outside'; readonly target: string }
  | { readonly kind: 'of-other-agency'; readonly target: string; readonly owner: string };

/**
 * A claimed address against the base data: it must lie inside what is registered for the agency and touch nothing of
 * another's. A ticket never widens what an agency holds.
 */
export function claimedTarget(text: string, agency: string, registry: readonly Registered[]): TargetText {
  const typed = readTarget(text);
  switch (typed.kind) {
    case 'unreadable':
    case 'everything':
      return { kind: typed.kind, target: typed.text };
    case 'prefix':
      return askedPrefix(typed.prefix, agency, registry);
    case 'interface': {
      const rows = registry.filter((row) => row.prefix === typed.text);
      return judged(typed.text, agency, rows, rows);
    }
    default:
      return never(typed);
  }
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
