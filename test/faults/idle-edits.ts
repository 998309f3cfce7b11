import type { LabEdit } from '../lab/lab-commands.ts';
import type { Dice } from '../fakes/dice.ts';
import type { FaultRow, Try } from './fault-row.ts';
import { HAND_EDITS } from '../office/wired/hand-edit.ts';
import { weather } from './weather.ts';

const reworded = (words: Readonly<Record<string, string>>): LabEdit => ({ kind: 'queue-set', queue: 'DISDIK', words });

/**
 * While nothing is due somebody edits DISDIK: within a period it is told under one of these codes, and nothing is
 * written.
 */
function idle(edits: readonly LabEdit[], codes: string) {
  return (dice: Dice): readonly Try[] =>
    edits.map((edit) => ({
      label: JSON.stringify(edit),
      options: { books: 'base', ...weather(dice) },
      async run(office) {
        await office.pass();
        office.edit(edit);
        await office.periods(4);
        return { settled: true, silent: true, findings: [codes] };
      },
    }));
}

/** A 19-21: our queue is taken away, renamed, unmarked or copied by hand while nothing is due. */
export const IDLE_EDITS: readonly FaultRow[] = [
  {
    id: '19',
    what: 'our queue is removed by hand: people are told, and it is not made again unasked',
    kind: 'holds',
    tries: idle([HAND_EDITS['removed']!('DISDIK')], 'queue/missing'),
  },
  {
    id: '20',
    what: 'our queue is renamed or loses its mark by hand: people are told, and nothing is made beside it',
    kind: 'holds',
    tries: idle(
      [
        reworded({ name: 'DISDIK-LAMA' }),
        reworded({ comment: '' }),
        reworded({ comment: 'catatan' }),
        reworded({ comment: 'xbwagent:disdik' }),
        reworded({ comment: 'bwagent:disdik-2' }),
        reworded({ name: 'DISDIK-LAMA', comment: '' }),
      ],
      'queue/renamed|queue/unmarked|queue/missing|queue/mark-lost',
    ),
  },
  {
    id: '21',
    what: 'our queue is copied by hand with its mark: people are told, and neither is changed',
    kind: 'holds',
    tries: idle([HAND_EDITS['cloned']!('DISDIK')], 'queue/duplicate-mark'),
  },
];
