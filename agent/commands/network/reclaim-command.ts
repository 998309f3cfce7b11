import type { Command } from 'commander';
import { withExamples } from '../terminal/command-help.ts';
import { showReclaim } from './reclaim-tables.ts';
import type { Run } from '../terminal/workbench.ts';

/**
 * Adds the `reclaim` command: lines that could give bandwidth back, and postponed requests that it would serve. Changes
 * nothing.
 */
export function addReclaimCommand(program: Command, run: Run): void {
  const reclaim = program
    .command('reclaim')
    .description('alokasi yang dapat ditinjau: pemakaian, usulan, dan siapa di daftar tunggu yang tertolong')
    .option('--all', 'juga sambungan yang tetap dan yang belum diketahui, beserta sebabnya');
  withExamples(reclaim, 'bwagent reclaim', 'bwagent reclaim --all', 'bwagent reclaim --json > tinjauan.json').action(
    run(async ({ client, screen }, o: { all?: boolean }) => {
      const view = await client.ask('reclaim', o.all === true ? { all: true } : {});
      screen.answer(view, () => showReclaim(screen, view));
    }),
  );
}
