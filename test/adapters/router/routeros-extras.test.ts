import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXTRA_PROPERTIES, extrasOf } from '../../../adapters/router/routeros/routeros-extras.ts';
import { QUEUE_PROPERTIES } from '../../../adapters/router/routeros/routeros-queue.ts';
import { durationOf, hoursOf } from '../../../adapters/router/routeros/routeros-time.ts';
import { bps, rate } from '../../../agent/domain/rate.ts';
import { type BothWays, type QueueExtras, WEEK_DAYS } from '../../../agent/shaping/queue-extras.ts';

const SEED = 20_260_504;

describe('features of a queue in canonical form', () => {
  test.each<[Readonly<Record<string, string>>, QueueExtras | undefined]>([
    [{}, undefined],
    [
      { 'burst-limit': '0/0', 'burst-time': '0s/0s', priority: '8/8', 'bucket-size': '0.1/0.1', 'packet-marks': '' },
      undefined,
    ],
    [{ 'burst-time': '00:00:00/00:00:00', priority: '8', 'bucket-size': '0.100/0.100' }, undefined],
    [{ time: '0s-1d,sun,mon,tue,wed,thu,fri,sat' }, undefined],
    [{ time: '00:00:00-1d00:00:00,sat,fri,thu,wed,tue,mon,sun' }, undefined],
    [{ 'total-max-limit': '0', 'total-priority': '8', 'total-queue': 'default-small' }, undefined],
    [{ 'burst-limit': '7M/2M' }, { burstLimit: rate(2_000_000, 7_000_000) }],
    [{ 'burst-limit': '7000000/2000000' }, { burstLimit: rate(2_000_000, 7_000_000) }],
    [{ 'burst-threshold': '10k/1G' }, { burstThreshold: rate(1_000_000_000, 10_000) }],
    [{ 'burst-time': '10s/1m30s' }, { burstTime: { down: 90_000, up: 10_000 } }],
    [{ 'burst-time': '10/00:01:30' }, { burstTime: { down: 90_000, up: 10_000 } }],
    [{ priority: '1/8' }, { priority: { down: 8, up: 1 } }],
    [{ priority: '3' }, { priority: { down: 3, up: 3 } }],
    [{ 'bucket-size': '10/0.25' }, { bucketSize: { down: 250, up: 10_000 } }],
    [{ time: '8h-17h30m,tue,mon' }, { hours: { from: 28_800, until: 63_000, days: ['mon', 'tue'] } }],
    [{ time: '08:00:00-17:30:00,mon,tue' }, { hours: { from: 28_800, until: 63_000, days: ['mon', 'tue'] } }],
    [{ time: '22h-6h' }, { hours: { from: 79_200, until: 21_600, days: [...WEEK_DAYS] } }],
    [{ dst: '8.8.8.8' }, { dst: '8.8.8.8/32' }],
    [{ dst: '2001:DB8::/32' }, { dst: '2001:db8::/32' }],
    [{ dst: 'ether1' }, { dst: 'ether1' }],
    [{ 'packet-marks': 'voip,no-mark' }, { packetMarks: ['no-mark', 'voip'] }],
    [
      { 'total-max-limit': '20M', 'total-limit-at': '1000000' },
      { totalMaxLimit: bps(20_000_000), totalLimitAt: bps(1_000_000) },
    ],
    [{ 'total-queue': 'pcq', 'total-priority': '1' }, { others: { 'total-queue': 'pcq', 'total-priority': '1' } }],
  ])('%j', (row, extras) => expect(extrasOf(row)).toEqual(extras));

  test.each(['time', 'burst-limit', 'burst-time', 'priority', 'bucket-size', 'total-max-limit'])(
    '%s in a form of a version to come is kept as it came, and costs no visit',
    (property) => expect(extrasOf({ [property]: 'a-b/c' })).toEqual({ others: { [property]: 'a-b/c' } }),
  );

  test('all of them are asked for', () => {
    const asked = QUEUE_PROPERTIES.split(',');
    for (const property of EXTRA_PROPERTIES) expect(asked).toContain(property);
  });
});

describe('lengths of time', () => {
  test.each([
    ['0s', 0],
    ['10', 10_000],
    ['100ms', 100],
    ['1m', 60_000],
    ['1d', 86_400_000],
    ['1w2d3h4m5s6ms', 788_645_006],
    ['08:30:00', 30_600_000],
    ['1d00:00:00.5', 86_400_500],
  ])('%s', (text, ms) => expect(durationOf(text)).toBe(ms));
  test.each(['', '1x', '-1s', '1s1m', '8:61:00', '1.5s', 's'])('%j is none', (text) =>
    expect(durationOf(text)).toBeUndefined(),
  );
  test.each(['', '8h', '8h-17h-18h', '8h-17h,monday', '8h-25h', '8h-17h500ms', 'mon,tue'])(
    '%j are no hours',
    (text) => {
      expect(hoursOf(text)).toBeUndefined();
    },
  );
});

/** Two ways to write one length, taken for 6.49 and 7.x; no device was seen. Written out here on purpose. */
const letters = (ms: number): string => {
  const parts = [
    [Math.floor(ms / 86_400_000), 'd'],
    [Math.floor(ms / 3_600_000) % 24, 'h'],
    [Math.floor(ms / 60_000) % 60, 'm'],
    [Math.floor(ms / 1_000) % 60, 's'],
    [ms % 1_000, 'ms'],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count}${unit}`)
      .join('') || '0s'
  );
};
const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
const colons = (ms: number): string =>
  ms >= 86_400_000 ? '1d00:00:00' : `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}`;
const suffixed = (bits: number): string => {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (bits > 0 && bits % size === 0) return `${bits / size}${unit}`;
  }
  return String(bits);
};

function shown(extras: QueueExtras, version: '6.49' | '7.x', backwards: boolean): Record<string, string> {
  const bits = version === '7.x' ? String : suffixed;
  const time = version === '7.x' ? colons : letters;
  const pair = ({ down, up }: BothWays, half: (value: number) => string): string => `${half(up)}/${half(down)}`;
  const list = (items: readonly string[]): string => (backwards ? items.toReversed() : items).join(',');
  const row: Record<string, string> = { ...extras.others };
  if (extras.burstLimit) row['burst-limit'] = pair(extras.burstLimit, bits);
  if (extras.burstThreshold) row['burst-threshold'] = pair(extras.burstThreshold, bits);
  if (extras.burstTime) row['burst-time'] = pair(extras.burstTime, letters);
  if (extras.priority) row['priority'] = pair(extras.priority, String);
  if (extras.bucketSize) row['bucket-size'] = pair(extras.bucketSize, (ms) => String(ms / 1_000));
  if (extras.hours) {
    row['time'] = `${time(extras.hours.from * 1_000)}-${time(extras.hours.until * 1_000)},${list(extras.hours.days)}`;
  }
  if (extras.dst !== undefined)
    row['dst'] = version === '6.49' ? extras.dst.replace(/(?<=\.\d+)\/32$/, '') : extras.dst;
  if (extras.packetMarks) row['packet-marks'] = list(extras.packetMarks);
  if (extras.totalMaxLimit !== undefined) row['total-max-limit'] = bits(extras.totalMaxLimit);
  if (extras.totalLimitAt !== undefined) row['total-limit-at'] = bits(extras.totalLimitAt);
  return row;
}

const positive = fc.oneof(
  fc.integer({ min: 1, max: 10 ** 12 }),
  fc.integer({ min: 1, max: 9_000 }).map((m) => m * 1_000_000),
);
const ways = <T extends number>(half: fc.Arbitrary<T>): fc.Arbitrary<{ down: T; up: T }> =>
  fc.record({ down: half, up: half });
const rates = ways(positive.map((bits) => bps(bits)));
const canonical: fc.Arbitrary<QueueExtras> = fc.record(
  {
    burstLimit: rates,
    burstThreshold: rates,
    burstTime: ways(fc.integer({ min: 1, max: 600 }).map((s) => s * 1_000)),
    priority: ways(fc.integer({ min: 1, max: 8 })).filter((p) => p.down !== 8 || p.up !== 8),
    bucketSize: ways(fc.integer({ min: 0, max: 10_000 })).filter((b) => b.down !== 100 || b.up !== 100),
    hours: fc
      .record({
        from: fc.integer({ min: 0, max: 86_399 }),
        until: fc.integer({ min: 0, max: 86_400 }),
        days: fc.subarray([...WEEK_DAYS], { minLength: 1 }),
      })
      .filter((h) => h.from > 0 || h.until < 86_400 || h.days.length < 7),
    dst: fc.constantFrom('8.8.8.8/32', '10.0.0.0/8', '2001:db8::/32', 'ether1'),
    packetMarks: fc
      .uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 4 })
      .map((marks) => marks.toSorted()),
    totalMaxLimit: positive.map((bits) => bps(bits)),
    totalLimitAt: positive.map((bits) => bps(bits)),
    others: fc.constant({ 'total-queue': 'pcq' }),
  },
  { requiredKeys: [] },
);

test('canonical(shown(x)) = x, in the words of either generation and in any order of lists', () => {
  const property = fc.property(
    canonical,
    fc.constantFrom('6.49' as const, '7.x' as const),
    fc.boolean(),
    (extras, version, backwards) => {
      expect(extrasOf(shown(extras, version, backwards)) ?? {}).toEqual(extras);
    },
  );
  fc.assert(property, { seed: SEED, numRuns: 2_000 });
});

test('the control, which compares the words, sees a change between the generations where there is none', () => {
  const samples = fc.sample(canonical, { seed: SEED, numRuns: 200 });
  const fooled = samples.filter(
    (extras) => JSON.stringify(shown(extras, '6.49', true)) !== JSON.stringify(shown(extras, '7.x', false)),
  );
  expect(fooled.length).toBeGreaterThan(100);
});
