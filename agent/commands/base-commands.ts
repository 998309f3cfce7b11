import type { Command } from 'commander';
import { showRate } from '../texts/format.ts';
import { adopt, type AdoptOptions } from './adopt-queues.ts';
import { readCsv } from './agency-csv.ts';
import { withExamples } from './command-help.ts';
import { choice } from './misuse.ts';
import { REPAIRS } from './office-words.ts';
import { paperOf, type PaperOptions, withPaper } from './paper.ts';
import type { Run } from './program.ts';

type DriftOptions = PaperOptions & { readonly router: string; readonly how: string; readonly reason: string };

/** adopt, drift, agencies: base data, and what of the router is ours. */
export function addBaseCommands(program: Command, run: Run): void {
  const adopting = withPaper(program.command('adopt [queues...]'))
    .description('jadikan antrean buatan tangan milik agen: hanya tanda pada komentar yang ditambahkan')
    .requiredOption('--router <name>', 'router')
    .option('--all', 'semua yang cocok')
    .option('--yes', 'tanpa bertanya');
  withExamples(
    adopting,
    'bwagent adopt --router core',
    'bwagent adopt --router core "DINAS KESEHATAN"',
    'bwagent adopt --router core --all --yes',
  ).action(run(async (bench, queues: readonly string[], options: AdoptOptions) => await adopt(bench, queues, options)));

  const drift = program.command('drift').description('selisih antara pembukuan dan router');
  const resolving = withPaper(drift.command('resolve <owner>'))
    .description('selesaikan selisih: pulihkan antrean, atau daftarkan keadaan pada router')
    .requiredOption('--router <name>', 'router')
    .requiredOption('--how <how>', 'pulihkan atau daftarkan')
    .requiredOption('--reason <text>', 'alasan atau tiket');
  withExamples(resolving, 'bwagent drift resolve rsud --router core --how pulihkan --reason "diubah lewat Winbox"').action(
    run(async ({ client, screen }, owner: string, o: DriftOptions) => {
      const how = choice('--how', o.how, REPAIRS);
      const done = await client.order('resolve-drift', { router: o.router, owner, how, reason: o.reason, paper: paperOf(o) });
      screen.answer(done, () => screen.line(screen.say('recorded', { what: owner })));
    }),
  );

  const agencies = program.command('agencies').description('data dasar perangkat daerah dan sambungan');
  withExamples(agencies.command('list').description('perangkat daerah, sambungan, dan alokasinya'), 'bwagent agencies list').action(
    run(async ({ client, screen }) => {
      const { lang } = screen.writing;
      screen.answer(await client.ask('agencies', {}), (rows) =>
        screen.table(
          ['code', 'queue', 'targets', 'service', 'allocation', 'temporary', 'requests'],
          rows.map((a) => [
            a.code,
            a.queue ?? screen.say('not-managed'),
            a.targets.join(' '),
            a.service === null ? '–' : screen.say(a.service),
            a.permanent === null ? '–' : showRate(a.permanent, lang),
            a.temporary === null ? '–' : showRate(a.temporary.rate, lang),
            a.openRequests.join(' '),
          ]),
        ),
      );
    }),
  );
  const importing = agencies
    .command('import <file>')
    .description('impor CSV kantor; semua baris atau tidak sama sekali')
    .option('--dry-run', 'hanya periksa');
  withExamples(importing, 'bwagent agencies import opd.csv --dry-run', 'bwagent agencies import opd.csv').action(
    run(async ({ kit, client, screen }, file: string, { dryRun = false }: { dryRun?: boolean }) => {
      const rows = await readCsv(kit, file);
      const done = await client.order('import-agencies', { rows, dryRun });
      const note = dryRun ? screen.say('not-stored') : '';
      screen.answer(done, (counts) => screen.line(`${screen.say('imported', { ...counts })}${note}`));
    }),
  );
}
