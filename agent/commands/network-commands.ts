import type { Command } from 'commander';
import { Fault } from '../domain/fault.ts';
import { showMoment, showRate, showSpan } from '../texts/format.ts';
import { sayFinding } from '../texts/say.ts';
import { paperOf, type PaperOptions, withPaper } from './paper.ts';
import type { Run } from './program.ts';
import { span } from '../domain/moment.ts';

type Options = Readonly<Record<string, string | undefined>> & PaperOptions;

/** uplinks, capacity, queues: the network as it is. */
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
