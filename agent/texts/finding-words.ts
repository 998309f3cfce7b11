// (table)
import type { FindingCode } from '../domain/finding.ts';
import type { Advice } from './words.ts';

const GUARD_ID = 'Perbaiki data dasar atau permohonan; tidak ada yang dikirim ke router';
const GUARD_EN = 'Correct base data or request; nothing was sent to the router';

/** Every finding: what was noticed, and its remedy. `{subject}` is what it is about. */
export const FINDINGS: Readonly<Record<FindingCode, Advice>> = {
  'router/ok': {
    id: ['Router {identity} (RouterOS {version}) dapat dipakai', '–'],
    en: ['Router {identity} (RouterOS {version}) is fine', '–'],
  },
  'router/unreachable': {
    id: ['Tidak terjangkau: {why}', 'Periksa alamat, kabel, dan /ip service api-ssl'],
    en: ['Not reachable: {why}', 'Check address, cable and /ip service api-ssl'],
  },
  'router/refused-login': {
    id: ['Nama pengguna atau sandi ditolak', 'Periksa berkas sandi'],
    en: ['User or password refused', 'Check the password file'],
  },
  'router/wrong-identity': {
    id: ['Bernama "{found}", seharusnya "{expected}"', 'Periksa alamat atau identity'],
    en: ['Named "{found}", expected "{expected}"', 'Check address or identity'],
  },
  'router/no-permission': {
    id: ['Pengguna tidak berhak membaca atau menulis', 'Kebijakan grup: read,write,api'],
    en: ['The user may not read or write', 'Group policy: read,write,api'],
  },
  'router/fasttrack': {
    id: ['FastTrack aktif ({rules} aturan): antrean sebagian tidak berpengaruh', 'Kecualikan subnet OPD dari FastTrack'],
    en: ['FastTrack is on ({rules} rules): queues are partly blind', "Exempt the agencies' subnets from FastTrack"],
  },
  'router/plain-api': {
    id: ['API tanpa TLS: sandi melintas terbuka', 'Gunakan api-ssl dengan sertifikat'],
    en: ['API without TLS: the password travels in clear', 'Use api-ssl with a certificate'],
  },
  'meter/ok': { id: ['SNMP {name} menjawab', '–'], en: ['SNMP {name} answers', '–'] },
  'meter/silent': {
    id: ['SNMP tidak menjawab', 'Periksa layanan, community, atau kunci privasi v3'],
    en: ['SNMP does not answer', 'Check service, community or v3 privacy key'],
  },
  'meter/refused': { id: ['SNMP menolak: {why}', 'Periksa pengguna dan kunci'], en: ['SNMP refuses: {why}', 'Check user and keys'] },
  'meter/no-interface': {
    id: ['Antarmuka {interface} tidak ada', 'Samakan nama antarmuka pada konfigurasi'],
    en: ['There is no interface {interface}', 'Correct the name in the configuration'],
  },
  'meter/ambiguous-interface': {
    id: ['Nama antarmuka {interface} ganda', 'Beri nama yang unik pada router'],
    en: ['The interface name {interface} is there twice', 'Give it a unique name'],
  },
  'meter/speed-below-contract': {
    id: ['Kecepatan antarmuka {speed} Mbps di bawah kontrak {contract} Mbps', 'Periksa negosiasi port'],
    en: ['Interface speed {speed} Mbps is below the contract of {contract} Mbps', 'Check the port negotiation'],
  },
  'meter/plaintext': {
    id: ['SNMP v2c: community melintas terbuka', 'Gunakan v3 authPriv bila dapat'],
    en: ['SNMP v2c: the community travels in clear', 'Use v3 authPriv where possible'],
  },
  'helpdesk/ok': { id: ['Helpdesk dapat dipakai', '–'], en: ['The helpdesk is fine', '–'] },
  'helpdesk/unreachable': {
    id: ['Helpdesk tidak terjangkau: {why}', 'Periksa layanan helpdesk'],
    en: ['The helpdesk cannot be reached: {why}', 'Check the helpdesk'],
  },
  'host/ok': { id: ['Server dapat dipakai', '–'], en: ['The host is fine', '–'] },
  'host/clock-unsynchronised': {
    id: ['Jam server belum tersinkron', 'timedatectl set-ntp true'],
    en: ['The clock is not synchronised', 'timedatectl set-ntp true'],
  },
  'host/disk-low': {
    id: ['Ruang disk tersisa {freeMb} MB', 'Tambah ruang sebelum buku besar berhenti'],
    en: ['{freeMb} MB of disk are left', 'Add space before the ledger stops'],
  },
  'settings/secret-unreadable': {
    id: ['Berkas rahasia {file} tidak dapat dibaca dengan aman', 'chmod 0400 dan pemilik yang benar'],
    en: ['The secret file {file} cannot be read safely', 'chmod 0400 and the right owner'],
  },
  'ledger/no-contract': {
    id: ['Uplink {subject} belum memiliki kontrak', 'bwagent capacity set'],
    en: ['Uplink {subject} has no contract', 'bwagent capacity set'],
  },
  'ledger/contract-ended': {
    id: ['Kontrak uplink {subject} telah berakhir', 'Catat kontrak baru: bwagent capacity set'],
    en: ['The contract of {subject} has ended', 'Enter the new one: bwagent capacity set'],
  },
  'ledger/unmarked-base-data': { id: ['{subject} belum diadopsi', 'bwagent adopt'], en: ['{subject} is not adopted yet', 'bwagent adopt'] },
  'calendar/next-year-missing': {
    id: ['Kalender {year} belum ada', 'Buat config/calendar/{year}.yaml dari SKB'],
    en: ['The calendar of {year} is missing', 'Make config/calendar/{year}.yaml'],
  },
  'calendar/provisional': {
    id: ['Waktu layanan {year} masih sementara (hanya akhir pekan)', 'Tambahkan kalender {year}'],
    en: ['Service times of {year} are provisional (weekends only)', 'Add the calendar of {year}'],
  },
  'queue/foreign': {
    id: ['Antrean tanpa tiket ({target}, {maxLimit})', 'Tanyakan pemiliknya; agen tidak menyentuhnya'],
    en: ['Queue without a ticket ({target}, {maxLimit})', 'Ask whose it is; the agent never touches it'],
  },
  'queue/dynamic': { id: ['Antrean dinamis', 'Agen tidak menyentuhnya'], en: ['Dynamic queue', 'The agent never touches it'] },
  'queue/missing': {
    id: ['Antrean tidak ada pada router', 'bwagent drift resolve PEMILIK --router ROUTER --how restore --reason TIKET'],
    en: ['The queue is not on the router', 'bwagent drift resolve OWNER --router ROUTER --how restore --reason TICKET'],
  },
  'queue/duplicate-mark': {
    id: ['{count} antrean memakai tanda yang sama', 'Hapus tanda pada salinannya'],
    en: ['{count} queues carry the same mark', 'Remove the mark from the copy'],
  },
  'queue/renamed': {
    id: ['Diganti nama: seharusnya {expected}, ditemukan {found}', 'bwagent drift resolve'],
    en: ['Renamed: should be {expected}, found {found}', 'bwagent drift resolve'],
  },
  'queue/unmarked': {
    id: ['Belum bertanda (belum diadopsi atau komentarnya diubah)', 'bwagent adopt'],
    en: ['Carries no mark (not adopted, or its comment was changed)', 'bwagent adopt'],
  },
  'queue/differs': {
    id: ['{field}: seharusnya {expected}, ditemukan {found}', 'bwagent drift resolve: kembalikan atau catat'],
    en: ['{field}: should be {expected}, found {found}', 'bwagent drift resolve: restore or register'],
  },
  'queue/disabled': {
    id: ['Antrean dinonaktifkan', 'Aktifkan pada router atau pulihkan'],
    en: ['The queue is disabled', 'Enable it on the router or restore it'],
  },
  'queue/invalid': {
    id: ['Antrean tidak sah menurut router', 'Periksa target dan induknya'],
    en: ['The router calls the queue invalid', 'Check its target and parent'],
  },
  'queue/wrong-parent': {
    id: ['Induk: seharusnya {expected}, ditemukan {found}', 'bwagent drift resolve'],
    en: ['Parent: should be {expected}, found {found}', 'bwagent drift resolve'],
  },
  'queue/shadowed': {
    id: ['Sebagian lalu lintas ({target}) lebih dahulu cocok dengan "{by}"', 'Pindahkan atau hapus antrean itu'],
    en: ['Part of the traffic ({target}) matches "{by}" first', 'Move or remove that queue'],
  },
  'queue/behind-catch-all': {
    id: ['Berada di bawah "{by}" yang menangkap seluruhnya: tidak berpengaruh', 'Pindahkan ke atas'],
    en: ['Stands below "{by}", which catches all of it: no effect', 'Move it up'],
  },
  'queue/no-limit': { id: ['Tanpa batas', 'Tetapkan batas'], en: ['Has no limit', 'Set one'] },
  'queue/guarantee-unenforced': {
    id: ['Jaminan tidak terjaga tanpa antrean induk {pool}', 'Pasang antrean induk sekitar 97 % kontrak'],
    en: ['The guarantee is not enforced without pool queue {pool}', 'Set a pool at about 97 % of the contract'],
  },
  'queue/mass-drift': {
    id: ['{count} antrean berbeda sekaligus: semua penulisan dihentikan', 'Periksa apakah router dipulihkan dari cadangan'],
    en: ['{count} queues differ at once: all writing stopped', 'See whether the router was restored from a backup'],
  },
  'queue/not-in-base-data': {
    id: ['Bertanda "{mark}" yang tidak ada pada data dasar', 'Periksa asal antrean'],
    en: ['Carries the mark "{mark}", unknown to the base data', 'Find out where it came from'],
  },
  'guard/no-target': { id: ['Tanpa target', GUARD_ID], en: ['No target', GUARD_EN] },
  'guard/target-too-wide': { id: ['Target {target} mencakup segalanya', GUARD_ID], en: ['Target {target} covers everything', GUARD_EN] },
  'guard/target-management': {
    id: ['Target {target} menyentuh jaringan manajemen', GUARD_ID],
    en: ['Target {target} touches the management network', GUARD_EN],
  },
  'guard/target-foreign': { id: ['Target {target} milik {owner}', GUARD_ID], en: ['Target {target} belongs to {owner}', GUARD_EN] },
  'guard/target-unregistered': {
    id: ['Target {target} tidak terdaftar untuk sambungan ini', GUARD_ID],
    en: ['Target {target} is not registered for this line', GUARD_EN],
  },
  'guard/too-many-targets': { id: ['{count} target, lebih dari 128', GUARD_ID], en: ['{count} targets, more than 128', GUARD_EN] },
  'guard/limit-above-max': { id: ['Jaminan melebihi batas', GUARD_ID], en: ['The guarantee is above the limit', GUARD_EN] },
  'guard/zero-limit': { id: ['Batas nol berarti tanpa batas', GUARD_ID], en: ['A limit of zero would mean none', GUARD_EN] },
  'guard/parent-missing': { id: ['Antrean induk {parent} tidak ada', GUARD_ID], en: ['Parent queue {parent} is missing', GUARD_EN] },
  'guard/parent-too-small': {
    id: ['Antrean induk {parent} hanya {limit|bps}', GUARD_ID],
    en: ['Parent queue {parent} has only {limit|bps}', GUARD_EN],
  },
  'guard/too-many-writes': {
    id: ['Batas {limit} penulisan per jam tercapai', 'Tunggu, atau naikkan batasnya dengan sadar'],
    en: ['The limit of {limit} writes an hour is reached', 'Wait, or raise it knowingly'],
  },
  'guard/frozen': {
    id: ['Masa beku sampai {until|moment}', 'Dilanjutkan otomatis sesudahnya'],
    en: ['Frozen until {until|moment}', 'Goes on by itself afterwards'],
  },
  'guard/bad-word': { id: ['Isian {field} memuat karakter terlarang', GUARD_ID], en: ['{field} has forbidden characters', GUARD_EN] },
  'guard/not-ours': { id: ['Antrean bukan milik agen', 'bwagent adopt'], en: ["Not the agent's queue", 'bwagent adopt'] },
  'guard/observe-mode': {
    id: ['Router dalam mode observe: hanya dibaca', 'Ubah "mode" pada konfigurasi bila sudah siap'],
    en: ['The router is in observe mode: read only', 'Change "mode" when ready'],
  },
};
