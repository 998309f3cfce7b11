import type { Ber } from '../adapters/meter/snmp-ber.ts';
import type { Dice } from '../fakes/dice.ts';
import { bentAnswer, COLUMNS } from './bent-answer.ts';
import type { Bend } from './bent-wire.ts';
import { wiredHours } from './measured-office.ts';
import type { MeasuredRow } from './measured-row.ts';
import { wiredTry } from './wired-try.ts';

const SLOT = 300_000;

/** Rows 74: counters that stand still although traffic passes. */
export const STILL_COUNTERS: readonly MeasuredRow[] = [
  still('74a', 'counters stand still for a stretch, then show all at once', (dice) => {
    const from = wiredHours.from + dice.below(100) * SLOT;
    const until = from + (2 + dice.below(dice.onceIn(2) ? 100 : 8)) * SLOT;
    return (offset) => offset >= from && offset < until;
  }),
  still('74b', 'counters stand still for one or two visits, up to thirty times a day', (dice) => {
    const stands = new Set(
      Array.from({ length: 1 + dice.below(30) }, () => wiredHours.from + (8 + 3 * dice.below(35)) * SLOT).flatMap(
        (at) => (dice.onceIn(2) ? [at] : [at, at + SLOT]),
      ),
    );
    return (offset) => stands.has(offset);
  }),
  still('74c', 'the agent looks at its counters every ten or fifteen minutes only', (dice) => {
    const every = 2 + dice.below(2);
    return (offset) => (offset / SLOT) % every !== 0;
  }),
];

function still(id: string, what: string, stands: (dice: Dice) => (offset: number) => boolean): MeasuredRow {
  return {
    id,
    what,
    kind: 'holds',
    count: 100,
    one: (dice) => {
      const isStill = stands(dice);
      return wiredTry(id, dice, {
        befall: (office) => {
          const frozen = freeze();
          office.wire.bend = frozen.bend;
          return (at) => frozen.set(isStill(at - office.day));
        },
      });
    },
  };
}

/** Counters as they were when it was set. */
export function freeze(): { readonly bend: Bend; set(held: boolean): void } {
  const seen = new Map<string, Ber>();
  let isStill = false;
  const bend: Bend = (answer) => [
    bentAnswer(answer, (oid, held) => {
      if (!oid.startsWith(COLUMNS.inOctets) && !oid.startsWith(COLUMNS.outOctets)) return undefined;
      const kept = seen.get(oid);
      if (isStill && kept !== undefined) return kept;
      seen.set(oid, held);
      return undefined;
    }),
  ];
  return { bend, set: (held) => void (isStill = held) };
}
