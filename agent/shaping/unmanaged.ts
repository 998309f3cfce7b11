import { isEverything, parsePrefix, targetKind } from '../domain/prefix.ts';
import { DIRECTIONS } from '../domain/rate.ts';
import type { UnmanagedWhy } from '../domain/unmanaged-why.ts';
import type { ObservedQueue } from './queue.ts';

/** RouterOS accepts no more (reported by field tools). */
const MOST_TARGETS = 128;
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Names that RouterOS gives to queues of its own sessions. */
const SESSIONS: readonly (readonly [name: RegExp, why: UnmanagedWhy])[] = [
  [/^<(?:pppoe|pptp|l2tp|sstp|ovpn|ppp)-/i, 'ppp'],
  [/^(?:hs-)?<(?:hotspot|hs)/i, 'hotspot'],
  [/^dhcp-ds<|^<dhcp-|^dhcp<|^dhcp-/i, 'dhcp'],
];

/**
 * What in the row itself keeps it from being a line or a pool; undefined: nothing. `names`: every queue of the table.
 */
export function unmanagedWhy(row: ObservedQueue, names: ReadonlySet<string>): UnmanagedWhy | undefined {
  const session = SESSIONS.find(([name]) => name.test(row.name))?.[1];
  if (session !== undefined && (row.dynamic || row.name.includes('<'))) return session;
  if (row.dynamic) return 'dynamic';
  if (row.disabled) return 'disabled';
  if (row.invalid || (row.parent !== null && !names.has(row.parent))) return 'invalid';
  return wordsWhy(row) ?? targetsWhy(row.targets) ?? limitsWhy(row);
}

function wordsWhy({ name, comment }: ObservedQueue): UnmanagedWhy | undefined {
  const plain = PRINTABLE.test(name) && PRINTABLE.test(comment) && !name.startsWith('*') && name === name.trim();
  return plain ? undefined : 'not-ascii';
}

function targetsWhy(targets: readonly string[]): UnmanagedWhy | undefined {
  if (targets.length === 0 || targets.some(isEverything)) return 'everything';
  if (targets.length > MOST_TARGETS) return 'too-many-targets';
  if (targets.some((target) => targetKind(target) === undefined)) return 'invalid';
  return targets.some((target) => parsePrefix(target) === undefined) ? 'interface' : undefined;
}

function limitsWhy({ maxLimit, limitAt }: ObservedQueue): UnmanagedWhy | undefined {
  if (DIRECTIONS.some((d) => maxLimit[d] === 0)) return 'unlimited';
  return (limitAt.down === 0) === (limitAt.up === 0) ? undefined : 'half-guarantee';
}
