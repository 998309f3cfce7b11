import { join } from 'node:path';
import type { Command } from 'commander';
import { showDay, showMoment } from '../texts/format.ts';
import { officeRole } from './paper.ts';
import type { Run } from './program.ts';

/** report, reports, delegate: what is written on paper. */
export function addPaperCommands(program: Command, run: Run): void {
  program
    .command('report <kind>')
    .description('buat laporan pemanfaatan: weekly atau monthly')
    .option('--from <day>', 'hari dalam periode; kosong: periode berjalan')
    .addHelpText('after', '\nContoh:\n  bwagent report monthly --from 2026-05-01')
    .action(
      run(async ({ client, screen }, kind: string, o: { from?: string }) => {
        const done = await client.order('report', { kind: kind === 'weekly' ? 'weekly' : 'monthly', from: o.from ?? null });
        const { lang } = screen.writing;
        screen.answer(done, (d) =>
          screen.line(`Laporan ${showDay(d.from, lang)} – ${showDay(d.until, lang)} sedang dibuat; lihat: bwagent reports`),
        );
      }),
    );

  program
    .command('reports')
    .description('laporan yang telah terbit dan letaknya')
    .action(
      run(async ({ client, screen }) => {
        const { lang, zone } = screen.writing;
        screen.answer(await client.ask('reports', {}), (rows) =>
          screen.table(
            ['Laporan', 'Dibuat', 'Berkas'],
            rows.map((r) => [r.id, showMoment(r.madeAt, zone, lang, 'short'), r.files.map((f) => join(r.folder, f.name)).join('\n')]),
          ),
        );
      }),
    );

  program
    .command('delegate <person>')
    .description('limpahkan peran (Plt./Plh.) untuk suatu masa dengan surat')
    .requiredOption('--role <role>')
    .requiredOption('--from <time>')
    .requiredOption('--until <time>')
    .requiredOption('--letter <number>')
    .action(
      run(async ({ client, screen }, person: string, o: { role: string; from: string; until: string; letter: string }) => {
        await client.order('delegate', { ...o, person, role: officeRole(o.role) });
        screen.line(`${person}: pelimpahan tercatat`);
      }),
    );
}
