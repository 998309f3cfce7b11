import type { Command } from 'commander';
import { showRate } from '../../texts/format.ts';
import { adopt, type AdoptOptions } from './adopt-queues.ts';
import { readCsv } from './agency-csv.ts';
import { withExamples } from '../terminal/command-help.ts';
import { withPaper } from '../terminal/paper.ts';
import type { Run } from '../terminal/workbench.ts';

/** Adds the commands `adopt` and `agencies`. */
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
    'bwagent adopt --router core -- "--PUSAT"',
    'bwagent adopt --router core --all --yes',
  ).action(run(async (bench, queues: readonly string[], options: AdoptOptions) => await adopt(bench, queues, options)));

  const agencies = program.command('agencies').description('data dasar perangkat daerah dan sambungan');
  withExamples(
    agencies.command('list').description('perangkat daerah, sambungan, dan alokasinya'),
    'bwagent agencies list',
  ).action(
    run(async ({ client, screen }) => {
      const { lang } = screen.writing;
      screen.answer(await client.ask('agencies', {}), (rows) =>
        screen.table(
          ['code', 'queue', 'targets', 'service', 'allocation', 'temporary', 'requests'],
          rows.map((a) => [
            a.code,
            a.queue ?? screen.say('not-managed'),
            a.targets.join('\n'),
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
