import type { Command } from 'commander';
import { sayStage } from '../../texts/say.ts';
import { withExamples } from '../terminal/command-help.ts';
import { fileNew } from './file-new.ts';
import { choice, Misuse } from '../terminal/misuse.ts';
import { ANSWERS, documents } from '../terminal/office-words.ts';
import { paperOf, type PaperOptions, withPaper } from '../terminal/paper.ts';
import { showReadAs } from '../terminal/read-as.ts';
import type { Run } from '../terminal/workbench.ts';
import { showStood } from './request-block.ts';
import { CONTENT_FLAGS, correctionOf, type TicketOptions, windowRead, withContent } from './ticket-options.ts';

/** new, correct, answer, duplicate: what a request says, entered for the agency. */
export function addContentCommands(program: Command, run: Run): void {
  const filing = withContent(program.command('new'))
    .description('SOP 1: catat permohonan yang datang lewat surat, telepon, atau langsung')
    .requiredOption('--channel <channel>', 'surat, telepon, datang, whatsapp')
    .option('--kind <kind>', 'permohonan atau gangguan', 'permohonan')
    .option('--documents <list>', 'berkas yang diterima: surat,data-teknis,justifikasi')
    .option('--received <time>', 'waktu diterima, "2026-05-04 09:10"; kosong: sekarang', '')
    .option('--key <key>', 'kunci pengulangan: kunci yang sama tidak mencatat dua kali');
  withExamples(
    filing,
    'bwagent new --channel surat --agency DINKES --down 40 --meaning total ' +
      '--documents surat,data-teknis --letter 005/12/2026 --letter-date 2026-05-04',
    'bwagent new --channel telepon --kind gangguan --agency RSUD --subject "internet putus"',
  ).action(run(async (bench, options: TicketOptions) => await fileNew(bench, options)));

  const correcting = withContent(withPaper(program.command('correct <number>')))
    .description('perbaiki isi permohonan')
    .option('--recorded-by <person>', 'petugas yang memasukkan permohonan; hanya bila belum tercatat');
  withExamples(
    correcting,
    'bwagent correct 45 --targets 10.62.17.0/24',
    'bwagent correct 51 --from "2026-06-01 06:00" --until "2026-06-01 12:00"',
    'bwagent correct 52 --recorded-by teknis-1',
  ).action(
    run(async ({ client, screen }, number: string, options: TicketOptions & PaperOptions) => {
      const correction = correctionOf(options);
      if (Object.keys(correction).length === 0) throw new Misuse('needs-option', { field: CORRECTING });
      const done = await client.order('correct', { number, correction, paper: paperOf(options) });
      showStood(screen, done);
      if (!screen.json) showReadAs(screen, windowRead(options, done.window));
    }),
  );

  const answering = program
    .command('answer <number>')
    .description('catat jawaban pemohon: berkas yang disusulkan, atau jawaban atas tawaran')
    .option('--documents <list>', 'surat,data-teknis,justifikasi')
    .option('--offer <answer>', 'terima, tunggu, batal');
  withExamples(answering, 'bwagent answer 43 --documents surat,justifikasi', 'bwagent answer 48 --offer terima').action(
    run(async ({ client, screen }, number: string, options: { documents?: string; offer?: string }) => {
      if ((options.documents === undefined) === (options.offer === undefined))
        throw new Misuse('needs-option', { field: '--documents / --offer' });
      if (options.offer === undefined)
        return showStood(
          screen,
          await client.order('answer', { number, documents: documents('--documents', options.documents) }),
        );
      const event = { kind: 'offer-answered', answer: choice('--offer', options.offer, ANSWERS) } as const;
      showStood(screen, await client.order('raise', { number, event, paper: null }));
    }),
  );

  const linking = withPaper(program.command('duplicate <number>'))
    .description('tautkan ke permohonan yang sama')
    .requiredOption('--of <number>', 'permohonan yang lebih dahulu');
  withExamples(linking, 'bwagent duplicate 46 --of 41').action(
    run(async ({ client, screen }, number: string, options: PaperOptions & { of: string }) => {
      const { request: first } = await client.ask('request', { number: options.of });
      const done = await client.order('raise', {
        number,
        event: { kind: 'linked-duplicate', of: first.id },
        paper: paperOf(options),
      });
      const stage = sayStage(done.stage, screen.writing.lang);
      screen.answer(done, () => screen.line(screen.say('linked-to', { number: done.number, stage, of: first.number })));
    }),
  );
}

/** Options of `correct`, of which at least one is given. */
const CORRECTING = `${CONTENT_FLAGS}, --recorded-by`;
