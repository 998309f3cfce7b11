import type { Dice } from '../fakes/dice.ts';
import { bentAnswer, messageId, octetsBent } from './bent-answer.ts';
import type { Bend } from './bent-wire.ts';
import { IMPATIENT_MS } from './meter-wire.ts';
import type { MeasuredRow } from './measured-row.ts';
import { wiredTry } from './wired-try.ts';

/** Far fewer octets than the truth: believed, it would read as room. */
const LESS = octetsBent((octets) => octets - octets / 3n);

/** Rows 70 and 76: datagrams that are no answer, not ours, not now or not whole. */
export const FALSE_ANSWERS: readonly MeasuredRow[] = [
  bentDay('70d', 'every answer comes twice, the second time with other counters', () => (answer) => [
    answer,
    bentAnswer(answer, LESS),
  ]),
  bentDay('70i', 'answers to requests that nobody made come first', (dice) => (answer) => [
    bentAnswer(answer, LESS, (messageId(answer) + 1 + dice.below(1000)) % 2 ** 31),
    answer,
  ]),
  bentDay('70s', 'another source answers first, with the right request id', () => (answer) => [
    { stranger: bentAnswer(answer, LESS) },
    answer,
  ]),
  bentDay('70l', 'answers come late: in place of none, and before the answer to a later request', (dice) => {
    let late: Buffer[] = [];
    return (answer) => {
      if (dice.onceIn(12)) {
        late.push(answer);
        return [];
      }
      const sent = [...late, answer];
      late = [];
      return sent;
    };
  }),
  bentDay('76b', 'a bent or cut copy comes before each answer', (dice) => (answer) => [
    bentBytes(answer, dice),
    answer,
  ]),
  bentDay('76x', 'one answer in ten comes cut, and only so', (dice) => (answer) => [
    dice.onceIn(10) ? answer.subarray(0, dice.below(answer.length)) : answer,
  ]),
  bentDay('76j', 'junk and oversized datagrams come between the answers', (dice) => (answer) => [
    Buffer.alloc(1 + dice.below(60_000), dice.below(256)),
    bentAnswer(
      answer,
      (_, { tag }) => (dice.onceIn(4) ? { tag, body: Buffer.alloc(40_000, 1) } : undefined),
      messageId(answer) + 1,
    ),
    answer,
  ]),
];

function bentDay(id: string, what: string, bend: (dice: Dice) => Bend): MeasuredRow {
  return {
    id,
    what,
    kind: 'holds',
    count: 60,
    one: (dice) =>
      wiredTry(id, dice, {
        wire: { timeoutMs: IMPATIENT_MS },
        befall: ({ wire }) => {
          wire.bend = bend(dice);
        },
      }),
  };
}

/**
 * Bytes of the message's frame changed, or its end cut off; the counters themselves are left, as UDP has a checksum for
 * them.
 */
function bentBytes(answer: Buffer, dice: Dice): Buffer {
  const bent = Buffer.from(answer);
  for (let n = 0; n <= dice.below(4); n += 1) bent[dice.below(30)] = dice.below(256);
  return dice.onceIn(3) ? bent.subarray(0, dice.below(bent.length)) : bent;
}
