import type { Command } from 'commander';
import { showRate } from '../../texts/format.ts';
import { sayStage } from '../../texts/say.ts';
import { approve, type ApproveOptions } from './approve.ts';
import { showAssessment } from './assessment-block.ts';
import { withExamples } from '../terminal/command-help.ts';
import { paperOf, type PaperOptions, withPaper } from '../terminal/paper.ts';
import { showReadAs } from '../terminal/read-as.ts';
import type { Run } from '../terminal/workbench.ts';
import { showStood } from './request-block.ts';

const PAPER_EXAMPLE = '--decided-by kabid --doc 555/30/2026 --date 2026-05-04';

/** Adds the commands `check`, `approve`, `offer` and `extend`. */
export function addDecisionCommands(program: Command, run: Run): void {
  const check = program.command('check <number>').description('SOP 5: cek ketersediaan dan tampilkan angkanya');
  withExamples(check, 'bwagent check 42').action(
    run(async ({ client, screen }, number: string) => {
      await client.order('check', { number });
      screen.answer(await client.ask('request', { number }), (view) => {
        showAssessment(screen, view);
        const { request, stage } = view;
        screen.line(screen.say('stood', { number: request.number, stage: sayStage(stage.at, screen.writing.lang) }));
      });
    }),
  );

  const approving = withPaper(program.command('approve <number>'))
    .description('SOP 5: setujui; menampilkan angka dan rencana lebih dahulu')
    .option('--yes', 'tanpa bertanya')
    .option('--wait', 'tunggu sampai aktif atau gagal');
  withExamples(approving, 'bwagent approve 41 --wait', `bwagent approve 41 --yes ${PAPER_EXAMPLE}`).action(
    run(async (bench, number: string, options: ApproveOptions) => await approve(bench, number, options)),
  );

  const offering = withPaper(program.command('offer <number>'))
    .description('SOP 5-tidak: tawarkan pemenuhan sebagian; tanpa angka: tawaran terbesar')
    .option('--down <rate>', 'jumlah akhir unduh, misalnya 60')
    .option('--up <rate>', 'jumlah akhir unggah');
  withExamples(offering, 'bwagent offer 48', `bwagent offer 48 --down 60 --up 60 ${PAPER_EXAMPLE}`).action(
    run(async ({ client, screen }, number: string, options: PaperOptions & { down?: string; up?: string }) => {
      const done = await client.order('offer', {
        number,
        down: options.down ?? null,
        up: options.up ?? null,
        paper: paperOf(options),
      });
      const { stage } = await client.ask('request', { number });
      showStood(screen, done);
      if (!screen.json && stage.at === 'offered-partial') {
        screen.line(`  ${screen.say('can-offer', { rate: showRate(stage.rate, screen.writing.lang) })}`);
      }
    }),
  );

  const extending = withPaper(program.command('extend <number>'))
    .description('perpanjang alokasi sementara')
    .requiredOption('--until <time>', 'akhir yang baru, "2026-05-11 18:00"; hari tanpa jam: sampai akhir hari itu');
  withExamples(extending, 'bwagent extend 44 --until "2026-05-11 18:00"').action(
    run(async ({ client, screen }, number: string, options: PaperOptions & { until: string }) => {
      const done = await client.order('extend', { number, until: options.until, paper: paperOf(options) });
      showStood(screen, done);
      if (!screen.json) showReadAs(screen, [['--until', options.until, done.window?.until]]);
    }),
  );
}
