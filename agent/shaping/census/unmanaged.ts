import { isEverything, targetKind } from '../../domain/prefix.ts';
import { DIRECTIONS, LEAST_RATE } from '../../domain/rate.ts';
import { splitTargets } from '../../domain/typed/typed-target.ts';
import type { Unmanageable, UnmanagedWhy } from '../../domain/unmanaged-why.ts';
import { MOST_TARGETS } from '../guard.ts';
import { type ObservedQueue, unreadableValues } from '../queue.ts';
import { chainAbove, childrenOf, isLimited } from './queue-tree.ts';

const PRINTABLE = /^[\x20-\x7e]*$/;

/** Names that RouterOS gives to queues of PPP, hotspot and DHCP sessions. */
const SESSIONS: readonly (readonly [name: RegExp, why: UnmanagedWhy])[] = [
  [/^<(?:pppoe|pptp|l2tp|sstp|ovpn|ppp)-/i, 'ppp'],
  [/^(?:hs-)?<(?:hotspot|hs)/i, 'hotspot'],
  [/^dhcp-ds<|^<dhcp-|^dhcp<|^dhcp-/i, 'dhcp'],
];

/**
 * Returns why a queue cannot become a line or a pool as it is on the router. undefined: it can. A queue above others is
 * judged as a pool: it may have any targets, but must limit all its traffic at all hours.
 * @param table the whole table, to find parents and children.
 * @param uplinks interfaces that are uplinks. A queue on one limits the whole link, with download and upload reversed.
 */
export function unmanagedWhy(
  row: ObservedQueue,
  table: readonly ObservedQueue[],
  uplinks: ReadonlySet<string>,
): Unmanageable | undefined {
  const isParent = childrenOf(row, table).length > 0;
  return (
    standingWhy(row, table) ??
    conditionWhy(row, table, isParent) ??
    (isParent ? looseParentWhy(row) : undefined) ??
    wordsWhy(row) ??
    targetsWhy(row, isParent, uplinks) ??
    limitsWhy(row)
  );
}

/** Why a parent bounds its children, if at all, in a way that a pool of the ledger does not have. */
function looseParentWhy(row: ObservedQueue): Unmanageable | undefined {
  const total = row.extras?.totalMaxLimit;
  if (!isLimited(row))
    return total === undefined ? { why: 'group', of: null } : { why: 'total-only', of: String(total) };
  const free = DIRECTIONS.find((d) => row.maxLimit[d] === 0);
  return free === undefined ? undefined : { why: 'one-direction', of: null };
}

function standingWhy(row: ObservedQueue, table: readonly ObservedQueue[]): Unmanageable | undefined {
  if (row.unreadable !== undefined) return { why: 'unreadable', of: unreadableValues(row.unreadable) };
  const session = SESSIONS.find(([name]) => name.test(row.name))?.[1];
  if (session !== undefined && (row.dynamic || row.name.includes('<'))) return { why: session, of: null };
  if (row.dynamic) return { why: 'dynamic', of: null };
  if (row.disabled) return { why: 'disabled', of: null };
  const orphan = row.parent !== null && chainAbove(row, table).length === 0;
  return row.invalid || orphan ? { why: 'invalid', of: row.parent } : undefined;
}

/**
 * A queue that takes a part of its targets' traffic says nothing about what an agency has in all. A child gets only
 * what its parents take.
 */
function conditionWhy(
  row: ObservedQueue,
  table: readonly ObservedQueue[],
  isParent: boolean,
): Unmanageable | undefined {
  for (const { extras = {} } of [row, ...chainAbove(row, table)]) {
    const { packetMarks, dst } = extras;
    if (packetMarks !== undefined) return { why: 'marks', of: packetMarks.join(',') };
    if (dst !== undefined && !isEverything(dst)) return { why: 'destination', of: dst };
  }
  const hours = row.extras?.hours;
  return isParent && hours !== undefined ? { why: 'hours-only', of: null } : undefined;
}

function wordsWhy({ name, comment, parent }: ObservedQueue): Unmanageable | undefined {
  if (!isPlainName(name) || !PRINTABLE.test(comment)) return { why: 'not-ascii', of: strangeOf(name, comment) };
  return parent === null || isPlainName(parent) ? undefined : { why: 'parent-name', of: parent };
}

/** Whether the name can be sent to the router: printable ASCII, no blank at its ends, no `*1`. */
function isPlainName(name: string): boolean {
  return PRINTABLE.test(name) && !name.startsWith('*') && name === name.trim();
}

/** The text that is in the way: the name in quotes, which shows a blank at its end, or the start of the comment. */
function strangeOf(name: string, comment: string): string {
  return `"${(isPlainName(name) ? comment : name).replaceAll(/\p{Cc}+/gu, ' ').slice(0, 60)}"`;
}

function targetsWhy(
  { targets, maxLimit }: ObservedQueue,
  isParent: boolean,
  uplinks: ReadonlySet<string>,
): Unmanageable | undefined {
  const [first] = targets;
  const uplink = targets.find((target) => uplinks.has(target));
  // The whole link is what a pool is for, if it does not matter which direction is which.
  if (uplink !== undefined && isParent && maxLimit.down === maxLimit.up) return undefined;
  if (uplink !== undefined) return { why: 'uplink-interface', of: uplink };
  if (!isParent && (first === undefined || targets.some(isEverything))) return { why: 'everything', of: null };
  if (targets.length > MOST_TARGETS) return { why: 'too-many-targets', of: null };
  const strange = targets.find((target) => targetKind(target) === undefined || splitTargets(target)[0] !== target);
  if (strange !== undefined) return { why: 'unknown-target', of: strange };
  if (isParent || targets.length === 1) return undefined;
  const mixed = targets.find((target) => targetKind(target) === 'interface');
  return mixed === undefined ? undefined : { why: 'interface', of: mixed };
}

function limitsWhy({ maxLimit, limitAt }: ObservedQueue): Unmanageable | undefined {
  if (DIRECTIONS.some((d) => maxLimit[d] === 0)) return { why: 'unlimited', of: null };
  if (DIRECTIONS.some((d) => maxLimit[d] < LEAST_RATE)) return { why: 'tiny', of: `${maxLimit.down}/${maxLimit.up}` };
  return (limitAt.down === 0) === (limitAt.up === 0) ? undefined : { why: 'half-guarantee', of: null };
}
