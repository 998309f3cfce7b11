import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { attributesOf, LabApiClient } from './lab-api-client.ts';
import { type Lab, type LabOptions, openLab } from '../open-lab.ts';

const labs: Lab[] = [];
const clients: LabApiClient[] = [];

async function open(options: Partial<LabOptions> = {}): Promise<Lab> {
  const lab = await openLab({ at: '2026-05-04T08:00:00+07:00', ...options });
  labs.push(lab);
  return lab;
}

async function login(lab: Lab, name = 'bwagent', password = 'lab-write'): Promise<LabApiClient> {
  const client = await LabApiClient.login(lab.routeros, name, password);
  clients.push(client);
  return client;
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const lab of labs.splice(0)) await lab.close();
});

describe('login', () => {
  it('takes the plain form, and refuses a wrong password with the text of RouterOS', async () => {
    const lab = await open();
    const client = await LabApiClient.connect(lab.routeros);
    clients.push(client);
    expect(await client.talk('/login', '=name=bwagent', '=password=wrong', '.tag=7')).toEqual([
      ['!trap', '=message=invalid user name or password (6)', '.tag=7'],
      ['!done', '.tag=7'],
    ]);
    expect(await client.talk('/login', '=name=bwagent', '=password=lab-write', '.tag=8')).toEqual([
      ['!done', '.tag=8'],
    ]);
  });

  it('answers an old challenge', async () => {
    const lab = await open({ login: 'challenge', routerVersion: '6.40.9' });
    const client = await LabApiClient.connect(lab.routeros);
    clients.push(client);
    const [done] = await client.talk('/login', '=name=bwagent', '=password=lab-write');
    const challenge = Buffer.from(attributesOf(done!)['ret']!, 'hex');
    expect(challenge).toHaveLength(16);
    const digest = createHash('md5')
      .update(Buffer.concat([Buffer.from([0]), Buffer.from('lab-write'), challenge]))
      .digest('hex');
    expect(await client.talk('/login', '=name=bwagent', `=response=00${digest}`)).toEqual([['!done']]);
  });

  it('comes first: anything else is fatal and closes', async () => {
    const lab = await open();
    const client = await LabApiClient.connect(lab.routeros);
    clients.push(client);
    expect(await client.talk('/system/identity/print')).toEqual([['!fatal', 'not logged in']]);
    await client.ended();
    const quitting = await login(lab);
    expect(await quitting.talk('/quit')).toEqual([['!fatal', 'session terminated on request']]);
  });
});

describe('print', () => {
  it('shows 29 queues in their order with canonical values, up/down', async () => {
    const client = await login(await open());
    const rows = (await client.talk('/queue/simple/print')).slice(0, -1).map(attributesOf);
    expect(rows).toHaveLength(29);
    expect(rows.slice(0, 3).map((row) => row['name'])).toEqual(['TEST ZOOM PAK', '0.TOTAL-PEMDA', '00-DISKOMINFO']);
    expect(rows.at(-1)!['name']).toBe('ZZ-LAINNYA');
    expect(rows[0]).toMatchObject({
      target: '10.62.15.50/32',
      parent: 'none',
      'max-limit': '20000000/20000000',
      'limit-at': '0/0',
    });
    const rsud = rows.find((row) => row['name'] === 'RSUD MAS AMSYAR')!;
    expect(rsud).toMatchObject({
      target: '10.62.21.0/24,10.62.121.0/24',
      parent: '0.TOTAL-PEMDA',
      'limit-at': '80000000/80000000',
      queue: 'default-small/default-small',
      disabled: 'false',
      invalid: 'false',
      dynamic: 'false',
    });
    expect(rsud).not.toHaveProperty('comment');
    expect(rsud).not.toHaveProperty('dst');
  });

  it('obeys proplist, queries and count-only, and repeats the tag', async () => {
    const client = await login(await open());
    expect(await client.talk('/queue/simple/print', '=.proplist=name,max-limit', '?name=DINKES', '.tag=a')).toEqual([
      ['!re', '=name=DINKES', '=max-limit=30000000/30000000', '.tag=a'],
      ['!done', '.tag=a'],
    ]);
    expect(await client.talk('/queue/simple/print', '=count-only=', '?parent=none')).toEqual([['!done', '=ret=2']]);
    expect(
      await client.talk('/queue/simple/print', '=count-only=', '?parent=none', '?parent=0.TOTAL-PEMDA', '?#|'),
    ).toEqual([['!done', '=ret=29']]);
    expect(await client.talk('/queue/simple/print', '=count-only=', '?parent=none', '?#!')).toEqual([
      ['!done', '=ret=27'],
    ]);
    expect(await client.talk('/queue/simple/print', '=count-only=', '?-comment')).toEqual([['!done', '=ret=25']]);
  });

  it('says !empty from 7.18 on, tag included', async () => {
    const older = await login(await open({ routerVersion: '7.16.2' }));
    expect(await older.talk('/queue/simple/print', '?name=x', '.tag=1')).toEqual([['!done', '.tag=1']]);
    const newer = await login(await open({ routerVersion: '7.20.1' }));
    expect(await newer.talk('/queue/simple/print', '?name=x', '.tag=1')).toEqual([
      ['!empty', '.tag=1'],
      ['!done', '.tag=1'],
    ]);
  });

  it('tells identity, version, serial, clock and FastTrack', async () => {
    const lab = await open({ fasttrack: 'enabled' });
    const client = await login(lab);
    expect(await client.talk('/system/identity/print')).toEqual([['!re', '=name=core-kasongan'], ['!done']]);
    const [resource] = await client.talk('/system/resource/print');
    expect(attributesOf(resource!)).toMatchObject({ version: '7.16.2 (stable)', uptime: '5w5d' });
    const [board] = await client.talk('/system/routerboard/print');
    expect(attributesOf(board!)['serial-number']).toBe(lab.facts.serial);
    const [clock] = await client.talk('/system/clock/print');
    expect(attributesOf(clock!)).toMatchObject({ date: '2026-05-04', time: '08:00:00' });
    const fasttrack = ['/ip/firewall/filter/print', '?action=fasttrack-connection', '?disabled=false'];
    expect(await client.talk(...fasttrack)).toHaveLength(2);
    lab.facts.fasttrack = 'disabled';
    expect(await client.talk(...fasttrack)).toHaveLength(1);
  });
});
