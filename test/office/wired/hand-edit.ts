import type { LabEdit } from '../../lab/lab-commands.ts';
import type { Lab } from '../../lab/open-lab.ts';

/** What a second administrator may do to a queue of ours, by name. `words`: a `set` of ours overwrites it unseen. */
export const HAND_EDITS: Readonly<Record<string, (queue: string) => LabEdit>> = {
  limit: (queue) => ({ kind: 'queue-set', queue, words: { 'max-limit': '7M/6M' } }),
  guarantee: (queue) => ({ kind: 'queue-set', queue, words: { 'limit-at': '1M/1M' } }),
  name: (queue) => ({ kind: 'queue-set', queue, words: { name: `${queue}-LAMA` } }),
  target: (queue) => ({ kind: 'queue-set', queue, words: { target: '10.62.77.0/24' } }),
  parent: (queue) => ({ kind: 'queue-set', queue, words: { parent: 'none' } }),
  'mark-gone': (queue) => ({ kind: 'queue-set', queue, words: { comment: '' } }),
  'mark-of-another': (queue) => ({ kind: 'queue-set', queue, words: { comment: 'bwagent:opd-1' } }),
  disabled: (queue) => ({ kind: 'queue-set', queue, words: { disabled: 'yes' } }),
  removed: (queue) => ({ kind: 'queue-remove', queue }),
  cloned: (queue) => ({
    kind: 'queue-add',
    words: {
      name: `${queue}-SALINAN`,
      target: '10.62.78.0/24',
      comment: `bwagent:${queue.toLowerCase()}`,
      'max-limit': '3M/3M',
    },
  }),
};

/** Makes the edit if it can be made: what is not there cannot be edited. Returns whether it was. */
export function editByHand(lab: Lab, name: keyof typeof HAND_EDITS, queue: string): boolean {
  const { plant } = lab;
  const edit = HAND_EDITS[name]!(queue);
  try {
    plant.edit(() => {
      switch (edit.kind) {
        case 'queue-set':
          return plant.queues.set(edit.queue, new Map(Object.entries(edit.words)));
        case 'queue-remove':
          return plant.queues.remove(edit.queue);
        case 'queue-add':
          return plant.queues.add(new Map(Object.entries(edit.words)));
        default:
          throw new RangeError(`not an edit of a queue: ${edit.kind}`);
      }
    });
    return true;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return false;
  }
}

/** Every queue is made again in the same order under other ids, as an import or a restore does. */
export function renumber({ plant }: Lab): void {
  plant.edit(({ queues }) => {
    const filler = queues.rows.find(({ name }) => name === 'PENGISI');
    if (filler !== undefined) queues.remove(filler.id);
    const rows = queues.rows.map((row) => ({ row: { ...row }, parent: queues.parentName(row) }));
    for (const { row } of rows) queues.remove(row.id);
    // The ids that are free first go to a queue that stays, so that each of the others gets the id of its neighbour.
    queues.add(
      new Map([
        ['name', 'PENGISI'],
        ['target', '192.0.2.1/32'],
        ['max-limit', '1M/1M'],
      ]),
    );
    for (const { row } of rows) {
      queues.add(
        new Map([
          ['name', row.name],
          ['target', row.targets],
          ['max-limit', `${row.maxLimit.up}/${row.maxLimit.down}`],
          ['limit-at', `${row.limitAt.up}/${row.limitAt.down}`],
          ['comment', row.comment],
          ['disabled', row.disabled ? 'yes' : 'no'],
        ]),
      );
    }
    // A parent may stand below its children; one that is gone shows an id, which is another queue's by now.
    const names = new Set(rows.map(({ row }) => row.name));
    for (const { row, parent } of rows) if (names.has(parent)) queues.set(row.name, new Map([['parent', parent]]));
  });
}
