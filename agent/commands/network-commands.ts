import type { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { Fault } from '../domain/fault.ts';
import { showMoment, showRate, showSpan } from '../texts/format.ts';
import { sayFinding } from '../texts/say.ts';
import { oneOf } from './acts.ts';
import { paperOf, type PaperOptions, withPaper } from './paper.ts';
import type { Bench, Run } from './program.ts';
import { span } from '../domain/moment.ts';

type Options = Readonly<Record<string, string | undefined>> & PaperOptions;

/** uplinks, capacity, queues, adopt, drift, agencies: the network and its base data. */
export function addNetworkCommands(program: Command, run: Run): void {
  program
    .command('uplinks')
    .description('uplink: kontrak, beban, ruang yang tersisa')
    .action(
      run(async ({ client, screen }) => {
        const { lang, zone } = screen.writing;
        screen.answer(await client.ask('uplinks', {}), (rows) =>
          screen.table(
            ['Uplink', 'Antarmuka', 'Kontrak', 'Bagian', 'Sekarang', 'p95 jam sibuk', 'Ruang', 'Usia data'],
            rows.map((u) => [
              `${u.id}${u.operational === false ? ' (PUTUS)' : ''}`,
              u.interface,
              `${u.contract === null ? '–' : showRate(u.contract, lang)}${u.contractUntil === null ? '' : ` s.d. ${showMoment(u.contractUntil, zone, lang, 'short')}`}`,
              u.share === null ? '–' : `${u.share / 10} %`,
              ...[u.live, u.busy, u.room].map((r) => (r === null ? '–' : showRate(r, lang))),
              u.ageMs === null ? '–' : showSpan(span(u.ageMs), lang),
            ]),
          ),
        );
      }),
    );

  const capacity = program.command('capacity').description('kapasitas kontrak bertanggal');
  capacity.command('list').action(
    run(async ({ client, screen }) => {
      const { lang, zone } = screen.writing;
      screen.answer(await client.ask('capacity', {}), ({ contracts, shares, poolLimits }) => {
        screen.table(
          ['Uplink', 'Mulai', 'Akhir', 'Kapasitas', 'Dokumen'],
          contracts.map((c) => [
            c.uplink,
            showMoment(c.from, zone, lang, 'short'),
            c.until === null ? '–' : showMoment(c.until, zone, lang, 'short'),
            showRate(c.rate, lang),
            c.document,
          ]),
        );
        for (const s of shares)
          screen.line(
            `Bagian sejak ${showMoment(s.from, zone, lang, 'short')}: ${Object.entries(s.shares)
              .map(([u, p]) => `${u} ${p / 10} %`)
              .join(', ')}`,
          );
        for (const p of poolLimits)
          screen.line(`Antrean induk ${p.pool} sejak ${showMoment(p.from, zone, lang, 'short')}: ${showRate(p.rate, lang)}`);
      });
    }),
  );
  withPaper(capacity.command('set <uplink>'))
    .description('catat kontrak; bagian lintasan dan antrean induk mengikutinya')
    .requiredOption('--down <rate>', 'unduh')
    .option('--up <rate>', 'unggah; kosong: sama')
    .option('--from <time>', 'mulai berlaku; kosong: sekarang')
    .option('--until <time>', 'berakhir')
    .requiredOption('--contract <number>', 'nomor kontrak atau adendum')
    .option('--shares <list>', 'bagian lintasan seimbang, isp-a=50%,isp-b=50%')
    .option('--pool <id>', 'antrean induk yang mengikuti')
    .option('--pool-rate <rate>', 'batas antrean induk')
    .addHelpText(
      'after',
      '\nContoh:\n  bwagent capacity set isp-b --down 300 --contract ADD-2/2026 --shares isp-a=50%,isp-b=50% --pool pool-pemda --pool-rate 600',
    )
    .action(
      run(async ({ client, screen }, uplink: string, o: Options) => {
        const [down, rate] = [o['down'] ?? '', o['poolRate'] ?? ''];
        const pool = o['pool'] === undefined ? null : { id: o['pool'], down: rate, up: rate };
        const body = {
          uplink,
          down,
          up: o['up'] ?? down,
          from: o['from'] ?? null,
          until: o['until'] ?? null,
          document: o['contract'] ?? '',
          shares: sharesOf(o['shares']),
          pool,
          paper: paperOf(o),
        };
        screen.answer(await client.order('contract', body), () =>
          screen.line(`Kapasitas ${uplink} tercatat; permohonan yang menunggu diperiksa kembali.`),
        );
      }),
    );

  program
    .command('queues')
    .description('antrean: seharusnya, pada router, selisih')
    .option('--router <name>')
    .option('--live', 'laju 5 menit terakhir')
    .action(
      run(async ({ client, screen }, o: { router?: string; live?: boolean }) => {
        const { lang } = screen.writing;
        const rows = await client.ask('queues', o.router === undefined ? {} : { router: o.router });
        screen.answer(rows, (list) =>
          screen.table(
            ['#', 'Antrean', 'Pemilik', 'Seharusnya', 'Pada router', ...(o.live === true ? ['Sekarang'] : []), 'Temuan'],
            list.map((q) => [
              q.position === null ? '–' : String(q.position),
              q.name,
              q.owner ?? '(bukan milik agen)',
              q.desired === null ? '–' : showRate(q.desired, lang),
              q.observed === null ? '–' : showRate(q.observed, lang),
              ...(o.live === true ? [q.live === null ? '–' : showRate(q.live, lang)] : []),
              q.findings.map((f) => sayFinding(f, screen.writing).what).join('; '),
            ]),
          ),
        );
      }),
    );

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

/** `isp-a=50%,isp-b=50%` → whole per mille. */
function sharesOf(text: string | undefined): Readonly<Record<string, number>> | null {
  if (text === undefined) return null;
  return Object.fromEntries(
    text.split(',').map((part) => {
      const match = /^([a-z0-9-]+)=(\d{1,3}(?:[.,]\d)?)%?$/.exec(part.trim());
      if (match === null) throw new Fault('request/bad-value', { field: 'shares', value: part });
      return [match[1] ?? '', Math.round(Number((match[2] ?? '').replace(',', '.')) * 10)];
    }),
  );
}
