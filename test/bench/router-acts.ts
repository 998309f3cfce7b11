import { rate } from '../../agent/domain/rate.ts';
import type { RouterSession } from '../../agent/ports/router.ts';
import { differences, ownerOf, type QueueShape } from '../../agent/shaping/queue.ts';
import { LabApiClient } from '../lab/router/lab-api-client.ts';
import { replayedRouter } from './replayed-router.ts';

interface Run {
  readonly port: number;
  readonly times: number;
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** A small question by a bare client and its answer: the way there and back; ms each. */
export async function roundTrips({ port, times }: Run): Promise<readonly number[]> {
  const client = await LabApiClient.login({ host: '127.0.0.1', port }, 'bench', 'bench');
  const spent: number[] = [];
  for (let i = 0; i < times; i += 1) spent.push(await timed(() => client.talk('/system/identity/print')));
  client.close();
  return spent;
}

/**
 * A queue added, then read back by name and mark in the same session; ms each. Throws when it does not read back as
 * wanted.
 */
export async function addReadBack({ port, times, from }: Run & { readonly from: number }): Promise<readonly number[]> {
  return await inSession(port, async (session) => {
    const spent: number[] = [];
    for (let i = from; i < from + times; i += 1) {
      const owner = `new-${i}`;
      const want = newQueue(i);
      const add = async (): Promise<void> => {
        await session.write({ kind: 'add', owner, want, placeBefore: null });
        const [row] = await session.named(want.name, owner);
        if (row === undefined || ownerOf(row.comment) !== owner || differences(want, row).length > 0)
          throw new Error('not read back');
      };
      spent.push(await timed(add));
    }
    return spent;
  });
}

/** Queues set to a new limit, each read again by name right before; ms each. */
export async function setAgain({ port, times }: Run): Promise<readonly number[]> {
  return await inSession(port, async (session) => {
    const spent: number[] = [];
    const queues = (await session.queues()).filter((row) => row.parent !== null);
    for (const was of queues.slice(0, times)) {
      const want = { ...was, maxLimit: rate(30_000_000, 15_000_000) };
      spent.push(await timed(() => session.write({ kind: 'set', owner: ownerOf(was.comment) ?? '', want, was })));
    }
    return spent;
  });
}

async function inSession<T>(port: number, work: (session: RouterSession) => Promise<T>): Promise<T> {
  const router = replayedRouter(port);
  const session = await router.open();
  try {
    return await work(session);
  } finally {
    await session.close();
    await router.close();
  }
}

function newQueue(i: number): QueueShape {
  return {
    name: `NEW-${i}`,
    targets: [`172.16.${i & 255}.0/24`],
    parent: 'POOL-OPD',
    maxLimit: rate(20_000_000, 10_000_000),
    limitAt: rate(0, 0),
  };
}
