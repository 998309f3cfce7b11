import { createSocket, type RemoteInfo } from 'node:dgram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Subject } from '../../../agent/domain/counters/reading.ts';
import { checkup } from '../../../agent/views/checkup.ts';
import type { MeterPoint } from '../../../agent/ports/meter.ts';
import { readingOf } from '../../contract/meter-contract.ts';
import { ISP, OPD, openBench, POINTS, type SnmpBench } from './snmp-bench.ts';
import { TAG, unsigned } from './snmp-ber.ts';
import { type FakeRequest, response, value } from './snmp-fake-agent.ts';

const HC_IN = '1.3.6.1.2.1.31.1.1.1.6.3';
const QUEUE_IN = '1.3.6.1.4.1.14988.1.1.2.1.1.8.21';
const UP_TIME = '1.3.6.1.2.1.1.3.0';
const TOO_BIG = 1;
const GEN_ERR = 5;

let bench: SnmpBench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => await bench.close());

const isGet = (request: FakeRequest | undefined): request is FakeRequest => request?.pdu === 'get';

describe('datagrams that are no answer', () => {
  it('outlives junk and takes the answer behind it', async () => {
    const junk = ['', '00', '30', '3003020101', '30820000', '3084ffffffff02', 'ff'.repeat(200), '02010130'].map((hex) =>
      Buffer.from(hex, 'hex'),
    );
    bench.device.agent.misbehave = (_, request) => [...junk, bench.device.agent.honest(request!)];
    expect((await bench.meter.read(POINTS)).readings).toHaveLength(2);
  });

  it('does not hear another source', async () => {
    await bench.meter.read(POINTS);
    const stranger = createSocket('udp4');
    bench.device.agent.misbehave = (_, request, from) => {
      const lie = response(
        request!,
        request!.oids.map((oid) => [oid, oid === HC_IN ? value.counter64(666n) : bench.device.agent.objects.get(oid)!]),
      );
      stranger.send(lie, from.port, from.address, () =>
        bench.device.agent.send(bench.device.agent.honest(request!), from),
      );
      return [];
    };
    expect(readingOf(await bench.meter.read(POINTS), 'uplink:isp').down).toBe(1000n);
    stranger.close();
  });

  it('does not hear another request id', async () => {
    bench.device.agent.misbehave = (_, request) => [
      response(request!, [[UP_TIME, value.ticks(1)]], 0, request!.id + 1),
    ];
    await expect(bench.lapsing(() => bench.meter.read(POINTS))).rejects.toMatchObject({ code: 'meter/silent' });
  });

  it('takes one of two equal answers', async () => {
    bench.device.agent.misbehave = (_, request) => [
      bench.device.agent.honest(request!),
      bench.device.agent.honest(request!),
    ];
    expect((await bench.meter.read(POINTS)).readings).toHaveLength(2);
    expect((await bench.meter.read(POINTS)).readings).toHaveLength(2);
  });

  it('does not take an answer of the last visit for one of this', async () => {
    await bench.meter.read(POINTS);
    let late: { readonly datagram: Buffer; readonly to: RemoteInfo } | undefined;
    bench.device.agent.misbehave = (_, request, from) => {
      late = { datagram: bench.device.agent.honest(request!), to: from };
      return [];
    };
    await expect(bench.lapsing(() => bench.meter.read(POINTS))).rejects.toMatchObject({ code: 'meter/silent' });
    bench.device.interface(3, { name: 'sfp1', inOctets: 9000n, outOctets: 900n });
    bench.device.agent.misbehave = (_, request, from) => {
      bench.device.agent.send(late!.datagram, from);
      return [bench.device.agent.honest(request!)];
    };
    expect(readingOf(await bench.meter.read(POINTS), 'uplink:isp').down).toBe(9000n);
  });

  it('ends at once when nobody listens on the port', async () => {
    const alone = await openBench();
    alone.device.agent.close();
    await expect(alone.meter.read(POINTS)).rejects.toMatchObject({
      code: 'meter/silent',
      facts: { target: 'core', why: 'port-closed' },
    });
    await alone.meter.close();
  });

  it('ends a visit in flight when it is closed', async () => {
    const slow = await openBench();
    slow.device.agent.misbehave = () => {
      void slow.meter.close();
      return [];
    };
    await expect(slow.meter.read(POINTS)).rejects.toMatchObject({ code: 'meter/silent', facts: { why: 'closed' } });
    await slow.close();
  });
});

describe('answers that are wrong', () => {
  it('refuses an answer about other objects than were asked', async () => {
    await bench.meter.read(POINTS);
    bench.device.agent.misbehave = (_, request) => [
      response(
        request!,
        request!.oids.map((oid) => [`${oid}.1`, value.counter64(5n)]),
      ),
    ];
    await expect(bench.meter.read(POINTS)).rejects.toMatchObject({
      code: 'meter/bad-reply',
      facts: { why: 'nonsense' },
    });
  });

  it('refuses an answer with too few objects', async () => {
    await bench.meter.read(POINTS);
    bench.device.agent.misbehave = (_, request) => [response(request!, [[UP_TIME, value.ticks(5)]])];
    await expect(bench.meter.read(POINTS)).rejects.toMatchObject({ code: 'meter/bad-reply' });
  });

  it.each([
    ['empty Counter64', { tag: TAG.counter64, body: Buffer.alloc(0) }, 'bad-value'],
    ['Counter64 of ten octets', { tag: TAG.counter64, body: Buffer.alloc(10) }, 'bad-value'],
    ['Counter64 beyond 64 bits', { tag: TAG.counter64, body: Buffer.alloc(9, 1) }, 'bad-value'],
    ['Counter32 where 64 bits belong', value.counter(5), 'bad-value'],
    ['text', value.text('7'), 'bad-value'],
    ['Null', { tag: TAG.null, body: Buffer.alloc(0) }, 'bad-value'],
    ['noSuchInstance', { tag: TAG.noSuchInstance, body: Buffer.alloc(0) }, 'no-64-bit'],
    ['noSuchObject', { tag: TAG.noSuchObject, body: Buffer.alloc(0) }, 'no-64-bit'],
  ] as const)('reads no zero out of %s', async (_, held, why) => {
    bench.device.set(HC_IN, held);
    const visit = await bench.meter.read(POINTS);
    expect(visit.unread).toEqual([{ subject: 'uplink:isp', why }]);
    expect(visit.readings.map((each) => each.subject)).toEqual(['line:opd']);
  });

  it('reads a Counter64 of nine octets with its leading zero', async () => {
    bench.device.set(HC_IN, { tag: TAG.counter64, body: unsigned(2n ** 64n - 1n) });
    expect(readingOf(await bench.meter.read(POINTS), 'uplink:isp').down).toBe(2n ** 64n - 1n);
  });

  it.each([
    ['missing', { tag: TAG.noSuchInstance, body: Buffer.alloc(0) }, 'meter/no-uptime'],
    ['not in its view', { tag: TAG.noSuchObject, body: Buffer.alloc(0) }, 'meter/no-uptime'],
    ['a counter', value.counter(5), 'meter/bad-reply'],
  ] as const)('believes no PDU whose sysUpTime is %s', async (_, held, code) => {
    bench.device.set(UP_TIME, held);
    await expect(bench.meter.read(POINTS)).rejects.toMatchObject({ code, retry: 'later' });
    expect((await checkup([bench.meter])).map((found) => [found.code, found.level])).toContainEqual([code, 'alarm']);
  });

  it('does without optional objects', async () => {
    for (const oid of ['1.3.6.1.2.1.31.1.1.1.15.3', '1.3.6.1.2.1.31.1.1.1.19.3', '1.3.6.1.4.1.14988.1.1.2.1.1.14.21'])
      bench.device.remove(oid);
    const visit = await bench.meter.read(POINTS);
    expect(readingOf(visit, 'uplink:isp')).not.toHaveProperty('speedMbps');
    expect(readingOf(visit, 'uplink:isp')).not.toHaveProperty('discontinuity');
    expect(readingOf(visit, 'line:opd')).not.toHaveProperty('drops');
  });

  it('loses only the row that the agent stumbles over', async () => {
    bench.device.agent.misbehave = (_, request) =>
      isGet(request) && request.oids.includes(QUEUE_IN) ? [response(request, [], GEN_ERR)] : undefined;
    const visit = await bench.meter.read(POINTS);
    expect(visit.readings.map((each) => each.subject)).toEqual(['uplink:isp']);
    expect(visit.unread).toEqual([{ subject: 'line:opd', why: 'bad-value' }]);
  });

  it('keeps what came when one PDU of many is lost', async () => {
    const points = manyQueues(40);
    bench.device.agent.misbehave = (_, request) =>
      request?.nonRepeaters === 1 && request.oids.includes('1.3.6.1.4.1.14988.1.1.2.1.1.8.108') ? [] : undefined;
    const visit = await bench.lapsing(() => bench.meter.read(points));
    expect(visit.readings.length).toBe(31);
    expect(visit.unread.length).toBe(9);
  });
});

describe('walks', () => {
  it('ends when an agent repeats one row for ever', async () => {
    bench.device.agent.misbehave = (_, request) =>
      request?.pdu === 'getBulk' ? [response(request, [['1.3.6.1.2.1.31.1.1.1.1.3', value.text('sfp1')]])] : undefined;
    await expect(bench.meter.read(POINTS)).rejects.toMatchObject({
      code: 'meter/bad-reply',
      facts: { why: 'endless-walk' },
    });
    expect(bench.device.agent.requests.length).toBeLessThan(5);
  });

  it('ends when an agent invents rows for ever', async () => {
    let row = 0;
    bench.device.agent.misbehave = (_, request) => {
      if (request?.pdu !== 'getBulk') return undefined;
      return [
        response(
          request,
          Array.from({ length: request.repetitions }, () => [
            `1.3.6.1.2.1.31.1.1.1.1.${(row += 1)}`,
            value.text(`x${row}`),
          ]),
        ),
      ];
    };
    await expect(bench.meter.read(POINTS)).rejects.toMatchObject({
      code: 'meter/bad-reply',
      facts: { why: 'endless-walk' },
    });
    expect(bench.device.agent.requests.length).toBeLessThan(500);
  });

  it('goes on behind a truncated answer', async () => {
    const points = manyQueues(30);
    bench.device.agent.misbehave = (_, request) =>
      request?.pdu === 'getBulk'
        ? [bench.device.agent.honest({ ...request, repetitions: Math.min(request.repetitions, 3) })]
        : undefined;
    expect((await bench.meter.read(points)).readings).toHaveLength(30);
  });

  it('halves what is tooBig, in walks and in visits, and remembers it', async () => {
    const points = manyQueues(60);
    bench.device.agent.misbehave = (_, request) => {
      const size = request?.pdu === 'getBulk' ? request.repetitions : (request?.oids.length ?? 0);
      return size > 20 ? [response(request!, [], TOO_BIG)] : undefined;
    };
    expect((await bench.meter.read(points)).readings).toHaveLength(60);
    const refused = (): number =>
      bench.device.agent.requests.filter((each) => each.oids.length > 20 || each.repetitions > 20).length;
    const first = refused();
    expect(first).toBeGreaterThan(0);
    expect((await bench.meter.read(points)).readings).toHaveLength(60);
    expect(refused()).toBe(first);
  });

  it('gives up on an agent for which one row is too big', async () => {
    bench.device.agent.misbehave = (_, request) => [response(request!, [], TOO_BIG)];
    await expect(bench.meter.read(POINTS)).rejects.toMatchObject({
      code: 'meter/bad-reply',
      facts: { why: 'too-big' },
    });
  });

  it('reads the highest index that RouterOS may use', async () => {
    bench.device.queue(4_294_967_294, { name: 'opd-tinggi', bytesIn: 1n, bytesOut: 2n });
    expect(readingOf(await bench.meter.read([{ subject: 'line:t', queue: 'opd-tinggi' }]), 'line:t').index).toBe(
      4_294_967_294,
    );
  });

  it('does not walk every visit for a name that stays missing', async () => {
    const points: MeterPoint[] = [...POINTS, { subject: 'line:ghost', queue: 'nobody' }];
    for (let i = 0; i < 5; i += 1) await bench.meter.read(points);
    expect(
      bench.device.agent.requests.filter(
        (each) => each.pdu === 'getBulk' && each.oids[0]?.startsWith('1.3.6.1.4.1.14988'),
      ).length,
    ).toBeLessThanOrEqual(2);
  });

  it('leaves queues alone on a device without MIKROTIK-MIB', async () => {
    const other = await openBench({ queues: 'none' });
    expect((await other.meter.read(POINTS)).unread).toEqual([{ subject: 'line:opd', why: 'not-listed' }]);
    expect(other.device.agent.requests.some((each) => each.oids.some((oid) => oid.includes('14988')))).toBe(false);
    await other.close();
  });

  it('reads a line there by the interface that is its own', async () => {
    const other = await openBench({ queues: 'none' });
    other.device.interface(4, { name: 'vlan20', inOctets: 40n, outOctets: 300n });
    const point = { subject: 'line:opd', queue: 'opd-kominfo', interface: 'vlan20', faces: 'agency' } as const;
    expect((await other.meter.read([ISP, point])).readings).toMatchObject([
      { subject: 'uplink:isp', down: 1000n, up: 200n },
      { subject: 'line:opd', down: 300n, up: 40n },
    ]);
    await other.close();
  });
});

describe('load', () => {
  it('never has more than eight PDUs in flight', async () => {
    const points = manyQueues(300);
    await bench.meter.read(points.slice(0, 1));
    let flying = 0;
    let most = 0;
    bench.device.agent.misbehave = (_, request, from) => {
      flying += 1;
      most = Math.max(most, flying);
      setImmediate(() => {
        flying -= 1;
        bench.device.agent.send(bench.device.agent.honest(request!), from);
      });
      return [];
    };
    expect((await bench.meter.read(points)).readings).toHaveLength(300);
    expect(most).toBeLessThanOrEqual(8);
    expect(most).toBeGreaterThan(1);
  });

  it('asks 26 queues and 2 uplinks in few round trips', async () => {
    bench.device.interface(4, { name: 'sfp2', inOctets: 5n, outOctets: 5n });
    const points = [...manyQueues(26), ISP, { subject: 'uplink:b', interface: 'sfp2' } as const];
    await bench.meter.read(points);
    const before = bench.device.agent.requests.length;
    expect((await bench.meter.read(points)).readings).toHaveLength(28);
    expect(bench.device.agent.requests.length - before).toBe(4);
    const sizes = bench.device.agent.requests.slice(before);
    expect(sizes.map((each) => [each.pdu, each.oids.length, each.repetitions])).toEqual([
      ['getBulk', 6, 9],
      ['getBulk', 6, 9],
      ['getBulk', 6, 8],
      ['get', 13, 0],
    ]);
  });

  it('reads nothing twice at once: visits wait for each other', async () => {
    const visits = await Promise.all([bench.meter.read(POINTS), bench.meter.read([ISP]), bench.meter.check()]);
    expect(visits[0].readings).toHaveLength(2);
    expect(visits[1].readings).toHaveLength(1);
  });
});

describe('loss', () => {
  const seed = 6_901;
  it.each([10, 30, 60])(
    `of %d in a hundred costs readings, never their truth (seed ${seed})`,
    async (percent) => {
      const lossy = await openBench({ retries: 2 });
      const points = manyQueues(40, lossy);
      await lossy.meter.read(points);
      const random = randomBelow(seed);
      lossy.device.agent.misbehave = () => (random(100) < percent ? [] : undefined);
      let read = 0;
      const lies: unknown[] = [];
      for (let i = 0; i < 10; i += 1) {
        const visit = await lossy.lapsing(() => lossy.meter.read(points)).catch(() => ({ readings: [], unread: [] }));
        read += visit.readings.length;
        lies.push(...visit.readings.filter((each) => each.down !== BigInt(each.index - 100) * 2n));
      }
      console.log(`loss ${percent} %: ${((read / 400) * 100).toFixed(0)} % of the readings`);
      expect(lies).toEqual([]);
      expect(read).toBeGreaterThan(percent === 10 ? 380 : 100);
      await lossy.close();
    },
    30_000,
  );
});

describe('bent datagrams', () => {
  const seed = 20_260_504;
  it(`outlives 600 of them and reads nothing but Faults and readings (seed ${seed})`, async () => {
    const random = randomBelow(seed);
    await bench.meter.read(POINTS);
    bench.device.agent.misbehave = (_, request) => {
      const whole = bench.device.agent.honest(request!);
      const bent = Buffer.from(whole);
      for (let i = 0; i <= random(4); i += 1) bent[random(bent.length)] = random(256);
      // The honest one behind it, so that a dropped datagram costs no deadline.
      return [random(3) === 0 ? bent.subarray(0, random(bent.length)) : bent, whole];
    };
    const codes = new Set<string>();
    for (let i = 0; i < 600; i += 1) {
      await bench
        .lapsing(() => bench.meter.read([OPD, ISP]))
        .then(
          () => codes.add('read'),
          (fault: Error & { code?: string }) => codes.add(fault.code ?? fault.message),
        );
    }
    expect(
      [...codes].filter((code) => !['read', 'meter/silent', 'meter/refused', 'meter/bad-reply'].includes(code)),
    ).toEqual([]);
    bench.device.agent.misbehave = undefined;
    expect((await bench.meter.read(POINTS)).readings).toHaveLength(2);
  }, 300_000);
});

function randomBelow(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function manyQueues(count: number, on = bench): MeterPoint[] {
  return Array.from({ length: count }, (_, i) => {
    on.device.queue(100 + i, { name: `opd-${i}`, bytesIn: BigInt(i), bytesOut: BigInt(i * 2) });
    return { subject: `line:opd-${i}` satisfies Subject, queue: `opd-${i}` };
  });
}
