import type { WireFault } from '../lab/faults.ts';
import { type Act, ACTS, DESK_ACTS, MOVE, REMOVE } from './act.ts';
import { actTry } from './act-try.ts';
import type { Dice } from '../fakes/dice.ts';
import { type FaultRow, some, type Try } from './fault-row.ts';
import { segments, weather } from './weather.ts';

/** A deadline that a silent router makes us wait for. */
const SHORT_MS = 500;
/** More than any visit has. */
const SENTENCES = Array.from({ length: 13 }, (_, i) => i + 1);

/** So many tries of a fault that strikes the write of every act, in every weather. */
function struck(
  count: number,
  faults: readonly (WireFault & { readonly name?: string })[],
  acts: readonly Act[],
  deadlineMs?: number,
) {
  return (dice: Dice, share: number): readonly Try[] =>
    some(
      Array.from({ length: count }, (_, i) => i),
      dice,
      share,
    ).map((i) => {
      const fault = faults[i % faults.length] as WireFault;
      const act = acts[Math.floor(i / faults.length) % acts.length] as Act;
      const options = { ...weather(dice), ...(deadlineMs === undefined ? {} : { deadlineMs, switches: {} }) };
      return actTry(
        `${JSON.stringify(fault)} ${i}`,
        act,
        options,
        ({ lab }) => lab.faults.arm(fault),
        wantedOf(act, fault),
      );
    });
}

/**
 * What is written by hand of the port is not tried again by itself: when it was lost, all there is to want is
 * agreement.
 */
function wantedOf(act: Act, fault: WireFault): Act['wanted'] {
  const refused = fault.kind === 'trap';
  if (act === MOVE || act === REMOVE || (refused && act.name !== 'grant')) return { writes: 1 };
  return refused ? { writes: 1, stages: { 'BW-2026-0041': ['apply-failed'] } } : { ...act.wanted, writes: 2 };
}

const GARBAGE: readonly WireFault[] = [
  '042177686f00', // a reply word nobody knows
  'f0ffffffff', // a word of 4 GB
  'ff', // a reserved control byte
  'e00fffff', // a word of 1 MB that does not come
  '0000000000', // empty sentences, then nothing
  '03217265', // !re that never ends
  '4854545020342e31', // another protocol
].map((hex) => ({ kind: 'garbage', hex }));

/** A. The exchange with the router: words that are lost, late, doubled or nonsense. */
export const LOST_WORDS: readonly FaultRow[] = [
  {
    id: '1',
    what: 'the answer is lost after the write was executed',
    kind: 'holds',
    tries: struck(1_000, [{ kind: 'cut-after' }, { kind: 'cut-inside-reply' }, { kind: 'reset-after' }], ACTS),
  },
  {
    id: '2',
    what: 'the write is lost before it is executed',
    kind: 'holds',
    tries: struck(300, [{ kind: 'cut-before' }], ACTS),
  },
  {
    id: '4',
    what: 'the connection ends in place of an answer, at any sentence of a visit, reads too',
    kind: 'holds',
    tries: (dice, share) =>
      some(
        ACTS.flatMap((act) =>
          SENTENCES.flatMap((nth) =>
            (['cut-before', 'cut-after'] as const).map((kind) =>
              actTry(
                `${kind} at sentence ${nth}`,
                act,
                weather(dice),
                ({ lab }) => lab.faults.arm({ kind }, { on: 'any', nth }),
                wantedOf(act, { kind }),
              ),
            ),
          ),
        ),
        dice,
        share,
      ),
  },
  {
    id: '5',
    what: 'the router is silent, before or after executing',
    kind: 'holds',
    tries: struck(120, [{ kind: 'silent' }, { kind: 'silent-before' }], ACTS, SHORT_MS),
  },
  {
    id: '6',
    what: 'the answer comes after our deadline',
    kind: 'holds',
    tries: struck(60, [{ kind: 'delay', ms: 900 }], ACTS, SHORT_MS),
  },
  {
    id: '9',
    what: 'the router refuses the write by !trap, with and without !done',
    kind: 'holds',
    tries: struck(
      120,
      [
        { kind: 'trap', message: 'failure: something else' },
        { kind: 'trap', message: 'failure: already have such name', bare: true },
      ],
      ACTS,
      SHORT_MS,
    ),
  },
  {
    id: '10',
    what: 'the router answers the write with !fatal',
    kind: 'holds',
    tries: struck(120, [{ kind: 'fatal' }], ACTS),
  },
  {
    id: '11',
    what: 'nonsense comes in place of the answer',
    kind: 'holds',
    tries: struck(210, GARBAGE, ACTS, SHORT_MS),
  },
  {
    id: '12',
    what: 'stray and doubled replies come, in segments of one byte',
    kind: 'holds',
    tries: (dice, share) =>
      struck(
        180,
        [{ kind: 'stray-tag' }, { kind: 'duplicate-reply' }],
        DESK_ACTS,
      )(dice, share).map((one, i) => ({
        ...one,
        options: { ...one.options, ...segments(i % 3 === 0, i % 2 === 0) },
      })),
  },
];
