import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { decide } from '../../agent/admission/check/decision.ts';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { type Moment, moment } from '../../agent/domain/moment.ts';
import { mbps } from '../../agent/domain/rate.ts';
import type { LedgerView } from '../../agent/ports/ledger.ts';
import type { CheckQuery } from '../../agent/assessment/check-query.ts';
import { inputsFor } from '../../agent/assessment/availability.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { approve, examinedRequest } from '../office/granted-request.ts';
import type { Booking, Figures, Wish } from './booking.ts';
import { SecondBySecond } from './second-by-second.ts';
import type { World } from './world.ts';

/** What happens at the desk; hours count from eight in the morning. */
type Act =
  | {
      readonly do: 'file';
      readonly line: 'dinkes' | 'disdik';
      readonly total: number;
      readonly hour: number;
      readonly hours: number;
    }
  | { readonly do: 'file-for-good'; readonly line: 'dinkes' | 'disdik'; readonly total: number }
  | { readonly do: 'approve' | 'return' | 'cancel'; readonly pick: number }
  | { readonly do: 'extend'; readonly pick: number; readonly hours: number }
  | { readonly do: 'pass'; readonly minutes: number };

const line = fc.constantFrom('dinkes' as const, 'disdik' as const);
const pick = fc.nat(5);
const total = fc.constantFrom(35, 40, 50, 50);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      line,
      total,
      hour: fc.nat(4),
      hours: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('file-for-good' as const), line, total }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('approve' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('return' as const, 'cancel' as const), pick }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('extend' as const), pick, hours: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(5, 60, 95) }) },
);

const SEED = 41;
const RUNS = 12;

/** So that something runs, and can be returned or extended. */
const RUNNING: readonly Act[] = [
  { do: 'file', line: 'dinkes', total: 45, hour: 1, hours: 4 },
  { do: 'approve', pick: 0 },
  { do: 'pass', minutes: 65 },
];

let kit: DeskKit | undefined;
afterEach(() => kit?.close());

test('what desk and ledger came to is answered as the oracle does, and the same from the rows alone', async () => {
  let compared = 0;
  const states = new Map<string, number>();
  const property = fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 9 }), async (acts) => {
    const office = (kit = deskKit({ busy: 10 }));
    try {
      const begins = office.clock.now();
      for (const each of [...RUNNING, ...acts]) await perform(office, each);
      const before = wishesOf(office).map((asking) => answer(office, office.ledger, asking));
      const truth = wishesOf(office).map((asking) => oracleAnswer(office.ledger, asking, begins, office.clock.now()));
      for (const { state, window } of office.ledger.allocations()) {
        const kind = `${state.at} ${window === null ? 'for good' : 'for a time'}`;
        states.set(kind, (states.get(kind) ?? 0) + 1);
      }
      expect(before.map(({ figures }) => figures)).toEqual(truth);
      office.ledger.close();
      const again = openSqliteLedger({ file: join(office.folder, 'ledger.db') });
      try {
        expect(wishesOf(office, again).map((asking) => answer(office, again, asking))).toEqual(before);
      } finally {
        again.close();
      }
      compared += truth.length;
    } finally {
      kit = undefined;
      office.close();
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  console.log(`ledger oracle: seed ${SEED}, ${compared} comparisons`, states);
  expect(compared).toBe(RUNS * 8);
  expect(
    ['held for a time', 'granted for a time', 'ended for a time', 'held for good'].map(
      (kind) => (states.get(kind) ?? 0) > 0,
    ),
  ).toEqual([true, true, true, true]);
}, 300_000);

async function perform(office: DeskKit, each: Act): Promise<void> {
  try {
    await obeyed(office, each);
  } catch (error) {
    // A refusal is an answer too: the books stay as they were.
    if (!(error instanceof Fault)) throw error;
  }
}

async function obeyed(office: DeskKit, each: Act): Promise<void> {
  const number = 'pick' in each ? chosen(office, each) : undefined;
  if (each.do === 'pass') return office.later(each.minutes);
  if (each.do === 'file' || each.do === 'file-for-good') {
    const target = each.line === 'dinkes' ? '10.62.20.0/24' : '10.62.19.0/24';
    const wanted = {
      agency: each.line.toUpperCase(),
      targets: [target],
      wantedDown: `${each.total}`,
      wantedUp: `${each.total}`,
    };
    const window =
      each.do === 'file'
        ? { duration: 'temporary' as const, windowFrom: hourOf(each.hour), windowUntil: hourOf(each.hour + each.hours) }
        : {};
    await examinedRequest(office, { ...wanted, ...window });
    return office.work();
  }
  if (number === undefined) return;
  if (each.do === 'approve') approve(office, number);
  else if (each.do === 'extend') office.as('kabid', 'extend', { number, until: hourOf(each.hours + 6), paper: null });
  else if (each.do === 'return') office.raise('prakom', number, { kind: 'ended-early' });
  else office.raise('kabid', number, { kind: 'cancelled', reason: 'uji' });
  await office.work();
}

/** One of the requests that stand where the act can be done. */
function chosen(office: DeskKit, { do: what, pick: nth }: Extract<Act, { readonly pick: number }>): string | undefined {
  const runs = ['active', 'informed', 'expiring'];
  const stages = { approve: ['assessed'], cancel: ['assessed', 'deferred', 'scheduled'], return: runs, extend: runs }[
    what
  ];
  const able = office.ledger.requests('all').filter(({ stage }) => stages.includes(stage.at));
  return able[nth % Math.max(1, able.length)]?.request.number;
}

function hourOf(hour: number): string {
  return `2026-05-04 ${String(8 + hour).padStart(2, '0')}:00`;
}

/** Both lines, for good and for windows of the day that may be running. */
function wishesOf(office: DeskKit, ledger: LedgerView = office.ledger): readonly CheckQuery[] {
  const now = office.clock.now();
  const windows = [null, { from: -1, until: 1 }, { from: 0.5, until: 2 }, { from: 1, until: 3 }] as const;
  return ledger.lines().flatMap((of) =>
    windows.map((w) => ({
      line: of,
      wanted: { down: mbps(60), up: mbps(60) },
      window: w === null ? null : { from: hoursAfter(now, w.from), until: hoursAfter(now, w.until) },
      request: null,
      from: now,
    })),
  );
}

function hoursAfter(at: Moment, hours: number): Moment {
  return moment(at + hours * 3_600_000);
}

function answer(office: DeskKit, ledger: LedgerView, asking: CheckQuery): { figures: Figures; verdict: string } {
  const { verdict, keys } = decide(inputsFor(contextOf(office.desk, ledger), asking));
  const promised = keys.filter(({ key, direction }) => key === 'promised' && direction === 'down');
  const figures = promised.map(({ bound, demand, limit }) => ({
    bound: bound === 'isp-a' ? 'a' : bound,
    demand,
    limit,
    worst: 0,
  }));
  return { figures, verdict };
}

function oracleAnswer(
  ledger: LedgerView,
  { line: { id }, window, wanted }: CheckQuery,
  begins: Moment,
  now: Moment,
): Figures {
  const second = (at: Moment): number => Math.floor((at - begins) / 1000);
  const bookings = ledger.allocations().map(
    (a): Booking => ({
      id: a.id,
      line: a.line,
      rate: a.rate.down,
      limitAt: a.limitAt.down,
      window: a.window === null ? null : { from: second(a.window.from), until: second(a.window.until) },
      state: a.state.at,
      holdUntil: a.state.at === 'held' ? second(a.state.until) : 0,
      applied: a.appliedAt !== null,
    }),
  );
  const capacity = [{ from: -1, until: null, rate: 100e6 }];
  const oracle = new SecondBySecond({
    ...WORLD,
    contracts: new Map([['a', capacity]]),
    pool: capacity,
    now: second(now),
    bookings,
  });
  oracle.repaint(null);
  const from = second(now);
  const wish: Wish = {
    line: id,
    wanted: wanted.down,
    window: window === null ? null : { from: second(window.from), until: second(window.until) },
    from,
    instead: null,
  };
  return oracle.answer(wish)?.map((figure) => ({ ...figure, worst: 0 })) ?? null;
}

const LINE = { service: 'shared', kind: 'pinned', uplinks: ['a'], pooled: true, p95: 0 } as const;
const WORLD: Omit<World, 'contracts' | 'now' | 'bookings'> = {
  lines: [
    { ...LINE, id: 'dinkes' },
    { ...LINE, id: 'disdik' },
  ],
  popular: { from: 0, until: 1 },
  shares: [{ from: -1, a: 1000 }],
  pool: [],
  down: new Set(),
  sharing: 2000,
  reserve: 100,
  graceMinutes: 30,
};
