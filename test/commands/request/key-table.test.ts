import { describe, expect, test } from 'vitest';
import type { KeyResult } from '../../../agent/commands/request/key-numbers.ts';
import { bps } from '../../../agent/domain/rate.ts';
import { runCommand, wideLines } from '../../fakes/command-kit.ts';
import { at, DECISION, REQUEST } from '../view-samples.ts';

const KEYS = ['measured', 'guaranteed', 'promised', 'live'] as const;
const NOW = DECISION.terms.at;

/** Every key of some bounds in both directions; each later row has 1 bit/s less room. */
function keysOf(...bounds: readonly string[]): readonly KeyResult[] {
  const names = (['down', 'up'] as const).flatMap((direction) =>
    bounds.flatMap((bound) => KEYS.map((key) => ({ direction, bound, key }))),
  );
  return names.map((name, i) => ({
    ...name,
    demand: bps(1_000_000 + i),
    limit: bps(9_000_000),
    pass: true,
    saturated: false,
    instant: null,
  }));
}

async function shown(
  keys: readonly KeyResult[],
  lang = 'id',
): Promise<{ readonly out: string; readonly rows: readonly string[] }> {
  const request = { ...REQUEST, decision: { ...DECISION, decision: { verdict: 'enough', keys } } };
  const story = { script: { 'ask request': request } };
  const words = ['--lang', lang, 'show', '41'];
  expect(wideLines((await runCommand(words, story)).out)).toEqual([]);
  const { out } = await runCommand(words, { ...story, isTerminal: false });
  return { out, rows: out.split('\n').filter((line) => line.includes('\tisp-') || line.includes('\tpool')) };
}

describe('agent/commands/key-table', () => {
  test('many rows that all pass are shortened to the tighter direction of each, and it is said', async () => {
    const { out, rows } = await shown(keysOf('isp-a', 'isp-b', 'pool'));
    expect(rows).toHaveLength(12);
    expect(rows.every((row) => row.includes('\tunggah\t'))).toBe(true);
    expect(out).toContain('Semua 24 baris lulus');
    expect(out).toContain('Paling sempit: pool, Saat ini, unggah: 1,000023 dari batas 9 Mbps');
  });

  test('twelve rows, or one that failed, are shown whole', async () => {
    const few = await shown(keysOf('isp-a', 'isp-b', 'pool').slice(0, 12));
    expect(few.rows).toHaveLength(12);
    expect(few.rows.every((row) => row.includes('\tunduh\t'))).toBe(true);
    const [first, ...rest] = keysOf('isp-a', 'isp-b', 'pool');
    const failed = await shown([{ ...first!, demand: bps(9_000_001), pass: false }, ...rest]);
    expect(failed.rows).toHaveLength(24);
    for (const { out } of [few, failed]) expect(out).not.toContain('baris lulus');
  });

  test('the promised key names its instant where it is not the time of the check', async () => {
    const promised = (instant: number): readonly KeyResult[] => [{ ...keysOf('isp-a')[2]!, instant }];
    expect((await shown(promised(NOW))).out).toContain('(7,999998 Mbps tersisa)\n');
    expect((await shown(promised(at('22:00')))).out).toContain('(7,999998 Mbps tersisa), pada 04/05/2026 22.00\n');
    expect((await shown(promised(at('22:00')), 'en')).out).toContain('(7.999998 Mbps left), at 04/05/2026 22:00\n');
  });
});
