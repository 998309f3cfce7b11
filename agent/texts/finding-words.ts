// (table)
/* oxlint-disable max-lines -- a table */
import type { FindingCode } from '../domain/finding.ts';
import type { Advice } from './words.ts';

const GUARD_ID = 'Perbaiki data dasar atau permohonan; tidak ada yang dikirim ke router';
const GUARD_EN = 'Correct base data or request; nothing was sent to the router';

/** Sentences of every finding: what was noticed, and what to do. `{subject}` is what the finding is about. */
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
    id: [
      'FastTrack aktif ({rules} aturan): antrean sebagian tidak berpengaruh',
      'Kecualikan subnet OPD dari FastTrack',
    ],
    en: ['FastTrack is on ({rules} rules): queues are partly blind', "Exempt the agencies' subnets from FastTrack"],
  },
  'router/plain-api': {
    id: ['API tanpa TLS: sandi melintas terbuka', 'Gunakan api-ssl dengan sertifikat'],
    en: ['API without TLS: the password travels in clear', 'Use api-ssl with a certificate'],
  },
  'router/blind-bridge': {
    id: [
      'Lalu lintas antarport bridge ({ports} port) tidak melewati antrean: use-ip-firewall mati',
      'Bila OPD berada di balik bridge: /interface bridge settings set use-ip-firewall=yes',
    ],
    en: [
      'Traffic between bridge ports ({ports} ports) passes the queues by: use-ip-firewall is off',
      'Where agencies are bridged: /interface bridge settings set use-ip-firewall=yes',
    ],
  },
  'router/swapped': {
    id: [
      'Perangkat lain yang menjawab ({by}): seharusnya {expected}, ditemukan {found}; hanya dibaca',
      'Bila memang diganti: bwagent drift accept --router {subject} --reason TIKET',
    ],
    en: [
      'Another device answers ({by}): expected {expected}, found {found}; read only',
      'If it was replaced: bwagent drift accept --router {subject} --reason TICKET',
    ],
  },
  'router/old-backup': {
    id: [
      '{count} dari {of} antrean yang berbeda memuat nilai terverifikasi sebelum {before|moment}: router ' +
        'dipulihkan dari cadangan lama; semua penulisan dihentikan',
      'Setelah diperiksa: bwagent drift accept --router {subject} --reason TIKET, lalu bwagent drift resolve ' +
        'tiap antrean',
    ],
    en: [
      '{count} of {of} queues that differ show verified values from before {before|moment}: the router was ' +
        'restored from an old backup; all writing stopped',
      'When looked into: bwagent drift accept --router {subject} --reason TICKET, then bwagent drift resolve for ' +
        'each queue',
    ],
  },
  'router/drift-accepted': {
    id: [
      'Selisih pada {count} antrean sudah diterima ({code}); penulisan berjalan',
      'Selesaikan satu per satu: bwagent drift resolve',
    ],
    en: [
      'Differences of {count} queues were accepted ({code}); writing goes on',
      'Resolve them one by one: bwagent drift resolve',
    ],
  },
  'meter/ok': { id: ['SNMP {name} menjawab', '–'], en: ['SNMP {name} answers', '–'] },
  'meter/silent': {
    id: ['SNMP tidak menjawab', 'Periksa layanan, community, atau kunci privasi v3'],
    en: ['SNMP does not answer', 'Check service, community or v3 privacy key'],
  },
  'meter/refused': {
    id: ['SNMP menolak: {why}', 'Periksa pengguna dan kunci'],
    en: ['SNMP refuses: {why}', 'Check user and keys'],
  },
  'meter/bad-reply': {
    id: ['Jawaban SNMP tidak dapat dipakai: {why}', 'Periksa perangkat dan versi SNMP-nya'],
    en: ['The SNMP answer cannot be used: {why}', 'Check the device and its SNMP version'],
  },
  'meter/no-uptime': {
    id: [
      'Perangkat ini tidak memberi sysUpTime: tanpa itu penghitungnya tidak dapat dijadikan angka',
      'Izinkan SNMPv2-MIB system (1.3.6.1.2.1.1) pada community atau view SNMP perangkat',
    ],
    en: [
      'This device gives no sysUpTime: without it no counter becomes a rate',
      'Allow SNMPv2-MIB system (1.3.6.1.2.1.1) in the community or SNMP view of the device',
    ],
  },
  'meter/no-interface': {
    id: ['Antarmuka {interface} tidak ada', 'Samakan nama antarmuka pada konfigurasi'],
    en: ['There is no interface {interface}', 'Correct the name in the configuration'],
  },
  'meter/ambiguous-interface': {
    id: ['Nama antarmuka {interface} ganda', 'Beri nama yang unik pada router'],
    en: ['The interface name {interface} is there twice', 'Give it a unique name'],
  },
  'meter/no-queue': {
    id: [
      'SNMP perangkat tidak menghitung {interface} sebagai satu antrean ({why})',
      'Periksa nama antrean; bila perangkat tidak memiliki MIKROTIK-MIB, pakai queues: none',
    ],
    en: [
      'SNMP of the device does not count {interface} as one queue ({why})',
      'Check the name of the queue; use queues: none for a device without MIKROTIK-MIB',
    ],
  },
  'meter/no-64-bit': {
    id: [
      '{interface} hanya memiliki penghitung 32 bit (tanpa ifHCInOctets): tidak diukur, karena penghitung itu penuh ' +
        'dalam hitungan detik',
      'Perbarui perangkat, atau ukur pada antarmuka yang memiliki penghitung 64 bit',
    ],
    en: [
      '{interface} has 32-bit counters only (no ifHCInOctets): not measured, since such a counter wraps within seconds',
      'Update the device, or measure at an interface with 64-bit counters',
    ],
  },
  'meter/bad-value': {
    id: ['Penghitung {interface} berisi nilai yang tidak sah atau tidak terjawab', 'Periksa SNMP perangkat'],
    en: ['A counter of {interface} has a value that cannot be, or was not answered', 'Check SNMP of the device'],
  },
  'meter/speed-below-contract': {
    id: ['Kecepatan antarmuka {speed} Mbps di bawah kontrak {contract|bps}', 'Periksa negosiasi port'],
    en: ['Interface speed {speed} Mbps is below the contract of {contract|bps}', 'Check the port negotiation'],
  },
  'meter/speed-disbelieved': {
    id: [
      'Antarmuka {interface} menyebut kecepatan {speed} Mbps (ifHighSpeed), tetapi lalu lintasnya terus di atas itu: ' +
        'kecepatan itu tidak dipercaya, lalu lintas tetap diukur',
      'Tidak perlu tindakan untuk PPPoE, LTE, bonding, VLAN, atau tunnel; pada port Ethernet periksa negosiasinya',
    ],
    en: [
      'Interface {interface} reports a speed of {speed} Mbps (ifHighSpeed), but its traffic stands above that: the ' +
        'speed is disbelieved, the traffic is measured',
      'Nothing to do for PPPoE, LTE, bonding, VLAN or a tunnel; check the negotiation of an Ethernet port',
    ],
  },
  'meter/missed': {
    id: [
      '{count} interval tanpa angka dalam 24 jam terakhir ({interface}): {why|missed}; terakhir {last|moment}',
      'Bila terus bertambah, periksa perangkat; interval itu dianggap tidak diketahui, bukan nol',
    ],
    en: [
      '{count} intervals without a rate in the last 24 hours ({interface}): {why|missed}; the last {last|moment}',
      'Check the device if they become more; these intervals are unknown, not zero',
    ],
  },
  'meter/unmeasured': {
    id: [
      'Uplink ini TIDAK TERUKUR sejak {since|moment} ({interface}): {why|missed}',
      'Periksa SNMP perangkat dan nama antarmuka; permohonan yang melaluinya belum dapat dipastikan',
    ],
    en: [
      'This uplink is NOT MEASURED since {since|moment} ({interface}): {why|missed}',
      'Check SNMP of the device and the interface name; requests over it stay unknown',
    ],
  },
  'meter/columns-unsettled': {
    id: [
      'Arah kolom BytesIn antrean BELUM PASTI (unsettled); sementara dibaca sebagai {used}',
      'Terbukti sendiri begitu satu antrean jelas lebih besar ke satu arah; API router harus dapat dibaca',
    ],
    en: [
      'The direction of the queue column BytesIn is UNSETTLED; it is taken for {used} meanwhile',
      'It is proven as soon as one queue carries clearly more one way; the router API must be readable',
    ],
  },
  'meter/columns-settled': {
    id: [
      'Kolom BytesIn antrean adalah {bytesIn}, terbukti oleh penghitung router sendiri ({queues} antrean, RouterOS ' +
        '{version}, {at|moment})',
      '–',
    ],
    en: [
      "The queue column BytesIn is {bytesIn}, proven by the router's own counters ({queues} queues, RouterOS " +
        '{version}, {at|moment})',
      '–',
    ],
  },
  'meter/columns-against-setting': {
    id: [
      'queueBytesIn ditetapkan {used}, tetapi penghitung router sendiri membuktikan {bytesIn} ({queues} antrean, ' +
        'RouterOS {version}): unduh dan unggah saluran terbaca terbalik',
      'Tulis queueBytesIn: auto pada snmp router ini; riwayatnya dibalik sekali dan tercatat pada audit',
    ],
    en: [
      "queueBytesIn is set to {used}, but the router's own counters prove {bytesIn} ({queues} queues, RouterOS " +
        '{version}): down and up of the lines are read the wrong way round',
      'Write queueBytesIn: auto in the snmp block of this router; the history is turned once, and audited',
    ],
  },
  'meter/above-limit': {
    id: [
      'Terukur {rate|bps} ({direction}) di atas batas {limit|bps} selama tiga interval: terbaca terbalik, atau tidak ' +
        'dibatasi',
      'Periksa arah kolom (bwagent doctor), lalu FastTrack, urutan antrean, dan targetnya: bwagent queues',
    ],
    en: [
      '{rate|bps} ({direction}) measured above the limit of {limit|bps} for three intervals: read the wrong way ' +
        'round, or not limited',
      'Check the direction of the columns (bwagent doctor), then FastTrack, order and target: bwagent queues',
    ],
  },
  'meter/direction-swapped': {
    id: [
      'Unduh dan unggah antrean terbaca terbalik terhadap uplink dalam 24 jam terakhir',
      'Tulis queueBytesIn: auto pada snmp router ini; angka kebutuhan per saluran belum dapat dipercaya',
    ],
    en: [
      'Down and up of the queues read the other way round than those of the uplinks in the last 24 hours',
      'Write queueBytesIn: auto in the snmp block of this router; needs of single lines cannot be trusted yet',
    ],
  },
  'meter/direction-straight': {
    id: ['Unduh dan unggah antrean searah dengan uplink, menurut {measured|span} dari 24 jam terakhir', '–'],
    en: ['Down and up of the queues agree with those of the uplinks, over {measured|span} of the last 24 hours', '–'],
  },
  'meter/direction-unknown': {
    id: [
      'Belum dapat dipastikan apakah unduh dan unggah antrean searah dengan uplink: {measured|span} terukur ' +
        'bersama dalam 24 jam terakhir',
      'Ulangi bwagent doctor setelah sedikitnya satu jam lalu lintas yang jelas lebih besar ke satu arah',
    ],
    en: [
      'Whether down and up of the queues agree with those of the uplinks cannot be told yet: {measured|span} ' +
        'measured together in 24 hours',
      'Ask bwagent doctor again after an hour or more of traffic that is clearly larger one way',
    ],
  },
  'meter/unqueued-traffic': {
    id: [
      'Hanya {percent} % lalu lintas uplink melewati antrean dalam 24 jam terakhir',
      'Periksa FastTrack, bridge, dan instansi tanpa antrean: bwagent queues --live',
    ],
    en: [
      'Only {percent} % of the uplink traffic went through queues in the last 24 hours',
      'Check FastTrack, bridges and agencies without a queue: bwagent queues --live',
    ],
  },
  'meter/queues-above-uplinks': {
    id: [
      'Antrean menghitung {percent} % lebih banyak daripada uplink dalam 24 jam terakhir ({measured|span} terukur)',
      'Ada lalu lintas antrean yang tidak melalui uplink (antar-OPD, server lokal), atau uplink yang tidak terhitung ' +
        '(hardware offload); angka antrean adalah batas atas kebutuhannya',
    ],
    en: [
      'The queues counted {percent} % more than the uplinks in the last 24 hours ({measured|span} measured)',
      'Traffic of queues does not pass the uplinks (between agencies, local servers), or an uplink counts too little ' +
        '(hardware offload); figures of queues are upper bounds of their need',
    ],
  },
  'meter/pool-by-counters': {
    id: [
      'Kebutuhan antrean induk ini dibaca dari penghitungnya sendiri ({days} hari terukur); selisih dengan jumlah ' +
        '{lines} salurannya {percent} %',
      '–',
    ],
    en: [
      'The demand of this pool is read from its own counters ({days} days measured); they differ from the sum of its ' +
        '{lines} lines by {percent} %',
      '–',
    ],
  },
  'meter/pool-by-lines': {
    id: [
      'Kebutuhan antrean induk ini masih dihitung dari jumlah {lines} salurannya: penghitungnya sendiri baru terukur ' +
        '{days} dari {needed} hari',
      '–',
    ],
    en: [
      'The demand of this pool is still the sum of its {lines} lines: its own counters are measured on {days} of ' +
        '{needed} days',
      '–',
    ],
  },
  'meter/pool-still': {
    id: [
      'Penghitung antrean induk ini diam, sedangkan {lines} salurannya berlalu lintas ({measured|span} dari 24 jam ' +
        'terakhir): perangkat tidak menghitungnya; yang dipakai jumlah salurannya',
      'Periksa apakah saluran itu pada router memang berada di bawah antrean ini',
    ],
    en: [
      'The counters of this pool stand still while its {lines} lines carry traffic ({measured|span} of the last 24 ' +
        'hours): the device does not count it; the sum of its lines is used',
      'Check on the router that these lines are below this queue',
    ],
  },
  'meter/pool-below-lines': {
    id: [
      'Penghitung antrean induk ini {percent} % di bawah jumlah {lines} salurannya dalam 24 jam terakhir; yang ' +
        'dipakai jumlah salurannya',
      'Periksa apakah semua saluran itu pada router memang berada di bawah antrean ini',
    ],
    en: [
      'The counters of this pool are {percent} % below the sum of its {lines} lines in the last 24 hours; the sum of ' +
        'its lines is used',
      'Check on the router that all these lines are below this queue',
    ],
  },
  'meter/pool-above-lines': {
    id: [
      'Penghitung antrean induk ini {percent} % di atas jumlah {lines} salurannya dalam 24 jam terakhir; yang ' +
        'dipakai penghitungnya sendiri',
      'Ada lalu lintas pada antrean ini yang bukan milik saluran terdaftar: bwagent queues',
    ],
    en: [
      'The counters of this pool are {percent} % above the sum of its {lines} lines in the last 24 hours; its own ' +
        'counters are used',
      'Traffic of this queue belongs to no registered line: bwagent queues',
    ],
  },
  'meter/plaintext': {
    id: ['SNMP v2c: community melintas terbuka', 'Gunakan v3 authPriv bila dapat'],
    en: ['SNMP v2c: the community travels in clear', 'Use v3 authPriv where possible'],
  },
  'uplink/down': {
    id: [
      'Uplink PUTUS pada pembacaan {seen|moment}; lalu lintas terakhir terukur sampai {since|moment}',
      'Periksa antarmuka {interface}, kabel, dan modem, lalu hubungi penyedia; permohonan yang melaluinya ' +
        'menunggu, tidak ditunda',
    ],
    en: [
      'The uplink was DOWN when read {seen|moment}; traffic was last measured until {since|moment}',
      'Check interface {interface}, cable and modem, then call the provider; requests over it wait and are not ' +
        'postponed',
    ],
  },
  'helpdesk/ok': { id: ['Helpdesk dapat dipakai', '–'], en: ['The helpdesk is fine', '–'] },
  'helpdesk/unreachable': {
    id: ['Helpdesk tidak terjangkau: {why}', 'Periksa layanan helpdesk'],
    en: ['The helpdesk cannot be reached: {why}', 'Check the helpdesk'],
  },
  'helpdesk/unreadable-ticket': {
    id: [
      'Tiket tidak dapat dibaca dan dilewati ({flaw})',
      'Catat ulang dengan bwagent new; periksa versi dan cadangan',
    ],
    en: ['The ticket cannot be read and is left out ({flaw})', 'File it anew: bwagent new; check version and backups'],
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
    id: [
      'Kontrak uplink {subject} berakhir {ended|moment}; kapasitasnya masih dihitung sampai {grace|moment}',
      'Catat kontrak baru: bwagent capacity set',
    ],
    en: [
      'The contract of {subject} ended {ended|moment}; its capacity counts on until {grace|moment}',
      'Enter the new one: bwagent capacity set',
    ],
  },
  'ledger/contract-ends': {
    id: [
      'Kontrak uplink {subject} berakhir {until|moment} tanpa kontrak penerus',
      'Catat kontrak penerus: bwagent capacity set',
    ],
    en: [
      'The contract of {subject} ends {until|moment} without a successor',
      'Enter the next one: bwagent capacity set',
    ],
  },
  'ledger/unmarked-base-data': {
    id: ['{subject} belum diadopsi', 'bwagent adopt'],
    en: ['{subject} is not adopted yet', 'bwagent adopt'],
  },
  'ledger/old': {
    id: [
      'Router memuat {marks} tanda dan {values} nilai yang tidak dikenal buku besar ini: buku besar dipulihkan ' +
        'dari salinan lama; hanya dibaca',
      'Pulihkan buku besar terbaru, atau setelah diperiksa: bwagent drift accept --router {subject} --reason TIKET',
    ],
    en: [
      'The router shows {marks} marks and {values} values that this ledger does not know: the ledger was ' +
        'restored from an old copy; read only',
      'Restore the newest ledger, or when looked into: bwagent drift accept --router {subject} --reason TICKET',
    ],
  },
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
  'queue/dynamic': {
    id: ['Antrean dinamis', 'Agen tidak menyentuhnya'],
    en: ['Dynamic queue', 'The agent never touches it'],
  },
  'queue/missing': {
    id: ['Antrean tidak ada pada router', 'bwagent drift resolve PEMILIK --router ROUTER --how restore --reason TIKET'],
    en: ['The queue is not on the router', 'bwagent drift resolve OWNER --router ROUTER --how restore --reason TICKET'],
  },
  'queue/duplicate-mark': {
    id: ['{count} antrean memakai tanda yang sama: {names}', 'Hapus tanda bwagent pada komentar salinannya'],
    en: ['{count} queues carry the same mark: {names}', "Take the bwagent mark out of the copy's comment"],
  },
  'queue/renamed': {
    id: [
      'Diganti nama: seharusnya {expected}, ditemukan {found}',
      'bwagent drift resolve {owner}: pulihkan atau daftarkan',
    ],
    en: ['Renamed: should be {expected}, found {found}', 'bwagent drift resolve {owner}: restore or register'],
  },
  'queue/unmarked': {
    id: ['Belum bertanda: belum diadopsi', 'bwagent adopt'],
    en: ['Carries no mark: not adopted yet', 'bwagent adopt'],
  },
  'queue/mark-lost': {
    id: [
      'Tanda pada komentar hilang; dikenali dari {by} sebagai "{found}"',
      'Tambahkan "bwagent:{owner}" pada komentar antrean itu, atau bwagent adopt',
    ],
    en: [
      'The mark in the comment is gone; recognised by its {by} as "{found}"',
      'Add "bwagent:{owner}" to that comment, or bwagent adopt',
    ],
  },
  'queue/moved': {
    id: [
      'Dipindahkan ke bawah "{by}", yang lebih dahulu menangkap {target}',
      'Pindahkan kembali ke atas "{by}" pada router',
    ],
    en: ['Moved below "{by}", which catches {target} first', 'Move it back above "{by}" on the router'],
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
  'queue/unreadable': {
    id: [
      'Isian tidak dapat dibaca: {values}; agen tidak menulis apa pun pada antrean ini',
      'Perbaiki isian itu pada router',
    ],
    en: ['A value cannot be read: {values}; the agent writes nothing to this queue', 'Correct it on the router'],
  },
  'queue/wrong-parent': {
    id: ['Induk: seharusnya {expected}, ditemukan {found}', 'bwagent drift resolve'],
    en: ['Parent: should be {expected}, found {found}', 'bwagent drift resolve'],
  },
  'queue/shadowed': {
    id: [
      'Lalu lintas {target}, sebagian atau seluruhnya, lebih dahulu cocok dengan "{by}"',
      'Pindahkan atau hapus antrean itu',
    ],
    en: ['Traffic of {target}, in part or in whole, matches "{by}" first', 'Move or remove that queue'],
  },
  'queue/shadowed-together': {
    id: [
      'Antrean di atasnya bersama-sama ({by}) mengambil seluruh lalu lintas {target}: tidak berpengaruh',
      'Pindahkan ke atas antrean-antrean itu',
    ],
    en: ['Queues above it ({by}) together take all traffic of {target}: no effect', 'Move it above them'],
  },
  'queue/behind-catch-all': {
    id: ['Berada di bawah "{by}" yang menangkap seluruhnya: tidak berpengaruh', 'Pindahkan ke atas'],
    en: ['Stands below "{by}", which catches all of it: no effect', 'Move it up'],
  },
  'queue/unlimited-above': {
    id: [
      '"{by}" di atasnya tanpa batas (max-limit 0) dan menangkap {target}: celah',
      'Beri batas, pindahkan, atau hapus antrean itu',
    ],
    en: ['"{by}" above it has no limit (max-limit 0) and catches {target}: a hole', 'Limit, move or remove that queue'],
  },
  'queue/takes-part': {
    id: [
      '"{by}" di atasnya lebih dahulu mengambil sebagian lalu lintas {target}: hanya {part}',
      'Sisanya tetap diatur antrean ini; periksa apakah bagian itu memang dimaksudkan',
    ],
    en: [
      '"{by}" above it takes part of the traffic of {target} first: only {part}',
      'The rest stays with this queue; check that this part is meant to go there',
    ],
  },
  'queue/may-take': {
    id: [
      '"{by}" di atasnya mungkin mengambil lalu lintas {target}: {part} tidak dapat dibandingkan dengan antrean ini',
      'Periksa pada router apakah lalu lintas jalur ini melewatinya; bila ya, pindahkan jalur ke atasnya',
    ],
    en: [
      '"{by}" above it may take traffic of {target}: {part} cannot be compared with this queue',
      'See on the router whether the traffic of this line goes through it; if so, move the line above it',
    ],
  },
  'queue/dynamic-above': {
    id: [
      '{count} antrean dinamis di atasnya (DHCP, PPP, hotspot; misalnya "{by}") menangkap {target}',
      'Matikan rate-limit pada lease, profil PPP, atau hotspot itu; agen tidak menyentuhnya',
    ],
    en: [
      '{count} dynamic queues above it (DHCP, PPP, hotspot; "{by}" for one) catch {target}',
      'Take the rate-limit off that lease, PPP profile or hotspot; the agent never touches them',
    ],
  },
  'queue/no-limit': {
    id: ['max-limit 0 ({direction}): tanpa batas', 'bwagent drift resolve: pulihkan, atau tetapkan batas pada router'],
    en: ['max-limit 0 ({direction}): no limit', 'bwagent drift resolve: restore, or set a limit on the router'],
  },
  'queue/too-many-targets': {
    id: ['{count} target, lebih dari 128', 'Gabungkan subnet, atau bagi menjadi beberapa sambungan'],
    en: ['{count} targets, more than 128', 'Join the subnets, or split the line'],
  },
  'queue/parent-gone': {
    id: ['Antrean induk {parent} tidak ada', 'Buat kembali induknya, atau bwagent drift resolve'],
    en: ['Parent queue {parent} is not there', 'Make it again, or bwagent drift resolve'],
  },
  'queue/outside-parent': {
    id: [
      'Dari lalu lintas {target} hanya {part} yang melewati induknya {parent}; sisanya tidak sampai ke antrean ini',
      'Samakan target dan syarat induk dengan antrean di bawahnya',
    ],
    en: [
      'Of the traffic of {target} only {part} passes its parent {parent}; the rest never reaches this queue',
      "Make the parent's target and conditions cover the queues below it",
    ],
  },
  'queue/parent-disabled': {
    id: ['Antrean induk {parent} dinonaktifkan atau tidak sah', 'Aktifkan induknya pada router'],
    en: ['Parent queue {parent} is disabled or invalid', 'Enable it on the router'],
  },
  'queue/above-parent': {
    id: [
      'Batas {rate|bps} di atas induknya {parent} ({limit|bps})',
      'Naikkan batas induk, atau turunkan batas antrean',
    ],
    en: [
      'Its limit of {rate|bps} is above its parent {parent} ({limit|bps})',
      "Raise the parent's limit, or lower this one",
    ],
  },
  'queue/guarantees-above-limit': {
    id: [
      'Jumlah jaminan di bawahnya {sum|bps} melebihi batasnya {limit|bps} ({direction})',
      'Turunkan limit-at atau naikkan batas induk',
    ],
    en: [
      'Guarantees below it add up to {sum|bps}, above its limit of {limit|bps} ({direction})',
      'Lower limit-at or raise the limit',
    ],
  },
  'queue/guarantee-unenforced': {
    id: [
      'Jaminan tidak terjaga: induk ({pool}) tidak ada atau tanpa batas',
      'Pasang antrean induk sekitar 97 % kontrak',
    ],
    en: [
      'The guarantee is not enforced: the parent ({pool}) is missing or unlimited',
      'Set a pool at about 97 % of the contract',
    ],
  },
  'queue/pool-off-contract': {
    id: [
      'Batas induk {limit|bps} adalah {share} % dari kontrak {contract|bps}: jaminan di bawahnya tidak terjaga ' +
        'sebagaimana mestinya',
      'Setel sekitar 97 % kontrak: bwagent capacity set … --pool',
    ],
    en: [
      'Its limit of {limit|bps} is {share} % of the contracts of {contract|bps}: guarantees below it are not ' +
        'kept as they should',
      'Set about 97 % of the contract: bwagent capacity set … --pool',
    ],
  },
  'queue/pcq-rate': {
    id: [
      'Jenis antrean {type} membatasi setiap aliran pada {rate|bps}, di bawah batas {limit|bps}: penambahan ' +
        'tidak terasa',
      'Naikkan pcq-rate atau setel 0: /queue type set {type} pcq-rate=0',
    ],
    en: [
      'Queue type {type} holds each stream at {rate|bps}, below the limit of {limit|bps}: a raise is not felt',
      'Raise pcq-rate or set it to 0: /queue type set {type} pcq-rate=0',
    ],
  },
  'queue/mass-drift': {
    id: [
      '{count} antrean berbeda sekaligus ({kinds}): semua penulisan dihentikan',
      'Periksa router; lalu bwagent drift accept --router ROUTER --reason TIKET',
    ],
    en: [
      '{count} queues differ at once ({kinds}): all writing stopped',
      'Look into the router; then bwagent drift accept --router ROUTER --reason TICKET',
    ],
  },
  'queue/restore-proposed': {
    id: ['Agen mengusulkan pemulihan ke nilai yang disetujui', 'Terima: bwagent drift resolve {owner}'],
    en: ['The agent proposes to restore what was approved', 'Accept: bwagent drift resolve {owner}'],
  },
  'queue/enforced': {
    id: ['Dipulihkan sendiri oleh agen {at|moment}', 'Tanyakan siapa yang mengubahnya'],
    en: ['Put back by the agent itself {at|moment}', 'Ask who changed it'],
  },
  'queue/fought': {
    id: [
      'Diubah lagi setelah dipulihkan {at|moment}: agen tidak memulihkannya lagi',
      'Cari orang atau skrip yang mengubahnya; lalu bwagent drift resolve {owner} --how pulihkan --reason TIKET',
    ],
    en: [
      'Changed again after it was put back {at|moment}: the agent leaves it',
      'Find the person or script that changes it; then bwagent drift resolve {owner} --how restore --reason TICKET',
    ],
  },
  'queue/edited-meanwhile': {
    id: [
      '{by} mengubah antrean pada router tepat ketika agen menulis antrean ini ({action}): isian yang sama tertimpa',
      'Tanyakan kepada {by} apa yang diubah; riwayatnya: /system history print',
    ],
    en: [
      '{by} changed queues on the router just when the agent wrote this one ({action}): a value of the same ' +
        'field is overwritten',
      'Ask {by} what was changed; the record: /system history print',
    ],
  },
  'queue/not-in-base-data': {
    id: ['Bertanda "{mark}" yang tidak ada pada data dasar', 'Periksa asal antrean'],
    en: ['Carries the mark "{mark}", unknown to the base data', 'Find out where it came from'],
  },
  'queue/burst-above-limit': {
    id: ['Burst {burst|bps} melampaui batas {limit|bps} untuk sementara', 'Hapus burst-limit bila batas harus tetap'],
    en: [
      'Bursts of {burst|bps} pass the limit of {limit|bps} for a time',
      'Remove burst-limit if the limit must always hold',
    ],
  },
  'queue/burst-lasting': {
    id: [
      'Burst tetap: dengan burst-threshold ini jalur dapat terus memakai {held|bps} ({direction}), bukan {limit|bps}',
      'Turunkan burst-threshold ke bawah max-limit, atau hapus burst',
    ],
    en: [
      'A lasting burst: by its burst-threshold the line can hold {held|bps} ({direction}), not {limit|bps}',
      'Set burst-threshold below max-limit, or remove the burst',
    ],
  },
  'queue/hours-only': {
    id: [
      'Hanya berlaku pada {hours}; di luar itu batas tidak ada',
      'Hapus time bila batas harus tetap; periksa jam router',
    ],
    en: [
      'In force at {hours} only; there is no limit outside',
      'Remove time if the limit must always hold; check the clock',
    ],
  },
  'queue/destination-only': {
    id: ['Hanya untuk tujuan {dst}; lalu lintas lain tidak dibatasi', 'Hapus dst bila batas untuk semua tujuan'],
    en: [
      'For the destination {dst} only; other traffic has no limit',
      'Remove dst if the limit is for all destinations',
    ],
  },
  'queue/marked-packets-only': {
    id: [
      'Hanya untuk paket bertanda {marks}; lalu lintas lain tidak dibatasi',
      'Periksa mangle, atau hapus packet-marks',
    ],
    en: ['For packets marked {marks} only; other traffic has no limit', 'Check mangle, or remove packet-marks'],
  },
  'queue/total-limit': {
    id: [
      'total-max-limit: kedua arah bersama dibatasi {total|bps}, di bawah jumlah batas keduanya {limit|bps}',
      'Hapus total-max-limit bila tiap arah berhak penuh',
    ],
    en: [
      'total-max-limit: both directions together are limited to {total|bps}, less than their limits of {limit|bps}',
      'Remove total-max-limit if each has its own',
    ],
  },
  'queue/feature-not-read': {
    id: ['{property}={value}: pengaruhnya pada batas tidak dinilai', 'Periksa antrean ini pada router'],
    en: ['{property}={value}: what it does to the limit is not judged', 'Look at this queue on the router'],
  },
  'guard/no-target': { id: ['Tanpa target', GUARD_ID], en: ['No target', GUARD_EN] },
  'guard/target-too-wide': {
    id: ['Target {target} mencakup segalanya', GUARD_ID],
    en: ['Target {target} covers everything', GUARD_EN],
  },
  'guard/target-management': {
    id: ['Target {target} menyentuh jaringan manajemen', GUARD_ID],
    en: ['Target {target} touches the management network', GUARD_EN],
  },
  'guard/target-foreign': {
    id: ['Target {target} milik {owner}', GUARD_ID],
    en: ['Target {target} belongs to {owner}', GUARD_EN],
  },
  'guard/target-unregistered': {
    id: ['Target {target} tidak terdaftar untuk sambungan ini', GUARD_ID],
    en: ['Target {target} is not registered for this line', GUARD_EN],
  },
  'guard/too-many-targets': {
    id: ['{count} target, lebih dari 128', GUARD_ID],
    en: ['{count} targets, more than 128', GUARD_EN],
  },
  'guard/limit-above-max': {
    id: ['Jaminan melebihi batas', GUARD_ID],
    en: ['The guarantee is above the limit', GUARD_EN],
  },
  'guard/zero-limit': {
    id: ['Batas nol berarti tanpa batas', GUARD_ID],
    en: ['A limit of zero would mean none', GUARD_EN],
  },
  'guard/parent-missing': {
    id: ['Antrean induk {parent} tidak ada', GUARD_ID],
    en: ['Parent queue {parent} is missing', GUARD_EN],
  },
  'guard/parent-too-small': {
    id: ['Antrean induk {parent} hanya {limit|bps}', GUARD_ID],
    en: ['Parent queue {parent} has only {limit|bps}', GUARD_EN],
  },
  'guard/child-above': {
    id: ['Antrean {child} di bawahnya melebihi {limit|bps}', 'Turunkan antrean itu dahulu: bwagent line reduce'],
    en: ['Queue {child} below it has more than {limit|bps}', 'Reduce that one first: bwagent line reduce'],
  },
  'guard/guarantees-above': {
    id: ['Jaminan di bawahnya berjumlah {sum|bps}, melebihi {limit|bps}', 'Turunkan sambungan berjaminan dahulu'],
    en: ['Guarantees below it are {sum|bps} in all, more than {limit|bps}', 'Reduce lines with a guarantee first'],
  },
  'guard/has-children': {
    id: ['Antrean {child} masih berada di bawahnya', 'Pindahkan antrean itu dahulu'],
    en: ['Queue {child} still is below it', 'Move that one first'],
  },
  'guard/name-taken': {
    id: ['Nama itu sudah dipakai antrean lain', 'Pilih nama lain'],
    en: ['Another queue has that name', 'Choose another name'],
  },
  'guard/unreadable': {
    id: ['Antrean {queue} memuat isian yang tidak dapat dibaca: {values}', 'Perbaiki isian itu pada router'],
    en: ['Queue {queue} has a value that cannot be read: {values}', 'Correct it on the router'],
  },
  'guard/not-as-planned': {
    id: [
      'Antrean pada router tidak seperti pada pembukuan ({why}: {fields})',
      'Lihat: bwagent queues; selesaikan selisihnya dahulu',
    ],
    en: ['The queue is not as the books say ({why}: {fields})', 'See: bwagent queues; resolve the drift first'],
  },
  'guard/too-many-writes': {
    id: [
      'Batas {limit} penulisan per jam tercapai; dilanjutkan {until|moment}',
      'Tunggu, atau naikkan writesPerHour dengan sadar',
    ],
    en: [
      'The limit of {limit} writes an hour is reached; goes on {until|moment}',
      'Wait, or raise writesPerHour knowingly',
    ],
  },
  'guard/too-much-moved': {
    id: [
      'Perubahan {change|mbps} Mbps menunggu: {moved|mbps} dari {limit|mbps} Mbps telah digeser dalam satu jam; ' +
        'dilanjutkan {until|moment}',
      'Tunggu, atau naikkan movedPerHourMbps dengan sadar',
    ],
    en: [
      'A change of {change|mbps} Mbps waits: {moved|mbps} of {limit|mbps} Mbps were moved within the hour; goes ' +
        'on {until|moment}',
      'Wait, or raise movedPerHourMbps knowingly',
    ],
  },
  'guard/too-many-words': {
    id: ['Memerlukan {count} perintah, lebih dari {limit}', GUARD_ID],
    en: ['Needs {count} commands, more than {limit}', GUARD_EN],
  },
  'guard/second-approver': {
    id: [
      'Perubahan {change|mbps} Mbps, di atas {above|mbps} Mbps, memerlukan pejabat kedua (persetujuan pertama: ' +
        '{first})',
      'Pejabat lain, atau surat lain: bwagent approve NOMOR',
    ],
    en: [
      'A change of {change|mbps} Mbps, above {above|mbps} Mbps, needs a second approver (first approval: {first})',
      'Another official, or another document: bwagent approve NUMBER',
    ],
  },
  'guard/try-again': {
    id: ['Gagal {tries} kali; dicoba lagi {until|moment}', 'Periksa router; mencoba seketika: bwagent retry NOMOR'],
    en: ['Failed {tries} times; tried again {until|moment}', 'Check the router; to try at once: bwagent retry NUMBER'],
  },
  'guard/not-enough-now': {
    id: ['Pengecekan ulang menjelang penulisan: {verdict|verdict}', 'Dilanjutkan otomatis bila mencukupi'],
    en: ['The check right before writing says: {verdict|verdict}', 'Goes on by itself when there is enough'],
  },
  'guard/router-away': {
    id: [
      'Router tidak dapat dikunjungi sejak {since|moment} ({why})',
      'Dicoba lagi otomatis; mencoba seketika: bwagent retry NOMOR',
    ],
    en: [
      'The router could not be visited since {since|moment} ({why})',
      'Tried again by itself; to try at once: bwagent retry NUMBER',
    ],
  },
  'guard/frozen': {
    id: ['Masa beku sampai {until|moment}: {reason}', 'Dilanjutkan otomatis sesudahnya'],
    en: ['Frozen until {until|moment}: {reason}', 'Goes on by itself afterwards'],
  },
  'guard/bad-word': {
    id: ['Isian {field} memuat karakter terlarang', GUARD_ID],
    en: ['{field} has forbidden characters', GUARD_EN],
  },
  'guard/not-ours': {
    id: ['Antrean bukan milik agen', 'bwagent adopt'],
    en: ["Not the agent's queue", 'bwagent adopt'],
  },
  'guard/observe-mode': {
    id: ['Router dalam mode observe: hanya dibaca', 'Ubah "mode" pada konfigurasi bila sudah siap'],
    en: ['The router is in observe mode: read only', 'Change "mode" when ready'],
  },
};
