import { afterEach, expect, test } from 'vitest';
import { openSnmpMeter } from '../../adapters/meter/snmp/snmp-meter.ts';
import { snmpOptions } from '../../adapters/meter/snmp/snmp-options.ts';
import type { QueueBytes } from '../../agent/domain/counters/queue-columns.ts';
import type { BytesIn } from '../../agent/domain/counters/reading.ts';
import { after, HOUR, MINUTE, moment, span } from '../../agent/domain/moment.ts';
import { Secret } from '../../agent/domain/secret.ts';
import { columnsLoop } from '../../agent/loops/columns.ts';
import { measureLoop, type Turn } from '../../agent/loops/measure.ts';
import type { Observed } from '../../agent/ports/ledger.ts';
import type { Meter, MeterPoint } from '../../agent/ports/meter.ts';
import { labRouterAdapter } from '../contract/lab-router.ts';
import { memoryMeter } from '../fakes/memory-meter.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { LAB_COMMUNITY, openLab } from '../lab/open-lab.ts';
import { measuringOf } from '../office/measuring.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

/** What the queue of DINKES downloaded and uploaded, by the router itself. */
const TRUTH: QueueBytes = { name: 'DINKES', down: 808_891_769n, up: 48_665_868n };

/** The loop over the kit's router and a meter that takes the column In for `used`, on a device where it is `real`. */
function loopOver(used: BytesIn, real: BytesIn, truth: QueueBytes = TRUTH) {
  kit = deskKit();
  kit.router.count([truth, { name: 'SOMEBODY', down: 5n, up: 9n }]);
  const meter = memoryMeter(kit.clock);
  const { down, up } = used === real ? truth : { down: truth.up, up: truth.down };
  meter.queue(7, { name: 'DINKES', down: down + 30_000n, up: up + 4000n });
  const reading: Meter['read'] = async (points) => {
    const visit = await meter.read(points);
    return { ...visit, readings: visit.readings.map((each) => ({ ...each, bytesIn: used })) };
  };
  return columnsLoop({
    name: 'core',
    router: kit.router,
    meter: { ...meter, read: reading },
    ledger: kit.ledger,
    samples: kit.samples,
    clock: kit.clock,
    log: quietLog(),
    breaker: { opensAfter: 3, refusal: 'router/refused-login', refusalWait: span(HOUR) },
    provision: MINUTE,
    points: () => [{ subject: 'line:dinkes', queue: 'DINKES' }],
  });
}

const settled = () => kit.samples.columns('core');

test.each<[BytesIn, BytesIn]>([
  ['up', 'up'],
  ['up', 'down'],
  ['down', 'up'],
  ['down', 'down'],
])('taken for %s where it is %s: the router itself says what it is', async (used, real) => {
  const loop = loopOver(used, real);
  await kit.work();
  await loop.pass();
  const version = kit.ledger.observed('core')!.identity.version;
  expect(settled()).toEqual({ router: 'core', bytesIn: real, at: kit.clock.now(), version, queues: 1 });
});

test('queues that prove nothing leave it unsettled, and it is tried again', async () => {
  const loop = loopOver('up', 'up', { ...TRUTH, up: 808_880_000n });
  await kit.work();
  expect(await loop.pass()).toEqual({ after: 5 * MINUTE, changed: false });
  expect(settled()).toBeUndefined();
});

test('asks the router once, then after an hour, and at once after a change of its version', async () => {
  const loop = loopOver('up', 'down');
  const visits = async (): Promise<number> => {
    await kit.work();
    const before = kit.router.visits;
    await loop.pass();
    return kit.router.visits - before;
  };
  expect(await visits()).toBe(1);
  const first = settled();
  await kit.clock.advance(after(kit.clock.now(), span(59 * MINUTE)));
  expect(await visits()).toBe(0);
  await kit.clock.advance(after(kit.clock.now(), span(MINUTE)));
  expect(await visits()).toBe(1);
  expect(settled()).toEqual(first);
  kit.router.swap({ version: '7.18.2 (stable)' });
  expect(await visits()).toBe(1);
  expect(settled()).toMatchObject({ bytesIn: 'down', version: '7.18.2 (stable)' });
});

test('a router that was not read lately is not asked', async () => {
  const loop = loopOver('up', 'down');
  await loop.pass();
  expect([kit.router.visits, settled()]).toEqual([0, undefined]);
  await kit.work();
  const before = kit.router.visits;
  await kit.clock.advance(after(kit.clock.now(), span(3 * MINUTE)));
  await loop.pass();
  expect([kit.router.visits - before, settled()]).toEqual([0, undefined]);
});

test('a visit that fails closes the session, so that the next one can begin', async () => {
  const loop = loopOver('up', 'down');
  await kit.work();
  kit.router.failNext('unreachable');
  await expect(loop.pass()).rejects.toMatchObject({ code: 'router/unreachable' });
  await loop.pass();
  expect(settled()?.bytesIn).toBe('down');
  await (await kit.router.open()).close();
});

test('over real wires: the default proves wrong, and the history read so far is turned', async () => {
  kit = deskKit();
  const lab = await openLab({ at: '2026-04-06T09:00:00+07:00' });
  lab.faults.switches.snmpInIsDownload = true;
  const clock = { ...kit.clock, now: () => moment(lab.clock.now()), monotonic: () => lab.clock.now() };
  const router = labRouterAdapter(lab);
  const meter = openSnmpMeter(snmpOptions.parse({ ...lab.snmp, version: '2c', community: new Secret(LAB_COMMUNITY) }), {
    name: 'core',
    clock,
    log: quietLog(),
  });
  const { samples } = kit;
  const subject = 'line:over-wires';
  const points = (): readonly MeterPoint[] => {
    const proven = samples.columns('core');
    return [{ subject, queue: 'DINKES', ...(proven === undefined ? {} : { bytesIn: proven.bytesIn }) }];
  };
  const turns: Turn[] = [];
  const measuring = measuringOf({ meter, samples, clock, points, turning: (turn) => void turns.push(turn) });
  const measure = measureLoop(measuring);
  const version = '7.18.2';
  const observed = { at: clock.now(), identity: { version } } as unknown as Observed;
  const columns = columnsLoop({
    ...measuring,
    router,
    ledger: { observed: () => ({ ...observed, at: clock.now() }) },
    breaker: { opensAfter: 3, refusal: 'router/refused-login', refusalWait: span(HOUR) },
    provision: MINUTE,
  });
  try {
    for (let minute = 0; minute <= 10; minute += 1) {
      lab.clock.set(clock.now() + MINUTE);
      await measure.pass();
      if (minute === 6) await columns.pass();
    }
    expect(samples.columns('core')).toMatchObject({ bytesIn: 'down', queues: 1 });
    expect(turns).toEqual([{ router: 'core', subjects: [subject], bytesIn: 'down' }]);
    const window = { from: moment(0), until: clock.now() };
    const rates = samples.series(subject, window);
    expect(rates.length).toBeGreaterThanOrEqual(1);
    // The lab's agencies download far more than they upload.
    for (const { down, up } of rates) expect(down / up).toBeGreaterThan(1.5);
    const row = lab.plant.queues.find('DINKES')!;
    expect(samples.last(subject)).toMatchObject({ down: BigInt(row.counters.down.octets), bytesIn: 'down' });
  } finally {
    await meter.close();
    await router.close();
    await lab.close();
  }
});
