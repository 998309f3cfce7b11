import { createSocket } from 'node:dgram';
import * as snmp from 'net-snmp';
import { afterEach, describe, expect, it } from 'vitest';
import { BerReader, integer, octets, TAG } from './lab-snmp-ber.ts';
import { type Lab, LAB_COMMUNITY, LAB_SNMP_USER, openLab } from '../open-lab.ts';

const UPTIME = '1.3.6.1.2.1.1.3.0';
const IF_X = '1.3.6.1.2.1.31.1.1.1';
const QUEUE = '1.3.6.1.4.1.14988.1.1.2.1.1';

const labs: Lab[] = [];
const sessions: snmp.Session[] = [];

async function open(at = '2026-05-18T09:00:00+07:00'): Promise<Lab> {
  const lab = await openLab({ at });
  labs.push(lab);
  return lab;
}

function v2c(lab: Lab, community = LAB_COMMUNITY, timeout = 2000): snmp.Session {
  const session = snmp.createSession('127.0.0.1', community, {
    port: lab.snmp.port,
    version: snmp.Version2c,
    retries: 0,
    timeout,
  });
  sessions.push(session);
  return session;
}

function v3(lab: Lab, changes: Partial<snmp.User> = {}): snmp.Session {
  const user: snmp.User = {
    name: LAB_SNMP_USER.name,
    level: snmp.SecurityLevel.authPriv,
    authProtocol: snmp.AuthProtocols.sha,
    authKey: LAB_SNMP_USER.authKey,
    privProtocol: snmp.PrivProtocols.aes,
    privKey: LAB_SNMP_USER.privKey,
    ...changes,
  };
  const session = snmp.createV3Session('127.0.0.1', user, {
    port: lab.snmp.port,
    version: snmp.Version3,
    retries: 0,
    timeout: 20_000,
  });
  sessions.push(session);
  return session;
}

afterEach(async () => {
  for (const session of sessions.splice(0)) session.close();
  for (const lab of labs.splice(0)) await lab.close();
});

const get = (session: snmp.Session, oids: readonly string[]): Promise<readonly snmp.Varbind[]> =>
  new Promise((resolve, reject) => session.get(oids, (error, varbinds) => (error ? reject(error) : resolve(varbinds))));

const bulk = (
  session: snmp.Session,
  oids: readonly string[],
  repetitions: number,
): Promise<readonly (readonly snmp.Varbind[])[]> =>
  new Promise((resolve, reject) =>
    session.getBulk(oids, 0, repetitions, (error, varbinds) =>
      error ? reject(error) : resolve(varbinds as readonly (readonly snmp.Varbind[])[]),
    ),
  );

const number = (varbind: snmp.Varbind | undefined): number =>
  Number(BigInt(`0x${(varbind!.value as Buffer).toString('hex')}`));

describe('the SNMP agent', () => {
  it('counts what the uplinks carry in time of the told clock, 60 to 40', async () => {
    const lab = await open();
    const session = v2c(lab);
    const oids = [
      UPTIME,
      `${IF_X}.6.1`,
      `${IF_X}.6.2`,
      `${IF_X}.10.1`,
      `${IF_X}.1.1`,
      `${IF_X}.15.1`,
      '1.3.6.1.2.1.2.2.1.8.1',
    ];
    const first = await get(session, oids);
    lab.clock.advance(300_000);
    const second = await get(session, oids);
    expect(Number(second[0]!.value) - Number(first[0]!.value)).toBe(30_000);
    const [a, b, up] = [1, 2, 3].map((place) => ((number(second[place]) - number(first[place])) * 8) / 300);
    expect(a! + b!).toBeGreaterThan(330e6);
    expect(a! / (a! + b!)).toBeCloseTo(0.6, 6);
    expect(up).toBeLessThan(a! / 2);
    expect(String(second[4]!.value)).toBe('sfp-sfpplus1-ISP-A');
    expect(second.slice(5).map((varbind) => varbind.value)).toEqual([1000, 1]);
  });

  it('shows queues by the number of their id, In as upload and Out as download', async () => {
    const lab = await open();
    const session = v2c(lab);
    const row = lab.plant.queues.find('DINKES')!;
    const index = Number.parseInt(row.id.slice(1), 16);
    const [name, up, down, dropsUp, dropsDown] = await get(
      session,
      [2, 8, 9, 14, 15].map((column) => `${QUEUE}.${column}.${index}`),
    );
    expect(String(name!.value)).toBe('DINKES');
    expect([number(up), number(down)]).toEqual([row.counters.up.octets, row.counters.down.octets]);
    expect(number(down)).toBeGreaterThan(number(up));
    expect([dropsUp!.value, dropsDown!.value]).toEqual([0, 0]);
    lab.clock.advance(3_600_000);
    const [later] = await get(session, [`${QUEUE}.15.${index}`]);
    expect(later!.value).toBeGreaterThan(0);
  });

  it('answers GETBULK per column and ends the view', async () => {
    const lab = await open();
    const session = v2c(lab);
    const columns = await bulk(session, [`${QUEUE}.2`, `${QUEUE}.8`, `${QUEUE}.9`], 29);
    expect(columns.map((column) => column.length)).toEqual([29, 29, 29]);
    expect(columns[0]!.map((varbind) => String(varbind.value))).toEqual(lab.plant.queues.rows.map((row) => row.name));
    const [end] = await bulk(session, [`${QUEUE}.15.29`], 5);
    expect(end!.map((varbind) => varbind.type)).toEqual([snmp.ObjectType.EndOfMibView]);
    const [gone] = await get(session, [`${IF_X}.6.9`]);
    expect(gone!.type).toBe(snmp.ObjectType.NoSuchInstance);
  });

  it('answers tooBig with an empty list above the limit', async () => {
    const lab = await open();
    lab.faults.switches.snmpMaxReplyBytes = 1400;
    await expect(bulk(v2c(lab), [`${QUEUE}.2`, `${QUEUE}.8`, `${QUEUE}.9`], 29)).rejects.toMatchObject({ status: 1 });
  });

  it('is silent to a wrong community, when told to, and until a told moment', async () => {
    const lab = await open();
    await expect(get(v2c(lab, 'wrong', 150), [UPTIME])).rejects.toThrow(/timed out/i);
    lab.faults.switches.snmpSilent = true;
    await expect(get(v2c(lab, LAB_COMMUNITY, 150), [UPTIME])).rejects.toThrow(/timed out/i);
    lab.faults.switches.snmpSilent = false;
    lab.faults.switches.snmpSilentUntil = lab.clock.now() + 2_400_000;
    lab.clock.advance(2_399_000);
    await expect(get(v2c(lab, LAB_COMMUNITY, 150), [UPTIME])).rejects.toThrow(/timed out/i);
    lab.clock.advance(1_000);
    await expect(get(v2c(lab), [UPTIME])).resolves.toHaveLength(1);
    expect(lab.snmpRequests()).toBe(4);
  });

  it('follows reboot, renumbering and a cut uplink', async () => {
    const lab = await open();
    const session = v2c(lab);
    lab.plant.reboot();
    const [ticks, octetsIn] = await get(session, [UPTIME, `${IF_X}.6.1`]);
    expect([ticks!.value, number(octetsIn)]).toEqual([0, 0]);
    lab.plant.interfaces.renumber();
    const [gone, moved] = await get(session, [`${IF_X}.1.1`, `${IF_X}.1.11`]);
    expect(gone!.type).toBe(snmp.ObjectType.NoSuchInstance);
    expect(String(moved!.value)).toBe('sfp-sfpplus1-ISP-A');
    lab.plant.setUplink('isp-a', { up: false });
    expect((await get(session, ['1.3.6.1.2.1.2.2.1.8.11']))[0]!.value).toBe(2);
  });

  it('drops junk and goes on', async () => {
    const lab = await open();
    const junk = createSocket('udp4');
    for (const hex of ['', '30', '3084ffffffff', '3003020101', '302602010104066c61622d72656164a11902'])
      await new Promise<void>((resolve) =>
        junk.send(Buffer.from(hex, 'hex'), lab.snmp.port, '127.0.0.1', () => resolve()),
      );
    junk.close();
    expect(await get(v2c(lab), [UPTIME])).toHaveLength(1);
  });
});

describe('SNMPv3', () => {
  it('reads by SHA and AES, and again after a reboot with a fresh session', async () => {
    const lab = await open();
    const [ticks] = await get(v3(lab), [UPTIME]);
    expect(ticks!.value).toBe(lab.plant.ticks());
    lab.plant.reboot();
    expect((await get(v3(lab), [UPTIME]))[0]!.value).toBe(0);
  });

  it('refuses a wrong user, key and level', async () => {
    const lab = await open();
    await expect(get(v3(lab, { name: 'nobody' }), [UPTIME])).rejects.toThrow(/Unknown User Name/);
    await expect(get(v3(lab, { authKey: 'wrong-auth-key' }), [UPTIME])).rejects.toThrow(/Wrong Digest/);
    await expect(get(v3(lab, { level: snmp.SecurityLevel.authNoPriv }), [UPTIME])).rejects.toThrow(/security level/i);
  });
});

describe('BER', () => {
  it.each([0, 1, 127, 128, 255, 256, 32_767, 32_768, 2_147_483_647, -1, -128, -129])('integer %i', (value) => {
    expect(new BerReader(integer(value)).integer()).toBe(value);
  });

  it('keeps long contents', () => {
    for (const length of [127, 128, 255, 256, 4000]) {
      const bytes = Buffer.alloc(length, 7);
      expect(new BerReader(octets(bytes)).next(TAG.octets).content.equals(bytes)).toBe(true);
    }
  });
});
