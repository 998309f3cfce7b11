import { afterEach, describe, expect, it } from 'vitest';
import { attributesOf, LabApiClient } from './lab-api-client.ts';
import { type Lab, openLab } from '../open-lab.ts';
import { encodeSentence } from './routeros-words.ts';

const labs: Lab[] = [];
const clients: LabApiClient[] = [];

async function open(): Promise<Lab> {
  const lab = await openLab({ at: '2026-05-04T08:00:00+07:00' });
  labs.push(lab);
  return lab;
}

async function login(lab: Lab): Promise<LabApiClient> {
  const client = await LabApiClient.login(lab.routeros, 'bwagent', 'lab-write');
  clients.push(client);
  return client;
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const lab of labs.splice(0)) await lab.close();
});

const dinkes = async (client: LabApiClient) =>
  attributesOf((await client.talk('/queue/simple/print', '?name=DINKES'))[0]!);

const SET = ['/queue/simple/set', '=.id=DINKES', '=max-limit=40M/40M'] as const;
const limit = (lab: Lab) => lab.plant.queues.find('DINKES')!.maxLimit.down;

describe('faults of the wire', () => {
  it.each([
    ['cut-before', 30e6],
    ['cut-after', 40e6],
    ['cut-inside-reply', 40e6],
    ['reset-after', 40e6],
  ] as const)('%s leaves the limit at %i and no answer', async (kind, left) => {
    const lab = await open();
    const client = await login(lab);
    lab.faults.arm({ kind });
    expect(await client.talk(...SET)).toEqual([]);
    expect(limit(lab)).toBe(left);
    expect(lab.faults.sentences).toMatchObject([{ executed: left === 40e6 }]);
    const fresh = await login(lab);
    expect((await dinkes(fresh))['max-limit']).toBe(`${left}/${left}`);
  });

  it('strike the n-th write only, never a read', async () => {
    const lab = await open();
    lab.faults.arm({ kind: 'cut-after' }, { nth: 2 });
    const client = await login(lab);
    expect(await client.talk(...SET)).toEqual([['!done']]);
    expect(await client.talk('/queue/simple/print', '=count-only=')).toEqual([['!done', '=ret=29']]);
    expect(await client.talk('/queue/simple/set', '=.id=DINKES', '=comment=x')).toEqual([]);
    expect(lab.plant.queues.find('DINKES')!.comment).toBe('x');
    expect(lab.faults.waiting).toBe(0);
  });

  it('what is held runs when it is released, also for a client that is gone', async () => {
    const lab = await open();
    const client = await login(lab);
    lab.faults.arm({ kind: 'held' });
    client.send(...SET);
    await (await login(lab)).talk('/queue/simple/set', '=.id=DINKES', '=comment=later');
    client.close();
    expect(limit(lab)).toBe(30e6);
    expect(lab.faults.release()).toBe(1);
    expect(limit(lab)).toBe(40e6);
    expect(lab.faults.sentences).toMatchObject([
      { session: 1, outcome: 'held, then done', was: { maxLimit: '30000000/30000000', comment: 'later' } },
      { session: 2, outcome: 'done' },
    ]);
    expect(lab.faults.logins).toBe(2);
  });

  it('garbage in place of the answer, and a trap without its end', async () => {
    const lab = await open();
    const client = await login(lab);
    lab.faults.arm({ kind: 'garbage', hex: '03216161000521646f6e6500' });
    expect(await client.talk(...SET)).toEqual([['!aa'], ['!done']]);
    expect(limit(lab)).toBe(40e6);
    lab.faults.arm({ kind: 'trap', message: 'failure: no', bare: true });
    client.send(...SET);
    expect(await client.talk('/queue/simple/print', '=count-only=')).toEqual([
      ['!trap', '=message=failure: no'],
      ['!done', '=ret=29'],
    ]);
  });

  it('a watcher comes between two sentences', async () => {
    const lab = await open();
    const client = await login(lab);
    lab.faults.watchers.add(({ verb }, n) => {
      if (n === 2) lab.plant.edit(() => lab.plant.queues.set('DINKES', new Map([['comment', `before ${verb}`]])));
    });
    expect(await dinkes(client)).not.toHaveProperty('comment', 'before print');
    expect((await dinkes(client))['comment']).toBe('before print');
  });

  it('silence, lateness and cancel', async () => {
    const lab = await open();
    const client = await login(lab);
    lab.faults.arm({ kind: 'silent' });
    client.send(...SET, '.tag=w');
    expect(await client.talk('/cancel', '=tag=w', '.tag=c')).toEqual([
      ['!trap', '=category=2', '=message=interrupted', '.tag=w'],
      ['!done', '.tag=c'],
    ]);
    expect(await client.replies()).toEqual([['!done', '.tag=w']]);
    lab.faults.arm({ kind: 'delay', ms: 600 });
    client.send('/queue/simple/set', '=.id=DINKES', '=comment=late', '.tag=l');
    expect(await client.talk('/queue/simple/print', '=count-only=')).toEqual([['!done', '=ret=29']]);
    expect(await client.replies()).toEqual([['!done', '.tag=l']]);
    lab.faults.arm({ kind: 'delay-before', ms: 600 });
    client.send('/queue/simple/set', '=.id=DINKES', '=comment=later', '.tag=m');
    await client.talk('/queue/simple/print', '=count-only=');
    expect(lab.plant.queues.find('DINKES')!.comment).toBe('late');
    await client.replies();
    expect(lab.plant.queues.find('DINKES')!.comment).toBe('later');
  });

  it('fatal, trap, stray tag and a doubled reply', async () => {
    const lab = await open();
    const client = await login(lab);
    lab.faults.arm({ kind: 'trap', message: 'failure: busy' });
    expect(await client.talk(...SET)).toEqual([['!trap', '=message=failure: busy'], ['!done']]);
    lab.faults.arm({ kind: 'stray-tag' });
    expect(await client.talk(...SET, '.tag=1')).toEqual([['!done', '.tag=stray-tag']]);
    expect(await client.replies()).toEqual([['!done', '.tag=1']]);
    lab.faults.arm({ kind: 'duplicate-reply' }, { on: '/queue/simple/print' });
    const count = ['/queue/simple/print', '=count-only='] as const;
    expect(await client.talk(...count)).toEqual(await client.replies());
    lab.faults.arm({ kind: 'fatal', reason: 'out of memory' }, { on: 'any' });
    expect(await client.talk(...count)).toEqual([['!fatal', 'out of memory']]);
  });

  it('one-byte segments and shuffled attributes carry the same content', async () => {
    const lab = await open();
    const client = await login(lab);
    const plain = attributesOf((await client.talk('/queue/simple/print', '?name=DINKES'))[0]!);
    lab.faults.switches.oneByteSegments = true;
    lab.faults.switches.shuffledAttributes = true;
    client.sendBytes(encodeSentence(['/queue/simple/print', '?name=DINKES']).subarray(0, 5));
    client.sendBytes(encodeSentence(['/queue/simple/print', '?name=DINKES']).subarray(5));
    const [row] = await client.replies();
    expect(attributesOf(row!)).toEqual(plain);
    expect(row!.findIndex((word) => word.startsWith('=.id='))).not.toBe(1);
  });

  it('unreachable resets connections, a reboot drops those that are open', async () => {
    const lab = await open();
    const client = await login(lab);
    expect(lab.sessions()).toBe(1);
    lab.plant.reboot();
    await client.ended();
    lab.faults.switches.unreachable = true;
    await expect(LabApiClient.login(lab.routeros, 'bwagent', 'lab-write')).rejects.toThrow(/ECONNRESET|no login/);
    expect(lab.sessions()).toBe(0);
  });
});
