import { Fault } from '../../../agent/domain/fault.ts';
import { never } from '../../../agent/domain/never.ts';
import { parsePrefix, targetKind } from '../../../agent/domain/prefix.ts';
import { type Change, differences, marked, ownerOf, type QueueShape } from '../../../agent/shaping/queue.ts';
import { EXTRA_PROPERTIES } from './routeros-extras.ts';
import { pairOf } from './routeros-rate.ts';
import { type Field, plainName, plainText } from './routeros-word.ts';

/** The properties we read, and no others: RouterOS /queue/simple. */
export const QUEUE_PROPERTIES = `.id,name,target,parent,max-limit,limit-at,disabled,invalid,dynamic,comment,queue,${EXTRA_PROPERTIES.join(',')}`;

/**
 * A comma list of targets in canonical form, sorted, each once: a host gets its /32 or /128, IPv6 its short form;
 * interfaces stay as they are.
 */
export function targetsOf(list: string): readonly string[] {
  const targets = list.split(',').filter((target) => target !== '');
  return [...new Set(targets.map((target) => parsePrefix(target) ?? target))].toSorted();
}

/** RouterOS writes `none` where we have no parent. */
export function parentOf(parent: string): string | null {
  return parent === 'none' || parent === '' ? null : parent;
}

/** `pcq-upload-default/pcq-download-default`; a single kind stands for both directions. */
export function queueTypeOf(type: string): string {
  return type === '' || type.includes('/') ? type : `${type}/${type}`;
}

/**
 * The properties a change writes, checked one by one. Throws Fault `router/bad-word` with the property that may not
 * travel.
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

/** Name, target and parent only where they change; a name that nobody means to change is not rewritten. */
function moved(want: QueueShape, was: QueueShape): readonly Field[] {
  const changed = differences(want, was);
  return [
    ...(changed.includes('name') ? [nameField(want)] : []),
    ...(changed.includes('targets') ? [targetField(want)] : []),
    ...(changed.includes('parent') ? [parentField(want)] : []),
  ];
}

/** A change that writes nothing else writes the limits, so that there always is something to write. */
function newLimits(want: QueueShape, was: QueueShape): readonly Field[] {
  const changed = differences(want, was);
  return changed.length === 0 || changed.includes('maxLimit') || changed.includes('limitAt') ? limits(want) : [];
}

/**
 * Always both: RouterOS compares a new max-limit with the limit-at that stands, so lowering one alone can be refused.
 */
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
