import type { SeenQueue } from '../lab/lab-commands.ts';
import type { WiredOffice } from '../office/wired/wired-office.ts';

/** Puts a table of before back in place of what stands, ids anew. Returns whether anything is otherwise than it was. */
export function restoreTable(wired: WiredOffice, table: readonly SeenQueue[]): boolean {
  const shown = (rows: readonly SeenQueue[]): string => JSON.stringify(rows.map((row) => ({ ...row, id: '' })));
  const before = shown(wired.queues());
  wired.lab.plant.edit(({ queues }) => {
    for (const id of queues.rows.map((row) => row.id)) queues.remove(id);
    // A parent may stand below its children.
    for (const { name, target, maxLimit, limitAt, comment, disabled } of table) {
      const words = {
        name,
        target,
        'max-limit': maxLimit,
        'limit-at': limitAt,
        comment,
        disabled: disabled ? 'yes' : 'no',
      };
      queues.add(new Map(Object.entries(words)));
    }
    for (const { name, parent } of table) if (!parent.startsWith('*')) queues.set(name, new Map([['parent', parent]]));
  });
  wired.keepOthers();
  return shown(wired.queues()) !== before;
}
