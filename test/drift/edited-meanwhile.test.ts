import { afterEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../agent/domain/finding.ts';
import type { RouterPlan } from '../../agent/domain/office.ts';
import { mega } from '../office/queue-samples.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

/**
 * DISDIK was edited by hand, people ordered it restored, and somebody edits `queue` right before our write. Which queue
 * that was the history does not say; an edit of DISDIK itself the router in memory would refuse to overwrite, which
 * RouterOS cannot.
 */
async function restoredWhile(queue: 'DINKES' | undefined, mode: RouterPlan['mode'] = 'apply'): Promise<void> {
  kit = deskKit({ router: { mode } });
  await kit.work();
  limit('DISDIK', 9);
  await kit.work();
  kit.as('prakom', 'resolve-drift', { router: 'core', owner: 'disdik', how: 'restore', reason: 'uji', paper: null });
  const open = kit.router.open.bind(kit.router);
  let pending = queue;
  kit.router.open = async () => {
    const session = await open();
    const write = session.write.bind(session);
    session.write = async (change) => {
      if (pending !== undefined) limit(pending, 7);
      pending = undefined;
      await write(change);
    };
    return session;
  };
  await kit.work();
}

function limit(queue: string, mbps: number): void {
  kit.router.hand((table) => table.map((row) => (row.name === queue ? { ...row, maxLimit: mega(mbps) } : row)));
}

const told = (): readonly unknown[] =>
  kit.ledger
    .audit(1, 10_000)
    .filter(({ act }) => act === 'router/findings')
    .flatMap(({ facts }) => facts['fresh'] as readonly Finding[])
    .filter(({ code }) => code === 'queue/edited-meanwhile')
    .map(({ subject, facts }) => ({ queue: subject, ...facts }));

describe('an edit between our last read and our write', () => {
  test('is told with who was at work', async () => {
    await restoredWhile('DINKES');
    expect(told()).toMatchObject([{ queue: 'DISDIK', owner: 'disdik', by: 'admin', action: 'simple queue changed' }]);
  });

  test('control: without an edit nobody is told', async () => {
    await restoredWhile(undefined);
    expect(kit.router.writes).toHaveLength(1);
    expect(told()).toEqual([]);
  });

  test('in manual mode the one who pastes is no second hand', async () => {
    await restoredWhile(undefined, 'manual');
    limit('DISDIK', 20);
    await kit.later(1);
    expect(kit.ledger.openOps('core')).toEqual([]);
    expect(told()).toEqual([]);
  });
});
