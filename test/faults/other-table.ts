import { ACTS, ADD, DESK_ACTS } from './act.ts';
import { actTry } from './act-try.ts';
import { type FaultRow, some, type Try } from './fault-row.ts';
import { weather } from './weather.ts';
import type { WiredOffice } from '../office/wired/wired-office.ts';
import { LINES, NUMBER } from '../office/wired/wired-seed.ts';

/** The router as an older backup has it: every line at another limit, and one not there yet. */
function oldBackup(office: WiredOffice, keep: string | null): void {
  for (const { queue } of LINES.filter((line) => line.queue !== keep)) {
    office.edit({ kind: 'queue-set', queue, words: { 'max-limit': '2M/2M' } });
  }
  office.edit({ kind: 'queue-remove', queue: 'OPD-4' });
}

/** Does what the router may refuse. */
function tried(edit: () => void): void {
  try {
    edit();
  } catch (error) {
    if (error instanceof RangeError) throw error;
  }
}

/** A 8, 14, 15, 23, 25, 30: a table that is not as the books say, and reads that are refused. */
export const OTHER_TABLE: readonly FaultRow[] = [
  {
    id: '8',
    what: 'the router says !empty where nothing is found (7.18 and newer), and its table may be empty',
    kind: 'holds',
    tries: () => [
      ...DESK_ACTS.map((act) => actTry('7.20.1', act, { version: '7.20.1', foreign: 0 }, () => undefined)),
      {
        label: 'empty table',
        options: { books: 'base' as const, version: '7.20.1' },
        async run(office: WiredOffice) {
          for (const { name } of office.queues().toReversed()) office.edit({ kind: 'queue-remove', queue: name });
          await office.periods(4);
          return { settled: true, silent: true, findings: ['queue/mass-drift'], untouched: [] };
        },
      },
    ],
  },
  {
    id: '14',
    what: 'a queue of others bears our name: before the visit, and between our read and our add',
    kind: 'holds',
    tries: (dice, share) =>
      some(
        [0, ...Array.from({ length: 14 }, (_, i) => i + 1)].map((n): Try => {
          const words = { name: 'DISDIK', target: '10.62.19.0/24', 'max-limit': '1M/1M', comment: 'milik tamu' };
          const add = (office: WiredOffice) => office.edit({ kind: 'queue-add', words });
          return {
            label: `before sentence ${n}`,
            options: { books: 'base', ...weather(dice) },
            async run(office) {
              office.edit({ kind: 'queue-remove', queue: 'DISDIK' });
              await office.pass();
              office.as('prakom', 'resolve-drift', {
                router: 'core',
                owner: 'disdik',
                how: 'restore',
                reason: 'uji',
                paper: null,
              });
              let heard = 0;
              const watch = (): void => {
                heard += 1;
                if (heard !== n) return;
                office.lab.faults.watchers.delete(watch);
                // Our add may have come first; then it is the other who is refused.
                tried(() => add(office));
              };
              if (n === 0) add(office);
              else office.lab.faults.watchers.add(watch);
              await office.pass();
              await office.settle();
              const stands = office.queues().find((queue) => queue.name === 'DISDIK')!;
              return {
                settled: true,
                writes: 1,
                untouched: stands.comment === 'milik tamu' ? [{ ...stands, maxLimit: '1000000/1000000' }] : [],
              };
            },
          };
        }),
        dice,
        share,
      ),
  },
  {
    id: '15',
    what: 'while our add is in doubt somebody makes a queue of that name: theirs stands, ours goes before people',
    kind: 'holds',
    tries: (dice) =>
      (['cut-before', 'cut-after', 'silent-before'] as const).flatMap((kind) =>
        ['', 'milik tamu', 'bwagent:opd-9'].map(
          (comment): Try => ({
            label: `${kind} ${JSON.stringify(comment)}`,
            options: { books: 'base', ...weather(dice), switches: {}, deadlineMs: 500 },
            async run(office) {
              await ADD.order(office);
              office.lab.faults.arm({ kind });
              await office.pass();
              const made = office.queues().find((queue) => queue.name === 'DISDIK');
              if (made !== undefined) office.edit({ kind: 'queue-remove', queue: 'DISDIK' });
              office.edit({
                kind: 'queue-add',
                words: { name: 'DISDIK', target: '10.62.19.0/24', 'max-limit': '1M/1M', comment },
              });
              const stands = office.queues().filter((queue) => queue.name === 'DISDIK');
              await office.settle();
              return { settled: true, writes: 1, untouched: stands };
            },
          }),
        ),
      ),
  },
  {
    id: '23',
    what:
      'the router shows the same values in other words (k, M, a host without length): they are equal and ' +
      'never written again',
    kind: 'holds',
    tries: (dice) =>
      ['20M/20M', '20000k/20M', '20000000/20000000', '20000K/20000000'].map((limit) => ({
        label: limit,
        options: { books: 'base', ...weather(dice) } as const,
        async run(office) {
          office.edit({ kind: 'queue-set', queue: 'DISDIK', words: { 'max-limit': limit, target: '10.62.19.7/24' } });
          await office.pass();
          office.as('prakom', 'resolve-drift', {
            router: 'core',
            owner: 'disdik',
            how: 'restore',
            reason: 'uji',
            paper: null,
          });
          await office.periods(5);
          return { settled: true, silent: true, lines: { disdik: [20e6, 20e6] } };
        },
      })),
  },
  {
    id: '25',
    what: 'the router was restored from an old backup: nothing is written unasked, and one alarm is raised',
    kind: 'holds',
    tries: (dice) =>
      [
        { books: 'base', keep: null },
        { books: 'approved', keep: null },
        { books: 'approved', keep: 'DINKES' },
      ].map(
        ({ books, keep }): Try => ({
          label: `${books}, ${keep ?? 'none'} as before`,
          options: { books: books as 'base' | 'approved', ...weather(dice) },
          async run(office) {
            oldBackup(office, keep);
            await office.periods(6);
            return {
              silent: true,
              findings: ['queue/mass-drift'],
              alarms: 1,
              ...(books === 'base' ? {} : { stages: { [NUMBER]: ['approved', 'apply-failed'] } }),
            };
          },
        }),
      ),
  },
  {
    id: '30',
    what: 'the router refuses any one sentence, a read too: the queue is as before or as wanted, or people are asked',
    kind: 'holds',
    tries: (dice, share) =>
      some(
        ACTS.flatMap((act) =>
          Array.from({ length: 24 }, (_, i) =>
            actTry(
              `trap at sentence ${i + 1}`,
              act,
              weather(dice),
              ({ lab }) => lab.faults.arm({ kind: 'trap', message: 'failure: not now' }, { on: 'any', nth: i + 1 }),
              { writes: 2 },
            ),
          ),
        ),
        dice,
        share,
      ),
  },
];
