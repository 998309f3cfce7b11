import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mbps, NO_RATE, rate } from '../../../agent/domain/rate.ts';
import type { Router } from '../../../agent/ports/router.ts';
import { type Change, ownerOf } from '../../../agent/shaping/queue.ts';
import { labRouterAdapter } from '../../contract/lab-router.ts';
import { LAB_USERS } from '../../lab/router/lab-router-facts.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import type { WireFault } from '../../lab/faults.ts';
import { type Lab, openLab } from '../../lab/open-lab.ts';
import { cuttingProxy } from './cutting-proxy.ts';

const OWNER = 'dinkes-uji';
const want = {
  name: 'DINKES-UJI',
  targets: ['10.99.1.0/24'],
  parent: null,
  maxLimit: rate(mbps(20), mbps(5)),
  limitAt: NO_RATE,
};
const ADD: Change = { kind: 'add', owner: OWNER, want, placeBefore: null };

let lab!: Lab;
let router!: Router;
beforeEach(async () => {
  lab = await openLab({ at: '2026-04-06T08:00:00+07:00' });
  router = labRouterAdapter(lab, { deadlineMs: 300 });
});
afterEach(async () => {
  await router.close();
  await lab.close();
});

const standing = (): number => lab.plant.queues.rows.filter((row) => row.name === want.name).length;

async function write(change: Change, through: Router = router): Promise<string> {
  const session = await through.open();
  try {
    await session.write(change);
    return 'written';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await session.close();
  }
}

/** What a fresh session shows under our name or mark: the only thing that may follow a doubt. */
async function readBack(through: Router = router): Promise<number> {
  const session = await through.open();
  const found = await session.named(want.name, OWNER);
  await session.close();
  return found.length;
}

describe('a write that something happens to', () => {
  test.each<[WireFault, string, number]>([
    [{ kind: 'cut-before' }, 'router/outcome-unknown', 0],
    [{ kind: 'cut-after' }, 'router/outcome-unknown', 1],
    [{ kind: 'cut-inside-reply' }, 'router/outcome-unknown', 1],
    [{ kind: 'silent-before' }, 'router/outcome-unknown', 0],
    [{ kind: 'silent' }, 'router/outcome-unknown', 1],
    [{ kind: 'delay', ms: 500 }, 'router/outcome-unknown', 1],
    [{ kind: 'fatal', reason: 'session terminated on request' }, 'router/outcome-unknown', 0],
    [{ kind: 'trap', message: 'failure: already have such name' }, 'router/trap', 0],
    [{ kind: 'stray-tag' }, 'written', 1],
    [{ kind: 'duplicate-reply' }, 'written', 1],
  ])('%o: %s, and a fresh read finds %i', async (fault, outcome, count) => {
    lab.faults.arm(fault);
    expect(await write(ADD)).toBe(outcome);
    expect(standing()).toBe(count);
    expect(await readBack()).toBe(count);
    expect(lab.faults.sentences).toHaveLength(1);
    await expect.poll(() => lab.sessions()).toBe(0);
  });

  test('executed after we gave up: the read shows it later, and a second add is refused by its name', async () => {
    lab.faults.arm({ kind: 'delay-before', ms: 400 });
    expect(await write(ADD)).toBe('router/outcome-unknown');
    await expect.poll(standing).toBe(1);
    expect(await readBack()).toBe(1);
    expect(await write(ADD)).toBe('router/trap');
    expect(standing()).toBe(1);
  });

  test('an add cut at any byte never hangs, never makes two queues, and succeeds only if it is there', async () => {
    const proxy = await cuttingProxy(lab.routeros.port);
    const through = labRouterAdapter(lab, { port: proxy.port, deadlineMs: 1_000 });
    const session = await through.open();
    proxy.cutAfter('request', undefined);
    await session.write(ADD);
    const sizes = { ...proxy.passed };
    await session.close();
    const outcomes = new Map<string, number>();
    for (const way of ['request', 'reply'] as const) {
      for (let bytes = 0; bytes <= sizes[way]; bytes += 1) {
        lab.plant.edit(() => {
          if (standing() > 0) lab.plant.queues.remove(want.name);
        });
        const visit = await through.open();
        proxy.cutAfter(way, bytes);
        const outcome = await visit.write(ADD).then(
          () => 'written',
          (error: unknown) => (error as { code: string }).code,
        );
        await visit.close();
        proxy.cutAfter('request', undefined);
        const count = await readBack(through);
        expect(count).toBe(way === 'reply' || bytes === sizes.request ? 1 : 0);
        expect(['written', 'router/outcome-unknown']).toContain(outcome);
        if (outcome === 'written') expect(count).toBe(1);
        outcomes.set(`${way} ${outcome}`, (outcomes.get(`${way} ${outcome}`) ?? 0) + 1);
      }
    }
    console.log(`cut at ${sizes.request} + ${sizes.reply} bytes:`, Object.fromEntries(outcomes));
    expect(outcomes.get('reply written')).toBe(1);
    await through.close();
    await proxy.close();
  }, 300_000);
});

describe('people and rights', () => {
  test('a read-only user is refused by the router, and that is no doubt', async () => {
    const [, reader] = LAB_USERS;
    const readOnly = labRouterAdapter(lab, { user: reader!.name, password: new Secret(reader!.password) });
    expect(await write(ADD, readOnly)).toBe('router/no-permission');
    await readOnly.close();
  });

  test('FastTrack that is switched on shows', async () => {
    lab.facts.fasttrack = 'enabled';
    expect((await router.check()).map((found) => found.code)).toEqual([
      'router/ok',
      'router/fasttrack',
      'router/plain-api',
    ]);
    lab.facts.fasttrack = 'disabled';
    expect((await router.check()).map((found) => found.code)).toEqual(['router/ok', 'router/plain-api']);
  });

  test('a router that was swapped gets no write', async () => {
    lab.facts.identity = 'PENGGANTI';
    await expect(router.open()).rejects.toMatchObject({ code: 'router/wrong-identity', facts: { found: 'PENGGANTI' } });
    expect(lab.faults.sentences).toEqual([]);
  });

  test('a router that is away comes back', async () => {
    lab.faults.switches.unreachable = true;
    await expect(router.open()).rejects.toMatchObject({ code: 'router/unreachable', retry: 'later' });
    lab.faults.switches.unreachable = false;
    lab.faults.switches.blackhole = true;
    await expect(router.open()).rejects.toMatchObject({ code: 'router/unreachable', retry: 'later' });
    lab.faults.switches.blackhole = false;
    expect(await readBack()).toBe(0);
  });

  test('what others made stays as it was, row by row', async () => {
    const before = lab.plant.queues.rows.map((row) => [row.id, row.name, row.comment]);
    expect(await write(ADD)).toBe('written');
    expect(lab.plant.queues.rows.slice(0, -1).map((row) => [row.id, row.name, row.comment])).toEqual(before);
    expect(ownerOf(lab.plant.queues.rows.at(-1)?.comment ?? '')).toBe(OWNER);
  });
});

test('the session sends each sentence at once, without waiting for the answer to the one before', async () => {
  const noDelay = vi.spyOn(Socket.prototype, 'setNoDelay');
  const session = await router.open();
  await session.close();
  // The lab's side of the connection says it too: two sockets of one process.
  expect(noDelay.mock.calls).toEqual([[true], [true]]);
  noDelay.mockRestore();
});
