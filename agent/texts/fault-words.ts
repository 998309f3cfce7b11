// (table)
/* oxlint-disable max-lines -- a table */
import type { FaultCode } from '../domain/fault.ts';
import type { Advice } from './words.ts';

/** Sentences of every fault: what happened and why, and what to do. */
export const FAULTS: Readonly<Record<FaultCode, Advice>> = {
  'router/unreachable': {
    id: ['Router {router} tidak terjangkau: {why}', 'Periksa kabel, alamat, dan layanan API, lalu: bwagent doctor'],
    en: ['Router {router} cannot be reached: {why}', 'Check cable, address and API service, then: bwagent doctor'],
  },
  'router/refused-login': {
    id: [
      'Router menolak nama pengguna atau sandi',
      'Periksa berkas sandi pada konfigurasi; agen tidak mencoba berulang-ulang',
    ],
    en: [
      'The router refused user or password',
      'Check the password file in the configuration; the agent does not keep trying',
    ],
  },
  'router/wrong-identity': {
    id: [
      'Router yang menjawab bernama "{found}", seharusnya "{expected}"',
      'Periksa alamat router atau "identity" pada konfigurasi; tidak ada yang ditulis',
    ],
    en: [
      'The router that answered is "{found}", not "{expected}"',
      'Check the address or "identity" in the configuration; nothing was written',
    ],
  },
  'router/outcome-unknown': {
    id: [
      'Hasil perintah ke router belum diketahui: {why}',
      'Agen membaca ulang router dan memutuskan dari hasilnya; tidak perlu tindakan',
    ],
    en: [
      'The outcome of a command to the router is not known: {why}',
      'The agent reads the router again and decides by that; nothing to do',
    ],
  },
  'router/trap': {
    id: ['Router menolak perintah: {message}', 'Perbaiki penyebabnya, lalu: bwagent retry N'],
    en: ['The router refused the command: {message}', 'Mend the cause, then: bwagent retry N'],
  },
  'router/no-permission': {
    id: ['Pengguna router tidak berhak: {message}', 'Beri kebijakan read,write,api pada grup pengguna itu'],
    en: ['The router user has no right: {message}', "Give the user's group the policies read,write,api"],
  },
  'router/bad-reply': {
    id: ['Jawaban router tidak dapat dibaca: {why}', 'Periksa versi RouterOS, lalu: bwagent doctor'],
    en: ['The answer of the router cannot be read: {why}', 'Check the RouterOS version, then: bwagent doctor'],
  },
  'router/bad-word': {
    id: ['Isian {field} memuat karakter yang tidak boleh dikirim ke router', 'Ganti nama dengan huruf ASCII'],
    en: ['The field {field} has characters that may not go to the router', 'Use plain ASCII in names'],
  },
  'router/foreign-queue': {
    id: ['Antrean {queue} bukan milik agen', 'Adopsi dahulu: bwagent adopt'],
    en: ["Queue {queue} is not the agent's", 'Adopt it first: bwagent adopt'],
  },
  'router/not-halted': {
    id: ['Penulisan pada router {router} tidak sedang dihentikan', 'Periksa: bwagent status'],
    en: ['Writing on router {router} is not stopped', 'See: bwagent status'],
  },
  'meter/silent': {
    id: ['SNMP {target} tidak menjawab', 'Periksa layanan SNMP, community, atau kunci v3'],
    en: ['SNMP {target} does not answer', 'Check the SNMP service, community or v3 keys'],
  },
  'meter/refused': {
    id: ['SNMP {target} menolak: {why}', 'Periksa pengguna dan kunci SNMP'],
    en: ['SNMP {target} refuses: {why}', 'Check the SNMP user and keys'],
  },
  'meter/bad-reply': {
    id: ['Jawaban SNMP {target} tidak dapat dipakai: {why}', 'Jalankan: bwagent doctor'],
    en: ['The SNMP answer of {target} cannot be used: {why}', 'Run: bwagent doctor'],
  },
  'meter/no-uptime': {
    id: [
      'Perangkat SNMP {target} tidak memberi sysUpTime',
      'Izinkan SNMPv2-MIB system (1.3.6.1.2.1.1) pada community atau view SNMP perangkat',
    ],
    en: [
      'The SNMP device {target} gives no sysUpTime',
      'Allow SNMPv2-MIB system (1.3.6.1.2.1.1) in the community or SNMP view of the device',
    ],
  },
  'helpdesk/unreachable': {
    id: ['Helpdesk tidak terjangkau: {why}', 'Periksa layanan helpdesk; pesan tersimpan dan dikirim kemudian'],
    en: ['The helpdesk cannot be reached: {why}', 'Check the helpdesk; messages are kept and sent later'],
  },
  'helpdesk/no-ticket': {
    id: ['Tiket {ticket} tidak ada pada helpdesk', 'Periksa nomor tiket'],
    en: ['The helpdesk does not know ticket {ticket}', 'Check the ticket number'],
  },
  'ledger/corrupt': {
    id: ['Berkas buku besar rusak: {why}', 'Hentikan layanan dan pulihkan cadangan terakhir'],
    en: ['The ledger file is damaged: {why}', 'Stop the service and restore the last backup'],
  },
  'ledger/newer-schema': {
    id: ['Buku besar dibuat oleh versi lebih baru ({found}, dikenal {known})', 'Pasang versi agen yang lebih baru'],
    en: ['The ledger was made by a newer version ({found}, known {known})', 'Install the newer agent'],
  },
  'ledger/locked': {
    id: ['Buku besar sedang dipakai proses lain', 'Hanya satu daemon boleh berjalan: systemctl status bwagent'],
    en: ['The ledger is in use by another process', 'Only one daemon may run: systemctl status bwagent'],
  },
  'ledger/disk': {
    id: ['Buku besar tidak dapat ditulis: {why}', 'Periksa ruang dan kesehatan disk, lalu jalankan ulang layanan'],
    en: ['The ledger cannot be written: {why}', 'Check space and health of the disk, then restart the service'],
  },
  'settings/invalid': {
    id: ['Konfigurasi belum benar ({count}):\n{problems}', 'Perbaiki semua baris di atas, lalu: bwagent config check'],
    en: ['The configuration is not right ({count}):\n{problems}', 'Mend every line above, then: bwagent config check'],
  },
  'settings/missing': {
    id: ['Berkas konfigurasi {file} tidak dapat dibaca', 'Salin config/agent.example.yaml, atau sebutkan --config'],
    en: ['The configuration {file} cannot be read', 'Copy config/agent.example.yaml, or give --config'],
  },
  'settings/exposed': {
    id: ['Berkas rahasia {file} dapat dibaca pihak lain', 'chmod 0400 {file}'],
    en: ['The secret file {file} can be read by others', 'chmod 0400 {file}'],
  },
  'daemon/away': {
    id: ['Daemon tidak menjawab pada {socket}', 'systemctl start bwagent, lalu ulangi'],
    en: ['The daemon does not answer at {socket}', 'systemctl start bwagent, then again'],
  },
  'daemon/other-version': {
    id: [
      'Daemon versi {daemon}, perintah versi {command}',
      'Jalankan ulang layanan setelah pemutakhiran: systemctl restart bwagent',
    ],
    en: [
      'The daemon is version {daemon}, the command {command}',
      'Restart the service after an upgrade: systemctl restart bwagent',
    ],
  },
  'daemon/clock-behind': {
    id: [
      'Jam server menunjukkan {now|moment}, sedangkan catatan terakhir {last|moment}: layanan tidak dimulai',
      'Betulkan jam server (timedatectl), lalu systemctl restart bwagent',
    ],
    en: [
      'The clock of the server says {now|moment}, the last record is of {last|moment}: the service does not start',
      'Correct the clock of the server (timedatectl), then systemctl restart bwagent',
    ],
  },
  'daemon/bad-answer': {
    id: ['Jawaban daemon tidak dapat dibaca', 'Laporkan kepada pengelola; lihat journalctl -u bwagent'],
    en: ['The answer of the daemon cannot be read', 'Tell the maintainers; see journalctl -u bwagent'],
  },
  'order/bad-body': {
    id: ['Isian {field} tidak dapat diterima: {why}', 'Lihat contoh dengan --help'],
    en: ['The field {field} is not accepted: {why}', 'See the examples of --help'],
  },
  'order/no-such': {
    id: ['Perintah "{name}" tidak dikenal', 'Lihat: bwagent --help'],
    en: ['There is no order "{name}"', 'See: bwagent --help'],
  },
  'order/stranger': {
    id: [
      'Akun Anda (uid {uid}) tidak terdaftar sebagai petugas',
      'Minta pengelola mendaftarkan akun pada bagian "people"',
    ],
    en: ['Your account (uid {uid}) is not registered as staff', 'Ask for it to be added under "people"'],
  },
  'order/too-many': {
    id: ['Terlalu banyak panggilan dalam satu menit', 'Tunggu sebentar'],
    en: ['Too many calls within a minute', 'Wait a moment'],
  },
  'request/no-such': {
    id: ['Permohonan {number} tidak ditemukan', 'Lihat daftar: bwagent requests --all'],
    en: ['There is no request {number}', 'See the list: bwagent requests --all'],
  },
  'request/wrong-stage': {
    id: [
      'Permohonan {number} berada pada tahap "{stage}"; langkah "{event}" tidak berlaku',
      'Lihat: bwagent show {number}',
    ],
    en: ['Request {number} is at "{stage}"; "{event}" does not apply', 'See: bwagent show {number}'],
  },
  'request/not-your-role': {
    id: [
      'Langkah ini hanya untuk {needed}; peran Anda: {role}',
      'Gunakan --decided-by dan --doc bila pejabat memutuskan di atas kertas',
    ],
    en: [
      'This step is for {needed}; your role: {role}',
      'Use --decided-by and --doc when the official decided on paper',
    ],
  },
  'request/same-person': {
    id: [
      'Pemisahan tugas: orang yang sama telah bertindak sebagai {duty|duty}',
      'Mintalah pejabat lain, atau catat keputusan tertulis dengan --decided-by dan --doc',
    ],
    en: [
      'Duties are separate: the same person acted as {duty|duty}',
      'Ask another official, or enter a paper decision with --decided-by and --doc',
    ],
  },
  'request/requester-unknown': {
    id: [
      'Belum tercatat petugas yang memasukkan permohonan {number} atas nama perangkat daerah; ' +
        'pemisahan tugas tidak dapat dipastikan',
      'Petugas lain mencatatnya dahulu: bwagent correct {number} --recorded-by PETUGAS; atau catat ' +
        'keputusan tertulis dengan --decided-by dan --doc',
    ],
    en: [
      'It is not recorded which member of the office filed request {number} for the agency; duties ' +
        'cannot be kept separate',
      'Let another person record it first: bwagent correct {number} --recorded-by PERSON; or enter a ' +
        'paper decision with --decided-by and --doc',
    ],
  },
  'request/recorder-known': {
    id: [
      'Petugas yang memasukkan permohonan {number} sudah tercatat: {person}',
      'Catatan itu tidak dapat diganti; mintalah pejabat lain memutuskan',
    ],
    en: ['Who filed request {number} is on record: {person}', 'That record stays; ask another official to decide'],
  },
  'request/needs-document': {
    id: ['Nomor dokumen wajib diisi', 'Tambahkan --doc NOMOR'],
    en: ['A document number is needed', 'Add --doc NUMBER'],
  },
  'request/plan-changed': {
    id: ['Rencana {number} berubah sejak ditampilkan', 'Lihat lagi: bwagent approve {number}'],
    en: ['The plan of {number} changed since it was shown', 'Look again: bwagent approve {number}'],
  },
  'request/hold-expired': {
    id: ['Masa tahan kapasitas {number} sudah berakhir', 'Periksa lagi: bwagent check {number}'],
    en: ['The hold of {number} has expired', 'Check again: bwagent check {number}'],
  },
  'request/not-enough': {
    id: ['Ketersediaan tidak mendukung keputusan ini ({key})', 'Lihat angkanya: bwagent explain N'],
    en: ['Availability does not carry this decision ({key})', 'See the numbers: bwagent explain N'],
  },
  'request/no-line': {
    id: ['{agency} tidak memiliki sambungan yang dikelola', 'Alihkan: bwagent redirect N'],
    en: ['{agency} has no managed line', 'Redirect it: bwagent redirect N'],
  },
  'request/bad-value': {
    id: ['Isian "{field|field}" tidak dapat dibaca: "{value}"', 'Lihat contoh dengan --help'],
    en: ['The field "{field|field}" cannot be read: "{value}"', 'See the examples of --help'],
  },
  'request/bad-time': {
    id: [
      'Waktu pada "{field|field}" tidak dapat dibaca: "{value}"',
      'Tulis misalnya 2026-06-01, 1 Juni 2026, 01/06/2026 (tanggal dahulu), atau 1 Juni 2026 pukul 07.00 WIB',
    ],
    en: [
      'The time in "{field|field}" cannot be read: "{value}"',
      'Write for example 2026-06-01, 1 Juni 2026, 01/06/2026 (day first), or 1 Juni 2026 pukul 07.00 WIB',
    ],
  },
  'agency/no-such': {
    id: ['Perangkat daerah {agency} tidak ditemukan', 'Lihat: bwagent agencies list'],
    en: ['There is no agency {agency}', 'See: bwagent agencies list'],
  },
  'agency/prefix-taken': {
    id: ['Alamat {prefix} sudah dimiliki {owner}', 'Perbaiki berkas, lalu impor lagi'],
    en: ['The address {prefix} belongs to {owner} already', 'Correct the file and import again'],
  },
  'agency/bad-row': {
    id: ['Baris {line}, kolom {field}: {why}', 'Perbaiki berkas, lalu impor lagi; belum ada yang disimpan'],
    en: ['Line {line}, column {field}: {why}', 'Correct the file and import again; nothing was stored'],
  },
  'uplink/no-such': {
    id: ['Uplink {uplink} tidak ada pada konfigurasi', 'Lihat: bwagent uplinks'],
    en: ['There is no uplink {uplink} in the configuration', 'See: bwagent uplinks'],
  },
  'line/no-such': {
    id: [
      'Sambungan {line} tidak ditemukan',
      'Lihat kolom Pemilik: bwagent queues; untuk sambungan baru tambahkan --like SAMBUNGAN',
    ],
    en: ['There is no line {line}', 'See the column Owner: bwagent queues; for a new line add --like LINE'],
  },
  'queue/no-such': {
    id: ['Antrean {queue} tidak ditemukan', 'Lihat: bwagent queues'],
    en: ['There is no queue {queue}', 'See: bwagent queues'],
  },
  'queue/not-adoptable': {
    id: ['Antrean {queue} tidak dapat diadopsi ({why})', 'Samakan data dasar dengan router dahulu'],
    en: ['Queue {queue} cannot be adopted ({why})', 'Make base data and router agree first'],
  },
  'queue/under-change': {
    id: ['Antrean {queue} sedang diubah', 'Tunggu sampai selesai: bwagent status'],
    en: ['Queue {queue} is being changed', 'Wait until that is settled: bwagent status'],
  },
  'queue/not-changeable': {
    id: [
      'Antrean {queue} tidak dapat diubah demikian ({why})',
      'Selesaikan sebabnya dahulu; tidak ada yang dikirim ke router',
    ],
    en: ['Queue {queue} cannot be changed like that ({why})', 'Settle the cause first; nothing was sent to the router'],
  },
  'queue/not-compensable': {
    id: [
      'Penulisan {op} tidak dapat ditarik kembali ({why})',
      'Lihat: bwagent queues; pulihkan dengan: bwagent drift resolve',
    ],
    en: ['The write {op} cannot be taken back ({why})', 'See: bwagent queues; restore with: bwagent drift resolve'],
  },
  'queue/no-proposal': {
    id: ['Tidak ada usul yang berlaku untuk antrean {queue}', 'Sebutkan --how dan --reason'],
    en: ['No proposal stands for queue {queue}', 'Give --how and --reason'],
  },
  'queue/not-restorable': {
    id: [
      'Antrean {queue} tidak dapat dipulihkan oleh agen ({why})',
      'Perbaiki pada router dahulu; lihat bwagent queues',
    ],
    en: ['The agent cannot restore queue {queue} ({why})', 'Put it right on the router first; see bwagent queues'],
  },
  'queue/not-registrable': {
    id: ['Keadaan antrean {queue} tidak dapat didaftarkan ({why})', 'Pulihkan, atau perbaiki pada router dahulu'],
    en: ['What queue {queue} shows cannot be registered ({why})', 'Restore it, or put it right on the router first'],
  },
  'report/no-such': {
    id: ['Laporan {report} tidak ditemukan', 'Lihat: bwagent reports'],
    en: ['There is no report {report}', 'See: bwagent reports'],
  },
  'report/not-over': {
    id: ['Periode {period} belum berakhir', 'Tunggu sampai periode berakhir'],
    en: ['The period {period} is not over', 'Wait for its end'],
  },
  'clock/suspect': {
    id: ['Jam server meragukan: {why}', 'Sinkronkan waktu (timedatectl), lalu ulangi'],
    en: ['The clock is suspect: {why}', 'Synchronise it (timedatectl), then again'],
  },
  'host/no-such-user': {
    id: ['Petugas {user} tidak terdaftar', 'Lihat bagian "people" pada konfigurasi'],
    en: ['{user} is not registered', 'See "people" in the configuration'],
  },
  'node/too-old': {
    id: ['Node.js {found} terlalu lama; diperlukan {needed}', 'Pasang versi Node.js yang didukung'],
    en: ['Node.js {found} is too old; {needed} is needed', 'Install a supported Node.js'],
  },
  bug: {
    id: ['Kesalahan tak terduga pada agen ({where})', 'Lihat journalctl -u bwagent dan laporkan kepada pengelola'],
    en: ['An unexpected error of the agent ({where})', 'See journalctl -u bwagent and tell the maintainers'],
  },
};
