import type { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { showRate } from '../texts/format.ts';
import { oneOf } from './acts.ts';
import { paperOf, type PaperOptions, withPaper } from './paper.ts';
import type { Bench, Run } from './program.ts';

type Options = Readonly<Record<string, string | undefined>> & PaperOptions;

/** adopt, drift, agencies: base data, and what of the router is ours. */
export function addBaseCommands(program: Command, run: Run): void {
  withPaper(program.command('adopt [queues...]'))
    .description('jadikan antrean buatan tangan milik agen: hanya tanda pada komentar yang ditambahkan')
    .requiredOption('--router <name>')
    .option('--all', 'semua yang cocok')
    .option('--yes', 'tanpa bertanya')
    .action(
      run(
        async (bench, queues: readonly string[], o: { router: string; all?: boolean; yes?: boolean } & PaperOptions) =>
          await adopt(bench, queues, o),
      ),
    );

  withPaper(program.command('drift').description('selisih').command('resolve <owner>'))
    .requiredOption('--router <name>')
    .requiredOption('--how <how>', 'restore atau register')
    .requiredOption('--reason <text>', 'alasan atau tiket')
    .action(
      run(async ({ client, screen }, owner: string, o: Options) => {
        const how = oneOf('how', o['how'], ['restore', 'register']);
        await client.order('resolve-drift', { router: o['router'] ?? '', owner, how, reason: o['reason'] ?? '', paper: paperOf(o) });
        screen.line(`${owner}: dicatat`);
      }),
    );

  const agencies = program.command('agencies').description('data dasar perangkat daerah dan sambungan');
  agencies.command('list').action(
    run(async ({ client, screen }) => {
      const { lang } = screen.writing;
      screen.answer(await client.ask('agencies', {}), (rows) =>
        screen.table(
          ['Kode', 'Antrean', 'Target', 'Jenis', 'Alokasi', 'Sementara', 'Permohonan'],
          rows.map((a) => [
            a.code,
            a.queue ?? '(di luar jaringan)',
            a.targets.join(' '),
            a.service ?? '–',
            a.permanent === null ? '–' : showRate(a.permanent, lang),
            a.temporary === null ? '–' : showRate(a.temporary.rate, lang),
            a.openRequests.join(' '),
          ]),
        ),
      );
    }),
  );
  agencies
    .command('import <file>')
    .description('impor CSV kantor; semua baris atau tidak sama sekali')
    .option('--dry-run', 'hanya periksa')
    .action(
      run(async ({ kit, client, screen }, file: string, o: { dryRun?: boolean }) => {
        const records = parse(await kit.readFile(file), {
          columns: true,
          bom: true,
          skip_empty_lines: true,
          trim: true,
        }) as unknown as readonly Record<string, string>[];
        const rows = records.map((fields, i) => ({ row: i + 2, fields }));
        const done = await client.order('import-agencies', { rows, dryRun: o.dryRun === true });
        screen.answer(done, (d) =>
          screen.line(
            `${d.agencies} perangkat daerah, ${d.lines} sambungan, ${d.pools} antrean induk${o.dryRun === true ? ' (belum disimpan)' : ''}`,
          ),
        );
      }),
    );
}

async function adopt(
  { client, screen }: Bench,
  queues: readonly string[],
  o: { router: string; all?: boolean; yes?: boolean } & PaperOptions,
): Promise<number> {
  const { lang } = screen.writing;
  const rows = await client.ask('adoption', { router: o.router });
  if (!screen.json)
    screen.table(
      ['#', 'Antrean', 'Batas', 'Menjadi', 'Putusan', 'Komentar baru'],
      rows.map((r) => [
        String(r.position),
        r.queue,
        showRate(r.maxLimit, lang),
        r.owner ?? '–',
        r.differs.length > 0 ? `${r.verdict}: ${r.differs.join(',')}` : r.verdict,
        r.newComment ?? '',
      ]),
    );
  const chosen = rows.flatMap((r) =>
    r.verdict === 'adopt' && r.owner !== null && (o.all === true || queues.includes(r.queue)) ? [{ queue: r.queue, owner: r.owner }] : [],
  );
  if (chosen.length === 0) {
    screen.line('Tidak ada yang dipilih; sebutkan nama antrean atau --all.');
    return 0;
  }
  if (o.yes !== true && !(await screen.confirm(`Adopsi ${chosen.length} antrean?`))) return 3;
  const done = await client.order('adopt', { router: o.router, rows: chosen, paper: paperOf(o) });
  screen.answer(done, (d) => screen.line(`${d.planned} antrean akan ditandai.`));
  return 0;
}
