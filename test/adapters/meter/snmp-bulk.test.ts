import { createSocket } from 'node:dgram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sample } from '../../../agent/domain/counters/sample.ts';
import { MINUTE } from '../../../agent/domain/moment.ts';
import type { MeterPoint, Visit } from '../../../agent/ports/meter.ts';
import { openBench, type SnmpBench } from './snmp-bench.ts';
import { type Ber, encode, TAG } from './snmp-ber.ts';
import { type FakeRequest, response, value } from './snmp-fake-agent.ts';

const HC_IN = '1.3.6.1.2.1.31.1.1.1.6';
const HC_OUT = '1.3.6.1.2.1.31.1.1.1.10';
const IF_NAME = '1.3.6.1.2.1.31.1.1.1.1';
const UP_TIME = '1.3.6.1.2.1.1.3.0';
const FIRST = 10;
const COUNT = 60;
const TOO_BIG = 1;

const POINTS: readonly MeterPoint[] = Array.from({ length: COUNT }, (_, i) => ({
  subject: `uplink:${i}`,
  interface: `ether${i}`,
}));

let bench: SnmpBench;
beforeEach(async () => {
  bench = await openBench();
  fill(bench);
  await bench.meter.read(POINTS);
});
afterEach(async () => await bench.close());

function fill(on: SnmpBench, more = 0n): void {
  on.device.drop(3);
  for (let i = 0; i < COUNT; i += 1)
    on.device.interface(FIRST + i, {
      name: `ether${i}`,
      inOctets: BigInt(i) * 1000n + more,
      outOctets: BigInt(i) + more,
    });
}

/** Readings that are not what the device counts for that name. */
function lies(visit: Visit, more = 0n): readonly unknown[] {
  return visit.readings.filter(({ subject, index, down, up }) => {
    const i = BigInt(subject.slice('uplink:'.length));
    return index !== FIRST + Number(i) || down !== i * 1000n + more || up !== i + more;
  });
}

const isVisit = (request: FakeRequest | undefined): request is FakeRequest =>
  request?.pdu === 'getBulk' && request.nonRepeaters === 1;

/** The honest varbinds of a visit's GETBULK, for a fault that bends them. */
function honest(request: FakeRequest): (readonly [string, Ber])[] {
  const rows = [[UP_TIME, bench.device.agent.objects.get(UP_TIME)!] as const];
  const starts = request.oids
    .slice(1)
    .map((oid) => [oid.slice(0, oid.lastIndexOf('.')), Number(oid.slice(oid.lastIndexOf('.') + 1))] as const);
  const end = { tag: TAG.endOfMibView, body: Buffer.alloc(0) };
  return [
    ...rows,
    ...Array.from({ length: request.repetitions }, (_, i) =>
      starts.map(([column, at]) => {
        const oid = `${column}.${at + 1 + i}`;
        return [oid, bench.device.agent.objects.get(oid) ?? end] as const;
      }),
    ).flat(),
  ];
}

const bend = (
  how: (varbinds: (readonly [string, Ber])[], request: FakeRequest) => readonly (readonly [string, Ber])[],
): void => {
  bench.device.agent.misbehave = (_, request) =>
    isVisit(request) ? [response(request, how(honest(request), request))] : undefined;
};

describe('many interfaces', () => {
  it('go by GETBULK of eight rows from where they are known to stand, each with the agent’s instant', async () => {
    const before = bench.device.agent.requests.length;
    const visit = await bench.meter.read(POINTS);
    const asked = bench.device.agent.requests.slice(before);
    expect(visit.readings).toHaveLength(COUNT);
    expect(lies(visit)).toEqual([]);
    expect(asked.map((each) => [each.pdu, each.nonRepeaters, each.oids.length, each.repetitions])).toEqual([
      ...Array.from({ length: 7 }, () => ['getBulk', 1, 7, 8]),
      ['getBulk', 1, 7, 4],
    ]);
    expect(asked[1]!.oids[1]).toBe(`${IF_NAME}.${FIRST + 7}`);
  });

  it('are told from a lie by this test', async () => {
    bench.device.set(`${HC_IN}.${FIRST}`, value.counter64(1n));
    expect(lies(await bench.meter.read(POINTS))).toHaveLength(1);
  });

  it('of which few are asked, far from each other, go by GET', async () => {
    const some = POINTS.filter((_, i) => i % 6 === 0);
    const before = bench.device.agent.requests.length;
    expect((await bench.meter.read(some)).readings).toHaveLength(10);
    expect(bench.device.agent.requests.slice(before).map((each) => [each.pdu, each.oids.length])).toEqual([
      ['get', 49],
      ['get', 13],
    ]);
  });

  it('may be asked twice, and with gaps between them', async () => {
    const some = [...POINTS.filter((_, i) => i % 3 !== 1), { subject: 'uplink:0', interface: 'ether0' } as const];
    const visit = await bench.meter.read(some);
    expect(visit.readings).toHaveLength(some.length);
    expect(lies(visit)).toEqual([]);
  });
});

describe('faults at the wire read nothing wrong', () => {
  const junk = ['', '30', '3003020101', '3084ffffffff02', 'ff'.repeat(200)].map((hex) => Buffer.from(hex, 'hex'));
  const truncatedOid = (request: FakeRequest): Buffer => {
    const varbind = encode(TAG.sequence, encode(TAG.oid, Buffer.from([0x2b, 0x86])).subarray(0, 3));
    return response(request, [[UP_TIME, { tag: varbind[0]!, body: varbind.subarray(2) }]]);
  };

  it.each([
    ['junk before the answer', (request: FakeRequest) => [...junk, bench.device.agent.honest(request)], COUNT],
    [
      'doubled answers',
      (request: FakeRequest) => [bench.device.agent.honest(request), bench.device.agent.honest(request)],
      COUNT,
    ],
    [
      'an OID that ends in its middle',
      (request: FakeRequest) => [truncatedOid(request), bench.device.agent.honest(request)],
      null,
    ],
    [
      'an answer to another request',
      (request: FakeRequest) => [response(request, [], 0, request.id + 1), bench.device.agent.honest(request)],
      COUNT,
    ],
    [
      'an answer of another community',
      (request: FakeRequest) => [response({ ...request, community: 'other' }, honest(request))],
      null,
    ],
  ] as const)('%s', async (_, reply, readings) => {
    bench.device.agent.misbehave = (__, request) => (isVisit(request) ? reply(request) : undefined);
    const visit = await bench.lapsing(() => bench.meter.read(POINTS)).catch(() => ({ readings: [], unread: [] }));
    expect(lies(visit)).toEqual([]);
    if (readings !== null) expect(visit.readings).toHaveLength(readings);
  });

  it('another source', async () => {
    const stranger = createSocket('udp4');
    bench.device.agent.misbehave = (_, request, from) => {
      if (!isVisit(request)) return undefined;
      const lie = response(
        request,
        honest(request).map(([oid, held]) => [oid, oid.startsWith(HC_IN) ? value.counter64(666n) : held]),
      );
      stranger.send(lie, from.port, from.address, () =>
        bench.device.agent.send(bench.device.agent.honest(request), from),
      );
      return [];
    };
    const visit = await bench.meter.read(POINTS);
    expect([visit.readings.length, lies(visit)]).toEqual([COUNT, []]);
    stranger.close();
  });

  it('answers of the visit before, which come late', async () => {
    const late: Buffer[] = [];
    bench.device.agent.misbehave = (_, request) => {
      if (isVisit(request)) late.push(bench.device.agent.honest(request));
      return [];
    };
    await expect(bench.lapsing(() => bench.meter.read(POINTS))).rejects.toMatchObject({ code: 'meter/silent' });
    fill(bench, 5_000_000n);
    bench.device.agent.misbehave = (_, request) => [...late, bench.device.agent.honest(request!)];
    const visit = await bench.meter.read(POINTS);
    expect([visit.readings.length, lies(visit, 5_000_000n)]).toEqual([COUNT, []]);
    expect(late).toHaveLength(8);
  });

  it('rows one further than they stand: renumbered, looked up anew, and no rate out of the pair', async () => {
    const before = await bench.meter.read(POINTS);
    await bench.clock.pass((5 * MINUTE) as typeof MINUTE);
    bench.device.upTime(130_000);
    for (let i = 0; i < COUNT; i += 1) bench.device.drop(FIRST + i);
    for (let i = 0; i < COUNT; i += 1)
      bench.device.interface(FIRST + 1 + i, {
        name: `ether${i}`,
        inOctets: BigInt(i) * 1000n + 9n,
        outOctets: BigInt(i) + 9n,
      });
    const visit = await bench.meter.read(POINTS);
    expect(visit.readings.map((each) => each.index - FIRST)).toEqual(POINTS.map((_, i) => i + 1));
    expect(visit.readings.map((each, i) => sample(before.readings[i], each).kind)).toEqual(POINTS.map(() => 'gap'));
  });

  it('a counter column whose rows are shifted by one', async () => {
    bend((varbinds) =>
      varbinds.map(([oid, held]) => {
        if (!oid.startsWith(`${HC_IN}.`)) return [oid, held];
        const row = Number(oid.slice(HC_IN.length + 1));
        return [`${HC_IN}.${row + 1}`, bench.device.agent.objects.get(`${HC_IN}.${row + 1}`) ?? held];
      }),
    );
    const visit = await bench.meter.read(POINTS);
    expect(lies(visit)).toEqual([]);
    // The first row of each GETBULK was passed over, as by an agent that does not count it.
    expect(visit.unread.map((each) => each.why)).toEqual(Array.from({ length: 8 }, () => 'no-64-bit'));
  });

  it('rows that stand still, fall or repeat', async () => {
    for (const order of [
      [0, 0, 0, 0],
      [1, 0, 3, 2],
      [0, 1, 1, 2],
    ]) {
      bend((varbinds, request) => {
        const [columns, first] = [request.oids.length - 1, varbinds.slice(0, 1)];
        return [...first, ...order.flatMap((place) => varbinds.slice(1 + place * columns, 1 + (place + 1) * columns))];
      });
      await expect(bench.meter.read(POINTS)).rejects.toMatchObject({
        code: 'meter/bad-reply',
        facts: { why: 'nonsense' },
      });
    }
  });

  it('an answer that runs over what was asked', async () => {
    bench.device.agent.misbehave = (_, request) =>
      isVisit(request) ? [bench.device.agent.honest({ ...request, repetitions: request.repetitions * 3 })] : undefined;
    const visit = await bench.meter.read(POINTS);
    expect([visit.readings.length, lies(visit)]).toEqual([COUNT, []]);
  });

  it.each([0, 1, 2, 7, 20, 45])('an answer cut after %d varbinds: the rest is asked again', async (kept) => {
    bend((varbinds) => varbinds.slice(0, kept));
    const visit = await bench.meter.read(POINTS).catch(() => ({ readings: [], unread: [] }));
    expect(lies(visit)).toEqual([]);
    expect(visit.readings).toHaveLength(kept === 0 ? 0 : COUNT);
  });

  it('an instant that is none', async () => {
    bend((varbinds) => [[UP_TIME, value.counter(5)], ...varbinds.slice(1)]);
    await expect(bench.meter.read(POINTS)).rejects.toMatchObject({ code: 'meter/bad-reply' });
    bend((varbinds) => [['1.3.6.1.2.1.1.4.0', value.ticks(5)], ...varbinds.slice(1)]);
    await expect(bench.meter.read(POINTS)).rejects.toMatchObject({ code: 'meter/no-uptime' });
  });

  it.each([
    ['an object that is not there', { tag: TAG.noSuchInstance, body: Buffer.alloc(0) }, 'no-64-bit'],
    ['an empty Counter64', { tag: TAG.counter64, body: Buffer.alloc(0) }, 'bad-value'],
    ['a Counter32 for a Counter64', value.counter(5), 'bad-value'],
  ] as const)('%s', async (_, held, why) => {
    bench.device.set(`${HC_OUT}.${FIRST + 30}`, held);
    const visit = await bench.meter.read(POINTS);
    expect([visit.readings.length, lies(visit), visit.unread]).toEqual([
      COUNT - 1,
      [],
      [{ subject: 'uplink:30', why }],
    ]);
  });

  it('a device that has 32-bit octets only', async () => {
    for (let i = 0; i < COUNT; i += 1)
      for (const column of [HC_IN, HC_OUT]) bench.device.remove(`${column}.${FIRST + i}`);
    const visit = await bench.meter.read(POINTS);
    expect([visit.readings.length, new Set(visit.unread.map((each) => each.why))]).toEqual([0, new Set(['no-64-bit'])]);
  });

  it('the end of all that the agent shows', async () => {
    for (let i = 50; i < COUNT; i += 1) bench.device.drop(FIRST + i);
    const visit = await bench.meter.read(POINTS);
    expect([visit.readings.length, lies(visit), visit.unread.length]).toEqual([50, [], 10]);
  });

  it('two rows of one name', async () => {
    bench.device.interface(FIRST + COUNT, { name: 'ether7', inOctets: 1n, outOctets: 1n, up: false });
    bench.device.interface(FIRST + COUNT + 1, { name: 'ether8', inOctets: 1n, outOctets: 1n });
    await bench.clock.pass((61 * MINUTE) as typeof MINUTE);
    const visit = await bench.meter.read(POINTS);
    expect([visit.readings.length, lies(visit), visit.unread]).toEqual([
      COUNT - 1,
      [],
      [{ subject: 'uplink:8', why: 'ambiguous' }],
    ]);
  });

  it('an agent that started again: nothing of the pair is a rate', async () => {
    const before = await bench.meter.read(POINTS);
    await bench.clock.pass((5 * MINUTE) as typeof MINUTE);
    bench.device.upTime(900);
    fill(bench, 5000n);
    const visit = await bench.meter.read(POINTS);
    const told = visit.readings.map((each, i) => sample(before.readings[i], each));
    expect(told.map((each) => each.kind === 'gap' && each.why)).toEqual(POINTS.map(() => 'restart'));
  });

  it('tooBig, with or without rows: halved, remembered', async () => {
    bench.device.agent.misbehave = (_, request) =>
      isVisit(request) && request.repetitions > 4
        ? [response(request, honest(request).slice(0, 7), TOO_BIG)]
        : undefined;
    const refused = (): number =>
      bench.device.agent.requests.filter((each) => isVisit(each) && each.repetitions > 4).length;
    const before = refused();
    for (const times of [7, 7]) {
      const visit = await bench.meter.read(POINTS);
      expect([visit.readings.length, lies(visit), refused() - before]).toEqual([COUNT, [], times]);
    }
  });
});

describe('a visit that takes too long', () => {
  it('ends by itself and keeps what came', async () => {
    const slow = await openBench({}, 10_000);
    fill(slow);
    await slow.meter.read(POINTS);
    slow.device.agent.misbehave = (_, request) =>
      isVisit(request) && request.oids[1] === `${IF_NAME}.${FIRST + 7}` ? [] : undefined;
    const visit = await slow.lapsing(() => slow.meter.read(POINTS));
    expect([visit.readings.length, lies(visit), visit.unread.length]).toEqual([COUNT - 8, [], 8]);
    slow.device.agent.misbehave = () => [];
    await expect(slow.lapsing(() => slow.meter.read(POINTS))).rejects.toMatchObject({
      code: 'meter/silent',
      facts: { why: 'deadline' },
    });
    slow.device.agent.misbehave = undefined;
    expect((await slow.meter.read(POINTS)).readings).toHaveLength(COUNT);
    await slow.close();
  });
});
