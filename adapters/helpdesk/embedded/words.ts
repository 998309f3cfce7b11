// (table) Indonesian words that more than one page uses.
import type { DocumentKind } from '../../../agent/ticket/ticket.ts';
import type { FieldError } from './fields.ts';

/** Steps 1 to 8 of the SOP "Penambahan Bandwidth", as the agency sees them. */
export const SOP_STEPS: readonly string[] = [
  'Permohonan diajukan',
  'Diterima dan dicatat',
  'Disposisi',
  'Pemeriksaan permohonan',
  'Pengecekan ketersediaan bandwidth',
  'Penerapan',
  'Pemberitahuan hasil',
  'Penutupan',
];

export const DOCUMENT_WORDS: Readonly<Record<DocumentKind, string>> = {
  letter: 'surat permohonan',
  'technical-data': 'data teknis',
  justification: 'justifikasi kebutuhan',
};

export const OFFER_WORDS: Readonly<Record<'accept' | 'wait' | 'cancel', string>> = {
  accept: 'Menerima tawaran pemenuhan sebagian.',
  wait: 'Memilih menunggu pemenuhan penuh.',
  cancel: 'Membatalkan permohonan.',
};

/** What stands on a page without a form, by HTTP status. */
export const NOTICES: Readonly<
  Record<number, { readonly title: string; readonly what: string; readonly remedy: string }>
> = {
  403: {
    title: 'Kiriman ditolak',
    what: 'Formulir tidak dikirim dari halaman layanan ini, sehingga tidak diproses.',
    remedy: 'Buka halaman layanan melalui alamat resminya, lalu isi kembali formulir di sana.',
  },
  404: {
    title: 'Halaman tidak ditemukan',
    what: 'Alamat atau tautan tiket ini tidak dikenal.',
    remedy: 'Periksa kembali tautannya, atau buka tiket dari halaman awal dengan nomor dan kode tiket.',
  },
  409: {
    title: 'Pertanyaan sudah tidak berlaku',
    what: 'Jawaban tidak dicatat, karena pertanyaannya sudah dijawab atau ditarik, atau tiketnya sudah ditutup.',
    remedy: 'Buka kembali halaman tiket untuk melihat keadaan terakhir.',
  },
  413: {
    title: 'Isian terlalu panjang',
    what: 'Isian yang dikirim melampaui 64 KB, sehingga tidak diproses dan tidak ada yang tersimpan.',
    remedy:
      'Kembali ke formulir dan ringkas uraiannya. Dokumen disampaikan kepada kantor, bukan ditempel pada formulir.',
  },
  415: {
    title: 'Bentuk kiriman tidak dikenal',
    what: 'Halaman ini hanya menerima isian formulir.',
    remedy: 'Gunakan formulir pada halaman layanan.',
  },
  429: {
    title: 'Terlalu banyak permintaan',
    what: 'Dari jaringan ini baru saja datang terlalu banyak permintaan. Kiriman terakhir tidak diproses.',
    remedy: 'Tunggu satu menit, lalu kirim kembali.',
  },
  400: {
    title: 'Kiriman tidak dapat dibaca',
    what: 'Isian yang diterima tidak lengkap atau rusak di perjalanan, sehingga tidak diproses.',
    remedy: 'Kembali ke formulir, lalu kirim sekali lagi.',
  },
  500: {
    title: 'Layanan sedang terganggu',
    what: 'Kiriman tidak dapat diproses karena gangguan pada sistem.',
    remedy: 'Coba kembali beberapa saat lagi. Bila mendesak, sampaikan surat atau telepon kepada kantor.',
  },
};

/** How a visitor came to the ticket's page; the name stands in the address: /tiket/SECRET?baru=1. */
export type Arrival = 'baru' | 'lagi' | 'terkirim';

export const ARRIVALS: Readonly<Record<Arrival, string>> = {
  baru: 'Tiket sudah tercatat. Simpan nomor dan tautannya.',
  lagi:
    'Formulir tersebut sudah pernah dikirim dan tercatat sebagai tiket ini, sehingga tidak dicatat dua kali. ' +
    'Perubahan dapat disampaikan melalui pesan.',
  terkirim: 'Jawaban Saudara sudah tercatat.',
};

export const EXPIRED_FORM: FieldError = {
  field: 'isi',
  text: 'Formulir ini sudah kedaluwarsa. Isian masih ada; periksa, lalu kirim sekali lagi.',
};

export const UNKNOWN_CODE: FieldError = {
  field: 'nomor',
  text: 'Nomor dan kode tiket tidak cocok. Periksa keduanya pada halaman atau catatan tiket.',
};
