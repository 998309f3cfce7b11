import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultCode } from '../../agent/domain/fault.ts';
import { mbps, NO_RATE, type Rate, rate } from '../../agent/domain/rate.ts';
import type { Router, RouterSession } from '../../agent/ports/router.ts';
import { type Change, differences, type ObservedQueue, type QueueShape } from '../../agent/shaping/queue.ts';
import type { QueueExtras } from '../../agent/shaping/queue-extras.ts';

/** A queue somebody made by hand. */
export interface HandMade {
  readonly name: string;
  readonly target: string;
  readonly limit: Rate;
  readonly comment: string;
}

/** What the contract needs beside the router: an empty table of /queue/simple and somebody who edits it by hand. */
export interface RouterUnderTest {
  readonly router: Router;
  readonly identity: string;
  add(queue: HandMade): Promise<void>;
  comment(name: string, comment: string): Promise<void>;
  limit(name: string, limit: Rate): Promise<void>;
  remove(name: string): Promise<void>;
  /** Gives it bursts of `BURST` for 10 s, hours on working days, priority 1 and one destination. */
  feature(name: string): Promise<void>;
  end(): Promise<void>;
}

/** What `feature` sets, in canonical form. */
export const FEATURES: QueueExtras = {
  burstLimit: rate(mbps(60), mbps(50)),
  burstThreshold: rate(mbps(15), mbps(4)),
  burstTime: { down: 10_000, up: 10_000 },
  priority: { down: 1, up: 2 },
  hours: { from: 28_800, until: 61_200, days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
  dst: '8.8.8.8/32',
};

const OWNER = 'dinkes-1';
const ten = rate(mbps(10), mbps(10));
const pool: HandMade = { name: 'POOL-OPD', target: '10.62.0.0/16', limit: rate(mbps(500), mbps(500)), comment: 'pool' };
const hand: HandMade = {
  name: 'SETDA',
  target: '10.62.9.0/24',
  limit: rate(mbps(5), mbps(5)),
  comment: 'bikinan teknisi',
};

function shape(fields: Partial<QueueShape> = {}): QueueShape {
  return {
    name: 'DINKES',
    targets: ['10.62.1.0/24'],
    parent: null,
    maxLimit: rate(mbps(20), mbps(5)),
    limitAt: NO_RATE,
    ...fields,
  };
}

function add(fields: Partial<QueueShape> = {}, placeBefore: string | null = null, owner = OWNER): Change {
  return { kind: 'add', owner, want: shape(fields), placeBefore };
}

function set(was: ObservedQueue, want: QueueShape): Change {
  return { kind: 'set', owner: OWNER, want, was };
}

/** What every Router promises; run for the one in memory, the dry run and RouterOS. */
export function routerContract(subject: string, make: () => Promise<RouterUnderTest>): void {
  describe(`router contract: ${subject}`, () => {
    let it!: RouterUnderTest;
    beforeEach(async () => {
      it = await make();
    });
    afterEach(() => it.end());

    async function visit<T>(work: (session: RouterSession) => Promise<T>): Promise<T> {
      const session = await it.router.open();
      try {
        return await work(session);
      } finally {
        await session.close();
      }
    }
    const table = (): Promise<readonly ObservedQueue[]> => visit((session) => session.queues());
    const names = async (): Promise<readonly string[]> => (await table()).map((queue) => queue.name);
    const write = (change: Change): Promise<void> => visit((session) => session.write(change));
    const read = async (queue: string): Promise<ObservedQueue> => {
      const found = (await table()).find((row) => row.name === queue);
      if (found === undefined) throw new Error(`${queue} is not in the table`);
      return found;
    };
    const refuses = async (change: Change, code: FaultCode): Promise<void> => {
      const before = await table();
      await expect(write(change)).rejects.toMatchObject({ code });
      expect(await table()).toEqual(before);
    };

    describe('a visit', () => {
      test('knows who answered', async () => {
        const identity = await visit(async (session) => session.identity);
        expect(identity.identity).toBe(it.identity);
        expect(identity.version).toMatch(/^\d+\.\d+/);
      });

      test('an empty table has no rows', async () => {
        expect(await table()).toEqual([]);
        expect(await visit((session) => session.named('DINKES', OWNER))).toEqual([]);
      });

      test('tells how many rules take traffic past the queues', async () => {
        expect((await visit((session) => session.traits())).fasttrackRules).toBeGreaterThanOrEqual(0);
        for (const { name, down, up } of await visit((session) => session.counters()))
          expect([typeof name, down >= 0n, up >= 0n]).toEqual(['string', true, true]);
      });

      test('waits for the one before it', async () => {
        const order: string[] = [];
        const first = await it.router.open();
        const second = it.router.open().then((session) => {
          order.push('second');
          return session.close();
        });
        await first.queues();
        order.push('first');
        await first.close();
        await second;
        expect(order).toEqual(['first', 'second']);
      });

      test('is over when it is closed', async () => {
        const session = await it.router.open();
        await session.close();
        await expect(session.queues()).rejects.toMatchObject({ code: 'router/unreachable' });
        await expect(session.write(add())).rejects.toMatchObject({ code: 'router/unreachable', retry: 'later' });
        expect(await names()).toEqual([]);
      });

      test('a closed router takes none', async () => {
        await it.router.close();
        await expect(it.router.open()).rejects.toMatchObject({ code: 'router/unreachable' });
      });

      test('a check says ok with identity and version', async () => {
        const [first] = await it.router.check();
        expect(first).toMatchObject({
          code: 'router/ok',
          level: 'ok',
          subject: it.router.name,
          facts: { identity: it.identity },
        });
        expect(await names()).toEqual([]);
      });
    });

    describe('add', () => {
      test('puts the wanted queue at the end, with our mark, enabled', async () => {
        await it.add(hand);
        const before = await table();
        await write(add());
        const after = await table();
        expect(after[0]).toEqual(before[0]);
        expect(after).toHaveLength(2);
        expect(after[1]).toMatchObject({
          position: 1,
          comment: `bwagent:${OWNER}`,
          disabled: false,
          invalid: false,
          dynamic: false,
        });
        expect(differences(shape(), after[1]!)).toEqual([]);
      });

      test('keeps download and upload apart', async () => {
        await write(add({ maxLimit: rate(mbps(20), mbps(5)), limitAt: rate(mbps(10), mbps(2.5)) }));
        expect(await read('DINKES')).toMatchObject({
          maxLimit: { down: 20_000_000, up: 5_000_000 },
          limitAt: { down: 10_000_000, up: 2_500_000 },
        });
      });

      test('takes a parent, several targets of both families', async () => {
        await it.add(pool);
        const want = shape({ parent: pool.name, targets: ['10.62.1.0/24', '10.62.2.7/32', '2001:db8:62::/48'] });
        await write({ kind: 'add', owner: OWNER, want, placeBefore: null });
        expect(differences(want, await read('DINKES'))).toEqual([]);
      });

      test('puts it before a queue by name', async () => {
        await it.add(pool);
        await it.add(hand);
        await write(add({}, hand.name));
        expect(await names()).toEqual([pool.name, 'DINKES', hand.name]);
      });

      test('is refused before a queue that is not there', async () =>
        await refuses(add({}, 'TIDAK-ADA'), 'queue/no-such'));

      test('is refused under a name that is taken; the other queue stays as it is', async () => {
        await it.add({ ...hand, name: 'DINKES' });
        await refuses(add(), 'router/trap');
      });

      test('is refused under a parent that is not there', async () =>
        await refuses(add({ parent: 'TIDAK-ADA' }), 'router/trap'));

      test.each([
        ['download', rate(mbps(30), 0)],
        ['upload', rate(0, mbps(30))],
      ])(
        'is refused with a guaranteed %s above its limit',
        async (_, limitAt) => await refuses(add({ limitAt }), 'router/trap'),
      );

      test.each<[string, Partial<QueueShape>]>([
        ['no name', { name: '' }],
        ['a name like an id', { name: '*1' }],
        ['a new line in the name', { name: 'DINKES\n/system/reboot' }],
        ['NUL in the name', { name: 'DINKES\0' }],
        ['a name beyond ASCII', { name: 'DINKES Ω' }],
        ['a name with a blank end', { name: 'DINKES ' }],
        ['no target', { targets: [] }],
        ['an empty target', { targets: [''] }],
        ['two targets in one', { targets: ['10.62.1.1/32,0.0.0.0/0'] }],
        ['host bits', { targets: ['10.62.1.1/24'] }],
        ['an address without its length', { targets: ['10.62.1.1'] }],
        ['an octal address', { targets: ['010.62.1.0/24'] }],
        ['an IPv6 zone', { targets: ['fe80::1%ether1'] }],
        ['a parent called none', { parent: 'none' }],
        ['a parent like an id', { parent: '*2' }],
        ['an empty parent', { parent: '' }],
        ['a negative rate', { maxLimit: rate(-1, mbps(5)) }],
      ])(
        'is refused with %s before anything is sent',
        async (_, fields) => await refuses(add(fields), 'router/bad-word'),
      );

      test.each(['', 'DINKES', 'a b', 'dinkes-1 bwagent:lain', 'dinkes\r\n'])(
        'is refused for the owner %j',
        async (owner) => {
          await refuses(add({}, null, owner), 'router/bad-word');
        },
      );
    });

    describe('a queue that is ours', () => {
      let was!: ObservedQueue;
      beforeEach(async () => {
        await it.add(pool);
        await it.add({
          name: 'DINKES',
          target: '10.62.1.0/24',
          limit: rate(mbps(20), mbps(5)),
          comment: `bwagent:${OWNER}`,
        });
        await it.add(hand);
        was = await read('DINKES');
      });

      test('is set: both limits at once, nothing else, also below the guarantee that stood', async () => {
        const before = await table();
        const raised = { ...was, limitAt: rate(mbps(4), mbps(4)) };
        await write(set(was, raised));
        const lowered = { ...raised, maxLimit: rate(mbps(3), mbps(2)), limitAt: rate(mbps(1), mbps(1)) };
        await write(set(await read('DINKES'), lowered));
        expect(await table()).toEqual(before.map((queue) => (queue.name === 'DINKES' ? lowered : queue)));
      });

      test('is set twice with one result', async () => {
        await write(set(was, { ...was, maxLimit: ten }));
        const once = await table();
        await write(set(await read('DINKES'), { ...was, maxLimit: ten }));
        expect(await table()).toEqual(once);
      });

      test('gets another name, target and parent', async () => {
        const want = { ...shape(), name: 'DINKES-BARU', targets: ['10.62.1.128/25'], parent: pool.name };
        await write({ kind: 'set', owner: OWNER, want, was });
        expect(differences(want, await read('DINKES-BARU'))).toEqual([]);
        expect(await names()).toEqual([pool.name, 'DINKES-BARU', hand.name]);
        await write({ kind: 'set', owner: OWNER, want: { ...want, parent: null }, was: await read('DINKES-BARU') });
        expect((await read('DINKES-BARU')).parent).toBeNull();
      });

      test('is not set under a name that is taken', async () =>
        await refuses({ kind: 'set', owner: OWNER, want: { ...was, name: hand.name }, was }, 'router/trap'));

      test('moves before another and to the end', async () => {
        await write({ kind: 'move', owner: OWNER, was, before: pool.name });
        expect(await names()).toEqual(['DINKES', pool.name, hand.name]);
        await write({ kind: 'move', owner: OWNER, was: await read('DINKES'), before: null });
        expect(await names()).toEqual([pool.name, hand.name, 'DINKES']);
      });

      test('does not move before a queue that is not there', async () =>
        await refuses({ kind: 'move', owner: OWNER, was, before: 'TIDAK-ADA' }, 'queue/no-such'));

      test('is removed, and only it', async () => {
        await write({ kind: 'remove', owner: OWNER, was });
        expect(await names()).toEqual([pool.name, hand.name]);
      });

      test('is found by its name and by its mark', async () => {
        await it.add({ ...hand, name: 'SALINAN', target: '10.62.8.0/24', comment: `salinan bwagent:${OWNER}` });
        const found = await visit(async (session) => {
          await session.queues();
          return await session.named('DINKES', OWNER);
        });
        expect(found.map((queue) => queue.name)).toEqual(['DINKES', 'SALINAN']);
        expect(found.map((queue) => queue.position)).toEqual([1, 3]);
      });

      test('is found by a name that others wrote, that we could not write ourselves', async () => {
        await it.add({ ...hand, name: 'KESRA\tLAMA', target: '10.62.8.0/24', comment: '' });
        const found = await visit((session) => session.named('KESRA\tLAMA', 'kesra'));
        expect(found).toHaveLength(1);
      });

      test.each<[string, (name: string) => Promise<void>]>([
        ['its comment', (name) => it.comment(name, `catatan baru bwagent:${OWNER}`)],
        ['its mark', (name) => it.comment(name, '')],
        ['its limit', (name) => it.limit(name, rate(mbps(7), mbps(7)))],
      ])('is left alone once somebody edited %s', async (_, edit) => {
        await edit('DINKES');
        const want = { ...was, maxLimit: ten };
        await refuses({ kind: 'set', owner: OWNER, want, was }, 'router/foreign-queue');
        await refuses({ kind: 'move', owner: OWNER, was, before: null }, 'router/foreign-queue');
        await refuses({ kind: 'remove', owner: OWNER, was }, 'router/foreign-queue');
      });

      test('keeps its features whatever of it is changed', async () => {
        await it.feature('DINKES');
        const featured = await read('DINKES');
        expect(featured.extras).toEqual(FEATURES);
        await write(
          set(featured, {
            ...featured,
            maxLimit: rate(mbps(40), mbps(40)),
            name: 'DINKES-BARU',
            targets: ['10.62.1.128/25'],
          }),
        );
        const now = await read('DINKES-BARU');
        expect(now).toMatchObject({
          extras: FEATURES,
          queueType: featured.queueType,
          maxLimit: { down: 40e6, up: 40e6 },
        });
        await write({ kind: 'move', owner: OWNER, was: now, before: null });
        expect((await read('DINKES-BARU')).extras).toEqual(FEATURES);
      });

      test('is set but not removed once it got another feature', async () => {
        await it.feature('DINKES');
        await refuses({ kind: 'remove', owner: OWNER, was }, 'router/foreign-queue');
        await write(set(was, { ...was, maxLimit: ten }));
        const now = await read('DINKES');
        expect(now).toMatchObject({ maxLimit: ten, extras: FEATURES });
        await write({ kind: 'remove', owner: OWNER, was: now });
        expect(await names()).toEqual([pool.name, hand.name]);
      });

      test('carries its children along under its new name', async () => {
        await write({
          kind: 'add',
          owner: 'anak',
          want: shape({ name: 'ANAK', targets: ['10.62.1.7/32'], parent: 'DINKES' }),
          placeBefore: null,
        });
        await write(set(was, { ...was, name: 'DINKES-BARU' }));
        expect((await read('ANAK')).parent).toBe('DINKES-BARU');
      });

      test('cannot be written once somebody removed it', async () => {
        await it.remove('DINKES');
        await refuses({ kind: 'set', owner: OWNER, want: { ...was, maxLimit: ten }, was }, 'queue/no-such');
        await refuses({ kind: 'remove', owner: OWNER, was }, 'queue/no-such');
      });

      test('is not written for another owner', async () => {
        await refuses({ kind: 'set', owner: 'disdik-1', want: { ...was, maxLimit: ten }, was }, 'router/bad-word');
        await refuses({ kind: 'remove', owner: 'disdik-1', was }, 'router/foreign-queue');
      });
    });

    describe('a queue that somebody made by hand', () => {
      let was!: ObservedQueue;
      beforeEach(async () => {
        await it.add(hand);
        was = await read(hand.name);
      });

      test('reads in canonical form', () => {
        expect(was).toMatchObject({
          targets: [hand.target],
          parent: null,
          maxLimit: hand.limit,
          limitAt: NO_RATE,
          comment: hand.comment,
        });
      });

      test('becomes ours by a mark, which changes nothing else', async () => {
        await write({ kind: 'mark', owner: OWNER, want: was, was });
        expect(await table()).toEqual([{ ...was, comment: `${hand.comment} bwagent:${OWNER}` }]);
      });

      test('is marked once, however often', async () => {
        await write({ kind: 'mark', owner: OWNER, want: was, was });
        const marked = await read(hand.name);
        await write({ kind: 'mark', owner: OWNER, want: marked, was: marked });
        expect(await read(hand.name)).toEqual(marked);
      });

      test('is not set, moved or removed', async () => {
        await refuses({ kind: 'set', owner: OWNER, want: { ...was, maxLimit: ten }, was }, 'router/foreign-queue');
        await refuses({ kind: 'move', owner: OWNER, was, before: null }, 'router/foreign-queue');
        await refuses({ kind: 'remove', owner: OWNER, was }, 'router/foreign-queue');
      });

      test('is not marked over the mark of another', async () => {
        await it.comment(hand.name, 'bwagent:setda-1');
        const other = await read(hand.name);
        await refuses({ kind: 'mark', owner: OWNER, want: other, was: other }, 'router/bad-word');
      });

      test('is not marked when somebody edited it meanwhile', async () => {
        await it.comment(hand.name, 'catatan lain');
        await refuses({ kind: 'mark', owner: OWNER, want: was, was }, 'router/foreign-queue');
      });
    });

    test('words are single lines for the terminal and change nothing', async () => {
      const lines = it.router.words(add({}, hand.name));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line).toMatch(/^\/queue simple add [\x20-\x7e]+$/);
      expect(await names()).toEqual([]);
    });
  });
}
