import type { CommandLabel } from '../../texts/labels-commands.ts';
import { showRate } from '../../texts/format.ts';
import { never } from '../../domain/never.ts';
import type { AdoptionRow } from '../../planning/adoption.ts';
import type { Screen } from '../terminal/screen.ts';

type Field = AdoptionRow['differs'][number];

const LABELS: Readonly<Record<Field, CommandLabel>> = {
  name: 'name',
  targets: 'targets',
  parent: 'parent',
  maxLimit: 'max-limit',
  limitAt: 'limit-at',
};

/**
 * Returns lines that say what adoption would write: the new comment, or each field in which the router and the ledger
 * differ.
 */
export function adoptionChange(screen: Screen, row: AdoptionRow): readonly string[] {
  const { want, differs, comment, newComment } = row;
  if (row.verdict === 'adopt') {
    return [
      screen.say('change-line', { field: screen.say('comment'), was: quoted(comment), want: quoted(newComment ?? '') }),
    ];
  }
  if (want === null) return [];
  const found = { ...row, name: row.queue };
  return differs.map((field) =>
    screen.say('differ-line', {
      field: screen.say(LABELS[field]),
      was: valueOf(screen, field, found),
      want: valueOf(screen, field, want),
    }),
  );
}

function valueOf(screen: Screen, field: Field, queue: NonNullable<AdoptionRow['want']>): string {
  switch (field) {
    case 'name':
      return quoted(queue.name);
    case 'targets':
      return queue.targets.join('; ');
    case 'parent':
      return queue.parent === null ? '–' : quoted(queue.parent);
    case 'maxLimit':
    case 'limitAt':
      return showRate(queue[field], screen.writing.lang);
    default:
      return never(field);
  }
}

function quoted(text: string): string {
  return `"${text}"`;
}
