import type { Command } from 'commander';
import type { BodyOf } from '../../desk/act/order.ts';
import type { AnswerOf } from '../../views/questions.ts';
import { withExamples } from '../terminal/command-help.ts';
import { showLive } from './live-tables.ts';
import { showHeadroom } from './whatif-tables.ts';
import { countOf, Misuse } from '../terminal/misuse.ts';
import { listOf } from '../terminal/office-words.ts';
import { showCapacity, showQueues, showUplinks } from './network-tables.ts';
import { showQueueTrees } from './queue-tree-table.ts';
import { showReadAs } from '../terminal/read-as.ts';
import { paperOf, type PaperOptions, withPaper } from '../terminal/paper.ts';
import type { Run } from '../terminal/workbench.ts';

type Options = Readonly<Record<string, string | undefined>> & PaperOptions;

/** Adds the commands `uplinks`, `capacity` and `queues`. */
export function addNetworkCommands(program: Command, run: Run): void {
  const uplinks = program
    .command('uplinks')
    .description('uplink: kontrak, beban, ruang yang tersisa')
    .option('--calendar', 'ruang komitmen hari demi hari')
    .option('--days <n>', 'kalender sejauh berapa hari, paling banyak 366', '31')
    .option('--live', 'siapa memakai bandwidth sekarang')
    .option('--top <n>', 'berapa jalur teratas', '10');
  withExamples(uplinks, 'bwagent uplinks', 'bwagent uplinks --calendar --days 14', 'bwagent uplinks --live').action(
    run(async ({ client, screen }, o: { calendar?: boolean; days: string; live?: boolean; top: string }) => {
      const days = countOf('--days', o.days);
      const top = countOf('--top', o.top);
      if (o.live === true) return screen.answer(await client.ask('live', {}), (view) => showLive(screen, view, top));
      if (o.calendar === true)
        return screen.answer(await client.ask('headroom', { days }), (rows) => showHeadroom(screen, rows));
      screen.answer(await client.ask('uplinks', {}), (rows) => showUplinks(screen, rows));
    }),
  );

  const capacity = program.command('capacity').description('kapasitas kontrak bertanggal');
  withExamples(
    capacity.command('list').description('semua kontrak, bagian, dan batas antrean induk'),
    'bwagent capacity list',
  ).action(
    run(async ({ client, screen }) =>
      screen.answer(await client.ask('capacity', {}), (view) => showCapacity(screen, view)),
    ),
  );
  const setting = withPaper(capacity.command('set <uplink>'))
    .description('catat kapasitas kontrak sejak suatu waktu; permohonan yang menunggu diperiksa kembali')
    .requiredOption('--down <rate>', 'unduh, misalnya 300')
    .option('--up <rate>', 'unggah; kosong: sama')
    .option('--from <time>', 'mulai berlaku, 2026-06-01 atau "1 Juni 2026 06.00"; kosong: sekarang')
    .option('--until <time>', 'berakhir; hari tanpa jam: sampai akhir hari itu')
    .requiredOption('--contract <number>', 'nomor kontrak atau adendum')
    .option('--shares <list>', 'bagian lintasan seimbang, isp-a=50%,isp-b=50%')
    .option('--pool <id>', 'antrean induk yang mengikuti')
    .option('--pool-rate <rate>', 'batas antrean induk; kosong: 97 % kontrak lintasannya');
  withExamples(
    setting,
    'bwagent capacity set isp-a --down 300 --contract KTR-7/2026',
    'bwagent capacity set isp-b --down 300 --contract ADD-2/2026 --shares isp-a=50%,isp-b=50% --pool pool-pemda ' +
      '--pool-rate 600',
  ).action(
    run(async ({ client, screen }, uplink: string, o: Options) => {
      const done = await client.order('contract', contractOf(uplink, o));
      screen.answer(done, ({ from, until }) => {
        screen.line(screen.say('capacity-set', { uplink }));
        showReadAs(screen, [
          ['--from', o['from'], from],
          ['--until', o['until'], until],
        ]);
      });
    }),
  );

  const queues = program
    .command('queues')
    .description('antrean: seharusnya, pada router, selisih')
    .option('--router <name>', 'hanya router ini')
    .option('--live', 'laju 5 menit terakhir, terbesar lebih dahulu')
    .option('--tree', 'susunan induk dan anak: apa tiap antrean, dan apa yang membatasinya');
  withExamples(queues, 'bwagent queues --live', 'bwagent queues --tree --router core').action(
    run(async ({ client, screen }, o: { router?: string; live?: boolean; tree?: boolean }) => {
      const asked = o.router === undefined ? {} : { router: o.router };
      if (o.tree === true)
        return screen.answer(await client.ask('queue-tree', asked), (trees) => showQueueTrees(screen, trees));
      const rows = await client.ask('queues', asked);
      screen.answer(o.live === true ? byUse(rows) : rows, (shown) => showQueues(screen, shown, o.live === true));
    }),
  );
}

/** Largest download first, unknown ones last. */
function byUse(rows: AnswerOf<'queues'>): AnswerOf<'queues'> {
  return rows.toSorted((a, b) => (b.live?.down ?? -1) - (a.live?.down ?? -1));
}

function contractOf(uplink: string, o: Options): BodyOf<'contract'> {
  const down = o['down'] ?? '';
  return {
    uplink,
    down,
    up: o['up'] ?? down,
    from: o['from'] ?? null,
    until: o['until'] ?? null,
    document: o['contract'] ?? '',
    shares: sharesOf(o['shares']),
    pool: poolOf(o['pool'], o['poolRate']),
    paper: paperOf(o),
  };
}

function poolOf(id: string | undefined, limit: string | undefined): BodyOf<'contract'>['pool'] {
  if (id === undefined && limit === undefined) return null;
  if (id === undefined) throw new Misuse('needs-option', { field: '--pool, --pool-rate' });
  return { id, down: limit ?? null, up: limit ?? null };
}

/** Parses `isp-a=50%,isp-b=50%` into per mille. The sign is required, because 50 alone could be either unit. */
function sharesOf(text: string | undefined): BodyOf<'contract'>['shares'] {
  if (text === undefined) return null;
  return Object.fromEntries(listOf(text).map(shareOf));
}

function shareOf(part: string): readonly [string, number] {
  const [, uplink = '', share = ''] = /^([a-z0-9-]+)=(\d{1,3}(?:\.\d)?)%$/.exec(part) ?? [];
  if (uplink === '')
    throw new Misuse('bad-option', { field: '--shares', value: part.slice(0, 60), known: 'isp-a=50%,isp-b=12.5%' });
  return [uplink, Math.round(Number(share) * 10)];
}
