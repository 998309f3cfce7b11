import { span } from '../../agent/domain/moment.ts';
import { DESK_ACTS } from './act.ts';
import type { Act } from './act.ts';
import { type FaultRow, some, type Try } from './fault-row.ts';
import { weather } from './weather.ts';
import type { WiredOffice } from '../office/wired/wired-office.ts';

/** When a sentence that the router kept back is executed after all. */
const WHEN: Readonly<Record<string, (office: WiredOffice) => Promise<void>>> = {
  'within the quiet, after a read that showed nothing': async (office) => {
    await office.pass();
    office.lab.faults.release();
  },
  'after the quiet, before the second try': async (office) => {
    await office.pass();
    await office.later(span(16_000));
    office.lab.faults.release();
  },
  'right before the second try is executed': async (office) => {
    await office.pass();
    await office.later(span(16_000));
    const { faults } = office.lab;
    const watch = ({ verb }: { readonly verb: string }): void => {
      if (verb === 'print') return;
      faults.watchers.delete(watch);
      faults.release();
    };
    faults.watchers.add(watch);
    await office.pass();
    await office.pass();
  },
  'right after the second try': async (office) => {
    await office.pass();
    await office.later(span(16_000));
    await office.pass();
    await office.pass();
    office.lab.faults.release();
  },
  'long after all is done': async (office) => {
    await office.settle();
    office.lab.faults.release();
  },
};

function held(act: Act, when: string): Try {
  return {
    label: `${act.name} executed ${when}`,
    options: { books: act.books, deadlineMs: 500 },
    async run(office) {
      await act.order(office);
      office.lab.faults.arm({ kind: 'held' });
      await act.go(office);
      await WHEN[when]!(office);
      await office.settle();
      return { settled: true, ...act.wanted, writes: 2 };
    },
  };
}

/** A 7, 13: what comes later than anybody waits for. */
export const HELD_WORDS: readonly FaultRow[] = [
  {
    id: '7',
    what: 'the router executes what it had buffered after we read that nothing had happened',
    kind: 'holds',
    tries: (dice, share) => {
      const all = [1, 2, 3].flatMap(() => DESK_ACTS.flatMap((act) => Object.keys(WHEN).map((when) => held(act, when))));
      return some(all, dice, share).map((one) => ({
        ...one,
        options: { ...weather(dice), switches: {}, ...one.options },
      }));
    },
  },
  {
    id: '13',
    what: 'an idle connection runs into the idle time after it succeeded',
    kind: 'holds',
    tries: () => [
      {
        label: 'idle',
        options: { deadlineMs: 500 },
        async run(office) {
          const session = await office.router.open();
          await session.queues();
          // The driver's own idle time ends it: no event of ours tells when.
          while (office.lab.sessions() > 0) await new Promise((resolve) => setTimeout(resolve, 100));
          await session.close();
          await office.settle();
          return { settled: true, lines: { dinkes: [40e6, 40e6] } };
        },
      },
    ],
  },
];
