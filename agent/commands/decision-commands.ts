import type { Command } from 'commander';
import { showRate } from '../texts/format.ts';
import { sayStage } from '../texts/say.ts';
import { documents } from './acts.ts';
import { fileNew } from './file-new.ts';
import { LOOKS } from './kit.ts';
import { correctionOf, type TicketOptions } from './ticket-options.ts';
import { showDecision } from './decision-block.ts';
import { paperOf, type PaperOptions, withPaper } from './paper.ts';
import type { Bench, Run } from './program.ts';

/** check, approve, offer, new, correct, answer, extend, duplicate: acts with numbers or content of their own. */
export function addDecisionCommands(program: Command, run: Run): void {
  program
    .command('check <number>')
    .description('SOP 5: cek ketersediaan')
    .addHelpText('after', '\nContoh:\n  bwagent check 42')
    .action(
      run(async ({ client, screen }, number: string) => {
        await client.order('check', { number });
        const view = await client.ask('request', { number });
        screen.answer(view, ({ decision, stage }) => {
          if (decision !== null) showDecision(screen, decision);
          screen.line(`${view.request.number}: ${sayStage(stage.at, screen.writing.lang)}`);
        });
      }),
    );

  withPaper(program.command('approve <number>'))
    .description('SOP 5: setujui; menampilkan angka dan rencana lebih dahulu')
    .option('--yes', 'tanpa bertanya')
    .option('--wait', 'tunggu sampai aktif atau gagal')
    .addHelpText(
      'after',
      '\nContoh:\n  bwagent approve 41 --yes --wait\n  bwagent approve 41 --yes --decided-by kabid --doc 555/30/2026 --date 2026-05-04',
    )
    .action(
      run(
        async (bench, number: string, options: PaperOptions & { yes?: boolean; wait?: boolean }) => await approve(bench, number, options),
      ),
    );

  withPaper(program.command('offer <number>'))
    .description('tawarkan pemenuhan sebagian; tanpa angka: tawaran terbesar')
    .option('--down <rate>', 'jumlah akhir unduh')
    .option('--up <rate>', 'jumlah akhir unggah')
    .action(
      run(async ({ client, screen }, number: string, options: PaperOptions & { down?: string; up?: string }) => {
        const done = await client.order('offer', { number, down: options.down ?? null, up: options.up ?? null, paper: paperOf(options) });
        screen.answer(done, () => screen.line(`${done.number}: ${sayStage(done.stage, screen.writing.lang)}`));
      }),
    );

  withContent(withPaper(program.command('correct <number>')))
    .description('perbaiki isi permohonan')
    .action(
      run(async ({ client, screen }, number: string, options: TicketOptions & PaperOptions) => {
        const done = await client.order('correct', { number, correction: correctionOf(options), paper: paperOf(options) });
        screen.answer(done, () => screen.line(`${done.number}: ${sayStage(done.stage, screen.writing.lang)}`));
      }),
    );

  withContent(program.command('new'))
    .description('SOP 1: catat permohonan yang datang lewat surat, telepon, atau langsung')
    .requiredOption('--channel <channel>', 'letter, phone, walk-in, whatsapp')
    .option('--kind <kind>', 'request atau incident', 'request')
    .option('--subject <text>', 'hal', '')
    .option('--reason <text>', 'uraian', '')
    .option('--documents <list>', 'berkas yang diterima')
    .option('--letter <number>', 'nomor surat', '')
    .option('--letter-date <day>', 'tanggal surat', '')
    .option('--received <time>', 'waktu diterima; kosong: sekarang', '')
    .action(run(async (bench, options: TicketOptions) => await fileNew(bench, options)));

  program
    .command('answer <number>')
    .description('catat berkas yang disusulkan')
    .requiredOption('--documents <list>', 'surat,data-teknis,justifikasi')
    .action(
      run(async ({ client, screen }, number: string, options: { documents: string }) => {
        const done = await client.order('answer', { number, documents: documents(options.documents) });
        screen.answer(done, () => screen.line(`${done.number}: ${sayStage(done.stage, screen.writing.lang)}`));
      }),
    );

  withPaper(program.command('extend <number>'))
    .description('perpanjang alokasi sementara')
    .requiredOption('--until <time>', 'akhir yang baru')
    .action(
      run(async ({ client, screen }, number: string, options: PaperOptions & { until: string }) => {
        const done = await client.order('extend', { number, until: options.until, paper: paperOf(options) });
        screen.answer(done, () => screen.line(`${done.number}: ${sayStage(done.stage, screen.writing.lang)}`));
      }),
    );

  withPaper(program.command('duplicate <number>'))
    .description('tautkan ke permohonan yang sama')
    .requiredOption('--of <number>', 'permohonan yang lebih dahulu')
    .action(
      run(async ({ client, screen }, number: string, options: PaperOptions & { of: string }) => {
        const first = await client.ask('request', { number: options.of });
        const done = await client.order('raise', {
          number,
          event: { kind: 'linked-duplicate', of: first.request.id },
          paper: paperOf(options),
        });
        screen.answer(done, () => screen.line(`${done.number}: ${sayStage(done.stage, screen.writing.lang)} (${first.request.number})`));
      }),
    );
}

async function approve(
  { kit, client, screen }: Bench,
  number: string,
  options: PaperOptions & { yes?: boolean; wait?: boolean },
): Promise<number> {
  const [view, plan] = [await client.ask('request', { number }), await client.ask('plan', { number })];
  const { lang } = screen.writing;
  if (!screen.json) {
    if (view.decision !== null) showDecision(screen, view.decision);
    screen.line(`${plan.binding.queue}: ${showRate(plan.binding.from, lang)} → ${showRate(plan.binding.to, lang)}`);
    for (const line of plan.words) screen.line(`  ${line}`);
  }
  if (options.yes !== true && !(await screen.confirm('Setujui?'))) return 3;
  const done = await client.order('raise', { number, event: { kind: 'approved', planHash: plan.hash }, paper: paperOf(options) });
  let stage = done.stage;
  for (let i = 0; options.wait === true && i < LOOKS && (stage === 'approved' || stage === 'applying'); i += 1) {
    await kit.pause();
    stage = (await client.ask('request', { number })).stage.at;
  }
  screen.answer({ number: done.number, stage }, () => screen.line(`${done.number}: ${sayStage(stage, lang)}`));
  return stage === 'apply-failed' ? 1 : 0;
}

function withContent(command: Command): Command {
  return command
    .option('--agency <code>', 'perangkat daerah')
    .option('--down <rate>', 'unduh, misalnya 40')
    .option('--up <rate>', 'unggah')
    .option('--meaning <meaning>', 'total atau increment')
    .option('--from <time>', 'mulai kegiatan, 2026-05-09 06:00')
    .option('--until <time>', 'akhir kegiatan')
    .option('--targets <list>', 'subnet, dipisah koma');
}
