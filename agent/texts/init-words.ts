// (table)
import type { UnmanagedWhy } from '../domain/unmanaged-why.ts';
import type { Words } from './words.ts';

/**
 * Why a queue of the router cannot become an agency's line or a pool as it is, and what would help. `{of}` is the
 * target or the other queue that it is about.
 */
export const UNMANAGED: Readonly<Record<UnmanagedWhy, Words>> = {
  dynamic: {
    id: 'dinamis: dibuat dan dihapus oleh router sendiri',
    en: 'dynamic: the router makes and removes it by itself',
  },
  ppp: {
    id: 'milik sesi PPP; batasnya pada profil PPP',
    en: 'belongs to a PPP session; its limit is in the PPP profile',
  },
  hotspot: {
    id: 'milik hotspot; batasnya pada profil hotspot',
    en: 'belongs to the hotspot; its limit is in the hotspot profile',
  },
  dhcp: { id: 'milik sewa DHCP; batasnya pada sewa itu', en: 'belongs to a DHCP lease; its limit is in the lease' },
  disabled: { id: 'tidak aktif', en: 'disabled' },
  invalid: {
    id: 'tidak sah menurut router, atau antrean induknya tidak ada (induk: {of})',
    en: 'invalid for the router, or its parent queue is gone (parent: {of})',
  },
  group: {
    id: 'antrean induk tanpa max-limit: meneruskan ke yang di atasnya, tidak membatasi apa pun',
    en: 'parent queue without max-limit: hands through to what is above it and bounds nothing',
  },
  'total-only': {
    id: 'antrean induk dengan total-max-limit saja ({of} bit/s): dihitung oleh pengecekan, tidak dikelola agen',
    en: 'parent queue with total-max-limit only ({of} bit/s): the check counts it, the agent does not manage it',
  },
  'one-direction': {
    id: 'antrean induk yang membatasi satu arah saja: dihitung oleh pengecekan, tidak dikelola agen',
    en: 'parent queue that limits one direction only: the check counts it, the agent does not manage it',
  },
  marks: {
    id: 'hanya paket bertanda ({of}): bukan seluruh lalu lintas targetnya',
    en: 'marked packets only ({of}): not all traffic of its targets',
  },
  destination: {
    id: 'hanya lalu lintas ke {of}: bukan seluruh lalu lintas targetnya',
    en: 'traffic to {of} only: not all traffic of its targets',
  },
  hours: {
    id:
      'berlaku pada jam tertentu saja, dan alamatnya juga pada antrean "{of}" di jam lain; satu sambungan adalah ' +
      'satu antrean sepanjang waktu: gabungkan menjadi satu',
    en:
      'in force at some hours only, and its addresses are in queue "{of}" at other hours; a line is one queue at all ' +
      'hours: join them into one',
  },
  'hours-only': {
    id: 'antrean induk yang berlaku pada jam tertentu saja: tidak membatasi pada jam lain',
    en: 'parent queue in force at some hours only: it bounds nothing at the others',
  },
  unreadable: { id: 'isian pada router tidak dapat dibaca: {of}', en: 'a value on the router cannot be read: {of}' },
  everything: {
    id: 'target 0.0.0.0/0 atau kosong: mengenai semua alamat',
    en: 'target 0.0.0.0/0 or none: it takes every address',
  },
  interface: {
    id: 'antarmuka {of} di samping target lain; satu sambungan: awalan alamat saja, atau satu antarmuka saja',
    en: 'interface {of} beside other targets; a line has prefixes only, or one interface alone',
  },
  'uplink-interface': {
    id: 'antrean pada antarmuka {of}, sebuah uplink: mengenai semua OPD, unduh dan unggah terbalik',
    en: 'queue on interface {of}, an uplink: it takes all agencies, download and upload reversed',
  },
  'unknown-target': {
    id: 'target {of} bukan awalan alamat dan bukan nama antarmuka yang ada dan dapat ditulis',
    en: 'target {of} is neither a prefix nor the name of an interface that exists and can be written',
  },
  'too-many-targets': { id: 'lebih dari 128 target', en: 'more than 128 targets' },
  'not-ascii': {
    id:
      '{of}: aksara di luar ASCII, ganti baris, atau spasi di ujung nama; tulis ulang pada router (komentarnya akan ' +
      'memuat tanda agen), lalu ulangi init',
    en:
      '{of}: letters beyond ASCII, line breaks, or a blank at an end of the name; write it anew on the router (the ' +
      'comment will carry the mark of the agent), then run init again',
  },
  'parent-name': {
    id: 'nama antrean induknya "{of}" memuat aksara di luar ASCII atau spasi di ujung; ganti nama itu pada router',
    en: 'the name of its parent queue "{of}" has letters beyond ASCII or a blank at an end; rename it on the router',
  },
  unlimited: {
    id: 'tanpa max-limit pada satu atau dua arah: tidak ada laju untuk dicatat',
    en: 'without max-limit in one direction or both: there is no rate to record',
  },
  tiny: {
    id: 'batas {of} bit/s (unduh/unggah): M terlupa? Betulkan pada router; bila memang ditahan, biarkan di luar',
    en: 'limit {of} bit/s (down/up): M forgotten? Set it right on the router; if it is meant as a block, leave it out',
  },
  'half-guarantee': { id: 'limit-at hanya satu arah', en: 'limit-at in one direction only' },
  'catch-all': { id: 'penampung: mencakup antrean OPD yang lain', en: "catch-all: it covers other agencies' queues" },
  rest: {
    id: 'penampung: alamatnya adalah alamat beberapa antrean lain ({of})',
    en: 'catch-all: its addresses are those of several other queues ({of})',
  },
  overlaps: { id: 'alamatnya sudah pada antrean "{of}"', en: 'its addresses are in queue "{of}" already' },
};

/** Questions and sentences of `bwagent init`. */
export const INIT_WORDS = {
  'ask-host': { id: 'Alamat router', en: 'Address of the router' },
  'ask-user': { id: 'Pengguna API pada router', en: 'API user on the router' },
  'ask-password-file': { id: 'Berkas sandinya (izin 0400)', en: 'File with its password (mode 0400)' },
  'ask-tls-ca': {
    id: 'Sertifikat router atau CA-nya (PEM); kosong: API tanpa TLS',
    en: "The router's certificate or its CA (PEM); empty: API without TLS",
  },
  'ask-community-file': { id: 'Berkas community SNMP (izin 0400)', en: 'File with the SNMP community (mode 0400)' },
  'ask-out': { id: 'Folder untuk agent.yaml dan agencies.csv', en: 'Folder for agent.yaml and agencies.csv' },
  'ask-uplinks': { id: 'Antarmuka uplink, dipisah koma', en: 'Uplink interfaces, separated by commas' },
  'ask-write': { id: 'Tulis {files} ke {folder}?', en: 'Write {files} into {folder}?' },
  'who-answered': {
    id: 'Router {identity}, RouterOS {version}, nomor seri {serial}',
    en: 'Router {identity}, RouterOS {version}, serial {serial}',
  },
  'seen-counts': {
    id: '{queues} antrean sederhana, {interfaces} antarmuka, {lists} entri address-list',
    en: '{queues} simple queues, {interfaces} interfaces, {lists} address-list entries',
  },
  'plain-api': {
    id: 'Perhatian: API tanpa TLS; sandi dan perintah terbaca pada jaringan. Lihat config/routeros-user.rsc.',
    en: 'Warning: API without TLS; password and commands can be read on the network. See config/routeros-user.rsc.',
  },
  fasttrack: {
    id: 'PERINGATAN: {rules} aturan FastTrack aktif; lalu lintasnya melewati antrean sederhana.',
    en: 'ALARM: {rules} FastTrack rules are active; their traffic passes by simple queues.',
  },
  bridge: {
    id: 'Perhatian: {ports} port bridge tanpa use-ip-firewall; lalu lintas di dalam bridge melewati antrean sederhana.',
    en: 'Warning: {ports} bridge ports without use-ip-firewall; traffic inside the bridge passes by simple queues.',
  },
  uplinks: { id: 'Uplink: {names}', en: 'Uplinks: {names}' },
  pools: { id: 'Antrean induk: {names}', en: 'Pools: {names}' },
  'no-pool': {
    id: 'Antrean induk tidak dikenali; k tetap bawaan ({k}).',
    en: 'No pool was recognised; k stays as shipped ({k}).',
  },
  lines: { id: 'Usulan sambungan ({count}):', en: 'Proposed lines ({count}):' },
  unmanaged: { id: 'Tidak dapat dikelola ({count}):', en: 'Cannot be managed ({count}):' },
  past: {
    id:
      'Di luar antrean sederhana, tidak dapat dikelola: queue tree {queueTree}, sesi PPP {pppActive}, hotspot ' +
      '{hotspotActive}, sewa DHCP {dhcpLeases}',
    en:
      'Beside simple queues, cannot be managed: queue tree {queueTree}, PPP sessions {pppActive}, hotspot ' +
      '{hotspotActive}, DHCP leases {dhcpLeases}',
  },
  sharing: {
    id: 'Komitmen hari ini {promised} Mbps atas kapasitas {capacity} Mbps ({ratio} kali, {pool}): usulan k = {k}',
    en: 'Committed today {promised} Mbps on {capacity} Mbps ({ratio} times, {pool}): proposed k = {k}',
  },
  'over-promised': {
    id:
      'Jaminan {dedicated} Mbps melebihi batas komitmen atas {capacity} Mbps ({pool}): syarat komitmen hanya ' +
      'dilaporkan',
    en:
      'Guarantees of {dedicated} Mbps exceed what {capacity} Mbps ({pool}) may be committed: the committed ' +
      'constraint only reports',
  },
  written: { id: 'Ditulis: {file}', en: 'Written: {file}' },
  next: {
    id:
      'Berikutnya: periksa kedua berkas, lalu bwagent --config {config} config check, doctor, run; kemudian ' +
      'bwagent agencies import {csv}',
    en:
      'Next: read both files, then bwagent --config {config} config check, doctor, run; after that bwagent ' +
      'agencies import {csv}',
  },
  groups: {
    id: 'Antrean induk tanpa batas: {names}',
    en: 'Parent queues without a limit: {names}',
  },
  'no-lines': {
    id: 'Tidak ada sambungan yang dapat diusulkan; sebabnya per antrean di bawah ini.',
    en: 'No line could be proposed; the reason for each queue is below.',
  },
  warnings: {
    id: 'Yang melemahkan batas sambungan usulan ({count}):',
    en: 'What weakens the limit of proposed lines ({count}):',
  },
  'pool-guarantee': {
    id: 'limit-at pada antrean induk tidak dicatat; adopsi akan menyebutnya berbeda',
    en: 'limit-at of a pool is not recorded; adoption will call it different',
  },
  'csv-columns': {
    id:
      'targets: awalan alamat dipisah spasi atau titik koma, atau satu nama antarmuka apa adanya (boleh berspasi); ' +
      'all pada antrean induk: semua paket. parent: nama antrean induknya pada router. Laju tanpa satuan: Mbps.',
    en:
      'targets: prefixes separated by blanks or semicolons, or the name of one interface as it is (blanks too); ' +
      'all for a pool: every packet. parent: name of its parent queue on the router. A rate without a unit: Mbps.',
  },
  'csv-head': {
    id: 'Usulan dari router {router}. Periksa setiap kode, nama, jenis, dan layanan; baris dengan # tidak diimpor.',
    en: 'Proposed from router {router}. Check every code, name, kind and service; lines with # are not imported.',
  },
} as const satisfies Readonly<Record<string, Words>>;
