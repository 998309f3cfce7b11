import type { Command } from 'commander';
import type { BodyOf } from '../../desk/act/order.ts';
import { withExamples } from '../terminal/command-help.ts';
import { choice, needed } from '../terminal/misuse.ts';
import { REPAIRS } from '../terminal/office-words.ts';
import { paperOf, type PaperOptions, withPaper } from '../terminal/paper.ts';
import type { Run } from '../terminal/workbench.ts';

type ResolveOptions = PaperOptions & { readonly router?: string; readonly how?: string; readonly reason?: string };
type AcceptOptions = PaperOptions & { readonly router: string; readonly reason: string };

/**
 * Adds the `drift` commands: `resolve` for a queue that differs from the ledger, `accept` to allow writing again after
 * a write freeze.
 */
export function addDriftCommands(program: Command, run: Run): void {
  const drift = program.command('drift').description('selisih antara pembukuan dan router');
  const resolving = withPaper(drift.command('resolve <owner>'))
    .description('selesaikan selisih: terima usul agen, pulihkan antrean, atau daftarkan keadaan pada router')
    .option('--router <name>', 'router; tanpa ini: router tempat sambungan itu tercatat')
    .option('--how <how>', 'pulihkan atau daftarkan; tanpa ini: terima usul yang berlaku')
    .option('--reason <text>', 'alasan, nomor tiket, atau nomor permohonan');
  withExamples(
    resolving,
    'bwagent drift resolve rsud',
    'bwagent drift resolve rsud --how pulihkan --reason "diubah lewat Winbox"',
    'bwagent drift resolve rsud --how daftarkan --reason BW-2026-0041 --decided-by kabid --doc 555/12/2026 ' +
      '--date 2026-05-04',
  ).action(
    run(async ({ client, screen }, owner: string, o: ResolveOptions) => {
      const done = await client.order('resolve-drift', {
        router: o.router ?? null,
        owner,
        ...repairOf(o),
        paper: paperOf(o),
      });
      screen.answer(done, () => screen.line(screen.say('recorded', { what: owner })));
    }),
  );

  const accepting = withPaper(drift.command('accept'))
    .description('setelah diperiksa: izinkan penulisan lagi pada router yang dihentikan')
    .requiredOption('--router <name>', 'router')
    .requiredOption('--reason <text>', 'apa yang diperiksa dan diputuskan');
  withExamples(accepting, 'bwagent drift accept --router core --reason "router dipulihkan dari cadangan 3 Mei"').action(
    run(async ({ client, screen }, o: AcceptOptions) => {
      const done = await client.order('accept-drift', { router: o.router, reason: o.reason, paper: paperOf(o) });
      screen.answer(done, () => screen.line(screen.say('recorded', { what: o.router })));
    }),
  );
}

/** Without `--how` and `--reason`: accepts the agent's proposal. */
function repairOf({ how, reason }: ResolveOptions): Pick<BodyOf<'resolve-drift'>, 'how' | 'reason'> {
  if (how === undefined && reason === undefined) return { how: 'proposed', reason: null };
  return { how: choice('--how', needed('--how', how), REPAIRS), reason: needed('--reason', reason) };
}
