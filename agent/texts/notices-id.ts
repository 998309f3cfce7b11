// (table)
/* oxlint-disable max-lines -- a table */
import type { NoticeKind } from '../workflow/notice.ts';

/** Subject and text of a notice, with placeholders. */
export interface NoticeWords {
  readonly subject: string;
  readonly text: string;
}

const FOLLOW = '\n\nPerkembangan dapat dipantau melalui {url} dengan nomor tiket {number}.';

/** Subject and text of every notice in Indonesian. An office may replace any of them. */
export const NOTICES_ID: Readonly<Record<NoticeKind, NoticeWords>> = {
  'agency/received': {
    subject: 'Permohonan {number} diterima',
    text:
      'Permohonan dari {agency} telah kami terima pada {received|moment} dan dicatat dengan nomor tiket {number}.' +
      FOLLOW,
  },
  'agency/documents-wanted': {
    subject: 'Mohon melengkapi berkas {number}',
    text:
      'Setelah diperiksa, berkas permohonan {number} belum lengkap. Mohon melengkapi: {missing|documents}, paling ' +
      'lambat {until|moment}. Perhitungan waktu layanan dihentikan sementara sampai berkas diterima. Apabila ' +
      'sampai batas tersebut berkas belum kami terima, permohonan akan diusulkan untuk tidak dilanjutkan.',
  },
  'agency/clarification-wanted': {
    subject: 'Mohon klarifikasi {number}',
    text:
      'Terdapat data yang perlu dipastikan pada permohonan {number}:\n{questions|questions}\n\nPenerapan belum ' +
      'dapat dilakukan sebelum data sesuai.',
  },
  'agency/under-examination': {
    subject: 'Permohonan {number} diperiksa',
    text:
      'Permohonan {number} telah didisposisikan dan sedang diperiksa. Selanjutnya dilakukan pengecekan ' +
      'ketersediaan bandwidth.',
  },
  'agency/deferred': {
    subject: 'Implementasi {number} ditunda',
    text:
      'Berdasarkan pengecekan pada {at|moment}, ketersediaan bandwidth belum mencukupi untuk permohonan {number} ' +
      '({fromDown|mbps} menjadi {wantedDown|mbps} Mbps). Oleh karena itu, implementasi ditunda sampai terdapat ' +
      'penambahan alokasi bandwidth. Permohonan tetap tercatat pada daftar tunggu dan diperiksa kembali secara ' +
      'otomatis saat kapasitas bertambah, tanpa perlu mengajukan ulang.' +
      FOLLOW,
  },
  'agency/partial-offer': {
    subject: 'Tawaran pemenuhan sebagian {number}',
    text:
      'Kapasitas saat ini memungkinkan pemenuhan sebagian, yaitu dari {fromDown|mbps} Mbps menjadi {down|mbps} ' +
      'Mbps dari {wantedDown|mbps} Mbps yang dimohon. Mohon memberi jawaban (menerima, menunggu penuh, atau ' +
      'membatalkan) paling lambat {until|moment}. Apabila diterima, sisanya tetap masuk daftar tunggu.',
  },
  'agency/scheduled': {
    subject: 'Permohonan {number} disetujui dan dijadwalkan',
    text:
      'Permohonan {number} telah disetujui: {wantedDown|mbps} Mbps, mulai {from|moment} sampai {until|moment}. ' +
      'Penerapan dan pengembalian dilakukan otomatis.',
  },
  'agency/active': {
    subject: 'Penambahan bandwidth {number} aktif',
    text:
      'Penambahan bandwidth untuk {agency} telah disetujui dan aktif sejak {at|moment}: unduh {fromDown|mbps} ' +
      'menjadi {down|mbps} Mbps, unggah {fromUp|mbps} menjadi {up|mbps} Mbps. Mohon melakukan pengujian dan ' +
      'menyampaikan hasilnya. Tanpa tanggapan dalam 2 (dua) hari kerja, tiket akan ditutup.',
  },
  'agency/rejected': {
    subject: 'Permohonan {number} belum dapat dipenuhi',
    text:
      'Dengan hormat disampaikan bahwa permohonan {number} belum dapat dipenuhi dengan pertimbangan: {reason}. ' +
      'Saran: {advice}.',
  },
  'agency/duplicate': {
    subject: 'Permohonan {number} ditautkan',
    text:
      'Permohonan yang diterima pada {received|moment} sama dengan permohonan yang telah tercatat dan telah ' +
      'ditautkan. Penanganan selanjutnya mengikuti permohonan yang lebih dahulu.',
  },
  'agency/redirected': {
    subject: 'Permohonan {number} dialihkan',
    text:
      'Lokasi {agency} belum terhubung dengan Jaringan Intra Pemerintah Daerah yang dikelola melalui perangkat ' +
      'pusat sehingga penambahan bandwidth tidak dapat dilakukan melalui layanan ini. Permohonan kami teruskan ke ' +
      'layanan {service}.',
  },
  'agency/expiring': {
    subject: 'Alokasi sementara {number} akan berakhir',
    text: 'Alokasi sementara {number} akan berakhir pada {until|moment} dan dikembalikan menjadi {fromDown|mbps} Mbps.',
  },
  'agency/returned': {
    subject: 'Alokasi sementara {number} berakhir',
    text:
      'Masa alokasi sementara {number} telah berakhir. Alokasi {agency} telah dikembalikan menjadi {down|mbps} ' +
      'Mbps pada {at|moment}.',
  },
  'agency/cancelled': {
    subject: 'Permohonan {number} dibatalkan',
    text: 'Sesuai permintaan {agency}, permohonan {number} dibatalkan dan dikeluarkan dari daftar tunggu.',
  },
  'agency/lapsed': {
    subject: 'Permohonan {number} berakhir',
    text:
      'Jangka waktu yang dimohon pada {number}, yaitu {windowFrom|moment} sampai {windowUntil|moment}, telah lewat ' +
      'sebelum dapat diterapkan. Oleh karena itu, permohonan diakhiri dan alokasi {agency} tidak berubah. Apabila ' +
      'masih diperlukan, mohon mengajukan permohonan baru dengan jangka waktu yang baru.',
  },
  'agency/restored': {
    subject: 'Gangguan {number} dipulihkan',
    text:
      'Gangguan {number} telah dipulihkan pada {until|moment}. Penyebab: {cause}. Alokasi {agency} kembali sesuai ' +
      'data, yaitu {fromDown|mbps} Mbps.',
  },
  'agency/closed': {
    subject: 'Layanan {number} selesai',
    text: 'Layanan {number} dinyatakan selesai dan ditutup pada {at|moment}. Terima kasih atas kerja sama Saudara.',
  },
  'division-head/not-enough': {
    subject: 'Ketersediaan bandwidth tidak mencukupi: {number}',
    text:
      'Menindaklanjuti permohonan {agency} ({number}), dengan hormat dilaporkan bahwa ketersediaan bandwidth tidak ' +
      'mencukupi. Kapasitas {bound}: {capacity|mbps} Mbps; pemanfaatan jam sibuk (p95) {busy|mbps} Mbps; tambahan ' +
      'yang dimohon {addition|mbps} Mbps sehingga menjadi {demand|mbps} Mbps, melampaui batas {limit|mbps} Mbps. ' +
      'Implementasi ditunda sampai penambahan alokasi bandwidth. Alternatif: (1) pemenuhan sebagian menjadi ' +
      '{offerDown|mbps} Mbps; (2) peninjauan alokasi yang pemanfaatannya rendah; (3) pengusulan penambahan ' +
      'kapasitas sekurang-kurangnya {missing|mbps} Mbps di atas batas. Mohon arahan.',
  },
  'division-head/enough': {
    subject: 'Ketersediaan bandwidth mencukupi: {number}',
    text:
      'Pengecekan ketersediaan untuk permohonan {agency} ({number}), {fromDown|mbps} menjadi {wantedDown|mbps} ' +
      'Mbps, menyatakan mencukupi. Kapasitas ditahan sementara untuk permohonan ini. Mohon keputusan.',
  },
  'division-head/not-recommended': {
    subject: 'Penambahan tidak direkomendasikan: {number}',
    text:
      'Pemakaian terukur {agency} jauh di bawah alokasinya. Penambahan bandwidth pada {number} tidak ' +
      'direkomendasikan; disarankan memeriksa jaringan lokal pemohon. Keputusan tetap pada Kepala Bidang.',
  },
  'division-head/addition-report': {
    subject: 'Laporan penambahan bandwidth {number}',
    text:
      'Dilaporkan bahwa alokasi bandwidth {agency} telah ditambah dari {fromDown|mbps} menjadi {down|mbps} Mbps ' +
      'pada {at|moment}. Antrean {queue}; hasil baca-ulang sesuai. Data dasar ketersediaan bandwidth telah ' +
      'diperbarui.',
  },
  'division-head/incident-report': {
    subject: 'Laporan gangguan {number}',
    text:
      'Dilaporkan gangguan {number} pada {agency}: mulai {from|moment}, pulih {until|moment}; penyebab: {cause}. ' +
      'Alokasi kembali sesuai data dasar.',
  },
  'division-head/deferral-aged': {
    subject: 'Umur penundaan {number}: {days} hari',
    text: 'Permohonan {agency} ({number}) telah ditunda {days} hari karena kapasitas belum mencukupi. Mohon arahan.',
  },
  'division-head/propose-rejection': {
    subject: 'Batas berkas {number} terlampaui',
    text:
      'Berkas permohonan {agency} ({number}) belum dilengkapi sampai batas waktu: {missing|documents}. Diusulkan ' +
      'untuk tidak dilanjutkan; mohon keputusan.',
  },
  'division-head/hold-expired': {
    subject: 'Masa tahan kapasitas {number} berakhir',
    text:
      'Kapasitas yang ditahan untuk {number} telah dilepas karena belum diputuskan. Ketersediaan diperiksa kembali ' +
      'secara otomatis.',
  },
  'division-head/second-approval': {
    subject: 'Menunggu pejabat kedua: {number}',
    text:
      'Permohonan {agency} ({number}), {fromDown|mbps} menjadi {wantedDown|mbps} Mbps, telah disetujui. Karena ' +
      'besarnya perubahan, penerapan menunggu persetujuan pejabat kedua. Mohon keputusan: bwagent approve.',
  },
  'division-head/lapsed': {
    subject: 'Jangka waktu {number} telah lewat',
    text:
      'Permohonan sementara {agency} ({number}), {windowFrom|moment} sampai {windowUntil|moment}, belum diputuskan ' +
      'sampai jangka waktunya lewat. Permohonan diakhiri dan kapasitas yang ditahan, bila ada, telah dilepas.',
  },
  'division-head/grant-used': {
    subject: 'Penambahan {number} dimanfaatkan',
    text:
      'Hasil peninjauan {days} hari setelah penambahan bandwidth {number} ({agency}, sambungan {line}): penambahan ' +
      'dimanfaatkan. Alokasi semula unduh {beforeDown|mbps} / unggah {beforeUp|mbps} Mbps, sekarang {nowDown|mbps} ' +
      '/ {nowUp|mbps} Mbps. Pemanfaatan jam kerja (p95): unduh {p95Down|mbps} Mbps ({shareDown|permille} dari ' +
      'alokasi), unggah {p95Up|mbps} Mbps ({shareUp|permille}); sampel {valid} dari {expected}.',
  },
  'division-head/grant-unused': {
    subject: 'Penambahan {number} belum dimanfaatkan',
    text:
      'Hasil peninjauan {days} hari setelah penambahan bandwidth {number} ({agency}, sambungan {line}): penambahan ' +
      'belum dimanfaatkan. Alokasi semula unduh {beforeDown|mbps} / unggah {beforeUp|mbps} Mbps, sekarang ' +
      '{nowDown|mbps} / {nowUp|mbps} Mbps. Pemanfaatan jam kerja (p95): unduh {p95Down|mbps} Mbps ' +
      '({shareDown|permille} dari alokasi), unggah {p95Up|mbps} Mbps ({shareUp|permille}); sampel {valid} dari ' +
      '{expected}. Mohon arahan; daftar alokasi yang dapat ditinjau: bwagent reclaim.',
  },
  'division-head/grant-unmeasured': {
    subject: 'Pemanfaatan penambahan {number} tidak terukur',
    text:
      'Hasil peninjauan {days} hari setelah penambahan bandwidth {number} ({agency}, sambungan {line}, sekarang ' +
      'unduh {nowDown|mbps} / unggah {nowUp|mbps} Mbps): pemanfaatannya belum dapat dipastikan karena hanya ' +
      '{valid} dari {expected} sampel jam kerja yang terukur. Mohon pengukuran sambungan diperiksa: bwagent doctor.',
  },
  'specialist/mismatch': {
    subject: 'Ketidaksesuaian data',
    text:
      'Ditemukan ketidaksesuaian antara data dasar dan kenyataan: {queue} {field}: seharusnya {expected}, ' +
      'ditemukan {found} {target}. Mohon diperiksa: kembalikan sesuai data, atau catat sebagai perubahan dengan ' +
      'tiket.',
  },
  'specialist/apply-failed': {
    subject: 'Penerapan {number} belum berhasil',
    text:
      'Penerapan belum berhasil: {why}. Antrean {queue}. Seharusnya {wantedDown|mbps} Mbps. Mohon diperiksa, lalu ' +
      'jalankan: bwagent retry.',
  },
  'specialist/told-report': {
    subject: 'Pemohon {number} telah diinformasikan',
    text: 'Telah diinformasikan kepada {agency} pada {at|moment} mengenai status permohonan {number}.',
  },
  'specialist/begins-off-hours': {
    subject: 'Penerapan {number} di luar jam kerja',
    text: 'Penerapan otomatis {number} jatuh di luar jam kerja, mulai {from|moment}. Mohon menetapkan petugas siaga.',
  },
};
