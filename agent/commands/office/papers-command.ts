import { join } from 'node:path';
import type { Command } from 'commander';
import { showDay, showMoment } from '../../texts/format.ts';
import { withExamples } from '../terminal/command-help.ts';
import { choice } from '../terminal/misuse.ts';
import { REPORT_KINDS } from '../terminal/office-words.ts';
import { showReadAs } from '../terminal/read-as.ts';
import { officeRole } from '../terminal/paper.ts';
import type { Run } from '../terminal/workbench.ts';

interface DelegateOptions {
  readonly role: string;
  readonly from: string;
  readonly until: string;
  readonly letter: string;
}

/** Adds the commands `report`, `reports` and `delegate`. */
export function addPaperCommands(program: Command, run: Run): void {
  const report = program
    .command('report <kind>')
    .description('buat laporan pemanfaatan: mingguan (weekly) atau bulanan (monthly)')
    .option('--from <day>', 'hari dalam periode; kosong: periode terakhir');
  withExamples(report, 'bwagent report bulanan --from 2026-05-01', 'bwagent report mingguan').action(
    run(async ({ client, screen }, kind: string, o: { from?: string }) => {
      const done = await client.order('report', { kind: choice('<kind>', kind, REPORT_KINDS), from: o.from ?? null });
      const { lang } = screen.writing;
      screen.answer(done, ({ from, until }) =>
        screen.line(screen.say('report-made', { from: showDay(from, lang), until: showDay(until, lang) })),
      );
    }),
  );

  withExamples(
    program.command('reports').description('laporan yang telah terbit dan letaknya'),
    'bwagent reports',
  ).action(
    run(async ({ client, screen }) => {
      const { lang, zone } = screen.writing;
      screen.answer(await client.ask('reports', {}), (rows) =>
        screen.table(
          ['report', 'made', 'file'],
          rows.map((r) => [
            r.id,
            showMoment(r.madeAt, zone, lang, 'short'),
            r.files.map((f) => join(r.folder, f.name)).join('\n'),
          ]),
        ),
      );
    }),
  );

  const delegate = program
    .command('delegate <person>')
    .description('limpahkan peran (Plt./Plh.) untuk suatu masa dengan surat')
    .requiredOption('--role <role>', 'kadis, kabid, prakom, teknis')
    .requiredOption('--from <time>', 'mulai, 2026-05-04 atau "4 Mei 2026 07.30"')
    .requiredOption('--until <time>', 'akhir; hari tanpa jam: sampai akhir hari itu')
    .requiredOption('--letter <number>', 'nomor surat');
  withExamples(
    delegate,
    'bwagent delegate prakom-1 --role kabid --from "2026-05-04 00:00" --until "2026-05-10 00:00" --letter 800/9/2026',
  ).action(
    run(async ({ client, screen }, person: string, { role, from, until, letter }: DelegateOptions) => {
      const done = await client.order('delegate', { person, role: officeRole('--role', role), from, until, letter });
      screen.answer(done, (read) => {
        screen.line(screen.say('recorded', { what: person }));
        showReadAs(screen, [
          ['--from', from, read.from],
          ['--until', until, read.until],
        ]);
      });
    }),
  );
}
