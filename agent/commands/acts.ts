// (table)
import type { Command } from 'commander';
import type { RaisedEvent } from '../desk/order.ts';
import { Fault } from '../domain/fault.ts';
import type { DocumentCode } from '../domain/request.ts';
import type { Level } from '../domain/priority.ts';
import type { Run } from './program.ts';
import { paperOf, type PaperOptions, withPaper } from './paper.ts';
import { sayStage } from '../texts/say.ts';

type Options = Readonly<Record<string, string | undefined>> & PaperOptions;

interface Act {
  readonly name: string;
  readonly about: string;
  readonly example: string;
  readonly options: readonly (readonly [flags: string, about: string])[];
  event(options: Options): RaisedEvent;
}

const LEVELS: Readonly<Record<string, Level>> = {
  tinggi: 'high',
  high: 'high',
  sedang: 'medium',
  medium: 'medium',
  rendah: 'low',
  low: 'low',
};
const DOCUMENT_NAMES: Readonly<Record<string, DocumentCode>> = {
  letter: 'letter',
  surat: 'letter',
  'technical-data': 'technical-data',
  'data-teknis': 'technical-data',
  justification: 'justification',
  justifikasi: 'justification',
};

/** The SOP's simple acts, a row each. */
const ACTS: readonly Act[] = [
  {
    name: 'triage',
    about: 'SOP 2: inventarisasi dan prioritas',
    example: 'bwagent triage 41 --impact sedang --urgency sedang',
    options: [
      ['--impact <level>', 'dampak: tinggi, sedang, rendah'],
      ['--urgency <level>', 'urgensi: tinggi, sedang, rendah'],
      ['--missing <list>', 'berkas yang belum ada: surat,data-teknis,justifikasi'],
    ],
    event: (o) => ({
      kind: 'triaged',
      impact: level('impact', o['impact']),
      urgency: level('urgency', o['urgency']),
      missing: documents(o['missing']),
    }),
  },
  {
    name: 'dispose',
    about: 'SOP 3: disposisi Kepala Dinas',
    example: 'bwagent dispose 41 --decided-by kadis --doc 800/12/2026 --date 2026-05-04',
    options: [['--note <text>', 'isi disposisi']],
    event: (o) => ({ kind: 'disposed', note: o['note'] ?? '' }),
  },
  {
    name: 'examine',
    about: 'SOP 4: pemeriksaan Kepala Bidang',
    example: 'bwagent examine 41',
    options: [['--missing <list>', 'kembalikan: berkas yang belum ada']],
    event: (o) => ({ kind: 'examined', missing: documents(o['missing']) }),
  },
  {
    name: 'original',
    about: 'bukan permohonan ganda',
    example: 'bwagent original 46',
    options: [],
    event: () => ({ kind: 'found-original' }),
  },
  {
    name: 'redirect',
    about: 'alihkan ke layanan lain',
    example: 'bwagent redirect 50 --service "penyediaan akses satelit"',
    options: [['--service <text>', 'layanan tujuan']],
    event: (o) => ({ kind: 'redirected', service: needed('service', o['service']) }),
  },
  {
    name: 'postpone',
    about: 'SOP 5-tidak: tunda',
    example: 'bwagent postpone 42 --reason "menunggu kontrak"',
    options: [['--reason <text>', 'alasan']],
    event: (o) => ({ kind: 'postponed', reason: needed('reason', o['reason']) }),
  },
  {
    name: 'reject',
    about: 'tolak dengan alasan',
    example: 'bwagent reject 47 --reason "alokasi belum terpakai" --advice "periksa jaringan lokal"',
    options: [
      ['--reason <text>', 'alasan'],
      ['--advice <text>', 'saran tindak lanjut'],
    ],
    event: (o) => ({ kind: 'rejected', reason: needed('reason', o['reason']), advice: o['advice'] ?? '' }),
  },
  {
    name: 'cancel',
    about: 'batalkan atas permintaan pemohon',
    example: 'bwagent cancel 49 --reason "kegiatan ditunda"',
    options: [['--reason <text>', 'alasan']],
    event: (o) => ({ kind: 'cancelled', reason: o['reason'] ?? '' }),
  },
  { name: 'retry', about: 'terapkan lagi setelah gagal', example: 'bwagent retry 42', options: [], event: () => ({ kind: 'retried' }) },
  {
    name: 'return',
    about: 'akhiri alokasi sementara lebih awal',
    example: 'bwagent return 44',
    options: [],
    event: () => ({ kind: 'ended-early' }),
  },
  {
    name: 'inform',
    about: 'SOP 7: catat bahwa pemohon telah diberi tahu',
    example: 'bwagent inform 41 --how telepon',
    options: [['--how <text>', 'cara']],
    event: (o) => ({ kind: 'informed', how: o['how'] ?? '' }),
  },
  { name: 'confirm', about: 'catat konfirmasi pemohon', example: 'bwagent confirm 41', options: [], event: () => ({ kind: 'confirmed' }) },
  {
    name: 'close',
    about: 'SOP 8: tutup',
    example: 'bwagent close 41',
    options: [['--note <text>', 'catatan']],
    event: (o) => ({ kind: 'closed', note: o['note'] ?? '' }),
  },
  {
    name: 'accept-offer',
    about: 'catat jawaban pemohon atas tawaran',
    example: 'bwagent accept-offer 48 --answer accept',
    options: [['--answer <answer>', 'accept, wait, cancel']],
    event: (o) => ({ kind: 'offer-answered', answer: oneOf('answer', o['answer'], ['accept', 'wait', 'cancel']) }),
  },
  {
    name: 'restore-queue',
    about: 'insiden: pulihkan antrean sesuai data dasar',
    example: 'bwagent restore-queue 17 --cause "diubah manual"',
    options: [['--cause <text>', 'penyebab']],
    event: (o) => ({ kind: 'restore-ordered', cause: needed('cause', o['cause']) }),
  },
  {
    name: 'restored',
    about: 'insiden: telah dipulihkan dengan tangan',
    example: 'bwagent restored 17 --cause "kabel putus"',
    options: [['--cause <text>', 'penyebab']],
    event: (o) => ({ kind: 'restored-by-hand', cause: needed('cause', o['cause']) }),
  },
];

/** Adds every act as a command of its own. */
export function addActs(program: Command, run: Run): void {
  for (const act of ACTS) {
    const command = withPaper(program.command(`${act.name} <number>`).description(act.about));
    for (const [flags, about] of act.options) command.option(flags, about);
    command.addHelpText('after', `\nContoh:\n  ${act.example}`);
    command.action(
      run(async ({ client, screen }, number: string, options: Options) => {
        const done = await client.order('raise', { number, event: act.event(options), paper: paperOf(options) });
        screen.answer(done, () => screen.line(`${done.number}: ${sayStage(done.stage, screen.writing.lang)}`));
      }),
    );
  }
}

export function documents(text: string | undefined): readonly DocumentCode[] {
  if (text === undefined || text === '') return [];
  return text.split(',').map((name) => {
    const code = DOCUMENT_NAMES[name.trim().toLowerCase()];
    if (code === undefined) throw new Fault('request/bad-value', { field: 'documents', value: name });
    return code;
  });
}

function level(field: string, text: string | undefined): Level {
  const found = LEVELS[(text ?? '').toLowerCase()];
  if (found === undefined) throw new Fault('request/bad-value', { field, value: text ?? '' });
  return found;
}

function needed(field: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '') throw new Fault('request/bad-value', { field, value: '' });
  return text;
}

export function oneOf<const T extends string>(field: string, text: string | undefined, known: readonly T[]): T {
  const found = known.find((k) => k === text);
  if (found === undefined) throw new Fault('request/bad-value', { field, value: text ?? '' });
  return found;
}
