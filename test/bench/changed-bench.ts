import { withPair } from './bench-pair.ts';
import { line, ms } from './figures.ts';

const EVERY = 100;

/**
 * Some of many queues edited by hand: exactly those are named, and after the order to restore exactly those are
 * written.
 */
export async function benchChanged(lines: number): Promise<void> {
  await withPair(lines, async ({ server, agent }) => {
    await agent.call('pass');
    const edited = (await server.call('edit', EVERY)).toSorted();
    const noticed = await agent.call('pass');
    const named = (await agent.call('findings')).map(({ subject }) => subject).toSorted();
    const early = await server.call('writes');
    await agent.call(
      'restore',
      edited.map((name) => name.toLowerCase()),
    );
    const restoring = await agent.call('pass');
    const written = (await server.call('writes')).toSorted();
    await agent.call('pass');
    const left = await agent.call('findings');
    const late = await server.call('writes');
    console.log(`\nchanged: ${edited.length} of ${lines} queues edited by hand`);
    line('pass that finds them', ms(noticed));
    line('named, and no others', told(edited, named));
    line('written before the order to restore', `${early.length}`);
    line(`pass that restores them: ${written.length} writes, each read before`, ms(restoring));
    line('written, and no others', told(edited, written));
    line('findings left after the read-back, writes more', `${left.length}, ${late.length}`);
  });
}

function told(wanted: readonly string[], found: readonly string[]): string {
  return (
    `${found.length} of ${wanted.length}   ` +
    `${wanted.join() === found.join() ? 'yes' : `NO: ${found.slice(0, 5).join(' ')}`}`
  );
}
