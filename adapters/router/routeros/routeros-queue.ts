import { Fault } from '../../../agent/domain/fault.ts';
import { never } from '../../../agent/domain/never.ts';
import { parsePrefix, targetKind } from '../../../agent/domain/prefix.ts';
import { bps, type Bps, type Rate } from '../../../agent/domain/rate.ts';
import { type Change, differences, marked, ownerOf, type QueueShape } from '../../../agent/shaping/queue.ts';
import { type Field, plainName, plainText } from './routeros-word.ts';

/** The properties we read, and no others: RouterOS /queue/simple. */
export const QUEUE_PROPERTIES = '.id,name,target,parent,max-limit,limit-at,disabled,invalid,dynamic,comment,queue';

/**
 * A rate as RouterOS writes it: `up/down` in bit/s, seen from the target, whose upload comes first. The only place, together with
 * `rateOf`, that knows the order. Throws Fault `router/bad-word` for a negative rate.
 */
export function pairOf(field: string, rate: Rate): string {
  if (!(rate.up >= 0 && rate.down >= 0)) throw new Fault('router/bad-word', { field });
  return `${rate.up}/${rate.down}`;
}

/** `10000000/10000000` or `10M/2.5M` (decimal k, M, G) as a Rate; undefined when it is no such pair or not whole bits. */
export function rateOf(pair: string): Rate | undefined {
  const [up, down, ...more] = pair.split('/').map(bitsOf);
  return up === undefined || down === undefined || more.length > 0 ? undefined : { down, up };
}

const UNITS: Readonly<Record<string, bigint>> = { '': 1n, k: 1_000n, K: 1_000n, M: 1_000_000n, G: 1_000_000_000n };

function bitsOf(text: string): Bps | undefined {
  const [, whole, fraction = '', unit = ''] = /^(\d{1,16})(?:\.(\d{1,9}))?([kKMG]?)$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  if (fraction === '' && unit === '') return safeBits(Number(whole));
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * (UNITS[unit] ?? 0n);
  return scaled % scale === 0n ? safeBits(Number(scaled / scale)) : undefined;
}

function safeBits(bits: number): Bps | undefined {
  return Number.isSafeInteger(bits) ? bps(bits) : undefined;
}

/** A comma list of targets in canonical form, sorted: a host gets its /32 or /128, IPv6 its short form; interfaces stay as they are. */
export function targetsOf(list: string): readonly string[] {
  return list
    .split(',')
    .filter((target) => target !== '')
    .map((target) => parsePrefix(target) ?? target)
    .toSorted();
}

/** RouterOS writes `none` where we have no parent. */
export function parentOf(parent: string): string | null {
  return parent === 'none' || parent === '' ? null : parent;
}

/** The properties a change writes, checked one by one. Throws Fault `router/bad-word` with the property that may not travel. */
export function fieldsOf(change: Change): readonly Field[] {
  switch (change.kind) {
    case 'add':
      return [nameField(change.want), targetField(change.want), parentField(change.want), ...limits(change.want), mark('', change.owner)];
    case 'set':
      return [...moved(change.want, change.was), ...limits(change.want), ...markIfMissing(change.was.comment, change.owner)];
    case 'mark':
      return [mark(change.was.comment, change.owner)];
    case 'move':
    case 'remove':
      return [];
    default:
      return never(change);
  }
}

/** Name, target and parent only where they change; a name that nobody means to change is not rewritten. */
function moved(want: QueueShape, was: QueueShape): readonly Field[] {
  const changed = differences(want, was);
  return [
    ...(changed.includes('name') ? [nameField(want)] : []),
    ...(changed.includes('targets') ? [targetField(want)] : []),
    ...(changed.includes('parent') ? [parentField(want)] : []),
  ];
}

/** Always both: RouterOS compares a new max-limit with the limit-at that stands, so lowering one alone can be refused. */
function limits({ maxLimit, limitAt }: QueueShape): readonly Field[] {
  return [
    ['max-limit', pairOf('max-limit', maxLimit)],
    ['limit-at', pairOf('limit-at', limitAt)],
  ];
}

function nameField({ name }: QueueShape): Field {
  return ['name', plainName('name', name)];
}

/** Canonical prefixes or interface names, each for itself: a comma inside one would widen the target unseen. */
function targetField({ targets }: QueueShape): Field {
  for (const target of targets) {
    if (targetKind(target) === undefined || (parsePrefix(target) ?? target) !== target)
      throw new Fault('router/bad-word', { field: 'target' });
  }
  return ['target', plainText('target', targets.join(','))];
}

function parentField({ parent }: QueueShape): Field {
  if (parent === 'none') throw new Fault('router/bad-word', { field: 'parent' });
  return ['parent', parent === null ? 'none' : plainName('parent', parent)];
}

function mark(comment: string, owner: string): Field {
  const words = plainText('comment', marked(comment, owner));
  // An owner that our own mark cannot express, or a comment that carries somebody else's mark.
  if (ownerOf(words) !== owner) throw new Fault('router/bad-word', { field: 'comment' });
  return ['comment', words];
}

function markIfMissing(comment: string, owner: string): readonly Field[] {
  return ownerOf(comment) === owner ? [] : [mark(comment, owner)];
}
