import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../../agent/domain/counters/reading.ts';
import { type Sample, sample } from '../../../agent/domain/counters/sample.ts';
import type { MeterPoint, Visit } from '../../../agent/ports/meter.ts';
import { readingOf } from '../../contract/meter-contract.ts';
import { LAB, labPossible, openSnmpdLab, type SnmpdLab } from './snmpd-lab.ts';
import type { KernelCount } from './snmpd-probe.ts';

const UPLINK: MeterPoint = { subject: 'uplink:lab', interface: LAB.uplink };
const LONG = process.env['LONG'] === '1';
const WINDOW_S = LONG ? 65 : 8;
const WITHIN = LONG ? 0.01 : 0.02;

const at = { host: LAB.host, port: LAB.port, queues: 'none', timeoutMs: 10_000, retries: 1 };
const user = {
  ...at,
  version: '3',
  level: 'authPriv',
  privProtocol: 'aes',
  authKey: LAB.authKey,
  privKey: LAB.privKey,
};
const METERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  v2c: { ...at, version: '2c', community: LAB.community },
  'v3 SHA/AES': { ...user, user: 'labsha', authProtocol: 'sha' },
  'v3 SHA-256/AES': { ...user, user: 'labsha256', authProtocol: 'sha256' },
  'v2c over IPv6': { ...at, host: LAB.host6, version: '2c', community: LAB.community },
  'v3 SHA/AES over IPv6': { ...user, host: LAB.host6, user: 'labsha', authProtocol: 'sha' },
};

/** Debian's snmpd as the device. `REAL=1` insists on it, `LONG=1` measures over more than a minute. */
describe.skipIf(!labPossible() && process.env['REAL'] !== '1')('snmpd', () => {
  let lab: SnmpdLab;

  beforeAll(async () => {
    lab = await openSnmpdLab();
    for (const [meter, options] of Object.entries(METERS))
      await lab.ask({ op: 'open', meter, options, expects: [UPLINK] });
    await lab.startTraffic();
    await wait(1000);
  }, 300_000);
  afterAll(async () => await lab.close(), 30_000);

  const visit = async (meter: string, points: readonly MeterPoint[] = [UPLINK]): Promise<Visit> => {
    const answer = await lab.ask({ op: 'read', meter, points });
    if (!('visit' in answer)) throw new Error(JSON.stringify(answer));
    return answer.visit;
  };
  const uplink = async (meter: string): Promise<Reading> => readingOf(await visit(meter), 'uplink:lab');
  const kernel = async (): Promise<KernelCount> => {
    const answer = await lab.ask({ op: 'kernel', interface: LAB.uplink });
    if (!('kernel' in answer)) throw new Error(JSON.stringify(answer));
    return answer.kernel;
  };
  const codes = async (options: Readonly<Record<string, unknown>>, expects = [UPLINK]): Promise<unknown[]> => {
    await lab.ask({ op: 'open', meter: 'tried', options, expects });
    const answer = await lab.ask({ op: 'check', meter: 'tried' });
    return 'findings' in answer
      ? answer.findings.map((each) => [each.code, each.facts['why'] ?? each.facts['name'] ?? null])
      : [answer];
  };

  it(`measures within ${percent(WITHIN)} of the kernel over ${WINDOW_S} s, by every version of the ` +
    `protocol`, async () => {
    const before = new Map<string, { readonly reading: Reading; readonly kernel: KernelCount }>();
    for (const meter of Object.keys(METERS)) {
      await visit(meter);
      before.set(meter, { kernel: await kernel(), reading: await uplink(meter) });
    }
    await wait(WINDOW_S * 1000);
    const errors: number[] = [];
    for (const [meter, first] of before) {
      const truth = kernelRates(first.kernel, await kernel());
      const measured = rates(sample(first.reading, await uplink(meter)));
      const error = { down: measured.down / truth.down - 1, up: measured.up / truth.up - 1 };
      errors.push(Math.abs(error.down), Math.abs(error.up));
      console.log(
        `${meter}: down ${mbit(measured.down)} (kernel ${mbit(truth.down)}, ${percent(error.down)}), up ` +
          `${mbit(measured.up)} (kernel ${mbit(truth.up)}, ${percent(error.up)}) over ${WINDOW_S} s`,
      );
      expect(truth.down).toBeGreaterThan(2_000_000);
    }
    expect(Math.max(...errors)).toBeLessThan(WITHIN);
  }, 300_000);

  it('finds all well, and an interface that is not there', async () => {
    expect(await codes(METERS['v3 SHA/AES']!)).toEqual([['meter/ok', 'lab-router']]);
    expect(await codes(METERS['v2c']!)).toEqual([['meter/plaintext', null]]);
    expect(await codes(METERS['v3 SHA/AES']!, [{ subject: 'uplink:none', interface: 'sfp9' }])).toEqual([
      ['meter/no-interface', 'not-listed'],
    ]);
  });

  it('says which credential is wrong', async () => {
    // The last two are told by silence, which has to be waited for.
    const short = { timeoutMs: 3000, retries: 0 };
    const right = { ...METERS['v3 SHA/AES'], ...short };
    expect(await codes({ ...right, user: 'nobody' })).toEqual([['meter/refused', 'unknown-user']]);
    expect(await codes({ ...right, authKey: 'not the right one' })).toEqual([['meter/refused', 'wrong-auth-key']]);
    expect(await codes({ ...right, authProtocol: 'sha256' })).toEqual([['meter/refused', 'wrong-auth-key']]);
    expect(await codes({ ...right, privKey: 'not the right one' })).toEqual([['meter/refused', 'wrong-priv-key']]);
    expect(await codes({ ...METERS['v2c'], ...short, community: 'wrong' })).toEqual([
      ['meter/silent', 'no-answer'],
      ['meter/plaintext', null],
    ]);
    const { privProtocol: _, privKey: __, ...authOnly } = right as typeof user;
    expect(await codes({ ...authOnly, level: 'authNoPriv' })).toEqual([['meter/refused', 'no-access']]);
  });

  it.each([
    ['keeping its boot count', false],
    ['losing its boot count', true],
  ])(
    'tells no rate over a restart of snmpd, %s, and the right one after',
    async (_, forget) => {
      // An engine that forgot is refused by its old session only when it was up for longer than the window of 150 s.
      if (LONG && forget) await wait(160_000);
      const before = new Map<string, Reading>();
      for (const meter of Object.keys(METERS)) before.set(meter, await uplink(meter));
      await lab.stopSnmpd(forget);
      expect(await lab.ask({ op: 'read', meter: 'v2c', points: [UPLINK] })).toMatchObject({ fault: 'meter/silent' });
      await lab.startSnmpd();
      const again = new Map<string, Reading>();
      for (const [meter, reading] of before) {
        again.set(meter, await uplink(meter));
        expect([meter, sample(reading, again.get(meter)!)]).toEqual([
          meter,
          { kind: 'gap', subject: 'uplink:lab', why: 'restart' },
        ]);
      }
      await wait(5000);
      for (const [meter, reading] of again) {
        const measured = rates(sample(reading, await uplink(meter)));
        expect([meter, measured.down > 5_000_000 && measured.down < 11_000_000]).toEqual([meter, true]);
      }
    },
    240_000,
  );

  it('tells no rate over an interface that was made anew, and the right one after', async () => {
    const before = await uplink('v2c');
    await lab.recreateUplink();
    const seen: string[] = [];
    const told: number[] = [];
    let last = before;
    for (let i = 0; i < 6; i += 1) {
      await wait(1000);
      const { readings, unread } = await visit('v2c');
      const [reading] = readings;
      if (reading === undefined) {
        seen.push(`unread ${unread[0]?.why}`);
        continue;
      }
      const taken = sample(last, reading);
      seen.push(taken.kind === 'gap' ? taken.why : 'octets');
      if (taken.kind === 'octets') told.push(rates(taken).down);
      last = reading;
    }
    console.log(`interface made anew: index ${before.index} -> ${last.index}; ${seen.join(', ')}`);
    expect(last.index).not.toBe(before.index);
    expect(seen).toContain('renumbered');
    expect(seen.at(-1)).toBe('octets');
    expect(told.filter((down) => down > 12_000_000)).toEqual([]);
  }, 300_000);
});

function rates(taken: Sample): { readonly down: number; readonly up: number } {
  if (taken.kind === 'gap') throw new Error(`no rate: ${taken.why}`);
  const ms = taken.until - taken.from;
  return { down: (Number(taken.down) * 8000) / ms, up: (Number(taken.up) * 8000) / ms };
}

function kernelRates(a: KernelCount, b: KernelCount): { readonly down: number; readonly up: number } {
  return { down: (Number(b.rx - a.rx) * 8000) / (b.at - a.at), up: (Number(b.tx - a.tx) * 8000) / (b.at - a.at) };
}

const mbit = (bits: number): string => `${(bits / 1e6).toFixed(3)} Mbit/s`;
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
