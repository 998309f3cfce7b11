import { describe, expect, test } from 'vitest';
import { isReached } from '../../agent/shaping/packet-space.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { shadowFindings } from '../../agent/shaping/shadow.ts';
import { observedAs } from '../fakes/memory-router.ts';

const row = (name: string, targets: readonly string[], position: number): ObservedQueue => ({
  ...observedAs({ name, targets }),
  position,
});

/** One queue for each address of a prefix of 10.62.0.0, and behind them all one for the prefix. */
function hosts(count: number): readonly ObservedQueue[] {
  const each = Array.from({ length: count }, (_, i) => row(`host-${i}`, [`10.62.${i >> 8}.${i & 255}/32`], i));
  return [...each, row('LINE', [`10.62.0.0/${32 - Math.log2(count)}`], count)];
}

describe('packets that queues tell apart', () => {
  test('are all tried in a table of hundreds of hosts, and not in one of thousands', () => {
    const reached = [1024, 2048].map((count) => isReached(hosts(count).at(-1)!, hosts(count)));
    expect(reached).toEqual([false, true]);
  });

  test('of thousands of hosts leave nothing to a queue behind them, which is said without trying', () => {
    const table = hosts(4096);
    const codes = shadowFindings(table.at(-1)!, table).map(({ code, level }) => `${code} ${level}`);
    expect(codes).toContain('queue/shadowed-together alarm');
  });

  test('come to an end where two queues have one name and one is below it', () => {
    const table = [
      row('A', ['10.62.0.0/16'], 0),
      { ...row('A', ['10.62.0.0/16'], 1), parent: 'A' },
      { ...row('LINE', ['10.62.1.0/24'], 2), parent: 'A' },
    ];
    expect(isReached(table[2]!, table)).toBe(true);
  });

  test('are tried beside IPv4 mapped into IPv6', () => {
    const table = [row('OTHER', ['::fffe:0:0/96'], 0), row('ALL', ['::/0'], 1)];
    expect(isReached(table[1]!, table)).toBe(true);
  });
});
