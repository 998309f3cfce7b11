import type { Dice } from '../fakes/dice.ts';
import { editByHand, HAND_EDITS } from '../office/wired/hand-edit.ts';
import type { MonthOffice } from './month-office.ts';

const EDITS = Object.keys(HAND_EDITS);

/** The kinds of a second administrator's edits; a limit more often than the others. */
export function anyEdit(dice: Dice): string {
  return dice.onceIn(2) ? 'limit' : dice.one(EDITS);
}

/** Name of a queue that bears a mark of ours, never the pool. */
export function ownQueue({ wired }: MonthOffice, dice: Dice): string | undefined {
  const own = wired.queues().filter(({ comment }) => /bwagent:(?!pool)/.test(comment));
  return own.length === 0 ? undefined : dice.one(own).name;
}

/**
 * A second administrator edits one of our queues in Winbox. Returns what was done, or undefined where nothing could be.
 */
export function handEdit(office: MonthOffice, dice: Dice): string | undefined {
  const queue = ownQueue(office, dice);
  const edit = anyEdit(dice);
  return queue !== undefined && editByHand(office.wired.lab, edit, queue) ? `${edit} ${queue}` : undefined;
}

/** The second administrator works at queues of others: they are no business of ours. */
export function foreignEdit({ wired }: MonthOffice, dice: Dice): string | undefined {
  const others = wired.others.filter(({ name }) => name.startsWith('tamu-'));
  const n = 100 + dice.below(900);
  const what = others.length < 4 ? 0 : dice.below(4);
  if (what === 0) {
    const name = `tamu-${n}`;
    if (wired.queues().some((queue) => queue.name === name)) return undefined;
    wired.edit({
      kind: 'queue-add',
      words: { name, target: `172.18.${n % 250}.${dice.below(250)}/32`, 'max-limit': '2M/2M' },
    });
  } else if (what === 1) wired.edit({ kind: 'queue-remove', queue: dice.one(others).name });
  else
    wired.edit({ kind: 'queue-set', queue: dice.one(others).name, words: { 'max-limit': `${1 + dice.below(9)}M/2M` } });
  wired.keepOthers();
  return 'a queue of others';
}
