import type { Command } from 'commander';
import { readRate } from '../../domain/typed/typed-rate.ts';
import type { WhatIfAsked } from '../../views/whatif-view.ts';
import { withExamples } from '../terminal/command-help.ts';
import { choice, Misuse, needed } from '../terminal/misuse.ts';
import { showReadAs } from '../terminal/read-as.ts';
import { showWhatIf } from './whatif-tables.ts';
import type { Run } from '../terminal/workbench.ts';
import { SERVICES } from '../terminal/office-words.ts';

interface Options {
  readonly line?: string;
  readonly like?: string;
  readonly service?: string;
  readonly down?: string;
  readonly up?: string;
  readonly from?: string;
  readonly until?: string;
  readonly lost: readonly string[];
  readonly ends: readonly string[];
  readonly more: readonly string[];
}

const many = (word: string, known: readonly string[]): readonly string[] => [...known, word];

/** Adds the `whatif` command: the availability check under suppositions. */
export function addWhatIfCommand(program: Command, run: Run): void {
  const whatif = program
    .command('whatif')
    .description('andai-andai: jawaban pengecekan tanpa mencatat apa pun')
    .option('--line <id>', 'sambungan yang diberi, atau nama yang baru')
    .option('--like <id>', 'sambungan baru, pada lintasan sambungan ini')
    .option('--service <kind>', 'jenis sambungan baru (bersama --like): berbagi, terjamin')
    .option('--down <mbps>', 'laju unduh seluruhnya, Mbps; wajib bila ada --line')
    .option('--up <mbps>', 'laju unggah seluruhnya; kosong: sama')
    .option('--from <time>', 'sejak, 2026-06-01 atau "2026-06-01 06:00"; kosong: sekarang')
    .option('--until <time>', 'sementara, sampai; hari tanpa jam: sampai akhir hari itu')
    .option('--lost <uplink>', 'uplink yang putus; boleh berulang', many, [])
    .option('--ends <uplink=time>', 'kontrak yang berakhir; boleh berulang', many, [])
    .option('--more <uplink=mbps[@time]>', 'kapasitas tambahan; boleh berulang', many, []);
  withExamples(
    whatif,
    'bwagent whatif --line dinkes --down 60',
    'bwagent whatif --line setda --down 150 --from "2026-06-01 06:00" --until "2026-06-01 12:00" --lost isp-b',
    'bwagent whatif --line puskesmas-baru --like dinkes --down 20 --more isp-a=100@2026-07-01',
    'bwagent whatif --ends isp-b=2026-12-31',
  ).action(
    run(async ({ client, screen }, o: Options) => {
      const view = await client.ask('whatif', askedOf(o));
      screen.answer(view, () => {
        showWhatIf(screen, view);
        showReadAs(screen, [
          ['--from', o.from, view.wish?.from],
          ['--until', o.until, view.wish?.until],
        ]);
      });
    }),
  );
}

/** Options that need `--line`. */
const REQUEST_OPTIONS = ['down', 'up', 'from', 'until', 'like', 'service'] as const;

function askedOf(o: Options): WhatIfAsked {
  if (o.line === undefined) refuse(o, REQUEST_OPTIONS, '--line', 'bwagent whatif --line dinkes --down 60');
  if (o.like === undefined)
    refuse(o, ['service'], '--like', 'bwagent whatif --line baru --like dinkes --service terjamin --down 20');
  return {
    ...(o.line === undefined ? {} : { wish: wishOf(o, o.line) }),
    lost: o.lost,
    ends: o.ends.map((word) => {
      const [, uplink = '', at = ''] = parts('--ends', word, /^([^=]+)=(.+)$/, 'uplink=2026-12-31');
      return { uplink, at };
    }),
    more: o.more.map((word) => {
      const [, uplink = '', size = '', from] = parts(
        '--more',
        word,
        /^([^=]+)=([^@]+)(?:@(.+))?$/,
        'uplink=100@2026-07-01',
      );
      const bits = bitsOf('--more', size);
      return { uplink, down: bits, up: bits, ...(from === undefined ? {} : { from }) };
    }),
  };
}

/** Throws Misuse if one of the fields is given: each needs the option `other`. */
function refuse(o: Options, fields: readonly (typeof REQUEST_OPTIONS)[number][], other: string, example: string): void {
  const given = fields.filter((field) => o[field] !== undefined).map((field) => `--${field}`);
  if (given.length > 0) throw new Misuse('needs-other', { field: given.join(', '), other }, example);
}

function wishOf(o: Options, line: string): NonNullable<WhatIfAsked['wish']> {
  const down = bitsOf('--down', needed('--down', o.down));
  return {
    line,
    down,
    up: o.up === undefined ? down : bitsOf('--up', o.up),
    ...(o.like === undefined ? {} : { like: o.like }),
    ...(o.service === undefined ? {} : { service: choice('--service', o.service, SERVICES) }),
    ...(o.from === undefined ? {} : { from: o.from }),
    ...(o.until === undefined ? {} : { until: o.until }),
  };
}

/** Reads a rate as people type it, in bit/s. Throws Misuse when it is none. */
function bitsOf(field: string, text: string): number {
  const typed = readRate(text);
  if (typed.kind !== 'rate') throw new Misuse('bad-pair', { field, form: '100', value: text.slice(0, 40) });
  return typed.bits;
}

function parts(field: string, text: string, form: RegExp, example: string): readonly (string | undefined)[] {
  const found = form.exec(text);
  if (found === null) throw new Misuse('bad-pair', { field, form: example, value: text.slice(0, 40) });
  return found;
}
