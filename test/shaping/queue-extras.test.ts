import { describe, expect, it } from 'vitest';
import { bps } from '../../agent/domain/rate.ts';
import { heldRate } from '../../agent/shaping/held-rate.ts';
import { featureFindings } from '../../agent/shaping/feature-check.ts';
import { isAsPlanned } from '../../agent/shaping/queue.ts';
import { extraDifferences, type QueueExtras } from '../../agent/shaping/queue-extras.ts';
import { mega, row } from '../office/queue-samples.ts';

const HOURS = { from: 28_800, until: 63_000, days: ['mon', 'tue'] } as const;
const ALL: QueueExtras = {
  burstLimit: mega(60, 50),
  burstThreshold: mega(20),
  burstTime: { down: 10_000, up: 5_000 },
  priority: { down: 1, up: 8 },
  bucketSize: { down: 100, up: 200 },
  hours: HOURS,
  dst: '8.8.8.8/32',
  packetMarks: ['a', 'b'],
  totalMaxLimit: bps(20_000_000),
  totalLimitAt: bps(1_000_000),
  others: { 'total-queue': 'pcq' },
};

describe('agent/shaping/queue-extras: what changed beyond what we decide', () => {
  it('is nothing for the same, whatever object it is', () => {
    expect(extraDifferences(row({ extras: ALL }), row({ extras: structuredClone(ALL) }))).toEqual([]);
    expect(extraDifferences(row(), row({ extras: {} }))).toEqual([]);
    expect(extraDifferences(row(), row({ maxLimit: mega(9), name: 'x' }))).toEqual([]);
  });

  it('is named field by field, with both values; null is the default', () => {
    const now = row({
      queueType: 'pcq/pcq',
      extras: { ...ALL, burstLimit: mega(70), hours: { ...HOURS, until: 86_400 } },
    });
    expect(extraDifferences(row({ extras: ALL }), now)).toEqual([
      { field: 'burstLimit', was: '60000000/50000000', now: '70000000/70000000' },
      { field: 'hours', was: '08:00:00-17:30:00,mon,tue', now: '08:00:00-24:00:00,mon,tue' },
      { field: 'queueType', was: 'pcq-upload-default/pcq-download-default', now: 'pcq/pcq' },
    ]);
    expect(extraDifferences(row({ extras: ALL }), row()).map((d) => d.field)).toEqual(
      [...Object.keys(ALL).filter((field) => field !== 'others'), 'total-queue'].toSorted(),
    );
    expect(extraDifferences(row(), row({ extras: { dst: 'ether1' } }))).toEqual([
      { field: 'dst', was: null, now: 'ether1' },
    ]);
  });
});

describe('agent/shaping/queue: still as planned', () => {
  const was = row({ extras: ALL });
  const burst = row({ extras: { ...ALL, burstLimit: mega(99) } });

  it('a queue that is set may have got another feature, one that goes away may not', () => {
    expect(isAsPlanned({ kind: 'set', owner: 'dinkes', want: was, was }, burst)).toBe(true);
    expect(isAsPlanned({ kind: 'remove', owner: 'dinkes', was }, burst)).toBe(false);
    expect(isAsPlanned({ kind: 'remove', owner: 'dinkes', was }, { ...was, disabled: true })).toBe(false);
    expect(isAsPlanned({ kind: 'remove', owner: 'dinkes', was }, { ...was, position: 7, id: '*77' })).toBe(true);
  });

  it('no edit passes over another comment or limit', () => {
    expect(isAsPlanned({ kind: 'set', owner: 'dinkes', want: was, was }, { ...was, comment: 'bwagent:dinkes' })).toBe(
      false,
    );
    expect(isAsPlanned({ kind: 'move', owner: 'dinkes', was, before: null }, { ...was, limitAt: mega(1) })).toBe(false);
  });
});

describe('agent/shaping/feature-check: what makes a limit hold not always', () => {
  const codes = (extras: QueueExtras, limit = mega(40)): readonly string[] =>
    featureFindings('DINKES', limit, row({ extras })).map((f) => f.code);

  it('is nothing for a plain queue, and nothing for what changes no limit', () => {
    expect(featureFindings('DINKES', mega(40), row())).toEqual([]);
    expect(
      codes({ priority: { down: 1, up: 1 }, bucketSize: { down: 1, up: 1 }, others: { 'total-queue': 'pcq' } }),
    ).toEqual([]);
    expect(codes({ dst: '0.0.0.0/0', burstLimit: mega(40), totalMaxLimit: mega(80).down })).toEqual([]);
  });

  it.each<[string, QueueExtras]>([
    ['queue/burst-above-limit', { burstLimit: mega(10, 41) }],
    ['queue/hours-only', { hours: HOURS }],
    ['queue/destination-only', { dst: 'ether1' }],
    ['queue/marked-packets-only', { packetMarks: ['voip'] }],
    ['queue/total-limit', { totalMaxLimit: mega(79).down }],
    ['queue/feature-not-read', { others: { time: 'whenever' } }],
  ])('%s', (code, extras) => expect(codes(extras)).toEqual([code]));

  it.each<[string, QueueExtras, object]>([
    ['a threshold above the limit', { burstLimit: mega(60), burstThreshold: mega(50, 30) }, { down: 50e6, up: 40e6 }],
    ['a threshold above the burst', { burstLimit: mega(45), burstThreshold: mega(90) }, { down: 45e6, up: 45e6 }],
    ['a threshold at the limit', { burstLimit: mega(60), burstThreshold: mega(40) }, mega(40)],
    ['a threshold below the limit', { burstLimit: mega(60), burstThreshold: mega(30) }, mega(40)],
    ['no threshold', { burstLimit: mega(60) }, mega(40)],
    ['no burst limit', { burstThreshold: mega(60) }, mega(40)],
    ['no burst', {}, mega(40)],
  ])('holds for long what %s says', (_, extras, held) => {
    expect(heldRate({ maxLimit: mega(40), extras })).toEqual(held);
    expect(heldRate({ maxLimit: mega(0), extras })).toEqual(mega(0));
  });

  it('says of each direction whether its burst lasts', () => {
    const extras = { burstLimit: mega(25), burstThreshold: mega(15, 5), burstTime: { down: 4_000, up: 4_000 } };
    expect(featureFindings('DINKES', mega(10), row({ extras })).map(({ code, facts }) => [code, facts])).toEqual([
      ['queue/burst-lasting', { direction: 'down', held: 15e6, limit: 10e6 }],
      ['queue/burst-above-limit', { direction: 'up', burst: 25e6, limit: 10e6 }],
    ]);
  });

  it('says direction and numbers', () => {
    expect(featureFindings('DINKES', mega(40), row({ extras: { burstLimit: mega(10, 41) } }))).toEqual([
      {
        code: 'queue/burst-above-limit',
        level: 'warn',
        subject: 'DINKES',
        facts: { direction: 'up', burst: 41e6, limit: 40e6 },
      },
    ]);
  });
});
