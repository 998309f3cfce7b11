// (table)
import type { UnmanagedWhy } from '../domain/unmanaged-why.ts';
import type { Words } from './words.ts';

/** Why a queue of the router cannot become an agency's line or a pool as it is. */
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
  unreadable: { id: 'isian pada router tidak dapat dibaca', en: 'a value on the router cannot be read' },
  invalid: { id: 'tidak sah: target atau induknya sudah tidak ada', en: 'invalid: its target or parent is gone' },
  everything: {
    id: 'target 0.0.0.0/0 atau kosong: mengenai semua alamat',
    en: 'target 0.0.0.0/0 or none: it takes every address',
  },
  interface: {
    id: 'hanya antarmuka; tulis awalan alamatnya bila satu OPD',
    en: 'interface only; write its prefixes when it is one agency',
  },
  'too-many-targets': { id: 'lebih dari 128 target', en: 'more than 128 targets' },
  'not-ascii': {
    id: 'nama atau komentar di luar ASCII yang dapat dicetak',
    en: 'name or comment beyond printable ASCII',
  },
  unlimited: {
    id: 'tanpa max-limit: tidak ada laju untuk dicatat',
    en: 'without max-limit: there is no rate to record',
  },
  'half-guarantee': { id: 'limit-at hanya satu arah', en: 'limit-at in one direction only' },
  'catch-all': { id: 'penampung: mencakup antrean OPD yang lain', en: "catch-all: it covers other agencies' queues" },
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
  'csv-head': {
    id: 'Usulan dari router {router}. Periksa setiap kode, nama, jenis, dan layanan; baris dengan # tidak diimpor.',
    en: 'Proposed from router {router}. Check every code, name, kind and service; lines with # are not imported.',
  },
} as const satisfies Readonly<Record<string, Words>>;
