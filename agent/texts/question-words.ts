// (table)
import type { QuestionCode } from '../ticket/question.ts';
import type { Words } from './words.ts';

/** Questions to an agency about its ticket: what is wrong, and what to do. */
export const QUESTIONS: Readonly<Record<QuestionCode, Words>> = {
  'text-bad-characters': {
    id:
      'Isian "{field|field}" memuat karakter yang tidak dapat diproses. Mohon ditulis ulang dengan ' +
      'huruf dan angka biasa.',
    en:
      'The field "{field|field}" has characters that cannot be processed. Please write it again in plain letters and ' +
      'digits.',
  },
  'text-too-long': {
    id: 'Isian "{field|field}" terlalu panjang. Mohon diringkas.',
    en: 'The field "{field|field}" is too long. Please shorten it.',
  },
  'agency-unknown': {
    id: 'Perangkat daerah "{agency}" tidak terdapat pada data kami. Mohon memilih nama dari daftar.',
    en: 'The agency "{agency}" is not in our records. Please choose a name from the list.',
  },
  'line-none': {
    id: 'Untuk {agency} belum tercatat sambungan yang dikelola. Mohon menyebutkan lokasi dan subnet.',
    en: 'No managed line is on record for {agency}. Please name the site and subnet.',
  },
  'line-choice': {
    id: '{agency} memiliki beberapa sambungan ({lines}). Mohon menyebutkan subnet yang dimaksud.',
    en: '{agency} has several lines ({lines}). Please name the subnet that is meant.',
  },
  'rate-missing': {
    id: 'Besaran bandwidth yang dimohon belum diisi. Mohon diisi dalam Mbps, misalnya 40.',
    en: 'The wanted bandwidth is missing. Please give it in Mbps, for example 40.',
  },
  'rate-unreadable': {
    id: 'Besaran bandwidth "{text}" tidak dapat dibaca. Mohon ditulis dalam Mbps, misalnya 40 atau 12,5.',
    en: 'The bandwidth "{text}" cannot be read. Please write it in Mbps, for example 40 or 12.5.',
  },
  'rate-ambiguous': {
    id: 'Besaran bandwidth "{text}" dapat dibaca lebih dari satu cara. Mohon ditulis ulang dalam Mbps, misalnya 40.',
    en: 'The bandwidth "{text}" can be read in more than one way. Please write it again in Mbps, for example 40.',
  },
  'rate-increment-or-total': {
    id:
      'Apakah {askedDown|mbps} Mbps adalah jumlah akhir atau tambahan? Alokasi sekarang {currentDown|mbps} Mbps. ' +
      'Mohon dipilih.',
    en:
      'Is {askedDown|mbps} Mbps the new total or an addition? The allocation now is {currentDown|mbps} Mbps. ' +
      'Please choose.',
  },
  'rate-not-higher': {
    id:
      'Besaran yang dimohon ({down|mbps}/{up|mbps} Mbps) tidak lebih besar daripada alokasi sekarang ' +
      '({currentDown|mbps}/{currentUp|mbps} Mbps). Mohon dipastikan.',
    en:
      'The wanted rate ({down|mbps}/{up|mbps} Mbps) is not above what you have now ' +
      '({currentDown|mbps}/{currentUp|mbps} Mbps). Please confirm.',
  },
  'rate-implausible': {
    id: 'Besaran {rate|bps} tidak wajar untuk satu perangkat daerah. Mohon dipastikan satuannya (Mbps).',
    en: '{rate|bps} is not plausible for one agency. Please check the unit (Mbps).',
  },
  'target-unreadable': {
    id: 'Alamat "{target}" tidak dapat dibaca. Mohon ditulis seperti 10.62.20.0/24.',
    en: 'The address "{target}" cannot be read. Please write it like 10.62.20.0/24.',
  },
  'target-everything': {
    id:
      'Alamat "{target}" mencakup seluruh jaringan dan tidak dapat diterima. Mohon menuliskan subnet perangkat ' +
      'daerah saja.',
    en: 'The address "{target}" covers every network and is refused. Please give only your own subnet.',
  },
  'target-outside': {
    id: 'Alamat "{target}" tidak terdaftar untuk perangkat daerah Saudara. Mohon dipastikan bersama petugas.',
    en: 'The address "{target}" is not registered for your agency. Please check it with our staff.',
  },
  'target-of-other-agency': {
    id:
      'Alamat "{target}" menurut data kami milik {owner}. Mohon dipastikan; penerapan belum dapat dilakukan ' +
      'sebelum data sesuai.',
    en:
      'By our records the address "{target}" belongs to {owner}. Please check it; nothing is applied before the ' +
      'data agree.',
  },
  'targets-too-many': {
    id: 'Jumlah alamat ({count}) melebihi batas {limit}. Mohon ditulis sebagai subnet.',
    en: 'There are {count} addresses, more than {limit}. Please write them as subnets.',
  },
  'window-missing': {
    id: 'Tanggal dan jam mulai serta akhir kegiatan belum diisi. Mohon dilengkapi.',
    en: 'The start and end of the event are missing. Please give date and time.',
  },
  'window-unexpected': {
    id:
      'Permohonan bersifat tetap tetapi memuat tanggal kegiatan ({from} sampai {until}). Apakah yang dimaksud ' +
      'sementara? Mohon dipilih.',
    en: 'The request is permanent but names dates ({from} to {until}). Is it meant to be temporary? Please choose.',
  },
  'window-unreadable': {
    id: 'Tanggal "{text}" tidak dapat dibaca. Mohon ditulis seperti 2026-05-09 06:00.',
    en: 'The date "{text}" cannot be read. Please write it like 2026-05-09 06:00.',
  },
  'window-past': {
    id: 'Waktu kegiatan ({from|moment} sampai {until|moment}) sudah lewat. Mohon diperbaiki.',
    en: 'The time of the event ({from|moment} to {until|moment}) is over. Please correct it.',
  },
  'window-reversed': {
    id: 'Waktu akhir ({until|moment}) lebih awal daripada waktu mulai ({from|moment}). Mohon diperbaiki.',
    en: 'The end ({until|moment}) is before the start ({from|moment}). Please correct it.',
  },
  'window-too-long': {
    id: 'Masa sementara {days} hari terlalu panjang. Mohon diajukan sebagai permohonan tetap atau dipersingkat.',
    en: 'A temporary period of {days} days is too long. Please ask for a permanent addition or shorten it.',
  },
  'window-too-far': {
    id: 'Waktu mulai ({from|moment}) lebih dari satu tahun mendatang. Mohon dipastikan.',
    en: 'The start ({from|moment}) is more than a year ahead. Please check it.',
  },
  'window-holiday-mismatch': {
    id:
      'Kegiatan menyebut {holiday} yang jatuh pada {day}, sedangkan tanggal yang tertulis {written}. Mohon ' +
      'dipastikan.',
    en: 'The event names {holiday}, which is on {day}, but the date written is {written}. Please check it.',
  },
};
