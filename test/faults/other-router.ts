import { HOUR, span } from '../../agent/domain/moment.ts';
import { runLoop } from '../../agent/loops/run-loop.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { DESK_ACTS, GRANT, SET } from './act.ts';
import { actTry } from './act-try.ts';
import type { FaultRow, Try } from './fault-row.ts';
import { weather } from './weather.ts';
import type { WiredOffice } from '../office/wired/wired-office.ts';
import { NUMBER } from '../office/wired/wired-seed.ts';

const PARKED = { stages: { [NUMBER]: ['approved', 'apply-failed'] } };

/** A 26-29: a router that is another, or denies us. */
export const OTHER_ROUTER: readonly FaultRow[] = [
  {
    id: '26',
    what: 'the router was swapped for one of another identity, before a write and while one is in doubt',
    kind: 'holds',
    tries: (dice) =>
      DESK_ACTS.flatMap((act) =>
        [false, true].map(
          (inDoubt): Try => ({
            label: `${act.name}${inDoubt ? ' in doubt' : ''}`,
            options: { books: act.books, ...weather(dice) },
            async run(office) {
              await act.order(office);
              if (inDoubt) {
                office.lab.faults.arm({ kind: 'cut-before' });
                await office.pass();
              }
              const { identity } = office.lab.facts;
              office.lab.facts.identity = 'PENGGANTI';
              const before = office.lab.faults.sentences.length;
              await office.periods(4);
              if (office.lab.faults.sentences.length !== before)
                throw new Error('written to a router of another identity');
              office.lab.facts.identity = identity;
              await office.settle();
              return { settled: true, ...act.wanted };
            },
          }),
        ),
      ),
  },
  {
    id: '26s',
    what: 'the router was swapped for one of the same identity and another serial number: nothing is written',
    kind: 'holds',
    tries: () => [
      {
        label: 'grant',
        options: {},
        async run(office) {
          office.lab.faults.switches.unreachable = true;
          await office.pass();
          Object.assign(office.lab.facts, { serial: 'LAIN0001' });
          office.lab.faults.switches.unreachable = false;
          await office.periods(3);
          return { silent: true };
        },
      },
    ],
  },
  {
    id: '27',
    what: 'the login is refused: at most 12 tries an hour, and it goes on when it is accepted again',
    kind: 'holds',
    tries: () => [{ label: 'password rotated', options: { books: 'base' }, run: refusedForHours }],
  },
  {
    id: '28',
    what: 'our user may only read: the write is refused, the request is parked, its capacity kept',
    kind: 'holds',
    tries: (dice) =>
      DESK_ACTS.map((act) => ({
        ...actTry(
          'read-only',
          act,
          { ...weather(dice), readOnly: true },
          () => undefined,
          act === GRANT ? { ...PARKED, writes: 1 } : { writes: 1 },
        ),
      })),
  },
  {
    id: '29',
    what: '5,000 queues of others stand as they stood',
    kind: 'holds',
    tries: () => [
      actTry('5,000', GRANT, { foreign: 5_000, deadlineMs: 60_000 }, () => undefined, { ...GRANT.wanted, writes: 1 }),
    ],
  },
];

async function refusedForHours(office: WiredOffice) {
  await SET.order(office);
  const { faults, facts } = office.lab;
  const users = facts.users;
  facts.users = [];
  let told = false;
  const runner = runLoop(office.loop, {
    clock: office.clock,
    log: quietLog(),
    random: () => 0.5,
    changed: () => undefined,
    fatal: () => void (told = true),
  });
  const triesOf = async (hours: number): Promise<number> => {
    const before = faults.logins;
    const end = office.clock.now() + hours * HOUR;
    while (office.clock.now() < end) {
      await office.clock.asleep(1);
      await office.later(span(5_000));
    }
    await office.clock.asleep(1);
    return faults.logins - before;
  };
  const first = await triesOf(1);
  const later = await triesOf(1);
  const state = runner.state().failing;
  facts.users = users;
  await triesOf(2);
  await runner.stop();
  if (told || state !== 'router/refused-login') throw new Error(`the loop says ${state}`);
  if (first > 12 || later > 12) throw new Error(`${first} logins in the first hour, ${later} in the second`);
  return { settled: true, ...SET.wanted };
}
