import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Led, lead } from './led-child.ts';
import type { PassCalls } from './pass-process.ts';
import type { ReplayCalls } from './replay-process.ts';

/** A replayed router and the agent's side of it, each a process of its own, over an office of as many lines. */
export interface BenchPair {
  readonly folder: string;
  readonly port: number;
  readonly server: Led<ReplayCalls>;
  readonly agent: Led<PassCalls>;
}

/** Opens the pair, works with it, and ends it whatever happens. */
export async function withPair(lines: number, work: (pair: BenchPair) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const [server, agent, founder] = [
    lead<ReplayCalls>('replay-process'),
    lead<PassCalls>('pass-process'),
    lead<PassCalls>('pass-process'),
  ];
  try {
    const port = await server.call('open', lines);
    await founder.call('found', { folder, lines });
    await founder.end();
    await agent.call('open', { folder, port });
    await work({ folder, port, server, agent });
  } finally {
    await Promise.all([agent.end(), founder.end(), server.end()]);
    rmSync(folder, { recursive: true, force: true });
  }
}
