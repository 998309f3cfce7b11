import { describe, expect, test } from 'vitest';
import { dryRun } from '../../../adapters/router/dry-run/dry-run-router.ts';
import { mbps, rate } from '../../../agent/domain/rate.ts';
import type { Router } from '../../../agent/ports/router.ts';
import type { Change, ObservedQueue } from '../../../agent/shaping/queue.ts';
import { memoryRouter, observedAs } from '../../fakes/memory-router.ts';

const owner = 'dinkes-1';
const ours = observedAs({ name: 'DINKES', comment: `bwagent:${owner}`, maxLimit: rate(mbps(10), mbps(10)) });
const hand = observedAs({ name: 'SETDA', id: '*2', targets: ['10.62.9.0/24'], comment: 'teknisi' });
const raise: Change = { kind: 'set', owner, want: { ...ours, maxLimit: rate(mbps(20), mbps(20)) }, was: ours };
const add: Change = {
  kind: 'add',
  owner: 'disdik-1',
  want: { ...ours, name: 'DISDIK', targets: ['10.62.2.0/24'] },
  placeBefore: 'SETDA',
};

async function read(router: Router): Promise<readonly ObservedQueue[]> {
  const session = await router.open();
  const table = await session.queues();
  await session.close();
  return table;
}

async function write(router: Router, ...changes: readonly Change[]): Promise<void> {
  const session = await router.open();
  try {
    for (const change of changes) await session.write(change);
  } finally {
    await session.close();
  }
}

describe('a dry run', () => {
  test('shows what it pretended on every later visit, and the router never changes', async () => {
    const memory = memoryRouter({ queues: [ours, hand] });
    const before = memory.table;
    const dry = dryRun(memory);
    await write(dry, raise, add);
    const table = await read(dry);
    expect(table.map((queue) => [queue.position, queue.name, queue.maxLimit.down])).toEqual([
      [0, 'DINKES', 20_000_000],
      [1, 'DISDIK', 10_000_000],
      [2, 'SETDA', 0],
    ]);
    expect(new Set(table.map((queue) => queue.id)).size).toBe(3);
    expect(memory.writes).toEqual([]);
    expect(memory.table).toEqual(before);
  });

  test('follows the router where somebody edited below it', async () => {
    const memory = memoryRouter({ queues: [ours, hand] });
    const dry = dryRun(memory);
    await write(dry, raise, add);
    memory.hand((table) => table.map((queue) => ({ ...queue, maxLimit: rate(mbps(7), mbps(7)) })));
    expect((await read(dry)).map((queue) => [queue.name, queue.maxLimit.down])).toEqual([
      ['DINKES', 7_000_000],
      ['DISDIK', 10_000_000],
      ['SETDA', 7_000_000],
    ]);
    memory.hand((table) => [...table, observedAs({ name: 'DISDIK', comment: 'ditempel teknisi' })]);
    expect((await read(dry)).map((queue) => queue.comment)).toEqual([
      `bwagent:${owner}`,
      'teknisi',
      'ditempel teknisi',
    ]);
  });

  test('refuses what the router would refuse, and keeps nothing of it', async () => {
    const dry = dryRun(memoryRouter({ queues: [ours, hand] }));
    await expect(write(dry, { ...add, want: { ...add.want, name: 'SETDA' } })).rejects.toMatchObject({
      code: 'router/trap',
    });
    await expect(write(dry, { ...add, want: { ...add.want, name: 'DIS\nDIK' } })).rejects.toMatchObject({
      code: 'router/bad-word',
    });
    expect(await read(dry)).toHaveLength(2);
  });

  test('asks, checks and words as the router does', async () => {
    const memory = memoryRouter({ queues: [ours], traits: { fasttrackRules: 2 } });
    const dry = dryRun(memory);
    expect(dry.name).toBe(memory.name);
    expect(dry.words(raise)).toEqual(memory.words(raise));
    expect(await dry.check()).toEqual(await memory.check());
    const session = await dry.open();
    expect(await session.traits()).toMatchObject({ fasttrackRules: 2 });
    expect(session.identity).toMatchObject({ serial: 'MEMORY0001' });
    await session.close();
    await expect(session.write(raise)).rejects.toMatchObject({ code: 'router/unreachable' });
    await dry.close();
    await expect(dry.open()).rejects.toMatchObject({ code: 'router/unreachable' });
  });
});
