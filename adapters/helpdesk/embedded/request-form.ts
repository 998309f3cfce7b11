import type { Moment } from '../../../agent/domain/moment.ts';
import type { AgencyDetailName } from '../../../agent/domain/request.ts';
import type { DocumentKind, Ticket } from '../../../agent/ticket/ticket.ts';
import type { AgencyCorrection } from '../../../agent/ticket/ticket-fields.ts';
import { readDetails } from './detail-fields.ts';
import { FieldReader, type FieldError, type Typed } from './fields.ts';

/** An agency that the form offers. */
export interface AgencyChoice {
  readonly code: string;
  readonly name: string;
}

/** A ticket before it has its number. */
export type TicketContent = Omit<Ticket, 'id' | 'revision'>;

export type FormReading<T> =
  | { readonly kind: 'good'; readonly value: T }
  | { readonly kind: 'bad'; readonly errors: readonly FieldError[] };

const DOCUMENTS: Readonly<Record<string, DocumentKind>> = {
  surat: 'letter',
  'data-teknis': 'technical-data',
  justifikasi: 'justification',
};

const NO_PAPERS: Pick<Ticket, 'documents' | 'letterNumber' | 'letterDate'> = {
  documents: [],
  letterNumber: '',
  letterDate: '',
};

/** SOP step 1: the form of /permohonan/baru. Field names are the promise of README.md. */
export function readRequestForm(
  typed: Typed,
  agencies: readonly AgencyChoice[],
  openedAt: Moment,
): FormReading<TicketContent> {
  const read = new FieldReader(typed);
  const agency = readAgency(read, agencies);
  const kind = read.choice('jenis', ['permohonan', 'gangguan'], undefined);
  if (kind === undefined)
    read.wrong('jenis', 'Pilih jenis layanan: permohonan penambahan bandwidth atau laporan gangguan.');
  const wanted = kind === 'gangguan' ? nothingWanted(read) : readWanted(read);
  const subject = read.line('perihal', 'Perihal', 160);
  const reason = read.prose('alasan', 'Alasan atau uraian', 4000);
  if (reason === '') read.wrong('alasan', 'Tuliskan alasan permohonan atau uraian gangguan.');
  const details = readDetails(read);
  const body = [reason, ...readPlaceAndUsers(read)].filter((part) => part !== '').join('\n');
  const papers = kind === 'gangguan' ? NO_PAPERS : readPapers(read);
  if (read.errors.length > 0) return { kind: 'bad', errors: read.errors };
  const incident = kind === 'gangguan';
  const value: TicketContent = {
    openedAt,
    kind: incident ? 'incident' : 'request',
    channel: 'helpdesk',
    recordedBy: null,
    subject: subject || (incident ? 'Laporan gangguan' : 'Permohonan penambahan bandwidth'),
    body,
    ...wanted,
    agency,
    ...details,
    ...papers,
  };
  return { kind: 'good', value };
}

/** The form that corrects agency, details, rates, window and addresses of a known ticket. */
export function readCorrection(
  typed: Typed,
  agencies: readonly AgencyChoice[],
  kind: Ticket['kind'],
): FormReading<AgencyCorrection> {
  const read = new FieldReader(typed);
  const agency = readAgency(read, agencies);
  const details = readDetails(read);
  const wanted = kind === 'incident' ? nothingWanted(read) : readWanted(read);
  if (read.errors.length > 0) return { kind: 'bad', errors: read.errors };
  return { kind: 'good', value: { ...wanted, agency, ...details } };
}

/** The checklist of documents with the letter's number and date: metadata only, no file is taken. */
export function readPapers(read: FieldReader): Pick<Ticket, 'documents' | 'letterNumber' | 'letterDate'> {
  const documents = read.ticked('berkas', Object.keys(DOCUMENTS)).flatMap((name) => DOCUMENTS[name] ?? []);
  const letterNumber = read.line('nomor_surat', 'Nomor surat', 80);
  const letterDate = read.line('tanggal_surat', 'Tanggal surat', 40);
  if (documents.includes('letter') && letterNumber === '')
    read.wrong('nomor_surat', 'Isi nomor surat permohonan yang dicentang.');
  if (documents.includes('letter') && letterDate === '')
    read.wrong('tanggal_surat', 'Isi tanggal surat permohonan yang dicentang.');
  return { documents, letterNumber, letterDate };
}

function readAgency(read: FieldReader, agencies: readonly AgencyChoice[]): string {
  const code = read.line('opd', 'Perangkat daerah', 120);
  const name = read.line('opd_lain', 'Nama instansi', 120);
  if (code === 'lainnya') {
    if (name === '') read.wrong('opd_lain', 'Tuliskan nama instansi, karena yang dipilih adalah "Lainnya".');
    return name;
  }
  if (!agencies.some((agency) => agency.code === code))
    read.wrong('opd', 'Pilih perangkat daerah dari daftar, atau pilih "Lainnya".');
  return code;
}

/** What the service is to be, apart from whose it is. */
type Wanted = Omit<AgencyCorrection, 'agency' | AgencyDetailName>;

function readWanted(read: FieldReader): Wanted {
  const wantedDown = read.line('unduh', 'Unduh', 40);
  const wantedUp = read.line('unggah', 'Unggah', 40);
  if (wantedDown === '' && wantedUp === '') read.wrong('unduh', 'Isi kecepatan yang dimohon, misalnya 50 Mbps.');
  const meaning = read.choice('arti', ['total', 'tambahan'], 'unsaid');
  const duration = read.choice('masa', ['permanen', 'sementara'], undefined);
  if (duration === undefined) read.wrong('masa', 'Pilih jangka waktu: permanen atau sementara.');
  const window = duration === 'sementara' ? readWindow(read) : { windowFrom: '', windowUntil: '' };
  return {
    wantedDown,
    wantedUp,
    meaning: meaning === 'tambahan' ? 'increment' : meaning,
    duration: duration === 'sementara' ? 'temporary' : 'permanent',
    ...window,
    targets: readTargets(read),
  };
}

function readWindow(read: FieldReader): Pick<Ticket, 'windowFrom' | 'windowUntil'> {
  const windowFrom = readDateTime(read, 'mulai', 'mulai');
  const windowUntil = readDateTime(read, 'selesai', 'selesai');
  // Both in the order year-month-day, as date inputs post them; what was typed otherwise is left to the office's
  // parser.
  const comparable = [windowFrom, windowUntil].every((text) => /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text));
  if (comparable && windowUntil <= windowFrom)
    read.wrong('selesai_tanggal', 'Waktu selesai harus sesudah waktu mulai.');
  return { windowFrom, windowUntil };
}

function readDateTime(read: FieldReader, prefix: string, label: string): string {
  const date = read.line(`${prefix}_tanggal`, `Tanggal ${label}`, 40);
  const time = read.line(`${prefix}_jam`, `Jam ${label}`, 20);
  if (date === '') read.wrong(`${prefix}_tanggal`, `Isi tanggal ${label}, karena jangka waktunya sementara.`);
  if (time === '') read.wrong(`${prefix}_jam`, `Isi jam ${label}, karena jangka waktunya sementara.`);
  return `${date} ${time}`;
}

function readTargets(read: FieldReader): readonly string[] {
  const targets = read
    .prose('alamat', 'Alamat IP atau subnet', 2000)
    .split(/[\n,;]/)
    .map((target) => target.trim())
    .filter((target) => target !== '');
  if (targets.length > 64)
    read.wrong('alamat', `Alamat IP atau subnet: paling banyak 64, yang ditulis ${targets.length}.`);
  return targets;
}

function nothingWanted(read: FieldReader): Wanted {
  return {
    wantedDown: '',
    wantedUp: '',
    meaning: 'unsaid',
    duration: 'permanent',
    windowFrom: '',
    windowUntil: '',
    targets: readTargets(read),
  };
}

function readPlaceAndUsers(read: FieldReader): readonly string[] {
  const place = read.line('lokasi', 'Lokasi', 160);
  const users = read.line('pengguna', 'Jumlah pengguna', 40);
  return [place && `Lokasi: ${place}`, users && `Jumlah pengguna: ${users}`];
}
