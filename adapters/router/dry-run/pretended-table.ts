import { Fault } from '../../../agent/domain/fault.ts';
import { never } from '../../../agent/domain/never.ts';
import {
  type Change,
  isAsPlanned,
  marked,
  type ObservedQueue,
  ownerOf,
  type QueueShape,
  shapeOf,
} from '../../../agent/shaping/queue.ts';

type Table = readonly ObservedQueue[];
type Edit = Exclude<Change, { readonly kind: 'add' }>;

/**
 * The fault with which a router with this table would refuse the change; undefined when it would take it. Rules of
 * /queue/simple.
 */
export function refusal(table: Table, change: Change): Fault | undefined {
  return change.kind === 'add' ? refusedAdd(table, change) : refusedEdit(table, change);
}

/** The table after a change that `refusal` lets through. */
export function tableAfter(table: Table, change: Change): Table {
  switch (change.kind) {
    case 'add': {
      const { want, owner, placeBefore } = change;
      const plain = { disabled: false, invalid: false, dynamic: false, queueType: 'default-small/default-small' };
      return numbered(
        placed(
          table,
          { ...shapeOf(want), ...plain, id: freeId(table), position: 0, comment: marked('', owner) },
          placeBefore,
        ),
      );
    }
    case 'set':
      return edited(renamedParents(table, change), change, (now) => ({
        ...now,
        ...shapeOf(change.want),
        comment: marked(now.comment, change.owner),
        disabled: now.disabled && change.enable !== true,
      }));
    case 'mark':
      return edited(table, change, (now) => ({ ...now, comment: marked(now.comment, change.owner) }));
    case 'move': {
      const moved = find(table, change.was.name);
      return moved === undefined || change.before === moved.name
        ? table
        : numbered(placed(without(table, moved), moved, change.before));
    }
    case 'remove':
      return numbered(without(table, find(table, change.was.name)));
    default:
      return never(change);
  }
}

function refusedAdd(table: Table, { want, placeBefore }: Extract<Change, { readonly kind: 'add' }>): Fault | undefined {
  if (find(table, want.name) !== undefined) return trap('failure: already have such name');
  return refusedPlace(table, placeBefore) ?? refusedShape(table, want);
}

function refusedEdit(table: Table, edit: Edit): Fault | undefined {
  const now = find(table, edit.was.name);
  if (now === undefined) return new Fault('queue/no-such', { queue: edit.was.name });
  const owner = ownerOf(now.comment);
  const mayTouch = owner === edit.owner || (edit.kind === 'mark' && owner === undefined);
  if (!mayTouch || !isAsPlanned(edit, now) || now.dynamic)
    return new Fault('router/foreign-queue', { queue: now.name });
  if (edit.kind === 'move') return refusedPlace(table, edit.before);
  if (edit.kind !== 'set') return undefined;
  if (edit.want.name !== now.name && find(table, edit.want.name) !== undefined)
    return trap('failure: already have such name');
  return refusedShape(table, edit.want);
}

function refusedPlace(table: Table, before: string | null): Fault | undefined {
  return before === null || find(table, before) !== undefined
    ? undefined
    : new Fault('queue/no-such', { queue: before });
}

function refusedShape(table: Table, { parent, maxLimit, limitAt }: QueueShape): Fault | undefined {
  if (parent !== null && find(table, parent) === undefined) return trap('input does not match any value of parent');
  if (maxLimit.up !== 0 && limitAt.up > maxLimit.up) return trap('failure: upload-max-limit less than upload-limit');
  if (maxLimit.down !== 0 && limitAt.down > maxLimit.down)
    return trap('failure: download-max-limit less than download-limit');
  return undefined;
}

function trap(message: string): Fault {
  return new Fault('router/trap', { message });
}

function find(table: Table, name: string): ObservedQueue | undefined {
  return table.find((queue) => queue.name === name);
}

function without(table: Table, gone: ObservedQueue | undefined): Table {
  return table.filter((queue) => queue !== gone);
}

function placed(table: Table, queue: ObservedQueue, before: string | null): Table {
  const at = table.findIndex((other) => other.name === before);
  return at < 0 ? [...table, queue] : table.toSpliced(at, 0, queue);
}

function edited(table: Table, edit: Edit, change: (now: ObservedQueue) => ObservedQueue): Table {
  return table.map((queue) => (queue.name === edit.was.name ? change(queue) : queue));
}

/** Renames the parent in its children too: RouterOS links them by id, so they show the new name. */
function renamedParents(table: Table, { was, want }: Extract<Change, { readonly kind: 'set' }>): Table {
  if (was.name === want.name) return table;
  return table.map((queue) => (queue.parent === was.name ? { ...queue, parent: want.name } : queue));
}

function numbered(table: Table): Table {
  return table.map((queue, position) => ({ ...queue, position }));
}

/** An id above all in use. RouterOS ids are `*` and a hexadecimal number. */
function freeId(table: Table): string {
  const highest = table.reduce((max, queue) => Math.max(max, Number.parseInt(queue.id.slice(1), 16) || 0), 0);
  return `*${(highest + 1).toString(16).toUpperCase()}`;
}
