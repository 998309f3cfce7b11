import { isEverything, parsePrefix } from '../domain/prefix.ts';
import { DIRECTIONS } from '../domain/rate.ts';
import type { UnmanagedWhy } from '../domain/unmanaged-why.ts';
import type { ObservedQueue } from './queue.ts';
import { MOST_TARGETS } from './guard.ts';

const PRINTABLE = /^[\x20-\x7e]*$/;

/** Names that RouterOS gives to queues of PPP, hotspot and DHCP sessions. */
const SESSIONS: readonly (readonly [name: RegExp, why: UnmanagedWhy])[] = [
  [/^<(?:pppoe|pptp|l2tp|sstp|ovpn|ppp)-/i, 'ppp'],
  [/^(?:hs-)?<(?:hotspot|hs)/i, 'hotspot'],
  [/^dhcp-ds<|^<dhcp-|^dhcp<|^dhcp-/i, 'dhcp'],
];

/**
 * Returns why a queue cannot become a line or a pool as it is on the router. undefined: it can.
 * @param names names of all queues of the table, to find a missing parent.
 */
export function unmanagedWhy(row: ObservedQueue, names: ReadonlySet<string>): UnmanagedWhy | undefined {
  if (row.unreadable !== undefined) return 'unreadable';
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

/** What RouterOS shows of an interface that is gone, and a range of addresses, which it takes for no target. */
const GONE = /^\*|^\d{1,3}(?:\.\d{1,3}){3}-/;

/** Any other target that is no prefix is the name of an interface that is there, whatever signs it has. */
function targetsWhy(targets: readonly string[]): UnmanagedWhy | undefined {
  if (targets.length === 0 || targets.some(isEverything)) return 'everything';
  if (targets.length > MOST_TARGETS) return 'too-many-targets';
  if (targets.some((target) => GONE.test(target))) return 'invalid';
  if (!targets.every((target) => PRINTABLE.test(target))) return 'not-ascii';
  return targets.some((target) => parsePrefix(target) === undefined) ? 'interface' : undefined;
}

function limitsWhy({ maxLimit, limitAt }: ObservedQueue): UnmanagedWhy | undefined {
  if (DIRECTIONS.some((d) => maxLimit[d] === 0)) return 'unlimited';
  return (limitAt.down === 0) === (limitAt.up === 0) ? undefined : 'half-guarantee';
}
