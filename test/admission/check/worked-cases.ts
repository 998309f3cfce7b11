// (table)
import type { DecisionInputs } from '../../../agent/admission/check/decision-inputs.ts';
import type { Allocation } from '../../../agent/domain/allocation.ts';
import type { Line, Path } from '../../../agent/domain/line.ts';
import type { Moment, Window } from '../../../agent/domain/moment.ts';
import { NO_RATE, perMille, type Rate } from '../../../agent/domain/rate.ts';
import { kindOfDay } from '../../../agent/domain/work-calendar.ts';
import { dayOf } from '../../../agent/domain/zone.ts';
import type { FiveMinute } from '../../../agent/ports/samples.ts';
import { inputsFor } from '../../../agent/assessment/availability.ts';
import { allocation, bareLine, both, CALENDAR, NOW, span, when } from '../../office/evidence-kit.ts';
import { five, flat, type Rates, type Tables, contextOver } from '../../office/read-context-kit.ts';
import { busy, figure, key, largest, type WorkedCase } from './worked-case.ts';

const START = when('2026-01-01T00:00+07:00');
/** Four weeks before Monday 4 May, 10.00. */
const APRIL = when('2026-04-06T00:00+07:00');
const MBPS = 1e6;
const A: Path = { kind: 'pinned', uplink: 'a' };

interface Asked {
  readonly wanted: Rate;
  readonly has?: Rate;
  readonly path?: Path;
  readonly window?: Window;
  readonly now?: Moment;
  readonly down?: readonly string[];
  /** Other lines with what they have; guaranteed where dedicated. */
  readonly others?: readonly (readonly [id: string, service: Line['service'], has: number])[];
}

/** Terms of line `asks`, out of contracts by uplink and rates by subject. */
function termsOf(contracts: Readonly<Record<string, Rate>>, rates: Rates, asked: Asked): DecisionInputs {
  const { path = A, now = NOW, others = [] } = asked;
  const has: Allocation[] = asked.has === undefined ? [] : [allocation(1, 'asks', asked.has)];
  const books: Tables = {
    lines: [bareLine('asks', path), ...others.map(([id, service]) => bareLine(id, path, service))],
    pools: [],
    contracts: Object.entries(contracts).map(([uplink, rate]) => ({
      uplink,
      from: START,
      until: null,
      rate,
      document: uplink,
    })),
    shares: [{ from: START, shares: { a: perMille(600), b: perMille(400) } }],
    poolLimits: [],
    allocations: [
      ...has,
      ...others.map(([id, service, mbps], n) =>
        allocation(2 + n, id, both(mbps), { limitAt: service === 'dedicated' ? both(mbps) : NO_RATE }),
      ),
    ],
  };
  const context = contextOver(books, rates, { now, ...(asked.down === undefined ? {} : { down: asked.down }) });
  return inputsFor(context, {
    line: books.lines[0]!,
    wanted: asked.wanted,
    window: asked.window ?? null,
    request: null,
    from: now,
  });
}

/** The same rates in Mbps from `from` up to now. */
const even = (down: number, up = down, from = APRIL, until = NOW): readonly FiveMinute[] =>
  flat(from, until, down * MBPS, up * MBPS);

/** Rates in Mbps that hang on the kind of day. */
function byDay(
  from: Moment,
  until: Moment,
  of: (kind: ReturnType<typeof kindOfDay>, day: string) => number | undefined,
): readonly FiveMinute[] {
  return flat(from, until, 0).flatMap(({ start }) => {
    const day = dayOf(start, CALENDAR.zone);
    const mbps = of(kindOfDay(CALENDAR, day), day);
    return mbps === undefined ? [] : [five(start, mbps * MBPS)];
  });
}

const LOST = '2026-04-22';
const lostDay = (from: Moment): Rates => ({
  'uplink:a': byDay(from, NOW, (_, day) => (day === LOST ? undefined : 100)),
});
const RAMADAN_NOW = when('2026-03-19T10:00+07:00');
const WEEKEND = span('2026-05-09T06:00+07:00', '2026-05-10T18:00+07:00');
const BALANCED: Path = { kind: 'balanced', uplinks: ['a', 'b'] };
const FAILOVER: Path = { kind: 'failover', uplinks: ['a', 'b'] };
const ASYMMETRIC = termsOf(
  { a: both(200, 50) },
  { 'uplink:a': even(100, 30) },
  { has: both(20, 10), wanted: both(60, 30) },
);
const guaranteed = (wanted: number): DecisionInputs =>
  termsOf(
    { a: both(300) },
    { 'uplink:a': even(180), 'line:hospital': even(30) },
    { has: both(20), wanted: both(wanted, 20), others: [['hospital', 'dedicated', 80]] },
  );
const ramadan = {
  'uplink:a': byDay(START, RAMADAN_NOW, (kind) => (kind === 'ramadan' ? 60 : kind === 'normal' ? 100 : 20)),
};
const weekend = { 'uplink:a': byDay(APRIL, NOW, (kind) => (kind === 'normal' ? 100 : 40)) };

/** Cases that people can check with a pocket calculator. */
export const WORKED_CASES: readonly WorkedCase[] = [
  {
    title: 'A link with little upload',
    given: [
      'link A: 200 down, 50 up; it carries 100 down and 30 up',
      'a shared line has 20/10 and asks for 60/30: 40 down and 20 up more',
    ],
    terms: ASYMMETRIC,
    sums: [
      { term: 'measured, down: B + a × Δ', byHand: '100 + 0.7 × 40', product: key('measured', 'a', 'demand') },
      { term: 'its limit, u × C', byHand: '0.85 × 200', product: key('measured', 'a', 'limit') },
      { term: 'measured, up: B + a × Δ', byHand: '30 + 0.7 × 20', product: key('measured', 'a', 'demand', 'up') },
      { term: 'its limit, u × C', byHand: '0.85 × 50', product: key('measured', 'a', 'limit', 'up') },
      { term: 'promised, up: Σ shared ÷ k', byHand: '10 ÷ 2 + 20 ÷ 2', product: key('promised', 'a', 'demand', 'up') },
      { term: 'its limit, (1 − r) × C', byHand: '0.9 × 50', product: key('promised', 'a', 'limit', 'up') },
      { term: 'largest addition up: (42.5 − 30) ÷ 0.7 = 17.9, in steps of 5', byHand: '3 × 5', product: largest('up') },
    ],
    verdict: 'not-enough',
    because: 'the download has room, the upload has not: 44 > 42.5.',
  },
  {
    title: 'Two links that share 60/40',
    given: [
      'link A: 300, link B: 200; together they carry 380, of which A 228 and B 152',
      'a shared line has 20 and asks for 40 down',
    ],
    terms: termsOf(
      { a: both(300), b: both(200) },
      { 'uplink:a': even(228), 'uplink:b': even(152) },
      { has: both(20), wanted: both(40, 20), path: BALANCED },
    ),
    sums: [
      { term: 'B, the sum of both links', byHand: '228 + 152', product: busy() },
      {
        term: 'measured on A: its share of B + a × Δ',
        byHand: '0.6 × 380 + 0.6 × 0.7 × 20',
        product: key('measured', 'a', 'demand'),
      },
      { term: 'its limit', byHand: '0.85 × 300', product: key('measured', 'a', 'limit') },
      { term: 'measured on B', byHand: '0.4 × 380 + 0.4 × 0.7 × 20', product: key('measured', 'b', 'demand') },
      { term: 'its limit', byHand: '0.85 × 200', product: key('measured', 'b', 'limit') },
      { term: 'live on B', byHand: '0.4 × 380 + 0.4 × 0.7 × 20', product: key('live', 'b', 'demand') },
      { term: 'its limit, l × C', byHand: '0.95 × 200', product: key('live', 'b', 'limit') },
    ],
    verdict: 'enough',
    because: '236.4 ≤ 255 on A and 157.6 ≤ 170 on B.',
  },
  {
    title: 'The same two links, A is down',
    given: ['as before, but A failed: B must carry all, and its newest rates are 190'],
    terms: termsOf(
      { a: both(300), b: both(200) },
      {
        'uplink:a': even(228, 228, APRIL, when('2026-05-04T09:00+07:00')),
        'uplink:b': [
          ...even(152, 152, APRIL, when('2026-05-04T09:00+07:00')),
          ...even(190, 190, when('2026-05-04T09:00+07:00')),
        ],
      },
      { has: both(20), wanted: both(40, 20), path: BALANCED, down: ['uplink:a'] },
    ),
    sums: [
      {
        term: 'measured on B with both links up',
        byHand: '0.4 × 380 + 0.4 × 0.7 × 20',
        product: key('measured', 'b', 'demand'),
      },
      { term: 'its limit', byHand: '0.85 × 200', product: key('measured', 'b', 'limit') },
      {
        term: 'demand if B carries all: B + a × Δ',
        byHand: '380 + 0.7 × 20',
        product: (terms) =>
          terms.directions.down.busy.kind === 'known' ? terms.directions.down.busy.bits / MBPS + 14 : 'unknown',
      },
    ],
    verdict: 'waiting-for-room',
    because: 'with both links it fits, so nobody is postponed; now 394 does not fit the 170 of B, so it waits.',
  },
  {
    title: 'A link that stands by',
    given: [
      'link A: 300, in use, carries 150; link B: 100, stands by and carries nothing',
      'a shared line has 20 and asks for 60 down',
    ],
    terms: termsOf(
      { a: both(300), b: both(100) },
      { 'uplink:a': even(150) },
      { has: both(20), wanted: both(60, 20), path: FAILOVER },
    ),
    sums: [
      { term: 'measured on A: B + a × Δ', byHand: '150 + 0.7 × 40', product: key('measured', 'a', 'demand') },
      { term: 'its limit', byHand: '0.85 × 300', product: key('measured', 'a', 'limit') },
      { term: 'promised on A', byHand: '20 ÷ 2 + 40 ÷ 2', product: key('promised', 'a', 'demand') },
    ],
    verdict: 'enough',
    because:
      'only the link in use is judged. Should A fail, 178 would meet the 85 of B: the survival case is for ' +
      'people to weigh.',
  },
  {
    title: 'The link that stood by is in use',
    given: ['as before, but A failed this hour; B, which stood by, has no samples of its own'],
    terms: termsOf(
      { a: both(300), b: both(100) },
      { 'uplink:a': even(150) },
      { has: both(20), wanted: both(60, 20), path: FAILOVER, down: ['uplink:a'] },
    ),
    sums: [
      {
        term: 'measured on B, with what it took over: B + a × Δ',
        byHand: '150 + 0.7 × 40',
        product: key('measured', 'b', 'demand'),
      },
      { term: 'its limit', byHand: '0.85 × 100', product: key('measured', 'b', 'limit') },
    ],
    verdict: 'waiting-for-room',
    because: 'a link that stands by is short for now: nothing is postponed and nothing granted until A is back.',
  },
  {
    title: 'A guarantee that sleeps, and may wake: 60 more',
    given: [
      'link A: 300, carries 180; a hospital is guaranteed 80 and uses 30, so 50 sleep',
      'a shared line has 20 and asks for 80 down',
    ],
    terms: guaranteed(80),
    sums: [
      { term: 'measured: B + a × Δ', byHand: '180 + 0.7 × 60', product: key('measured', 'a', 'demand') },
      { term: 'its limit', byHand: '0.85 × 300', product: key('measured', 'a', 'limit') },
      {
        term: 'guaranteed: with what sleeps',
        byHand: '180 + 0.7 × 60 + 80 − 30',
        product: key('guaranteed', 'a', 'demand'),
      },
      { term: 'its limit, l × C', byHand: '0.95 × 300', product: key('guaranteed', 'a', 'limit') },
      {
        term: 'promised: dedicated + shared ÷ k',
        byHand: '80 + 20 ÷ 2 + 60 ÷ 2',
        product: key('promised', 'a', 'demand'),
      },
    ],
    verdict: 'enough',
    because: 'even when the hospital wakes, 272 ≤ 285.',
  },
  {
    title: 'The same guarantee: 90 more',
    given: ['as before, but the line asks for 110 down'],
    terms: guaranteed(110),
    sums: [
      { term: 'measured: B + a × Δ', byHand: '180 + 0.7 × 90', product: key('measured', 'a', 'demand') },
      { term: 'its limit', byHand: '0.85 × 300', product: key('measured', 'a', 'limit') },
      {
        term: 'guaranteed: with what sleeps',
        byHand: '180 + 0.7 × 90 + 80 − 30',
        product: key('guaranteed', 'a', 'demand'),
      },
      { term: 'its limit', byHand: '0.95 × 300', product: key('guaranteed', 'a', 'limit') },
      { term: 'largest addition: (285 − 230) ÷ 0.7 = 78.6, in steps of 5', byHand: '15 × 5', product: largest() },
    ],
    verdict: 'not-enough',
    because: 'measured alone would say yes (243 ≤ 255); the hospital could not have its own: 293 > 285.',
  },
  {
    title: 'A month of Ramadan',
    given: [
      'link A: 150; on 19 March the last 28 days were Ramadan and carried 60, the normal days before carried 100',
      'a shared line has 20 and asks for 70 down',
    ],
    terms: termsOf({ a: both(150) }, ramadan, { has: both(20), wanted: both(70, 20), now: RAMADAN_NOW }),
    sums: [
      { term: 'p95, working hours of 28 days', byHand: '60', product: figure('working') },
      { term: 'p95, last 20 normal working days', byHand: '100', product: figure('normal-days') },
      { term: 'B, the largest', byHand: '100', product: busy() },
      { term: 'measured: B + a × Δ', byHand: '100 + 0.7 × 50', product: key('measured', 'a', 'demand') },
      { term: 'its limit', byHand: '0.85 × 150', product: key('measured', 'a', 'limit') },
    ],
    verdict: 'not-enough',
    because: 'Ramadan alone would say yes (60 + 35 = 95), and the link would be full after the feast.',
  },
  {
    title: 'A day that was not measured, with a day that stands in',
    given: [
      'link A: 200, carries 100 since 1 March; Wednesday 22 April was lost: Thursday 2 April stands in',
      'a shared line has 20 and asks for 40 down',
    ],
    terms: termsOf({ a: both(200) }, lostDay(when('2026-03-01T00:00+07:00')), { has: both(20), wanted: both(40, 20) }),
    sums: [
      { term: 'B', byHand: '100', product: busy() },
      { term: 'measured: B + a × Δ', byHand: '100 + 0.7 × 20', product: key('measured', 'a', 'demand') },
      { term: 'its limit', byHand: '0.85 × 200', product: key('measured', 'a', 'limit') },
    ],
    verdict: 'enough',
    because: '114 ≤ 170.',
  },
  {
    title: 'A day that was not measured, and none that stands in',
    given: [
      'as before, but measured only since 6 April: 90 of 1,710 working intervals are missing, 5.3 %, and count ' +
        'as endless',
    ],
    terms: termsOf({ a: both(200) }, lostDay(APRIL), { has: both(20), wanted: both(40, 20) }),
    sums: [
      { term: 'p95, working hours of 28 days', byHand: 'unknown', product: figure('working') },
      { term: 'B', byHand: 'unknown', product: busy() },
    ],
    verdict: 'unknown',
    because: 'more than 5 % missing leave the p95 without a bound.',
  },
  {
    title: 'A new site on a link that is known',
    given: ['link A: 200, carries 100; a line that has nothing yet asks for 30 down and up'],
    terms: termsOf({ a: both(200) }, { 'uplink:a': even(100) }, { wanted: both(30) }),
    sums: [
      { term: 'measured: B + a × Δ', byHand: '100 + 0.7 × 30', product: key('measured', 'a', 'demand') },
      { term: 'its limit', byHand: '0.85 × 200', product: key('measured', 'a', 'limit') },
      { term: 'promised: shared ÷ k', byHand: '30 ÷ 2', product: key('promised', 'a', 'demand') },
    ],
    verdict: 'enough',
    because: 'all of its rate is new: Δ = 30.',
  },
  {
    title: 'A new link',
    given: ['link A: 200, measured since Wednesday 29 April: two working days before a holiday and a weekend'],
    terms: termsOf(
      { a: both(200) },
      { 'uplink:a': even(100, 100, when('2026-04-29T00:00+07:00')) },
      { has: both(20), wanted: both(40, 20) },
    ),
    sums: [{ term: 'B', byHand: 'unknown', product: busy() }],
    verdict: 'unknown',
    because: 'five working days must be known.',
  },
  {
    title: 'A window on a weekend',
    given: [
      'link A: 150; working days carry 100, weekends 40',
      'a shared line has 20 and asks for 90 down from Saturday 9 May 06.00 to Sunday 18.00',
    ],
    terms: termsOf({ a: both(150) }, weekend, { has: both(20), wanted: both(90, 20), window: WEEKEND }),
    sums: [
      { term: 'B, the same hours of weekends', byHand: '40', product: busy() },
      { term: 'measured: B + Δ in full', byHand: '40 + 70', product: key('measured', 'a', 'demand') },
      { term: 'its limit', byHand: '0.85 × 150', product: key('measured', 'a', 'limit') },
      {
        term: 'promised in the window: limit-at of shared + Δ in full',
        byHand: '0 + 70',
        product: key('promised', 'a', 'demand'),
      },
      { term: 'its limit', byHand: '0.9 × 150', product: key('promised', 'a', 'limit') },
    ],
    verdict: 'enough',
    because: 'for good it would not be: 100 + 0.7 × 70 = 149 > 127.5.',
  },
];
