import type { Command } from 'commander';
import type { DoneOf, LineChange } from '../../desk/act/order.ts';
import { waitFinding } from '../../domain/wait.ts';
import { withExamples } from '../terminal/command-help.ts';
import { showFindings } from '../terminal/findings-table.ts';
import { choice, Misuse, needed } from '../terminal/misuse.ts';
import { SERVICES } from '../terminal/office-words.ts';
import { paperOf, type PaperOptions, withPaper } from '../terminal/paper.ts';
import type { Bench, Run } from '../terminal/workbench.ts';
import type { Screen } from '../terminal/screen.ts';

type Options = Readonly<Record<string, string | undefined>> & PaperOptions & { readonly yes?: boolean };

/** One command of the `line` family: its options and how they become an order. */
interface LineAct {
  readonly name: string;
  readonly about: string;
  readonly options: readonly (readonly [flags: string, about: string])[];
  readonly example: string;
  change(subject: string, options: Options): LineChange;
}

const DOWN = ['--down <rate>', 'unduh, misalnya 20'] as const;
const UP = ['--up <rate>', 'unggah; kosong: sama'] as const;

/** Changes that the office itself orders for a line or a pool. */
const LINE_ACTS: readonly LineAct[] = [
  {
    name: 'reduce <line>',
    about: 'turunkan alokasi tetap suatu sambungan (keputusan Kabid)',
    options: [DOWN, UP],
    example:
      'bwagent line reduce dinkes --down 20 --reason "pindah gedung" ' +
      '--decided-by kabid --doc 555/9/2026 --date 2026-05-04',
    change: (line, o) => ({ kind: 'reduce', line, ...rates(o) }),
  },
  {
    name: 'change <owner>',
    about: 'ganti nama antrean atau subnet sambungan atau antrean induk',
    options: [
      ['--name <queue>', 'nama antrean yang baru'],
      ['--targets <list>', 'semua subnet yang baru, dipisah spasi'],
    ],
    example: 'bwagent line change dinkes --targets "10.62.20.0/24 10.62.120.0/24" --reason "gedung baru"',
    change(owner, o) {
      if (o['name'] === undefined && o['targets'] === undefined)
        throw new Misuse('needs-option', { field: '--name, --targets' });
      return { kind: 'reshape', owner, queue: o['name'] ?? null, targets: o['targets'] ?? null };
    },
  },
  {
    name: 'add <line>',
    about: 'sambungan baru di bawah antrean induk, di atas penampung akhir',
    options: [
      ['--agency <id>', 'perangkat daerah'],
      ['--pool <id>', 'antrean induk'],
      ['--queue <name>', 'nama antrean'],
      ['--targets <list>', 'subnet, dipisah spasi'],
      ['--service <service>', 'dedicated atau shared'],
      DOWN,
      UP,
    ],
    example:
      'bwagent line add dinsos --agency dinsos --pool pool-pemda --queue DINSOS --targets 10.62.26.0/24 ' +
      '--service shared --down 20 --reason "kantor baru"',
    change: (line, o) => ({
      kind: 'add',
      line,
      agency: needed('--agency', o['agency']),
      pool: needed('--pool', o['pool']),
      queue: needed('--queue', o['queue']),
      targets: needed('--targets', o['targets']),
      service: choice('--service', o['service'], SERVICES),
      ...rates(o),
    }),
  },
  {
    name: 'remove <line>',
    about: 'tutup sambungan: alokasi berakhir dan antrean dihapus bila masih seperti semula',
    options: [],
    example:
      'bwagent line remove dinkes --reason "kantor ditutup" --decided-by kabid --doc 555/9/2026 --date 2026-05-04',
    change: (line) => ({ kind: 'remove', line }),
  },
  {
    name: 'move <owner>',
    about: 'pindahkan antrean ke atas antrean yang menutupinya',
    options: [['--before <queue>', 'tepat di atas antrean ini; kosong: yang menutupinya']],
    example: 'bwagent line move dinkes --before "ZZ-LAINNYA" --reason "tertutup penampung"',
    change: (owner, o) => ({ kind: 'move', owner, before: o['before'] ?? null }),
  },
  {
    name: 'undo <op>',
    about: 'tarik kembali penulisan yang tidak berpengaruh, bila router masih menunjukkannya',
    options: [],
    example: 'bwagent line undo 7 --reason "antrean tertutup"',
    change(op) {
      if (!/^[1-9]\d{0,9}$/.test(op))
        throw new Misuse('bad-option', { field: '<op>', value: op.slice(0, 60), known: '1, 2, …' });
      return { kind: 'compensate', op: Number(op) };
    },
  },
];

/**
 * Adds the `line` commands. Each shows the difference and the RouterOS commands, asks, and then orders exactly what was
 * shown (by its hash).
 */
export function addLineCommands(program: Command, run: Run): void {
  const group = program.command('line').description('perubahan pada sambungan dan antreannya');
  for (const act of LINE_ACTS) {
    const command = withPaper(group.command(act.name).description(act.about));
    for (const [flags, about] of act.options) command.option(flags, about);
    command.requiredOption('--reason <text>', 'alasan, atau nomor surat').option('--yes', 'tanpa bertanya');
    withExamples(command, act.example).action(
      run(
        async (bench, subject: string, options: Options) => await order(bench, act.change(subject, options), options),
      ),
    );
  }
}

async function order({ client, screen }: Bench, change: LineChange, options: Options): Promise<number> {
  const asked = { change, reason: needed('--reason', options['reason']), paper: paperOf(options) };
  const plan = await client.order('change-line', { ...asked, shown: null });
  if (!screen.json) showLinePlan(screen, plan);
  if (options.yes !== true && !(await screen.confirm(screen.say('ask-line', { owner: plan.owner })))) {
    screen.line(screen.say('not-done'));
    return 1;
  }
  const done = await client.order('change-line', { ...asked, shown: plan.hash });
  screen.answer(done, () => screen.line(screen.say('line-planned', { owner: done.owner, router: done.router })));
  return 0;
}

function showLinePlan(screen: Screen, plan: DoneOf<'change-line'>): void {
  const { owner, router, mode, hash } = plan;
  screen.line(screen.say('plan-title', { number: owner, router, mode, hash: hash.slice(0, 12) }));
  const rows = plan.differences.map((d) => [d.field, d.found ?? '–', d.wanted ?? '–']);
  if (rows.length > 0) screen.table(['field', 'now', 'becomes'], rows);
  else if (plan.refusals.length === 0) screen.line(`  ${screen.say('plan-nothing')}`);
  for (const line of plan.words) screen.line(`  ${line}`);
  if (mode !== 'apply' && plan.words.length > 0) screen.line(screen.say('plan-by-hand', { mode }));
  const wait = plan.wait === null ? [] : [waitFinding(plan.wait, plan.queue)];
  showFindings(screen, [...plan.refusals, ...plan.features, ...wait]);
}

function rates(options: Options): { readonly down: string; readonly up: string } {
  const down = needed('--down', options['down']);
  return { down, up: options['up'] ?? down };
}
