import { expect, test } from 'vitest';
import { type Counted, type Expected, Leaps, steadyRates } from '../../../agent/domain/counters/leaps.ts';
import { MINUTE, moment } from '../../../agent/domain/moment.ts';

/** The interval of one minute that ends at minute `n`, at these Mbps. */
function minute(n: number, down: number, up = down, subject: Counted['subject'] = 'uplink:isp'): Counted {
  const octets = (megabits: number): bigint => BigInt(Math.round(megabits * 7_500_000));
  const [from, until] = [moment((n - 1) * MINUTE), moment(n * MINUTE)];
  return { kind: 'octets', subject, from, until, down: octets(down), up: octets(up), dropsDown: 0, dropsUp: 0 };
}

const UNKNOWN = { down: null, up: null };
/** Mbps. */
function expected(known: number | null, shown: number | null = null, speedMbps = 0): Expected {
  const both = (megabits: number | null) =>
    megabits === null ? UNKNOWN : { down: megabits * 1e6, up: megabits * 1e6 };
  return { known: both(known), shown: () => both(shown), speedMbps };
}

/** Judges one minute after the other; what came of each: minutes believed, and minutes dropped with why. */
function judged(rates: readonly number[], than: Expected, leaps = new Leaps()): readonly string[] {
  return rates.map((rate, i) => {
    const { believed, dropped } = leaps.judge(minute(i + 1, rate), than);
    const places = (all: readonly Counted[]): string => all.map(({ until }) => until / MINUTE).join();
    return `${places(believed)} ${dropped.map(({ counted, why }) => `${why} ${places([counted])}`).join()}`.trim();
  });
}

test('a rate up to twice the contract is believed at once, whatever speed the port reports', () => {
  expect(judged([60, 90, 200, 1], expected(100, null, 10))).toEqual(['1', '2', '3', '4']);
});

test.each([
  ['one interval', [60, 900, 60], ['1', '', '3 leap 2']],
  ['two intervals', [60, 900, 800, 60], ['1', '', '', '4 leap 2,leap 3']],
])('%s far above the contract is a leap', (_, rates, found) => {
  expect(judged(rates, expected(100))).toEqual(found);
});

test('a rate that stands for three intervals is believed, all three of them, and from then on at once', () => {
  expect(judged([60, 300, 350, 320, 310, 600, 900, 60], expected(100))).toEqual([
    '1',
    '',
    '',
    '2,3,4',
    '5',
    '6',
    '',
    '8 leap 7',
  ]);
});

test('what the counters steadily showed counts beside the contract', () => {
  expect(judged([300, 300], expected(100, 200))).toEqual(['1', '2']);
  expect(judged([500, 60], expected(100, 200))).toEqual(['', '2 leap 1']);
});

test('one direction alone is enough for a leap, and both are held back', () => {
  const leaps = new Leaps();
  expect(leaps.judge(minute(1, 5, 900), expected(100))).toEqual({ believed: [], dropped: [] });
  const { dropped } = leaps.judge(minute(2, 5, 6), expected(100));
  expect(dropped.map(({ why }) => why)).toEqual(['leap']);
});

test('without a contract a leap is one that is far above what was shown, and above the reported speed', () => {
  expect(judged([101, 40], expected(null, 10))).toEqual(['', '2 leap 1']);
  expect(judged([99, 40], expected(null, 10))).toEqual(['1', '2']);
  expect(judged([900, 40], expected(null, 10, 1000))).toEqual(['1', '2']);
  expect(judged([5000, 40], expected(null, 10, 1000))).toEqual(['', '2 leap 1']);
});

test('an idle subject without a limit may fetch one large file', () => {
  expect(judged([0, 0, 0, 90, 0], expected(null))).toEqual(['1', '2', '3', '4', '5']);
  expect(judged([0, 0, 0, 101, 0], expected(null))).toEqual(['1', '2', '3', '', '5 leap 4']);
});

test('on the first day, what the newest three intervals showed is what is steady', () => {
  expect(judged([30, 32, 31, 5000, 30], expected(null))).toEqual(['1', '2', '3', '', '5 leap 4']);
  expect(judged([30, 32, 5000, 30], expected(null))).toEqual(['1', '2', '3', '4']);
  expect(judged([30, 32, 31, 300, 301], expected(null))).toEqual(['1', '2', '3', '4', '5']);
});

test('where nothing is known, only what no link can carry is refused, however often it comes', () => {
  expect(judged([300_000, 1], expected(null))).toEqual(['1', '2']);
  expect(judged([400_001, 400_001, 400_001, 400_001, 1], expected(null))).toEqual([
    'impossible 1',
    'impossible 2',
    'impossible 3',
    'impossible 4',
    '5',
  ]);
});

test('a VLAN without a speed whose counter leaps by 29 petaoctets in a minute has no rate', () => {
  const leap = { ...minute(1, 0), down: 29_305_109_860_996_700n };
  for (const than of [expected(null), expected(100), expected(null, 10)])
    expect(new Leaps().judge(leap, than)).toEqual({ believed: [], dropped: [{ counted: leap, why: 'impossible' }] });
});

test('a gap drops what was held back; subjects are held apart', () => {
  const leaps = new Leaps();
  leaps.judge(minute(1, 900), expected(100));
  leaps.judge(minute(2, 900), expected(100));
  leaps.judge(minute(2, 900, 900, 'uplink:other'), expected(100));
  expect(leaps.broken('uplink:isp').dropped).toHaveLength(2);
  expect(leaps.broken('uplink:isp').dropped).toEqual([]);
  expect(leaps.judge(minute(3, 900), expected(100)).believed).toEqual([]);
});

test('what counters steadily show is the third largest rate of each direction', () => {
  const rates = [3, 900, 5, 4, 800].map((n) => ({ down: n, up: n === 900 ? 0 : 10 - n }));
  expect(steadyRates(rates)).toEqual({ down: 5, up: 5 });
  expect(steadyRates(rates.slice(0, 2))).toEqual(UNKNOWN);
});
