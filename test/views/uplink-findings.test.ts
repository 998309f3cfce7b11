import { afterEach, describe, expect, it } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { Missed } from '../../agent/domain/counters/missed.ts';
import type { Finding } from '../../agent/domain/finding.ts';
import { after, before, HOUR, MINUTE, type Moment, span } from '../../agent/domain/moment.ts';
import { answer } from '../../agent/views/answers.ts';
import { measurementFindings, uplinkFindings } from '../../agent/views/uplink-findings.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const found = (router = 'core'): readonly Finding[] => uplinkFindings(contextOf(kit.desk), router);

function read(operational: boolean, at: Moment = kit.clock.now()): void {
  const reading = {
    subject: 'uplink:isp-a',
    at,
    monotonic: 0,
    agentTicks: 0,
    down: 0n,
    up: 0n,
    index: 1,
    speedMbps: 1000,
  } as const;
  kit.samples.put([{ ...reading, operational }], []);
}

/** What `status` and `doctor` say, with nothing but the books to ask. */
async function said(): Promise<{ readonly status: readonly Finding[]; readonly doctor: readonly Finding[] }> {
  const lookout = { context: contextOf(kit.desk), peers: [], loops: [], version: '1', reportFolder: '' };
  const { routers } = await answer(lookout, 'status', {});
  return { status: routers.flatMap((r) => r.findings), doctor: await answer(lookout, 'checkup', {}) };
}

describe('an uplink whose interface is down', () => {
  it('is an alarm, with the end of its traffic and when it was read, until it is up again', async () => {
    kit = deskKit();
    const cut = kit.clock.now();
    read(true);
    expect(found()).toEqual([]);
    await kit.clock.advance(after(cut, span(20 * MINUTE)));
    read(false);
    const facts = { interface: 'ether1', since: cut, seen: after(cut, span(20 * MINUTE)) };
    expect(found()).toEqual([{ code: 'uplink/down', level: 'alarm', subject: 'isp-a', facts }]);
    read(true);
    expect(found()).toEqual([]);
  });

  it('passed nothing since, also where that is measured', async () => {
    kit = deskKit();
    const cut = kit.clock.now();
    const zeros = [0, 5, 10].map((minutes) => ({
      start: after(cut, span(minutes * MINUTE)),
      down: 0,
      up: 0,
      dropsDown: 0,
      dropsUp: 0,
    }));
    kit.samples.import('uplink:isp-a', zeros);
    await kit.clock.advance(after(cut, span(20 * MINUTE)));
    read(false);
    expect(found()[0]?.facts).toMatchObject({ since: cut });
  });

  it('fell silent no later than it was seen down, and has no such moment when it was never measured', () => {
    kit = deskKit();
    const seen = before(kit.clock.now(), span(2 * MINUTE));
    read(false, seen);
    expect(found()[0]?.facts).toMatchObject({ since: seen, seen });
    kit.close();
    const other = { id: 'isp-b', name: 'ISP-B', router: 'core', interface: 'ether2' };
    kit = deskKit({ office: { uplinks: [other] } });
    const reading = {
      subject: 'uplink:isp-b',
      monotonic: 0,
      agentTicks: 0,
      down: 0n,
      up: 0n,
      index: 2,
      operational: false,
    } as const;
    kit.samples.put([{ ...reading, at: kit.clock.now() }], []);
    expect(found()).toMatchObject([{ subject: 'isp-b', facts: { since: null } }]);
  });

  it('is none of another router, and none while it was never read', () => {
    kit = deskKit();
    expect(found()).toEqual([]);
    read(false);
    expect(found('edge')).toEqual([]);
  });

  it('is said by doctor and by status', async () => {
    kit = deskKit();
    expect((await said()).status).toEqual([]);
    await kit.clock.advance(after(kit.clock.now(), span(HOUR)));
    read(false);
    const { status, doctor } = await said();
    expect(status.map((f) => f.code)).toEqual(['uplink/down']);
    expect(doctor.filter((f) => f.level === 'alarm').map((f) => f.code)).toEqual(['uplink/down']);
  });
});

describe('the measurement of an uplink', () => {
  const measured = (): readonly unknown[] =>
    measurementFindings(contextOf(kit.desk), 'core').map(({ code, level, subject, facts }) => [
      code,
      level,
      subject,
      facts,
    ]);
  const miss = (why: Missed['why'], minutesAgo: number): void =>
    kit.samples.put([], [], {
      missed: [{ subject: 'uplink:isp-a', at: before(kit.clock.now(), span(minutesAgo * MINUTE)), why }],
    });

  it('is silent while there are rates and nothing was missed', () => {
    kit = deskKit();
    expect(measured()).toEqual([]);
  });

  it('names what was missed in the last day, by reason, and forgets what is older', async () => {
    kit = deskKit();
    miss('leap', 60);
    miss('leap', 30);
    miss('restart', 90);
    const at = (minutesAgo: number): Moment => before(kit.clock.now(), span(minutesAgo * MINUTE));
    expect(measured()).toEqual([
      ['meter/missed', 'warn', 'isp-a', { interface: 'ether1', why: 'leap', count: 2, last: at(30) }],
      ['meter/missed', 'warn', 'isp-a', { interface: 'ether1', why: 'restart', count: 1, last: at(90) }],
    ]);
    await kit.later(26 * 60);
    expect(measured()).toEqual([]);
  });

  it('is an alarm when there is no rate now, with the newest reason, but not of a link that is down', async () => {
    kit = deskKit();
    const since = kit.clock.now();
    await kit.clock.advance(after(since, span(11 * MINUTE)));
    expect(measured()).toEqual([['meter/unmeasured', 'alarm', 'isp-a', { interface: 'ether1', why: null, since }]]);
    miss('no-answer', 5);
    miss('no-64-bit', 1);
    expect(measured()[0]).toEqual([
      'meter/unmeasured',
      'alarm',
      'isp-a',
      { interface: 'ether1', why: 'no-64-bit', since },
    ]);
    read(false);
    expect(measured().map((each) => (each as readonly unknown[])[0])).toEqual(['meter/missed', 'meter/missed']);
  });

  it('says that a reported speed is wrong', () => {
    kit = deskKit();
    read(true);
    expect(measured()).toEqual([]);
    const last = kit.samples.last('uplink:isp-a')!;
    kit.samples.put([{ ...last, speedMbps: 10, ifType: 23 }], [], { passed: ['uplink:isp-a'] });
    expect(measured()).toEqual([['meter/speed-disbelieved', 'warn', 'isp-a', { interface: 'ether1', speed: 10 }]]);
  });
});
