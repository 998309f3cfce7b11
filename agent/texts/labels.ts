// (table)
import type { MissedWhy } from '../domain/counters/missed.ts';
import type { Role } from '../domain/person.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { StageName } from '../workflow/stage.ts';
import type { Words } from './words.ts';

/** Name of each stage in Indonesian and English, as the office and the agencies read it. */
export const STAGES: Readonly<Record<StageName, Words>> = {
  received: { id: 'Diterima', en: 'Received' },
  'awaiting-documents': { id: 'Menunggu kelengkapan berkas', en: 'Awaiting documents' },
  'needs-clarification': { id: 'Perlu klarifikasi', en: 'Needs clarification' },
  'possible-duplicate': { id: 'Diduga permohonan ganda', en: 'Possible duplicate' },
  'awaiting-disposition': { id: 'Menunggu disposisi', en: 'Awaiting disposition' },
  disposed: { id: 'Telah didisposisikan', en: 'Routed' },
  examined: { id: 'Dalam pemeriksaan', en: 'Under examination' },
  assessed: { id: 'Selesai dicek, menunggu keputusan', en: 'Checked, awaiting decision' },
  unknown: { id: 'Ketersediaan belum dapat dipastikan', en: 'Availability unknown' },
  'waiting-for-room': { id: 'Menunggu ruang jaringan', en: 'Waiting for room' },
  deferred: { id: 'Ditunda, menunggu penambahan alokasi', en: 'Deferred, awaiting capacity' },
  'offered-partial': { id: 'Ditawarkan sebagian', en: 'Partial offer' },
  approved: { id: 'Disetujui', en: 'Approved' },
  scheduled: { id: 'Dijadwalkan', en: 'Scheduled' },
  applying: { id: 'Sedang diterapkan', en: 'Being applied' },
  'apply-failed': { id: 'Gagal diterapkan', en: 'Apply failed' },
  active: { id: 'Aktif', en: 'Active' },
  informed: { id: 'Aktif, telah diinformasikan', en: 'Active, agency informed' },
  expiring: { id: 'Akan berakhir', en: 'Expiring' },
  returning: { id: 'Sedang dikembalikan', en: 'Being returned' },
  returned: { id: 'Berakhir, dikembalikan', en: 'Ended, returned' },
  handling: { id: 'Gangguan sedang ditangani', en: 'Disturbance being handled' },
  restoring: { id: 'Sedang dipulihkan', en: 'Being restored' },
  restored: { id: 'Dipulihkan', en: 'Restored' },
  closed: { id: 'Ditutup', en: 'Closed' },
  duplicate: { id: 'Permohonan ganda', en: 'Duplicate' },
  rejected: { id: 'Ditolak', en: 'Rejected' },
  cancelled: { id: 'Dibatalkan pemohon', en: 'Cancelled by requester' },
  redirected: { id: 'Dialihkan ke layanan lain', en: 'Redirected' },
  lapsed: { id: 'Berakhir, jangka waktunya telah lewat', en: 'Lapsed, its time went by' },
};

/** Name of each role in Indonesian and English. */
export const ROLES: Readonly<Record<Role, Words>> = {
  agency: { id: 'OPD pemohon', en: 'requesting agency' },
  'department-head': { id: 'Kepala Dinas', en: 'department head' },
  'division-head': { id: 'Kepala Bidang TI', en: 'division head' },
  'computer-specialist': { id: 'Pranata Komputer', en: 'computer specialist' },
  'technical-support': { id: 'Technical Support', en: 'technical support' },
  agent: { id: 'Agen', en: 'agent' },
};

/** Name of each document of SOP step 1 in Indonesian and English. */
export const DOCUMENTS: Readonly<Record<string, Words>> = {
  letter: { id: 'surat permohonan dari kepala perangkat daerah', en: "request letter signed by the agency's head" },
  'technical-data': {
    id: 'data teknis (lokasi, subnet/VLAN, jumlah pengguna, aplikasi)',
    en: 'technical data (site, subnet/VLAN, users, applications)',
  },
  justification: { id: 'justifikasi kebutuhan', en: 'justification of the need' },
};

/** Fields of a ticket, inside a sentence; at the head of a line with a capital. */
export const FIELDS: Readonly<Record<keyof Ticket, Words>> = {
  id: { id: 'nomor tiket', en: 'ticket number' },
  revision: { id: 'revisi', en: 'revision' },
  openedAt: { id: 'waktu diterima', en: 'time received' },
  kind: { id: 'jenis layanan', en: 'kind' },
  channel: { id: 'saluran', en: 'channel' },
  agency: { id: 'perangkat daerah', en: 'agency' },
  subject: { id: 'perihal', en: 'subject' },
  body: { id: 'alasan atau uraian', en: 'reason' },
  wantedDown: { id: 'unduh', en: 'download' },
  wantedUp: { id: 'unggah', en: 'upload' },
  meaning: { id: 'arti besaran', en: 'total or addition' },
  duration: { id: 'jangka waktu', en: 'duration' },
  windowFrom: { id: 'waktu mulai', en: 'begin' },
  windowUntil: { id: 'waktu selesai', en: 'end' },
  targets: { id: 'alamat IP atau subnet', en: 'addresses' },
  documents: { id: 'berkas', en: 'documents' },
  letterNumber: { id: 'nomor surat', en: 'letter number' },
  letterDate: { id: 'tanggal surat', en: 'letter date' },
  contact: { id: 'narahubung teknis', en: 'technical contact' },
  recordedBy: { id: 'petugas pencatat', en: 'recorded by' },
};

/** Duties of which one person holds only one. */
export const DUTIES: Readonly<Record<string, Words>> = {
  requester: { id: 'yang memasukkan permohonan', en: 'the one who filed the request' },
  'recorder-named': {
    id: 'yang mencatat siapa yang memasukkan permohonan',
    en: 'the one who recorded who filed the request',
  },
  checker: { id: 'yang memerintahkan pengecekan', en: 'the one who ordered the check' },
  approver: { id: 'penyetuju pertama', en: 'the first approver' },
  delegate: { id: 'penerima pelimpahan', en: 'the delegate' },
};

/** Name of each priority in Indonesian and English. */
export const PRIORITIES: Readonly<Record<string, Words>> = {
  P1: { id: 'P1 (kritis)', en: 'P1 (critical)' },
  P2: { id: 'P2 (tinggi)', en: 'P2 (high)' },
  P3: { id: 'P3 (sedang)', en: 'P3 (medium)' },
  P4: { id: 'P4 (rendah)', en: 'P4 (low)' },
};

/** Name of each constraint of the availability check in Indonesian and English. */
export const KEYS: Readonly<Record<string, Words>> = {
  measured: { id: 'Terukur (jam sibuk)', en: 'Measured (busy hours)' },
  guaranteed: { id: 'Jaminan', en: 'Guaranteed' },
  promised: { id: 'Komitmen', en: 'Committed' },
  live: { id: 'Saat ini', en: 'Live' },
};

/** Name of each verdict of the availability check in Indonesian and English. */
export const VERDICTS: Readonly<Record<string, Words>> = {
  enough: { id: 'MENCUKUPI', en: 'ENOUGH' },
  'not-enough': { id: 'TIDAK MENCUKUPI', en: 'NOT ENOUGH' },
  'waiting-for-room': { id: 'MENUNGGU RUANG', en: 'WAITING FOR ROOM' },
  unknown: { id: 'BELUM DAPAT DIPASTIKAN', en: 'UNKNOWN' },
};

/** Why an interval has no rate, in Indonesian and English. */
export const MISSED: Readonly<Record<MissedWhy, Words>> = {
  first: { id: 'pembacaan pertama', en: 'first reading' },
  'not-operational': { id: 'antarmuka putus atau baru tersambung', en: 'interface down, or up again' },
  renumbered: { id: 'perangkat menomori ulang antarmuka', en: 'the device renumbered its interfaces' },
  restart: { id: 'perangkat dinyalakan ulang', en: 'the device restarted' },
  discontinuity: {
    id: 'perangkat menyatakan penghitungnya terputus',
    en: 'the device says its counter was interrupted',
  },
  'clock-suspect': { id: 'jam perangkat dan jam server berselisih', en: "the device's clock and ours disagree" },
  'too-long': { id: 'terlalu lama sejak pembacaan sebelumnya', en: 'too long since the reading before' },
  'stale-counter': { id: 'penghitung diam', en: 'the counter stood still' },
  decreased: { id: 'penghitung mundur', en: 'the counter fell' },
  leap: { id: 'lompatan penghitung', en: 'a leap of the counter' },
  impossible: { id: 'angka melampaui sambungan apa pun (400 Gbps)', en: 'more than any link carries (400 Gbps)' },
  narrow: { id: 'penghitung 64-bit hanya berisi 32 bit', en: 'a 64-bit counter that holds 32 bits' },
  'no-answer': { id: 'SNMP perangkat tidak menjawab', en: 'SNMP of the device gave no answer' },
  'not-listed': { id: 'nama tidak ada pada perangkat', en: 'the device has no such name' },
  ambiguous: { id: 'nama ganda pada perangkat', en: 'two rows of the device carry the name' },
  'bad-value': { id: 'nilai penghitung tidak sah', en: 'a counter value that cannot be' },
  'no-64-bit': { id: 'perangkat hanya memiliki penghitung 32 bit', en: 'the device has 32-bit counters only' },
};
