import { describe, expect, test } from 'vitest';
import { dryRun } from '../../adapters/router/dry-run/dry-run-router.ts';
import { mbps, rate } from '../../agent/domain/rate.ts';
import type { Router } from '../../agent/ports/router.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { memoryRouter, type MemoryRouter, observedAs } from '../fakes/memory-router.ts';
import { labRouter } from './lab-router.ts';
import { FEATURES, routerContract, type RouterUnderTest } from './router-contract.ts';

const IDENTITY = 'CORE-DISKOMINFO';

/** Edits by hand go to the router in memory; the contract reads and writes through `router`. */
function byHand(memory: MemoryRouter, router: Router): RouterUnderTest {
  const change = (name: string, fields: Partial<ObservedQueue>): void =>
    memory.hand((table) => table.map((queue) => (queue.name === name ? { ...queue, ...fields } : queue)));
  return {
    router,
    identity: IDENTITY,
    add: async ({ name, target, limit, comment }) =>
      memory.hand((table) => [...table, observedAs({ name, targets: [target], maxLimit: limit, comment })]),
    comment: async (name, comment) => change(name, { comment }),
    limit: async (name, maxLimit) => change(name, { maxLimit }),
    feature: async (name) => change(name, { extras: FEATURES }),
    remove: async (name) => memory.hand((table) => table.filter((queue) => queue.name !== name)),
    end: () => router.close(),
  };
}

routerContract('in memory', async () => {
  const memory = memoryRouter({ identity: IDENTITY });
  return byHand(memory, memory);
});
routerContract('dry run, hand edits below it', async () => {
  const memory = memoryRouter({ identity: IDENTITY });
  return byHand(memory, dryRun(memory));
});
routerContract('RouterOS 7.16', () => labRouter({}));
routerContract('RouterOS 7.18, replies byte by byte, attributes shuffled', () =>
  labRouter({ routerVersion: '7.18.2' }, { oneByteSegments: true, shuffledAttributes: true }),
);
routerContract('RouterOS 6.42, login by challenge', () => labRouter({ routerVersion: '6.42.12', login: 'challenge' }));

describe('the router in memory', () => {
  const add = {
    kind: 'add',
    owner: 'dinkes-1',
    want: { ...observedAs({ name: 'DINKES' }), maxLimit: rate(mbps(20), mbps(5)) },
    placeBefore: null,
  } as const;

  test.each([
    ['lost-ack', 1],
    ['lost-request', 0],
  ] as const)('%s: nobody can say, the session is dead, %i queues stand', async (how, count) => {
    const router = memoryRouter();
    router.failNext(how);
    const session = await router.open();
    await expect(session.write(add)).rejects.toMatchObject({ code: 'router/outcome-unknown', retry: 'later' });
    await expect(session.queues()).rejects.toMatchObject({ code: 'router/unreachable' });
    const fresh = await router.open();
    expect(await fresh.queues()).toHaveLength(count);
    expect(router.writes).toHaveLength(count);
    await fresh.close();
  });

  test('a trap leaves the session alive and the table as it is', async () => {
    const router = memoryRouter();
    router.failNext('trap');
    const session = await router.open();
    await expect(session.write(add)).rejects.toMatchObject({ code: 'router/trap' });
    expect(await session.queues()).toEqual([]);
    await session.write(add);
    expect(router.table.map((queue) => queue.name)).toEqual(['DINKES']);
    await session.close();
  });

  test('unreachable is one open', async () => {
    const router = memoryRouter();
    router.failNext('unreachable');
    await expect(router.open()).rejects.toMatchObject({ code: 'router/unreachable', retry: 'later' });
    await (await router.open()).close();
    expect(router.visits).toBe(1);
  });
});
