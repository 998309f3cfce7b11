import type { Ticket, TicketReply } from '../../../agent/ticket/ticket.ts';
import { never } from '../../../agent/domain/never.ts';
import { FieldReader, type Typed } from './fields.ts';
import { type AgencyChoice, type FormReading, type TicketContent, readCorrection, readPapers } from './request-form.ts';

/** Last part of the address that an answer is posted to. */
export const ANSWERS = ['berkas', 'perbaikan', 'tawaran', 'konfirmasi', 'pembatalan', 'pesan'] as const;
export type AnswerName = (typeof ANSWERS)[number];

/** What an answer does: the reply to hand over and, when it changes the request itself, the new content. */
export interface Answer {
  readonly reply: TicketReply;
  readonly content?: TicketContent;
}

/** Which question an answer settles; undefined for those that may come at any time. */
export const SETTLES: Readonly<Record<AnswerName, 'documents' | 'correction' | 'offer' | 'confirm' | undefined>> = {
  berkas: 'documents',
  perbaikan: 'correction',
  tawaran: 'offer',
  konfirmasi: 'confirm',
  pembatalan: undefined,
  pesan: undefined,
};

/** One posted answer to `ticket`, checked. */
export function readAnswer(
  name: AnswerName,
  typed: Typed,
  ticket: Ticket,
  agencies: readonly AgencyChoice[],
): FormReading<Answer> {
  switch (name) {
    case 'berkas':
      return readDocuments(typed, ticket);
    case 'perbaikan':
      return readCorrected(typed, ticket, agencies);
    case 'tawaran':
      return readOffer(typed);
    case 'konfirmasi':
      return { kind: 'good', value: { reply: { kind: 'confirm' } } };
    case 'pembatalan':
      return readCancel(typed);
    case 'pesan':
      return readMessage(typed);
    default:
      return never(name);
  }
}

function readDocuments(typed: Typed, ticket: Ticket): FormReading<Answer> {
  const read = new FieldReader(typed);
  const { documents: added, letterNumber, letterDate } = readPapers(read);
  if (added.length === 0) read.wrong('berkas', 'Centang paling sedikit satu berkas yang sudah disampaikan.');
  if (read.errors.length > 0) return { kind: 'bad', errors: read.errors };
  const documents = [...new Set([...ticket.documents, ...added])];
  const letter = added.includes('letter') ? { letterNumber, letterDate } : {};
  return {
    kind: 'good',
    value: { reply: { kind: 'documents', documents }, content: { ...ticket, documents, ...letter } },
  };
}

function readCorrected(typed: Typed, ticket: Ticket, agencies: readonly AgencyChoice[]): FormReading<Answer> {
  const reading = readCorrection(typed, agencies, ticket.kind);
  if (reading.kind === 'bad') return reading;
  const corrected: Ticket = { ...ticket, ...reading.value, revision: ticket.revision + 1 };
  return { kind: 'good', value: { reply: { kind: 'correction', ticket: corrected }, content: corrected } };
}

const OFFER_ANSWERS = { terima: 'accept', tunggu: 'wait', batal: 'cancel' } as const;

function readOffer(typed: Typed): FormReading<Answer> {
  const read = new FieldReader(typed);
  const chosen = read.choice('jawaban', ['terima', 'tunggu', 'batal'] as const, undefined);
  if (chosen !== undefined) return { kind: 'good', value: { reply: { kind: 'offer', answer: OFFER_ANSWERS[chosen] } } };
  read.wrong('jawaban', 'Pilih salah satu jawaban atas tawaran.');
  return { kind: 'bad', errors: read.errors };
}

function readCancel(typed: Typed): FormReading<Answer> {
  const read = new FieldReader(typed);
  if (read.ticked('yakin', ['ya']).length === 0)
    read.wrong('yakin', 'Centang pernyataan pembatalan bila permohonan memang hendak dibatalkan.');
  return read.errors.length > 0
    ? { kind: 'bad', errors: read.errors }
    : { kind: 'good', value: { reply: { kind: 'cancel' } } };
}

function readMessage(typed: Typed): FormReading<Answer> {
  const read = new FieldReader(typed);
  const text = read.prose('pesan', 'Pesan', 4000);
  if (text === '') read.wrong('pesan', 'Tuliskan pesan yang hendak dikirim.');
  return read.errors.length > 0
    ? { kind: 'bad', errors: read.errors }
    : { kind: 'good', value: { reply: { kind: 'message', text } } };
}
