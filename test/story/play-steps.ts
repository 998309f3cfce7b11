// (table)
import type { SiteVisitor } from '../adapters/helpdesk/site-visitor.ts';
import type { LabEdit, LabFault } from '../lab/lab-commands.ts';

/** One act of the story at one moment of the told clock. */
export interface Step {
  /** Local time, `05-04 08:10` of 2026. */
  readonly at: string;
  readonly ticket: string;
  readonly does: Act;
}

export type Act =
  | { readonly by: 'web'; readonly form: Parameters<SiteVisitor['files']>[0] }
  | { readonly by: 'reply'; readonly form: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly by: 'cli'; readonly words: readonly string[] }
  /** Files for an agency; the number it must get is the step's ticket. */
  | { readonly by: 'counter'; readonly words: readonly string[] }
  | { readonly by: 'lab'; readonly note: string; readonly edit?: LabEdit; readonly fault?: LabFault }
  | { readonly by: 'redeliver'; readonly note: string }
  | { readonly by: 'expect'; readonly stage: string }
  | { readonly by: 'stale'; readonly note: string };

const KADIS = ['--decided-by', 'kadis', '--doc', '800/DISPO/2026', '--date', '2026-05-04'];
const KABID = ['--decided-by', 'kabid', '--doc', '555/BID-TI/2026', '--date', '2026-05-04'];
const DOCS = [
  '--documents',
  'surat,data-teknis,justifikasi',
  '--letter',
  '005/OPD/2026',
  '--letter-date',
  '2026-05-04',
];

const web = (
  opd: string,
  mbps: string,
  target: string,
  alasan: string,
  more: Readonly<Record<string, string>> = {},
): Act => ({
  by: 'web',
  form: {
    opd,
    jenis: 'permohonan',
    perihal: 'Permohonan penambahan bandwidth',
    alasan,
    unduh: `${mbps} Mbps`,
    unggah: `${mbps} Mbps`,
    arti: 'total',
    masa: 'permanen',
    alamat: target,
    berkas: ['surat', 'data-teknis', 'justifikasi'],
    nomor_surat: '005/OPD/2026',
    tanggal_surat: '2026-05-04',
    ...more,
  },
});
const counter = (channel: string, agency: string, mbps: string, ...more: readonly string[]): Act => ({
  by: 'counter',
  words: [
    'new',
    '--channel',
    channel,
    '--agency',
    agency,
    '--down',
    mbps,
    '--meaning',
    'total',
    '--subject',
    'Permohonan penambahan bandwidth',
    ...more,
  ],
});
const cli = (...words: readonly string[]): Act => ({ by: 'cli', words });
const expect = (stage: string): Act => ({ by: 'expect', stage });
const triage = (n: string, impact: string, urgency: string, ...more: readonly string[]): Act =>
  cli('triage', n, '--impact', impact, '--urgency', urgency, ...more);
const dispose = (n: string): Act => cli('dispose', n, '--note', 'diteruskan kepada Kepala Bidang TI', ...KADIS);
const examine = (n: string): Act => cli('examine', n, ...KABID);
const approve = (n: string): Act => cli('approve', n, '--yes', '--wait', ...KABID);
const confirm: Act = { by: 'reply', form: 'konfirmasi', fields: {} };
const s = (at: string, ticket: string, does: Act): Step => ({ at, ticket, does });

const N41 = 'BW-2026-0041';
const N42 = 'BW-2026-0042';
const N43 = 'BW-2026-0043';
const N44 = 'BW-2026-0044';
const N45 = 'BW-2026-0045';
const N46 = 'BW-2026-0046';
const N47 = 'BW-2026-0047';
const N48 = 'BW-2026-0048';
const N49 = 'BW-2026-0049';
const N50 = 'BW-2026-0050';
const N51 = 'BW-2026-0051';
const I17 = 'IN-2026-0017';

/** The scenario's twelve tickets as the people of the office and the agencies act them out, in order of time. */
export const STEPS: readonly Step[] = [
  s('05-04 08:10', N41, web('DINKES', '40', '10.62.20.0/24', 'Pelaporan daring; antrean jenuh pada jam kerja.')),
  s('05-04 08:40', N41, triage('41', 'sedang', 'sedang')),
  s('05-04 09:30', N41, dispose('41')),
  s('05-04 10:05', N42, web('DISDIK', '100', '10.62.19.0/24', 'Persiapan SPMB daring dan sinkronisasi data.')),
  s('05-04 10:15', N41, examine('41')),
  s('05-04 10:25', N42, triage('42', 'sedang', 'tinggi')),
  s('05-04 10:30', N41, expect('assessed')),
  s('05-04 10:50', N41, approve('41')),
  s('05-04 11:05', N41, expect('informed')),
  s('05-04 11:10', N41, { by: 'redeliver', note: 'F8: helpdesk menyampaikan semua tiket dua kali' }),
  s('05-04 13:10', N42, dispose('42')),
  s('05-04 13:30', N42, examine('42')),
  s('05-04 14:05', N42, expect('deferred')),
  s('05-05 08:00', N41, confirm),
  s('05-05 09:20', N43, counter('whatsapp', 'DINSOS', '50', '--reason', 'Internet lambat.')),
  s('05-05 10:00', N43, triage('43', 'rendah', 'sedang', '--missing', 'surat,data-teknis,justifikasi')),
  s(
    '05-05 13:40',
    N44,
    counter(
      'letter',
      'BKPSDM',
      '100',
      '--from',
      '2026-05-09 06:00',
      '--until',
      '2026-05-10 18:00',
      '--targets',
      '10.62.18.0/24',
      '--reason',
      'Pelaksanaan seleksi berbasis CAT selama dua hari.',
      ...DOCS,
    ),
  ),
  s('05-05 14:00', N44, triage('44', 'sedang', 'tinggi')),
  s('05-06 08:00', N44, dispose('44')),
  s('05-06 08:20', N44, examine('44')),
  s('05-06 08:45', N45, web('DISPENDA', '40', '10.62.16.0/24', 'Pelayanan pajak daring menjelang jatuh tempo.')),
  s('05-06 08:46', N45, expect('needs-clarification')),
  s('05-06 09:00', N44, approve('44')),
  s('05-06 09:05', N44, expect('scheduled')),
  s('05-06 09:30', N45, cli('correct', '45', '--targets', '10.62.17.0/24')),
  s('05-06 09:31', N45, triage('45', 'sedang', 'sedang')),
  s(
    '05-06 11:00',
    N46,
    counter(
      'letter',
      'DINKES',
      '40',
      '--targets',
      '10.62.20.0/24',
      '--reason',
      'Surat fisik yang sama tiba dua hari kemudian.',
      ...DOCS,
    ),
  ),
  s('05-06 11:01', N46, expect('possible-duplicate')),
  s('05-06 11:30', N46, cli('duplicate', '46', '--of', '41')),
  s('05-06 13:05', N45, dispose('45')),
  s('05-06 13:20', N45, examine('45')),
  s('05-06 14:00', N45, approve('45')),
  s('05-07 08:00', N45, confirm),
  s('05-07 09:00', N47, web('DISHUBKAN', '50', '10.62.25.0/24', 'Internet sering lambat pada siang hari.')),
  s('05-07 09:30', N47, triage('47', 'rendah', 'sedang')),
  s('05-07 10:30', N47, dispose('47')),
  s('05-07 10:45', N47, examine('47')),
  s('05-07 11:00', N47, expect('assessed')),
  s(
    '05-07 13:20',
    N47,
    cli(
      'reject',
      '47',
      '--reason',
      'pemakaian jauh di bawah alokasi',
      '--advice',
      'periksa jaringan lokal dan Wi-Fi',
      ...KABID,
    ),
  ),
  s(
    '05-08 10:05',
    N43,
    cli(
      'reject',
      '43',
      '--reason',
      'berkas tidak dilengkapi sampai batas waktu',
      '--advice',
      'ajukan kembali dengan berkas lengkap',
      ...KABID,
    ),
  ),
  s('05-09 06:05', N44, expect('informed')),
  s('05-09 18:05', N44, expect('expiring')),
  s('05-10 18:35', N44, expect('returned')),
  s('05-11 08:00', N44, cli('close', '44')),
  s(
    '05-11 08:30',
    N48,
    counter(
      'letter',
      'SETWAN',
      '80',
      '--targets',
      '10.62.13.0/24',
      '--reason',
      'Siaran langsung rapat paripurna.',
      ...DOCS,
    ),
  ),
  s('05-11 09:00', N48, triage('48', 'sedang', 'sedang')),
  s('05-11 10:00', N48, {
    by: 'lab',
    note: 'F2: penghitung SNMP kembali ke nol (router dimulai ulang)',
    edit: { kind: 'reboot' },
  }),
  s('05-11 10:01', N48, dispose('48')),
  s('05-11 10:20', N48, examine('48')),
  s('05-11 10:40', N48, expect('deferred')),
  s('05-11 11:10', N48, cli('offer', '48', ...KABID)),
  s('05-12 03:00', N48, {
    by: 'lab',
    note: 'F3: SNMP tidak menjawab 40 menit',
    fault: { switches: { snmpSilent: true } },
  }),
  s('05-12 03:35', N48, { by: 'stale', note: 'data basi: usia di atas dua interval' }),
  s('05-12 03:40', N48, { by: 'lab', note: 'SNMP menjawab kembali', fault: { switches: { snmpSilent: false } } }),
  s('05-12 09:00', N48, cli('accept-offer', '48', '--answer', 'accept')),
  s('05-12 09:20', N48, expect('informed')),
  s('05-12 14:20', N49, web('DPMPTSP', '60', '10.62.23.0/24', 'Rencana pembukaan gerai pelayanan tambahan.')),
  s('05-12 14:50', N49, triage('49', 'rendah', 'sedang')),
  s('05-13 08:30', N49, dispose('49')),
  s('05-13 08:31', N49, {
    by: 'lab',
    note: 'F3 lagi: SNMP diam selama pengecekan',
    fault: { switches: { snmpSilent: true } },
  }),
  s('05-13 08:45', N49, examine('49')),
  s('05-13 08:50', N49, expect('unknown')),
  s('05-13 08:55', N49, { by: 'lab', note: 'SNMP menjawab kembali', fault: { switches: { snmpSilent: false } } }),
  s('05-13 09:15', N49, cli('check', '49')),
  s('05-13 09:16', N49, expect('deferred')),
  s(
    '05-13 15:30',
    N50,
    counter(
      'whatsapp',
      'KEC-MARIKIT',
      '20',
      '--reason',
      'Pelayanan administrasi kecamatan sering terputus.',
      '--documents',
      'surat,justifikasi',
      '--letter',
      '005/KEC/2026',
      '--letter-date',
      '2026-05-12',
    ),
  ),
  s('05-14 19:30', I17, {
    by: 'lab',
    note: 'antrean RSUD diubah manual lewat Winbox menjadi 80M/9M',
    edit: { kind: 'queue-set', queue: 'RSUD MAS AMSYAR', words: { 'max-limit': '80M/9M', 'limit-at': '9M/9M' } },
  }),
  s('05-14 19:46', I17, {
    by: 'counter',
    words: [
      'new',
      '--kind',
      'incident',
      '--channel',
      'phone',
      '--agency',
      'RSUD',
      '--subject',
      'SIMRS sangat lambat',
      '--reason',
      'Uji kecepatan hanya 9 Mbps.',
    ],
  }),
  s('05-14 19:50', I17, triage('IN-2026-0017', 'tinggi', 'tinggi')),
  s('05-14 20:00', I17, cli('restore-queue', 'IN-2026-0017', '--cause', 'antrean diubah manual lewat Winbox')),
  s('05-14 20:05', I17, expect('restored')),
  s('05-18 08:00', I17, cli('close', 'IN-2026-0017', '--note', 'berita acara gangguan dilampirkan')),
  s('05-18 08:20', N50, cli('redirect', '50', '--service', 'penyediaan akses (satelit atau ISP)', ...KABID)),
  s('05-18 10:00', N49, { by: 'reply', form: 'pembatalan', fields: { yakin: 'ya' } }),
  s(
    '05-20 08:00',
    N42,
    cli(
      'capacity',
      'set',
      'isp-b',
      '--down',
      '300',
      '--contract',
      'ADD-2/2026',
      '--shares',
      'isp-a=50%,isp-b=50%',
      '--pool',
      'pool-pemda',
      '--pool-rate',
      '600',
      ...KABID,
    ),
  ),
  s('05-20 08:01', N42, { by: 'lab', note: 'adendum ISP-B 300 Mbps mulai berlaku' }),
  s('05-20 08:10', N42, expect('assessed')),
  s('05-20 08:39', N42, {
    by: 'lab',
    note: 'F1: sambungan API putus setelah perintah terkirim',
    fault: { arm: { kind: 'cut-after' }, aim: { on: '/queue/simple/set' } },
  }),
  s('05-20 08:40', N42, cli('approve', '42', '--yes', ...KABID)),
  s('05-20 08:55', N42, expect('informed')),
  s('05-20 09:10', N48, approve('BW-2026-0048/1')),
  s('05-21 08:00', N42, confirm),
  s('05-21 08:05', N48, expect('closed')),
  s('05-21 08:10', N48, cli('close', 'BW-2026-0048/1')),
  s(
    '05-22 09:10',
    N51,
    web('SETDA', '150', '10.62.12.0/24', 'Siaran langsung upacara Hari Lahir Pancasila.', {
      masa: 'sementara',
      mulai_tanggal: '2026-07-01',
      mulai_jam: '06:00',
      selesai_tanggal: '2026-07-01',
      selesai_jam: '12:00',
    }),
  ),
  s('05-22 09:15', N51, expect('needs-clarification')),
  s('05-22 09:50', N51, {
    by: 'reply',
    form: 'perbaikan',
    fields: {
      opd: 'SETDA',
      unduh: '150',
      unggah: '150',
      arti: 'total',
      masa: 'sementara',
      mulai_tanggal: '2026-06-01',
      mulai_jam: '06:00',
      selesai_tanggal: '2026-06-01',
      selesai_jam: '12:00',
      alamat: '10.62.12.0/24',
    },
  }),
  s('05-22 10:00', N51, triage('51', 'rendah', 'tinggi')),
  s('05-22 13:30', N51, dispose('51')),
  s('05-22 13:45', N51, examine('51')),
  s('05-22 14:15', N51, approve('51')),
  s('06-01 06:05', N51, expect('expiring')),
  s('06-01 12:35', N51, expect('returned')),
  s('06-02 08:00', N51, cli('close', '51')),
  s('06-02 08:05', N51, expect('closed')),
];
