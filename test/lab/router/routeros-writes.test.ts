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

const dinkes = async (client: LabApiClient) =>
  attributesOf((await client.talk('/queue/simple/print', '?name=DINKES'))[0]!);

describe('writes', () => {
  it('add before a place, set, move, comment, disable and remove, and ids are used again', async () => {
    const client = await login(await open());
    const pool = attributesOf((await client.talk('/queue/simple/print', '?name=ZZ-LAINNYA'))[0]!)['.id']!;
    const words = [
      '=name=BARU',
      '=target=10.62.200.5',
      '=parent=0.TOTAL-PEMDA',
      '=max-limit=5M/20M',
      '=comment=bwagent:baru',
    ];
    const [added] = await client.talk('/queue/simple/add', ...words, `=place-before=${pool}`);
    const id = attributesOf(added!)['ret']!;
    const names = async () =>
      (await client.talk('/queue/simple/print', '=.proplist=name')).map((row) => attributesOf(row)['name']);
    expect((await names()).slice(-4, -1)).toEqual(['KEC-KAMIPANG', 'BARU', 'ZZ-LAINNYA']);
    const read = async () => attributesOf((await client.talk('/queue/simple/print', `?.id=${id}`))[0]!);
    expect(await read()).toMatchObject({
      target: '10.62.200.5/32',
      'max-limit': '5000000/20000000',
      comment: 'bwagent:baru',
    });
    await client.talk('/queue/simple/set', `=.id=${id}`, '=limit-at=5M/10M', '=max-limit=8000k/1G');
    expect(await read()).toMatchObject({ 'limit-at': '5000000/10000000', 'max-limit': '8000000/1000000000' });
    expect(await client.talk('/queue/simple/move', `=numbers=${id}`, '=destination=*1')).toEqual([['!done']]);
    expect((await names())[0]).toBe('BARU');
    await client.talk('/queue/simple/set', `=.id=${id}`, '=comment=');
    await client.talk('/queue/simple/disable', '=numbers=BARU');
    expect(await read()).toMatchObject({ disabled: 'true' });
    expect(await read()).not.toHaveProperty('comment');
    expect(await client.talk('/queue/simple/remove', `=.id=${id}`)).toEqual([['!done']]);
    expect(await client.talk('/queue/simple/remove', `=.id=${id}`)).toEqual([
      ['!trap', '=category=0', '=message=no such item (4)'],
      ['!done'],
    ]);
    const [again] = await client.talk('/queue/simple/add', '=target=10.62.201.0/24');
    expect(attributesOf(again!)['ret']).toBe(id);
    expect((await names()).at(-2)).toBe('queue1');
  });

  it.each([
    [['/queue/simple/add', '=name=DINKES', '=target=10.9.0.0/24'], 'failure: already have such name'],
    [
      ['/queue/simple/add', '=name=x', '=target=10.9.0.0/24', '=parent=tidak ada'],
      'input does not match any value of parent',
    ],
    [
      ['/queue/simple/set', '=.id=RSUD MAS AMSYAR', '=max-limit=80M/60M'],
      'failure: download-max-limit less than download-limit',
    ],
    [
      ['/queue/simple/set', '=.id=RSUD MAS AMSYAR', '=max-limit=60M/80M'],
      'failure: upload-max-limit less than upload-limit',
    ],
    [['/queue/simple/set', '=.id=DINKES', '=priority=4'], 'expected value of download-priority'],
    [['/queue/simple/set', '=.id=DINKES', '=max-limit=12,5M/9M'], 'invalid value for argument max-limit'],
    [['/queue/simple/set', '=.id=DINKES', '=max-limits=1M/1M'], 'unknown parameter max-limits'],
    [['/queue/simple/set', '=.id=DINKES', '=queue=cepat/cepat'], 'input does not match any value of queue'],
    [['/queue/simple/set', '=.id=*FF', '=comment=x'], 'no such item (4)'],
    [['/queue/simple/set', '=.id=0.TOTAL-PEMDA', '=parent=DINKES'], 'failure: can not make a loop of parents'],
    [['/queue/simple/grow'], 'no such command'],
  ])('%j is refused: %s', async (words, message) => {
    const lab = await open();
    const client = await login(lab);
    const before = await client.talk('/queue/simple/print');
    const answer = await client.talk(...words);
    expect(answer.map((sentence) => sentence[0])).toEqual(['!trap', '!done']);
    expect(answer[0]).toContain(`=message=${message}`);
    expect(await client.talk('/queue/simple/print')).toEqual(before);
    expect(lab.faults.sentences.every((sentence) => !sentence.executed)).toBe(true);
  });

  it('need the right: a reader is refused', async () => {
    const client = await login(await open(), 'bwread', 'lab-read');
    expect((await client.talk('/queue/simple/set', '=.id=DINKES', '=comment=x'))[0]).toContain(
      '=message=not enough permissions (9)',
    );
    expect(await client.talk('/queue/simple/print')).toHaveLength(30);
  });

  it('leave dynamic queues alone and make children of a removed parent invalid', async () => {
    const lab = await open();
    lab.plant.edit((plant) =>
      plant.queues.add(
        new Map([
          ['name', 'dhcp-10.62.20.9'],
          ['target', '10.62.20.9'],
          ['max-limit', '2M/2M'],
        ]),
        {
          before: '*1',
          dynamic: true,
        },
      ),
    );
    const client = await login(lab);
    expect((await client.talk('/queue/simple/remove', '=numbers=dhcp-10.62.20.9'))[0]![0]).toBe('!trap');
    const parent = (await dinkes(client))['parent']!;
    const id = lab.plant.queues.find(parent)!.id;
    await client.talk('/queue/simple/remove', `=.id=${id}`);
    expect(await dinkes(client)).toMatchObject({ parent: id, invalid: 'true' });
  });

  it('change what flows, and are logged with their words', async () => {
    const lab = await open({ at: '2026-05-18T09:00:00+07:00' });
    const client = await login(lab);
    expect((await dinkes(client))['rate']).toMatch(/\/29550000$/);
    await client.talk('/queue/simple/set', '=numbers=DINKES', '=max-limit=40M/40M', '.tag=5');
    expect((await dinkes(client))['rate']).not.toMatch(/\/29550000$/);
    expect(lab.faults.sentences).toEqual([
      {
        at: lab.clock.now(),
        user: 'bwagent',
        session: 1,
        words: ['/queue/simple/set', '=numbers=DINKES', '=max-limit=40M/40M'],
        was: expect.objectContaining({ name: 'DINKES', maxLimit: '30000000/30000000' }) as unknown,
        executed: true,
        outcome: 'done',
      },
    ]);
  });

  it('answers an unknown directory with two traps on 7 and one on 6', async () => {
    const seven = await login(await open());
    expect((await seven.talk('/queue/complex/print')).map((one) => one[0])).toEqual(['!trap', '!trap', '!done']);
    const six = await login(await open({ routerVersion: '6.49.10' }));
    expect((await six.talk('/queue/complex/print'))[0]).toContain('=message=no such command prefix');
  });
});
