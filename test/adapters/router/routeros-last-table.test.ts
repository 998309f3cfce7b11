import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Router } from '../../../agent/ports/router.ts';
import type { ObservedQueue } from '../../../agent/shaping/queue.ts';
import { labRouterAdapter } from '../../contract/lab-router.ts';
import { type Lab, openLab } from '../../lab/open-lab.ts';

let lab!: Lab;
let router!: Router;
beforeEach(async () => {
  lab = await openLab({ at: '2026-04-06T08:00:00+07:00' });
  router = labRouterAdapter(lab);
});
afterEach(async () => {
  await router.close();
  await lab.close();
});

async function read(through: Router = router): Promise<readonly ObservedQueue[]> {
  const session = await through.open();
  const queues = await session.queues();
  await session.close();
  return queues;
}

function edit(place: number, key: string, value: string): void {
  lab.plant.edit(() => lab.plant.queues.set(lab.plant.queues.rows[place]!.id, new Map([[key, value]])));
}

/** What an adapter reads that has read nothing before. */
async function readAnew(): Promise<readonly ObservedQueue[]> {
  const other = labRouterAdapter(lab);
  const queues = await read(other);
  await other.close();
  return queues;
}

const kept = (before: readonly ObservedQueue[], after: readonly ObservedQueue[]): number =>
  after.filter((queue, place) => queue === before[place]).length;

describe('a table read again', () => {
  test('is the same list while nothing changed, within a visit and from visit to visit', async () => {
    const first = await read();
    const session = await router.open();
    const [second, third] = [await session.queues(), await session.queues()];
    await session.close();
    expect([second === first, third === first]).toEqual([true, true]);
    expect(first.length).toBeGreaterThan(20);
  });

  test('of a changed row that row is new, and the table is what another adapter reads', async () => {
    const before = await read();
    edit(3, 'max-limit', '1M/2M');
    const after = await read();
    expect(kept(before, after)).toBe(before.length - 1);
    expect(after[3]).toMatchObject({ ...before[3], maxLimit: { down: 2_000_000, up: 1_000_000 } });
    expect(after).toEqual(await readAnew());
  });

  test('rows that moved are read at their new places', async () => {
    const before = await read();
    lab.plant.edit(() => lab.plant.queues.remove(lab.plant.queues.rows[1]!.id));
    const after = await read();
    expect(kept(before, after)).toBe(1);
    expect(after.map(({ position }) => position)).toEqual(after.map((_, place) => place));
    expect(after).toEqual(await readAnew());
  });

  test('rows at the end that went or came leave the others as they are', async () => {
    const before = await read();
    lab.plant.edit(() => lab.plant.queues.remove(lab.plant.queues.rows.at(-1)!.id));
    const fewer = await read();
    expect([fewer.length, kept(before, fewer)]).toEqual([before.length - 1, before.length - 1]);
    lab.plant.edit(() => lab.plant.queues.add(new Map(Object.entries({ name: 'BARU', target: '10.98.0.0/24' }))));
    const more = await read();
    expect([more.length, kept(fewer, more)]).toEqual([before.length, before.length - 1]);
    expect(more).toEqual(await readAnew());
  });
});
