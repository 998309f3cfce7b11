import { Fault } from '../../../agent/domain/fault.ts';
import { never } from '../../../agent/domain/never.ts';
import { parsePrefix, targetKind } from '../../../agent/domain/prefix.ts';
import { type Change, differences, marked, ownerOf, type QueueShape } from '../../../agent/shaping/queue.ts';
import { EXTRA_PROPERTIES } from './routeros-extras.ts';
import { pairOf } from './routeros-rate.ts';
import { type Field, plainName, plainText } from './routeros-word.ts';

/** The properties we read, and no others: RouterOS /queue/simple. */
export const QUEUE_PROPERTIES = [
  '.id,name,target,parent,max-limit,limit-at,disabled,invalid,dynamic,comment,queue',
  ...EXTRA_PROPERTIES,
].join();

/**
 * Parses a comma list of targets. Sorted, each once: `10.0.0.5` becomes `10.0.0.5/32`, IPv6 takes its short form, an
 * interface name stays. `''` (all traffic) gives an empty list.
 */
export function targetsOf(list: string): readonly string[] {
  const targets = list.split(',').filter((target) => target !== '');
  return [...new Set(targets.map((target) => parsePrefix(target) ?? target))].toSorted();
}

/** Parses `parent`: `none` and `''` are null. */
export function parentOf(parent: string): string | null {
  return parent === 'none' || parent === '' ? null : parent;
}

/** Parses `queue`: a single type, `default`, stands for both directions and becomes `default/default`. */
export function queueTypeOf(type: string): string {
  return type === '' || type.includes('/') ? type : `${type}/${type}`;
}

/**
 * The properties that a change writes, each checked. Throws Fault `router/bad-word` with the first that must not be
 * sent.
 */
export function fieldsOf(change: Change): readonly Field[] {
  switch (change.kind) {
    case 'add':
      return [
        nameField(change.want),
        targetField(change.want),
        parentField(change.want),
        ...limits(change.want),
        mark('', change.owner),
      ];
    case 'set':
      return [
        ...moved(change.want, change.was),
        ...newLimits(change.want, change.was),
        ...markIfMissing(change.was.comment, change.owner),
        ...(change.enable === true ? [['disabled', 'no'] as const] : []),
      ];
    case 'mark':
      return [mark(change.was.comment, change.owner)];
    case 'move':
    case 'remove':
      return [];
    default:
      return never(change);
  }
}

/** Name, target and parent, each only if it changes: a set without a new name does not write the name. */
function moved(want: QueueShape, was: QueueShape): readonly Field[] {
  const changed = differences(want, was);
  return [
    ...(changed.includes('name') ? [nameField(want)] : []),
    ...(changed.includes('targets') ? [targetField(want)] : []),
    ...(changed.includes('parent') ? [parentField(want)] : []),
  ];
}

/** Limits if they change, or if nothing else changes, so that every set writes something. */
function newLimits(want: QueueShape, was: QueueShape): readonly Field[] {
  const changed = differences(want, was);
  return changed.length === 0 || changed.includes('maxLimit') || changed.includes('limitAt') ? limits(want) : [];
}

/** Always both. RouterOS compares a new max-limit with the present limit-at, so lowering one alone may be refused. */
function limits({ maxLimit, limitAt }: QueueShape): readonly Field[] {
  return [
    ['max-limit', pairOf('max-limit', maxLimit)],
    ['limit-at', pairOf('limit-at', limitAt)],
  ];
}

function nameField({ name }: QueueShape): Field {
  return ['name', plainName('name', name)];
}

/** Checks every target by itself: a comma inside one would add a second target. */
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
  // Refuse an owner that the mark cannot express, and a comment that carries another owner's mark.
  if (ownerOf(words) !== owner) throw new Fault('router/bad-word', { field: 'comment' });
  return ['comment', words];
}

function markIfMissing(comment: string, owner: string): readonly Field[] {
  return ownerOf(comment) === owner ? [] : [mark(comment, owner)];
}
