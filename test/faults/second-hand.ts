import { type Act, ACTS, DESK_ACTS, GRANT, SET } from './act.ts';
import { actTry } from './act-try.ts';
import { type FaultRow, some, type Try } from './fault-row.ts';
import { editByHand, HAND_EDITS, renumber } from '../office/wired/hand-edit.ts';
import { weather } from './weather.ts';
import type { WiredOffice } from '../office/wired/wired-office.ts';

const EDITS = Object.keys(HAND_EDITS);
/** No visit has so many sentences; edits beyond the last one fall into the visit after it. */
const MOST_SENTENCES = 14;

/** Something happens right before the n-th sentence from now, unless that is the write itself. */
function beforeSentence(office: WiredOffice, n: number, happen: () => void): void {
  let heard = 0;
  const watch = ({ verb }: { readonly verb: string }): void => {
    heard += 1;
    if (heard < n || verb !== 'print') return;
    office.lab.faults.watchers.delete(watch);
    happen();
  };
  office.lab.faults.watchers.add(watch);
}

/** Something happens right before the write, after our last read. */
function inTheWindow({ lab }: WiredOffice, happen: () => void): void {
  const watch = ({ verb }: { readonly verb: string }): void => {
    if (verb === 'print') return;
    lab.faults.watchers.delete(watch);
    happen();
  };
  lab.faults.watchers.add(watch);
}

const each = <A, B, T>(as: readonly A[], bs: readonly B[], make: (a: A, b: B) => T): readonly T[] =>
  as.flatMap((a) => bs.map((b) => make(a, b)));

/**
 * After such an edit the end may be either value; books and router must agree or people be told, which the checker asks
 * always.
 */
const told = { writes: 2 };

function edited(act: Act, edit: string, label: string, when: (office: WiredOffice, happen: () => void) => void): Try {
  return actTry(
    `${edit} ${label}`,
    act,
    {},
    (office) => when(office, () => void editByHand(office.lab, edit, act.queue)),
    told,
  );
}

/** A 16-22 and 24: a second administrator at work on the same queues. */
export const SECOND_HAND: readonly FaultRow[] = [
  {
    id: '16',
    what: 'somebody edits the queue by hand between plan and visit',
    kind: 'holds',
    tries: (dice, share) =>
      some(
        each(ACTS, EDITS, (act, edit) => ({
          ...actTry(edit, act, weather(dice), (office) => void editByHand(office.lab, edit, act.queue), told),
        })),
        dice,
        share,
      ),
  },
  {
    id: '17',
    what: 'somebody edits the queue by hand between any two of our sentences but the last read and the write',
    kind: 'holds',
    tries: (dice, share) => {
      const places = Array.from({ length: MOST_SENTENCES }, (_, i) => i + 1);
      return some(
        each(
          each(ACTS, EDITS, (act, edit) => ({ act, edit })),
          places,
          ({ act, edit }, n) =>
            edited(act, edit, `before sentence ${n}`, (office, happen) => beforeSentence(office, n, happen)),
        ),
        dice,
        share,
      );
    },
  },
  {
    id: '17w',
    what:
      'somebody edits the queue by hand between the last read and the write: RouterOS has no ' +
      'compare-and-set, the edit is lost, people are told',
    kind: 'limit',
    tries: () => each(ACTS, EDITS, (act, edit) => edited(act, edit, 'in the window', inTheWindow)),
  },
  {
    id: '18',
    what:
      'somebody edits the queue by hand after the write was verified: people are told within a period, and ' +
      'it is never fought',
    kind: 'holds',
    tries: (dice, share) =>
      some(
        each(
          DESK_ACTS,
          EDITS,
          (act, edit): Try => ({
            label: `${act.name} then ${edit}`,
            options: { books: act.books, ...weather(dice) },
            async run(office) {
              await act.order(office);
              await office.settle();
              const written = office.lab.faults.sentences.length;
              editByHand(office.lab, edit, act.queue);
              await office.pass();
              await office.periods(6);
              return {
                settled: true,
                writes: written,
                findings: [edit === 'mark-gone' ? 'queue/unmarked|queue/mark-lost' : ANY_DRIFT],
                alarms: 4,
              };
            },
          }),
        ),
        dice,
        share,
      ),
  },
  {
    id: '22',
    what: 'our queue stands behind a catch-all: the write counts as without effect',
    kind: 'holds',
    tries: (dice) =>
      ['10.62.0.0/16', '10.0.0.0/8', '0.0.0.0/0', '10.62.20.0/24'].map((target) => ({
        label: target,
        options: weather(dice),
        async run(office) {
          office.edit({ kind: 'queue-add', words: { name: 'TAMU', target, 'max-limit': '1M/1M' }, before: '0.POOL' });
          await office.settle();
          return { settled: true, stages: { 'BW-2026-0041': ['apply-failed'] } };
        },
      })),
  },
  {
    id: '24',
    what: 'all ids change: between visits, with a reboot, and before any sentence of a visit but the write',
    kind: 'holds',
    tries: (dice, share) =>
      some(
        each(
          [GRANT, SET],
          Array.from({ length: MOST_SENTENCES + 2 }, (_, i) => i),
          (act, n) =>
            actTry(
              `before sentence ${n}`,
              act,
              { foreign: dice.below(6) },
              (office) => {
                const happen = (): void => renumber(office.lab);
                if (n === 0) happen();
                else if (n === 1) {
                  happen();
                  office.edit({ kind: 'reboot' });
                } else beforeSentence(office, n - 1, happen);
              },
              { untouched: [] },
            ),
        ),
        dice,
        share,
      ),
  },
  {
    id: '24w',
    what: 'all ids change between the last read and the write: the id then belongs to another queue',
    kind: 'holds',
    tries: () =>
      [GRANT, SET].map((act) =>
        actTry('in the window', act, {}, (office) => inTheWindow(office, () => renumber(office.lab)), {
          untouched: [],
        }),
      ),
  },
];

const ANY_DRIFT = [
  'queue/differs',
  'queue/renamed',
  'queue/missing',
  'queue/wrong-parent',
  'queue/duplicate-mark',
  'queue/disabled',
  'queue/invalid',
  'queue/mark-lost',
].join('|');
