// (table)
/* oxlint-disable max-lines -- a table */
import type { Words } from './words.ts';

/** Table heads and sentences of the commands. `{name}` stands for a fact. */
export const COMMAND_LABELS = {
  // screen and usage
  failed: { id: 'Gagal', en: 'Failed' },
  try: { id: 'Coba', en: 'Try' },
  'see-help': { id: 'bwagent --help, atau bwagent PERINTAH --help', en: 'bwagent --help, or bwagent COMMAND --help' },
  'did-you-mean': { id: 'mungkin maksud Anda: {what}', en: 'perhaps you mean: {what}' },
  'bad-usage': { id: 'Perintah tidak dapat dibaca: {what}', en: 'The command cannot be read: {what}' },
  'unknown-command': { id: 'Perintah "{what}" tidak dikenal', en: 'There is no command "{what}"' },
  'unknown-option': { id: 'Pilihan "{what}" tidak dikenal', en: 'There is no option "{what}"' },
  'missing-argument': { id: 'Isian <{what}> wajib ada', en: 'The argument <{what}> is needed' },
  'missing-option': { id: 'Pilihan "{what}" wajib ada', en: 'The option "{what}" is needed' },
  'missing-value': { id: 'Pilihan "{what}" memerlukan isi', en: 'The option "{what}" needs a value' },
  'too-many-arguments': { id: 'Isian terlalu banyak', en: 'Too many arguments' },
  'bad-option': {
    id: 'Isi {field} tidak dikenal: "{value}"; yang dapat dipakai: {known}',
    en: '{field} cannot be "{value}"; it may be: {known}',
  },
  'needs-option': { id: 'Isi {field} wajib ada', en: '{field} is needed' },
  'needs-other': { id: '{field} hanya berlaku bersama {other}', en: '{field} says nothing without {other}' },
  'needs-yes': {
    id: 'Perlu jawaban ya atau tidak, tetapi tidak ada terminal; tambahkan --yes bila sudah yakin',
    en: 'A yes or no is needed and there is no terminal; add --yes when you are sure',
  },
  'needs-paper': {
    id: 'Keputusan di atas kertas memerlukan --decided-by, --doc, dan --date bersama-sama',
    en: 'A decision on paper needs --decided-by, --doc and --date together',
  },
  'bad-file': { id: 'Berkas {file} tidak dapat dibaca: {why}', en: 'The file {file} cannot be read: {why}' },
  'no-rows': {
    id: 'Berkas {file} tidak memuat satu baris pun selain kepala kolom dan catatan (#); tidak ada yang diimpor',
    en: 'The file {file} has no row beside the head and remarks (#); nothing is imported',
  },
  'file-exists': {
    id: 'Berkas {file} sudah ada dan tidak ditimpa; sebutkan --out lain',
    en: 'The file {file} exists and is not overwritten; give another --out',
  },
  'not-done': { id: 'Tidak jadi; tidak ada yang dikirim', en: 'Left as it was; nothing was sent' },
  none: { id: 'Tidak ada.', en: 'None.' },
  yes: { id: 'ya', en: 'yes' },
  // words in many places
  down: { id: 'unduh', en: 'down' },
  up: { id: 'unggah', en: 'up' },
  stands: { id: 'jam berhenti', en: 'clock stands' },
  late: { id: 'lewat', en: 'late' },
  stood: { id: '{number}: {stage}', en: '{number}: {stage}' },
  'read-as': { id: '{option} "{typed}": dibaca sebagai {at}', en: '{option} "{typed}": read as {at}' },
  recorded: { id: '{what}: tercatat', en: '{what}: recorded' },
  // heads of tables
  number: { id: 'Nomor', en: 'Number' },
  agency: { id: 'OPD', en: 'Agency' },
  priority: { id: 'Prio', en: 'Prio' },
  stage: { id: 'Tahap', en: 'Stage' },
  turn: { id: 'Giliran', en: 'Turn' },
  wanted: { id: 'Dimohon', en: 'Wanted' },
  'resolve-by': { id: 'Batas selesai', en: 'Resolve by' },
  field: { id: 'Isian', en: 'Field' },
  now: { id: 'Sekarang', en: 'Now' },
  becomes: { id: 'Menjadi', en: 'Becomes' },
  key: { id: 'Syarat', en: 'Constraint' },
  bound: { id: 'Pada', en: 'On' },
  direction: { id: 'Arah', en: 'Direction' },
  demand: { id: 'Menjadi (Mbps)', en: 'Becomes (Mbps)' },
  limit: { id: 'Batas (Mbps)', en: 'Limit (Mbps)' },
  room: { id: 'Ruang', en: 'Room' },
  'room-mbps': { id: 'Ruang (Mbps)', en: 'Room (Mbps)' },
  result: { id: 'Hasil', en: 'Result' },
  pass: { id: 'ya', en: 'yes' },
  fail: { id: 'TIDAK', en: 'NO' },
  saturated: { id: 'JENUH', en: 'SATURATED' },
  uplink: { id: 'Uplink', en: 'Uplink' },
  interface: { id: 'Antarmuka', en: 'Interface' },
  contract: { id: 'Kontrak', en: 'Contract' },
  share: { id: 'Bagian', en: 'Share' },
  busy: { id: 'p95 jam sibuk', en: 'Busy p95' },
  age: { id: 'Usia data', en: 'Data age' },
  'live-mbps': { id: 'Rata-rata 5 menit terakhir, dalam Mbps:', en: 'Mean of the last 5 minutes, in Mbps:' },
  download: { id: 'Unduh', en: 'Down' },
  upload: { id: 'Unggah', en: 'Up' },
  used: { id: 'Terpakai', en: 'Used' },
  'more-lines': {
    id: 'dan {count} jalur lain; tampilkan dengan --top',
    en: 'and {count} more lines; show them with --top',
  },
  'is-down': { id: 'PUTUS', en: 'DOWN' },
  until: { id: 's.d.', en: 'until' },
  begins: { id: 'Mulai', en: 'From' },
  ends: { id: 'Akhir', en: 'Until' },
  capacity: { id: 'Kapasitas', en: 'Capacity' },
  document: { id: 'Dokumen', en: 'Document' },
  position: { id: '#', en: '#' },
  queue: { id: 'Antrean', en: 'Queue' },
  owner: { id: 'Pemilik', en: 'Owner' },
  desired: { id: 'Seharusnya', en: 'Desired' },
  observed: { id: 'Pada router', en: 'On the router' },
  finding: { id: 'Temuan', en: 'Finding' },
  level: { id: 'Tingkat', en: 'Level' },
  about: { id: 'Tentang', en: 'About' },
  remedy: { id: 'Perbaikan', en: 'Remedy' },
  'level-ok': { id: 'baik', en: 'ok' },
  'level-warn': { id: 'perhatian', en: 'warning' },
  'level-alarm': { id: 'PERINGATAN', en: 'ALARM' },
  code: { id: 'Kode', en: 'Code' },
  targets: { id: 'Target', en: 'Targets' },
  service: { id: 'Jenis', en: 'Service' },
  shared: { id: 'berbagi', en: 'shared' },
  dedicated: { id: 'terjamin', en: 'dedicated' },
  allocation: { id: 'Alokasi', en: 'Allocation' },
  temporary: { id: 'Sementara', en: 'Temporary' },
  requests: { id: 'Permohonan', en: 'Requests' },
  'max-limit': { id: 'Batas', en: 'Limit' },
  verdict: { id: 'Putusan', en: 'Verdict' },
  'new-comment': { id: 'Komentar baru', en: 'New comment' },
  'verdict-adopt': { id: 'dapat diadopsi', en: 'can be adopted' },
  'verdict-ours': { id: 'sudah milik agen', en: "the agent's already" },
  'verdict-differs': { id: 'berbeda dari data dasar', en: 'differs from the base data' },
  'verdict-foreign': { id: 'tidak dikenal', en: 'not known' },
  'verdict-dynamic': { id: 'dinamis', en: 'dynamic' },
  'verdict-unmanageable': { id: 'tidak dapat dikelola', en: 'cannot be managed' },
  change: { id: 'Perubahan', en: 'Change' },
  'change-line': { id: '{field}: {was} → {want}', en: '{field}: {was} → {want}' },
  'differ-line': { id: '{field}: router {was}, pembukuan {want}', en: '{field}: router {was}, books {want}' },
  comment: { id: 'komentar', en: 'comment' },
  name: { id: 'nama', en: 'name' },
  parent: { id: 'induk', en: 'parent' },
  'limit-at': { id: 'jaminan', en: 'guarantee' },
  perhaps: { id: '{agency}?', en: '{agency}?' },
  seq: { id: 'Urut', en: 'Seq' },
  time: { id: 'Waktu', en: 'Time' },
  actor: { id: 'Pelaku', en: 'Actor' },
  act: { id: 'Tindakan', en: 'Act' },
  hash: { id: 'Sidik', en: 'Hash' },
  report: { id: 'Laporan', en: 'Report' },
  made: { id: 'Dibuat', en: 'Made' },
  file: { id: 'Berkas', en: 'Files' },
  // a decision
  'checked-at': { id: 'Pengecekan {at} ({by}): {verdict}', en: 'Check of {at} ({by}): {verdict}' },
  'from-to': { id: 'Alokasi {from} → {to}', en: 'Allocation {from} → {to}' },
  'port-slower': {
    id: 'Port uplink {uplink} hanya tersambung {port}, di bawah kontrak {contract}: yang dihitung kecepatan port',
    en: 'The port of uplink {uplink} came up with {port}, below the contract of {contract}: the port counts',
  },
  'contract-grace': {
    id: 'Kontrak uplink {uplink} telah berakhir {at}; kapasitasnya masih dihitung selama masa tenggang',
    en: 'The contract of uplink {uplink} ended {at}; its capacity still counts during the grace period',
  },
  'why-uplink-down': { id: '{uplink} putus', en: '{uplink} is down' },
  'why-stands-in': {
    id: '{uplink} memikul lalu lintas {lost} yang putus',
    en: '{uplink} carries the traffic of {lost}, which is down',
  },
  'why-meanwhile': {
    id: 'sementara itu {bound}, {key}, {direction}: {demand} dari batas {limit} Mbps',
    en: 'meanwhile {bound}, {key}, {direction}: {demand} of {limit} Mbps',
  },
  'survival-short': {
    id:
      'Bila {lost} putus, {onto} tidak cukup: {key}, {direction}: {demand} dari batas {limit} Mbps (kurang {room} ' +
      'Mbps)',
    en: 'Should {lost} fail, {onto} would not do: {key}, {direction}: {demand} of {limit} Mbps ({room} Mbps short)',
  },
  'survival-fits': {
    id: 'Bila {lost} putus, {onto} cukup: {key}, {direction}: {demand} dari batas {limit} Mbps ({room} Mbps tersisa)',
    en: 'Should {lost} fail, {onto} would do: {key}, {direction}: {demand} of {limit} Mbps ({room} Mbps left)',
  },
  'survival-unknown': {
    id: 'Bila {lost} putus, daya {onto} belum dapat dipastikan: {why}',
    en: 'Should {lost} fail, what {onto} could carry is not known: {why}',
  },
  binding: {
    id: 'Paling sempit: {bound}, {key}, {direction}: {demand} dari batas {limit} Mbps ({room} Mbps tersisa)',
    en: 'Tightest: {bound}, {key}, {direction}: {demand} of {limit} Mbps ({room} Mbps left)',
  },
  'binding-short': {
    id: 'Paling sempit: {bound}, {key}, {direction}: {demand} dari batas {limit} Mbps (kurang {room} Mbps)',
    en: 'Tightest: {bound}, {key}, {direction}: {demand} of {limit} Mbps ({room} Mbps short)',
  },
  'binding-instant': { id: ', pada {at}', en: ', at {at}' },
  'keys-shortened': {
    id: 'Semua {count} baris lulus; yang ditampilkan arah paling sempit tiap kunci dan batas, seluruhnya dengan --json',
    en: 'All {count} rows pass; shown is the tightest direction of each key and bound, all of them with --json',
  },
  figure: {
    id: '{hours} {rate}, sampel {valid}/{expected} ({share})',
    en: '{hours} {rate}, samples {valid}/{expected} ({share})',
  },
  'busy-line': {
    id: 'p95 {direction}: {figures}; termasuk kenaikan {raised}',
    en: 'p95 {direction}: {figures}; raised by {raised}',
  },
  'queue-needs': {
    id: 'Semua uplink mencukupi; yang menolak antrean {queue}: {direction} perlu {needed} Mbps, kini {limit}',
    en: 'Every uplink has room; queue {queue} refuses: {direction} needs {needed} Mbps, has {limit}',
  },
  'adds-up': { id: 'Perincian, Mbps:', en: 'What each adds up from, Mbps:' },
  'adds-up-line': {
    id: '{key} {bound} {direction}: {parts} = {demand} {sign} {limit} ({percent} × {capacity})',
    en: '{key} {bound} {direction}: {parts} = {demand} {sign} {limit} ({percent} × {capacity})',
  },
  'part-busy': { id: 'p95', en: 'p95' },
  'part-growth': { id: 'pertumbuhan', en: 'growth' },
  'part-expected': { id: 'penambahan yang diperkirakan terpakai', en: 'expected use of the addition' },
  'part-idle': { id: 'jaminan jalur lain yang belum terpakai', en: 'unused guarantees of other lines' },
  'part-own-idle': { id: 'jaminan jalur ini yang belum terpakai', en: 'unused guarantee of this line' },
  'part-live': { id: 'beban saat ini', en: 'load now' },
  'part-others': { id: 'komitmen jalur lain', en: 'committed to other lines' },
  'part-own': { id: 'komitmen jalur ini', en: 'committed to this line' },
  'source-queue': { id: 'diukur pada antrean itu sendiri', en: 'measured on the queue itself' },
  'source-lines': { id: 'jumlah jalur di bawah antrean itu', en: 'the sum of the lines below that queue' },
  'source-links': {
    id: 'antrean dan jalurnya belum terukur: dihitung paling banyak sebesar beban uplink',
    en: 'the queue and its lines are not measured yet: counted as at most the load of the uplinks',
  },
  'source-member': {
    id: 'bagian uplink ini, ditambah jalur yang hanya memakainya',
    en: 'the share of this uplink, and the lines that use only it',
  },
  'sum-adjusted': {
    id: 'p95 memuat {rate} untuk bandwidth yang telah diberikan tetapi belum tampak pada sampel',
    en: 'p95 includes {rate} for what was granted but does not show in the samples yet',
  },
  'sum-replaced': {
    id: '{count} sampel diganti dengan sampel hari sebelumnya, karena pada jam itu bukan bebannya sendiri',
    en: '{count} samples replaced by those of earlier days, because in those hours it was not its own load',
  },
  'sum-idle': { id: 'belum terpakai: {lines}', en: 'unused: {lines}' },
  'growth-line': { id: 'pertumbuhan {growth}', en: 'growth {growth}' },
  'live-line': { id: 'sekarang {rate}, usia data {age}', en: 'now {rate}, data age {age}' },
  'live-unknown': { id: 'sekarang tidak diketahui, usia data {age}', en: 'now unknown, data age {age}' },
  unbounded: { id: 'tak terbatas', en: 'unbounded' },
  'hours-working': { id: 'jam kerja', en: 'working hours' },
  'hours-normal-days': { id: 'hari normal', en: 'normal days' },
  'hours-band-normal-days': { id: 'jam yang sama, hari normal', en: 'the same hours, normal days' },
  'hours-band-working': { id: 'jam yang sama, hari kerja', en: 'the same hours, working days' },
  'hours-band-weekend': { id: 'jam yang sama, akhir pekan', en: 'the same hours, weekends' },
  'hours-band-holiday': { id: 'jam yang sama, hari libur', en: 'the same hours, holidays' },
  'hours-all': { id: 'semua jam', en: 'all hours' },
  because: { id: 'Sebab: {why}', en: 'Because: {why}' },
  'why-no-contract': { id: 'kontrak uplink {uplink} tidak ada', en: 'uplink {uplink} has no contract' },
  'why-no-shares': {
    id: 'pembagian lintasan seimbang belum tercatat',
    en: 'the shares of the balanced path are not recorded',
  },
  'why-contract-ended': {
    id: 'kontrak uplink {uplink} telah berakhir {at}, lebih lama daripada masa tenggang',
    en: 'the contract of uplink {uplink} ended {at}, longer ago than the grace period',
  },
  'why-unlimited-line': {
    id: 'jalur {line} tidak berbatas dan belum terukur, sehingga bandwidth yang dipakainya tidak diketahui',
    en: 'line {line} has no limit and is not measured, so that the bandwidth it uses is not known',
  },
  'why-contract-ends': { id: 'kontrak uplink {uplink} berakhir {at}', en: 'the contract of uplink {uplink} ends {at}' },
  'why-clock-suspect': { id: 'jam server meragukan', en: 'the clock is suspect' },
  'why-few-days': {
    id: 'hari kerja yang terukur terlalu sedikit ({direction}, sampel {valid}/{expected})',
    en: 'too few working days were measured ({direction}, samples {valid}/{expected})',
  },
  'why-coverage': {
    id: 'sampel yang hilang terlalu banyak ({direction}, {valid}/{expected})',
    en: 'too many samples are missing ({direction}, {valid}/{expected})',
  },
  'why-no-samples': { id: 'belum ada sampel ({direction})', en: 'there are no samples ({direction})' },
  'why-stale': { id: 'data basi ({direction}, usia {age})', en: 'the data is stale ({direction}, age {age})' },
  need: {
    id: 'Kebutuhan: {proven} – p95 {share} dari alokasi, {near}/{samples} sampel mendekati batas',
    en: 'Need: {proven} – p95 {share} of the allocation, {near}/{samples} samples near the limit',
  },
  'need-proven': { id: 'terbukti', en: 'proven' },
  'need-not-proven': { id: 'belum terbukti', en: 'not proven' },
  'need-no-data': { id: 'Kebutuhan: belum ada data', en: 'Need: no data' },
  'can-offer': { id: 'Dapat ditawarkan: {rate}', en: 'Can be offered: {rate}' },
  earliest: { id: 'Paling cepat cukup: {at}', en: 'Earliest date that fits: {at}' },
  'earliest-unknown': {
    id: 'Paling cepat cukup: belum ada tanggal yang diketahui; perlu penambahan kapasitas',
    en: 'Earliest date that fits: none is known; capacity must be added',
  },
  'earliest-window': {
    id: 'Waktu lain tidak dicari untuk permohonan sementara; coba dengan bwagent whatif --from … --until …',
    en: 'No other time is sought for a temporary request; try one by bwagent whatif --from … --until …',
  },
  same: { id: 'Perhitungan ulang memberi jawaban yang sama.', en: 'The replay gives the same answer.' },
  'not-same': {
    id: 'PERINGATAN: perhitungan ulang memberi jawaban lain: {verdict}.',
    en: 'ALARM: the replay gives another answer: {verdict}.',
  },
  // a request
  title: { id: '{number} · {agency} · {stage} (SOP {step})', en: '{number} · {agency} · {stage} (SOP {step})' },
  'turn-of': { id: ', giliran {role}', en: ', turn: {role}' },
  'agency-unknown': { id: 'perangkat daerah belum dikenal', en: 'agency not known yet' },
  'not-readable': { id: 'belum dapat dibaca', en: 'not readable yet' },
  permanent: { id: 'tetap', en: 'permanent' },
  bandwidth: {
    id: 'Bandwidth: {rates} · {term} · target {targets}',
    en: 'Bandwidth: {rates} · {term} · targets {targets}',
  },
  'received-at': {
    id: 'Diterima {at} lewat {channel} · dicatat {recorded} · tiket {ticket}',
    en: 'Received {at} by {channel} · recorded {recorded} · ticket {ticket}',
  },
  'letter-line': {
    id: 'Surat {number} tanggal {date} · berkas: {documents}',
    en: 'Letter {number} of {date} · documents: {documents}',
  },
  subject: { id: 'Hal', en: 'Subject' },
  reason: { id: 'Uraian', en: 'Reason' },
  'priority-line': { id: 'Prioritas {priority}', en: 'Priority {priority}' },
  'respond-by': { id: 'Respons paling lambat {at}', en: 'Respond by {at}' },
  responded: { id: ', direspons {at}', en: ', responded {at}' },
  'resolve-line': { id: 'Selesai paling lambat {at}', en: 'Resolve by {at}' },
  provisional: { id: 'sementara: kalender tahun itu belum ada', en: 'provisional: no calendar of that year' },
  pause: { id: '{stage}: jam berhenti {length} kerja', en: '{stage}: clock stood for {length} of work' },
  'applied-at': { id: 'Diterapkan {at}', en: 'Applied {at}' },
  history: { id: 'Riwayat:', en: 'History:' },
  op: { id: 'Operasi {id}: {state}', en: 'Operation {id}: {state}' },
  'op-open': { id: 'terbuka', en: 'open' },
  'op-verified': { id: 'terverifikasi', en: 'verified' },
  'op-not-applied': { id: 'tidak diterapkan', en: 'not applied' },
  'op-needs-human': { id: 'perlu diperiksa orang', en: 'needs a person' },
  unsent: { id: 'Belum terkirim: {kinds}', en: 'Not sent yet: {kinds}' },
  children: { id: 'Sisa yang menunggu: {numbers}', en: 'Waiting rest: {numbers}' },
  // plan and approval
  'plan-title': {
    id: '{number} pada {router} (mode {mode}), sidik {hash}',
    en: '{number} on {router} (mode {mode}), hash {hash}',
  },
  'plan-binding': { id: '{queue} [{targets}]: {from} → {to}', en: '{queue} [{targets}]: {from} → {to}' },
  'plan-nothing': { id: 'Antrean sudah menunjukkan nilai itu.', en: 'The queue shows that value already.' },
  'plan-conflict': {
    id: 'Tidak dapat direncanakan: antrean tidak seperti pada pembukuan ({facts})',
    en: 'Cannot be planned: the queue is not as the books say ({facts})',
  },
  'plan-raises': {
    id: 'Antrean induk {queue} milik perangkat daerah ini dinaikkan dahulu: {from} → {to}',
    en: "This agency's own parent queue {queue} is raised first: {from} → {to}",
  },
  'plan-effects': { id: 'Yang menghalangi pengaruh antrean:', en: 'What would keep the queue from its effect:' },
  'plan-refused': { id: 'Penjaga akan menolak hari ini:', en: 'The guards would refuse today:' },
  'plan-by-hand': {
    id: 'Mode {mode}: tempelkan baris di atas pada router; agen memeriksa hasilnya sendiri.',
    en: 'Mode {mode}: paste the lines above on the router; the agent verifies by itself.',
  },
  'ask-approve': { id: 'Setujui {number}: {from} → {to}?', en: 'Approve {number}: {from} → {to}?' },
  'still-waiting': {
    id: '{number}: belum selesai ({stage}); lihat: bwagent show {number}',
    en: '{number}: not done yet ({stage}); see: bwagent show {number}',
  },
  'filed-as': { id: 'Tercatat dengan nomor {number}', en: 'Recorded as {number}' },
  'linked-to': { id: '{number}: {stage} ({of})', en: '{number}: {stage} ({of})' },
  // service
  'status-title': { id: '{office} · bwagent {version} · {at}', en: '{office} · bwagent {version} · {at}' },
  'router-line': {
    id: 'Router {name}: mode {mode}, RouterOS {version}, dibaca {seen}, {ops} operasi terbuka, {plans} rencana',
    en: 'Router {name}: mode {mode}, RouterOS {version}, read {seen}, {ops} open operations, {plans} plans',
  },
  'dry-run': { id: ' (uji coba: tidak ada yang ditulis)', en: ' (dry run: nothing is written)' },
  'not-read': { id: 'belum pernah', en: 'never' },
  'waiting-for': { id: 'Menunggu {role}: {numbers}', en: 'Waiting for {role}: {numbers}' },
  'late-line': { id: 'Melewati batas waktu: {numbers}', en: 'Late: {numbers}' },
  'unsent-line': { id: 'Pesan belum terkirim: {count}', en: 'Messages not sent yet: {count}' },
  'loop-failing': { id: 'Bagian {name} gagal: {why}', en: 'Loop {name} fails: {why}' },
  'calendar-provisional': {
    id: 'Kalender kerja tahun berjalan belum lengkap: batas waktu bersifat sementara',
    en: 'The work calendar is not complete: due times are provisional',
  },
  'config-right': { id: '{file}: benar', en: '{file}: right' },
  // network and base data
  'missed-intervals': {
    id: '{uplink}: {count} interval tanpa angka dalam 24 jam terakhir: {why}; terakhir {last}',
    en: '{uplink}: {count} intervals without a rate in the last 24 hours: {why}; the last {last}',
  },
  'speed-disbelieved': {
    id: '{uplink}: kecepatan {speed} Mbps menurut antarmuka tidak dipercaya; lalu lintas terukur di atasnya',
    en: '{uplink}: the speed of {speed} Mbps that the interface reports is disbelieved; traffic is measured above it',
  },
  'shares-since': { id: 'Bagian sejak {at}: {shares}', en: 'Shares since {at}: {shares}' },
  'pool-since': { id: 'Antrean induk {pool} sejak {at}: {rate}', en: 'Pool {pool} since {at}: {rate}' },
  'capacity-set': {
    id: 'Kapasitas {uplink} tercatat; permohonan yang menunggu diperiksa kembali.',
    en: 'The capacity of {uplink} is recorded; waiting requests are checked again.',
  },
  'tree-of': { id: 'Antrean {router}, dibaca {at}:', en: 'Queues of {router}, read {at}:' },
  is: { id: 'Adalah', en: 'Is' },
  'bounded-by': { id: 'Dibatasi oleh', en: 'Bounded by' },
  'is-pool': { id: 'antrean induk {pool}', en: 'pool {pool}' },
  'is-pool-unknown': { id: 'antrean induk, belum ada pada data dasar', en: 'pool, not in the base data' },
  'is-group': { id: 'antrean induk tanpa batas', en: 'group without a limit' },
  'is-line': { id: 'sambungan {agency}', en: 'line of {agency}' },
  'is-line-unknown': { id: 'sambungan, belum ada pada data dasar', en: 'line, not in the base data' },
  // what if, and headroom by day
  'whatif-title': { id: 'Andai-andai pada {at}; tidak ada yang dicatat', en: 'Supposed at {at}; nothing is recorded' },
  'suppose-lost': { id: 'andai {uplink} putus', en: 'if {uplink} were down' },
  'suppose-ends': { id: 'andai kontrak {uplink} berakhir {at}', en: 'if the contract of {uplink} ended {at}' },
  'suppose-more': { id: 'andai {uplink} bertambah {rate} sejak {at}', en: 'if {uplink} had {rate} more from {at}' },
  'whatif-wish': { id: '{line}: {verdict}', en: '{line}: {verdict}' },
  day: { id: 'Hari', en: 'Day' },
  headroom: { id: 'Ruang komitmen', en: 'Headroom' },
  promised: { id: 'Komitmen', en: 'Committed' },
  allowable: { id: 'Batas komitmen', en: 'May be committed' },
  binds: { id: 'Penentu', en: 'What binds' },
  'binds-permanent': { id: 'komitmen tetap', en: 'permanent commitments' },
  'binds-window': { id: 'sementara pukul {at}: {lines}', en: 'temporary at {at}: {lines}' },
  'bad-pair': { id: 'Isi {field} ditulis {form}: "{value}"', en: '{field} is written {form}: "{value}"' },
  'not-ours': { id: '(bukan milik agen)', en: "(not the agent's)" },
  'not-managed': { id: '(di luar jaringan)', en: '(not in the network)' },
  'nothing-chosen': {
    id: 'Tidak ada yang dipilih; sebutkan nama antrean atau --all.',
    en: 'Nothing chosen; name queues or give --all.',
  },
  'ask-adopt': { id: 'Adopsi {count} antrean?', en: 'Adopt {count} queues?' },
  'ask-line': { id: 'Laksanakan perubahan pada {owner} seperti ditampilkan?', en: 'Change {owner} as shown?' },
  'line-planned': {
    id: '{owner}: perubahan dicatat, agen melaksanakannya pada {router}.',
    en: '{owner}: recorded, the agent carries it out on {router}.',
  },
  adopted: { id: '{count} antrean akan ditandai.', en: '{count} queues will be marked.' },
  imported: {
    id: '{agencies} perangkat daerah, {lines} sambungan, {pools} antrean induk',
    en: '{agencies} agencies, {lines} lines, {pools} pools',
  },
  'not-stored': { id: ' (belum disimpan)', en: ' (not stored)' },
  // forecast
  'forecast-until': {
    id: 'Prakiraan {days} hari ke depan, dari p95 harian jam kerja',
    en: 'Forecast for {days} days, from the daily p95 of working hours',
  },
  allowed: { id: 'Batas u·C', en: 'Limit u·C' },
  'growth-month': { id: 'Tumbuh Mbps/30 hari (80 %)', en: 'Growth Mbps/30 d (80 %)' },
  passes: { id: 'Melampaui batas (rentang 80 %)', en: 'Passes the limit (80 % interval)' },
  'back-test': { id: 'Uji mundur', en: 'Back-test' },
  'not-foretold': { id: 'belum dapat diprakirakan', en: 'cannot be foretold' },
  'not-within': { id: 'tidak dalam kurun ini', en: 'not within this time' },
  'passed-now': { id: 'SUDAH', en: 'ALREADY' },
  'not-tested': { id: 'belum cukup riwayat', en: 'too little history' },
  tested: {
    id: 'meleset {error} ({share}) pada {days} hari; rentang benar {held}/{tries}',
    en: 'off by {error} ({share}) at {days} days; interval right {held}/{tries}',
  },
  'too-little-few-days': {
    id: '{uplink} {direction}: data terlalu sedikit ({days} hari kerja dalam {span} hari; perlu 20 dalam 28)',
    en: '{uplink} {direction}: too little data ({days} working days in {span}; 20 in 28 are needed)',
  },
  'too-little-mostly-full': {
    id:
      '{uplink} {direction}: uplink penuh pada {full} dari {days} hari kerja, sehingga kebutuhan yang sebenarnya ' +
      'tidak terukur',
    en:
      '{uplink} {direction}: an uplink was full on {full} of {days} working days, so what was really wanted was ' +
      'not measured',
  },
  'too-little-busy': {
    id: '{uplink} {direction}: p95 jam sibuk belum diketahui: terlalu banyak sampel yang hilang',
    en: '{uplink} {direction}: the busy p95 is not known: too many samples are missing',
  },
  renew: {
    id: '{uplink} {direction}: kontrak {rate} berakhir tanpa pengganti pada {on}; perlu diperpanjang sebelum itu',
    en: '{uplink} {direction}: the contract of {rate} ends without a successor on {on}; renew before',
  },
  buy: {
    id:
      '{uplink} {direction}: tambah {add} (paling banyak {most}) sebelum {by}, sehingga kontrak {needed}; ' +
      '{postponed} di antaranya untuk daftar tunggu',
    en:
      '{uplink} {direction}: add {add} (at most {most}) by {by}, making the contract {needed}; {postponed} of it ' +
      'for postponed requests',
  },
  'buy-without-growth': {
    id:
      '{uplink} {direction}: tambah {add} sebelum {by}, sehingga kontrak {needed}; {postponed} di antaranya untuk ' +
      'daftar tunggu (tanpa pertumbuhan; paling banyak {most})',
    en:
      '{uplink} {direction}: add {add} by {by}, making the contract {needed}; {postponed} of it for postponed ' +
      'requests (growth not counted; at most {most})',
  },
  annex: { id: 'Lampiran: {count} permohonan tertunda', en: 'Annex: {count} postponed requests' },
  since: { id: 'Sejak', en: 'Since' },
  addition: { id: 'Tambahan', en: 'Addition' },
  'measured-need': { id: 'Kebutuhan terukur', en: 'Measured need' },
  lacking: { id: 'Kapasitas kurang bila sendiri', en: 'Capacity short if alone' },
  sum: { id: 'Jumlah tetap', en: 'Sum, permanent' },
  'sum-temporary': { id: 'Jumlah sementara', en: 'Sum, temporary' },
  'sum-besides': { id: '{sum}; {count} belum diketahui', en: '{sum}; {count} not known' },
  'no-need-data': { id: 'belum ada data', en: 'no data' },
  'unforeseen-no-line': {
    id: '{uplink}: tidak ada sambungan berbagi di atasnya',
    en: '{uplink}: no shared line runs over it',
  },
  'unforeseen-no-contract': { id: '{uplink}: kontrak tidak ada', en: '{uplink}: there is no contract' },
  'unforeseen-no-shares': {
    id: '{uplink}: pembagian lintasan seimbang belum tercatat',
    en: '{uplink}: the shares of the balanced path are not recorded',
  },
  'unforeseen-contract-ended': { id: '{uplink}: kontrak telah berakhir', en: '{uplink}: the contract has ended' },
  'unforeseen-unlimited-line': {
    id: '{uplink}: sebuah jalur tidak berbatas dan belum terukur',
    en: '{uplink}: a line has no limit and is not measured',
  },
  'unforeseen-contract-ends': { id: '{uplink}: kontrak berakhir', en: '{uplink}: the contract ends' },
  'unforeseen-clock-suspect': { id: '{uplink}: jam server meragukan', en: '{uplink}: the clock is suspect' },
  // reclaim
  'reclaim-title': {
    id:
      'Alokasi yang dapat ditinjau, dalam Mbps: p95 kedua arah di bawah {below} dari alokasi, menurut {days} hari ' +
      'kerja biasa yang terukur',
    en:
      'Allocations to review, in Mbps: p95 below {below} of the allocation in both directions, over {days} ' +
      'measured normal working days',
  },
  line: { id: 'Sambungan', en: 'Line' },
  p95: { id: 'p95', en: 'p95' },
  'near-limit': { id: '≥ 90 %', en: '≥ 90 %' },
  drops: { id: 'Dibuang', en: 'Drops' },
  busiest: { id: 'Jam', en: 'Hour' },
  frees: { id: 'Bebas', en: 'Frees' },
  why: { id: 'Sebab', en: 'Why' },
  'reclaim-others': {
    id: '{kept} sambungan lain tetap, {unknown} belum diketahui; sebabnya: bwagent reclaim --all',
    en: '{kept} other lines keep what they have, {unknown} are not known; why: bwagent reclaim --all',
  },
  'keep-open-request': { id: 'tetap: ada permohonan yang belum selesai', en: 'keeps: has an open request' },
  'keep-held': { id: 'tetap: kapasitas sedang ditahan', en: 'keeps: capacity is held for it' },
  'keep-pending-grant': { id: 'tetap: penambahan belum diterapkan', en: 'keeps: a grant is not applied yet' },
  'keep-temporary-grant': { id: 'tetap: alokasi sementara sedang berjalan', en: 'keeps: a temporary grant is running' },
  'keep-pending-change': {
    id: 'tetap: perubahan yang diperintahkan belum diterapkan',
    en: 'keeps: an ordered change is not applied yet',
  },
  'keep-recently-raised': { id: 'tetap: batasnya baru dinaikkan', en: 'keeps: was raised lately' },
  'keep-in-use': { id: 'tetap: dipakai', en: 'keeps: is used' },
  'keep-nothing-to-free': { id: 'tetap: tidak ada yang dapat dibebaskan', en: 'keeps: nothing to free' },
  'use-no-limit': { id: 'belum diketahui: tanpa batas laju', en: 'not known: it has no limit' },
  'use-no-samples': { id: 'belum diketahui: belum ada sampel', en: 'not known: there are no samples' },
  'use-few-days': {
    id: 'belum diketahui: baru {days} hari kerja biasa yang terukur, dihitung sejak kenaikan batas terakhir',
    en: 'not known: only {days} normal working days measured, counted since the limit last rose',
  },
  'use-lost-days': {
    id: 'belum diketahui: terlalu banyak hari yang tidak terukur',
    en: 'not known: too many days were not measured',
  },
  'use-coverage': {
    id: 'belum diketahui: terlalu banyak sampel yang hilang',
    en: 'not known: too many samples are missing',
  },
  'use-path-full': {
    id: 'belum diketahui: tautan atau antrean induknya penuh, sehingga pemakaian dapat tertahan olehnya',
    en: 'not known: its link or pool is full, which may hold its use down',
  },
  'use-path-unknown': {
    id: 'belum diketahui: tidak dapat dipastikan apakah tautannya penuh',
    en: 'not known: whether its link is full cannot be told',
  },
  'reclaim-how': {
    id:
      'Beri tahu OPD secara tertulis; bila diberitahukan hari ini, keberatan paling lambat {until}. Sesudah itu, ' +
      'atas keputusan Kabid, misalnya:',
    en:
      'Notify the agency in writing; if notified today, it may object until {until}. After that, as the division ' +
      'head decides, e.g.:',
  },
  'reclaim-reason': { id: 'pemanfaatan {share} dari alokasi', en: 'uses {share} of its allocation' },
  'reclaim-doc': { id: 'NOMOR', en: 'NUMBER' },
  'reclaim-date': { id: 'TANGGAL', en: 'DATE' },
  'reclaim-plan': {
    id: '{count} permohonan di daftar tunggu, menurut urutannya, bila usulan di atas dilaksanakan:',
    en: '{count} postponed requests, in their order, were the proposals above carried out:',
  },
  'served-after': { id: 'cukup, setelah dikurangi: {lines}', en: 'enough, once reduced: {lines}' },
  'served-already': { id: 'cukup, tanpa pengurangan lain', en: 'enough, without another reduction' },
  'served-not': { id: 'tetap tidak cukup: {keys}', en: 'still not enough: {keys}' },
  'served-not-measured': {
    id:
      'tidak tertolong: pemakaian terukur sudah terlalu besar, dan pengurangan alokasi tidak menurunkan pemakaian: ' +
      '{keys}',
    en: 'not helped: what is used is too much already, and a smaller allocation lowers no traffic: {keys}',
  },
  'served-waits': {
    id: 'komitmen cukup, tetapi menunggu beban turun: {keys}',
    en: 'commitments fit, but it waits for the load to fall: {keys}',
  },
  'served-standby': {
    id: 'menunggu: {uplink} sedang memikul lalu lintas {lost} yang putus',
    en: 'waits: {uplink} carries the traffic of {lost}, which is down',
  },
  'served-unknown': { id: 'belum diketahui: {why}', en: 'not known: {why}' },
  'served-key': {
    id: '{bound}, {key}, {direction}: {demand} dari batas {limit} Mbps',
    en: '{bound}, {key}, {direction}: {demand} of {limit} Mbps',
  },
  // papers
  'report-made': {
    id: 'Laporan {from} – {until} sedang dibuat; lihat: bwagent reports',
    en: 'The report {from} – {until} is being made; see: bwagent reports',
  },
  'audit-whole': {
    id: 'Rantai utuh: {entries} entri, kepala {head}',
    en: 'The chain holds: {entries} entries, head {head}',
  },
  'audit-broken': {
    id: 'RANTAI PUTUS pada entri {at} dari {entries}',
    en: 'THE CHAIN BREAKS at entry {at} of {entries}',
  },
  'on-behalf': { id: ' a.n. {role} ({document}, {date})', en: ' for {role} ({document}, {date})' },
} as const satisfies Readonly<Record<string, Words>>;

/** Key of an entry in COMMAND_LABELS. */
export type CommandLabel = keyof typeof COMMAND_LABELS;
