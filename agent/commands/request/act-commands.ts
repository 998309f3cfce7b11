// (table)
import type { Command } from 'commander';
import type { RaisedEvent } from '../../desk/act/order.ts';
import { withExamples } from '../terminal/command-help.ts';
import { choice, needed } from '../terminal/misuse.ts';
import { ANSWERS, documents, LEVELS } from '../terminal/office-words.ts';
import { paperOf, type PaperOptions, withPaper } from '../terminal/paper.ts';
import type { Run } from '../terminal/workbench.ts';
import { showStood } from './request-block.ts';

type Options = Readonly<Record<string, string | undefined>> & PaperOptions;

/** One command that raises one event on a request. */
interface Act {
  /** Name of the command; a word before it is its group. */
  readonly name: string;
  readonly about: string;
  readonly example: string;
  readonly options: readonly (readonly [flags: string, about: string])[];
  event(options: Options): RaisedEvent;
}

const IMPACT = ['--impact <level>', 'dampak: tinggi, sedang, rendah'] as const;
const URGENCY = ['--urgency <level>', 'urgensi: tinggi, sedang, rendah'] as const;
const REASON = ['--reason <text>', 'alasan'] as const;
const CAUSE = ['--cause <text>', 'penyebab'] as const;

const triaged = (o: Options): RaisedEvent => ({
  kind: 'triaged',
  impact: choice('--impact', o['impact'], LEVELS),
  urgency: choice('--urgency', o['urgency'], LEVELS),
  missing: documents('--missing', o['missing']),
});
const restoreOrdered = (o: Options): RaisedEvent => ({ kind: 'restore-ordered', cause: needed('--cause', o['cause']) });
const restoredByHand = (o: Options): RaisedEvent => ({
  kind: 'restored-by-hand',
  cause: needed('--cause', o['cause']),
});

/** Simple acts of the SOP, one row each. */
export const ACTS: readonly Act[] = [
  {
    name: 'triage',
    about: 'SOP 2: inventarisasi dan prioritas',
    example: 'bwagent triage 41 --impact sedang --urgency tinggi --missing justifikasi',
    options: [IMPACT, URGENCY, ['--missing <list>', 'berkas yang belum ada: surat,data-teknis,justifikasi']],
    event: triaged,
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
    event: (o) => ({ kind: 'examined', missing: documents('--missing', o['missing']) }),
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
    event: (o) => ({ kind: 'redirected', service: needed('--service', o['service']) }),
  },
  {
    name: 'postpone',
    about: 'SOP 5-tidak: tunda',
    example: 'bwagent postpone 42 --reason "menunggu kontrak"',
    options: [REASON],
    event: (o) => ({ kind: 'postponed', reason: needed('--reason', o['reason']) }),
  },
  {
    name: 'reject',
    about: 'tolak dengan alasan',
    example: 'bwagent reject 47 --reason "alokasi belum terpakai" --advice "periksa jaringan lokal"',
    options: [REASON, ['--advice <text>', 'saran tindak lanjut']],
    event: (o) => ({ kind: 'rejected', reason: needed('--reason', o['reason']), advice: o['advice'] ?? '' }),
  },
  {
    name: 'cancel',
    about: 'batalkan atas permintaan pemohon',
    example: 'bwagent cancel 49 --reason "kegiatan ditunda"',
    options: [REASON],
    event: (o) => ({ kind: 'cancelled', reason: o['reason'] ?? '' }),
  },
  {
    name: 'retry',
    about: 'terapkan lagi setelah gagal',
    example: 'bwagent retry 42',
    options: [],
    event: () => ({ kind: 'retried' }),
  },
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
  {
    name: 'confirm',
    about: 'catat konfirmasi pemohon',
    example: 'bwagent confirm 41',
    options: [],
    event: () => ({ kind: 'confirmed' }),
  },
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
    example: 'bwagent accept-offer 48 --answer terima',
    options: [['--answer <answer>', 'terima, tunggu, batal']],
    event: (o) => ({ kind: 'offer-answered', answer: choice('--answer', o['answer'], ANSWERS) }),
  },
  {
    name: 'restore-queue',
    about: 'insiden: pulihkan antrean sesuai data dasar',
    example: 'bwagent restore-queue 17 --cause "diubah manual"',
    options: [CAUSE],
    event: restoreOrdered,
  },
  {
    name: 'restored',
    about: 'insiden: telah dipulihkan dengan tangan',
    example: 'bwagent restored 17 --cause "kabel putus"',
    options: [CAUSE],
    event: restoredByHand,
  },
  {
    name: 'incident take',
    about: 'mulai menangani gangguan, dengan dampak dan urgensinya',
    example: 'bwagent incident take IN-2026-0017 --impact tinggi --urgency tinggi',
    options: [IMPACT, URGENCY],
    event: triaged,
  },
  {
    name: 'incident restore',
    about: 'pulihkan antrean sesuai data dasar',
    example: 'bwagent incident restore IN-2026-0017 --cause "antrean diubah manual"',
    options: [CAUSE],
    event: restoreOrdered,
  },
  {
    name: 'incident restored',
    about: 'catat bahwa telah dipulihkan dengan tangan',
    example: 'bwagent incident restored IN-2026-0017 --cause "kabel putus"',
    options: [CAUSE],
    event: restoredByHand,
  },
];

/** Adds a command for each simple act of the SOP in ACTS: triage, dispose, examine … */
export function addActs(program: Command, run: Run): void {
  const incident = program.command('incident').description('penanganan gangguan');
  for (const act of ACTS) {
    const [group, name] = act.name.includes(' ') ? [incident, act.name.replace(/^.* /, '')] : [program, act.name];
    const command = withPaper(group.command(`${name} <number>`).description(act.about));
    for (const [flags, about] of act.options) command.option(flags, about);
    withExamples(command, act.example).action(
      run(async ({ client, screen }, number: string, options: Options) => {
        showStood(screen, await client.order('raise', { number, event: act.event(options), paper: paperOf(options) }));
      }),
    );
  }
}
