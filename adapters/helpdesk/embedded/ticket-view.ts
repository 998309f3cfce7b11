import type { Moment } from '../../../agent/domain/moment.ts';
import { never } from '../../../agent/domain/never.ts';
import type { TicketChange } from '../../../agent/ports/helpdesk.ts';
import type { Ticket, TicketReply } from '../../../agent/ticket/ticket.ts';
import type { PublicMessage, ShownProgress } from './board.ts';
import { shownDetails } from './detail-fields.ts';
import { type Times, spoken } from './times.ts';
import type { Typed } from './fields.ts';
import type { AgencyChoice } from './request-form.ts';
import { DOCUMENT_WORDS, OFFER_WORDS, SOP_STEPS } from './words.ts';

interface ShownEntry {
  readonly label: string;
  readonly at: string;
  readonly machine: string;
}

interface ShownStep {
  readonly title: string;
  readonly state: 'selesai' | 'kini' | 'nanti';
  readonly mark: string;
  readonly entries: readonly ShownEntry[];
}

/** What both sides wrote, for the page. */
interface Talk {
  readonly mine: boolean;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
  readonly machine: string;
}

const MARKS = { selesai: '(selesai)', kini: '(sedang berjalan)', nanti: '' } as const;

/** Marks of a ticket that was closed before the last step. */
const ENDED = { here: '(berakhir di sini)', after: '(tidak dilanjutkan)' } as const;

/** The eight SOP steps with what was noted at each; an incident, or a step outside the SOP, is shown as it came. */
export function stepsOf(
  ticket: Ticket,
  progress: readonly ShownProgress[],
  closed: boolean,
  times: Times,
): readonly ShownStep[] {
  const filed = entryOf('Tiket diterima oleh sistem', ticket.openedAt, times);
  const placed = placedOf(progress, times);
  if (ticket.kind === 'incident' || placed === undefined) return asTheyCame(progress, filed, closed, times);
  const now = placed.at(-1)?.step ?? 2;
  return SOP_STEPS.map((title, index) => {
    const number = index + 1;
    const entries = placed.filter((each) => each.step === number).map((each) => each.entry);
    const state = number < now || (closed && number === now) ? 'selesai' : number === now ? 'kini' : 'nanti';
    const mark =
      closed && number >= now && now < SOP_STEPS.length ? ENDED[number === now ? 'here' : 'after'] : MARKS[state];
    return { title: `${number}. ${title}`, state, mark, entries: number === 1 ? [filed, ...entries] : entries };
  });
}

/**
 * Each progress at its SOP step; an end beside the SOP (`-`: rejected, cancelled) stays at the step it ended. Undefined
 * when one fits nowhere.
 */
function placedOf(
  progress: readonly ShownProgress[],
  times: Times,
): readonly { readonly step: number; readonly entry: ShownEntry }[] | undefined {
  const placed: { step: number; entry: ShownEntry }[] = [];
  for (const each of progress) {
    const step = each.step === '-' ? (placed.at(-1)?.step ?? 2) : sopStep(each.step);
    if (step === undefined) return undefined;
    placed.push({ step, entry: entryOf(each.label, each.at, times) });
  }
  return placed;
}

/** Messages and the requester's own acts, in the order of time. */
export function talkOf(
  messages: readonly PublicMessage[],
  history: readonly TicketChange[],
  times: Times,
): readonly Talk[] {
  const theirs = messages.map((each) => ({ ...each, mine: false, from: 'Petugas' }));
  const ours = history.flatMap((each) =>
    each.kind === 'filed'
      ? []
      : [{ at: each.at, mine: true, from: 'Pemohon', subject: '', text: replyWords(each.reply) }],
  );
  return [...theirs, ...ours]
    .toSorted((a, b) => a.at - b.at)
    .map((each) => ({ ...each, at: times.full(each.at), machine: times.machine(each.at) }));
}

/** The request as it stands, field by field, as typed. */
export function factsOf(
  ticket: Ticket,
  agencyName: string,
): readonly { readonly label: string; readonly value: string }[] {
  const all = [
    { label: 'Instansi', value: agencyName },
    ...shownDetails(ticket).map(({ label, value }) => ({ label, value })),
    { label: 'Jenis', value: ticket.kind === 'incident' ? 'Laporan gangguan' : 'Permohonan penambahan bandwidth' },
    { label: 'Uraian', value: ticket.body },
    { label: 'Unduh', value: ticket.wantedDown },
    { label: 'Unggah', value: ticket.wantedUp },
    { label: 'Arti angka', value: ticket.kind === 'incident' ? '' : MEANINGS[ticket.meaning] },
    { label: 'Jangka waktu', value: ticket.kind === 'incident' ? '' : durationOf(ticket) },
    { label: 'Alamat jaringan', value: ticket.targets.join('\n') },
    { label: 'Berkas', value: upper(ticket.documents.map((kind) => DOCUMENT_WORDS[kind]).join(', ')) },
    {
      label: 'Surat permohonan',
      value: [ticket.letterNumber, spoken(ticket.letterDate)].filter((part) => part !== '').join(', tanggal '),
    },
  ];
  return all.filter((fact) => fact.value !== '');
}

/** The request as the fields of the correction form. */
export function typedFrom(ticket: Ticket, agencies: readonly AgencyChoice[]): Typed {
  const known = agencies.some((each) => each.code === ticket.agency);
  const [fromDate = '', fromTime = ''] = ticket.windowFrom.split(' ');
  const [untilDate = '', untilTime = ''] = ticket.windowUntil.split(' ');
  const fields: Readonly<Record<string, string>> = {
    opd: known ? ticket.agency : 'lainnya',
    opd_lain: known ? '' : ticket.agency,
    ...Object.fromEntries(shownDetails(ticket).map(({ field, value }) => [field, value])),
    unduh: ticket.wantedDown,
    unggah: ticket.wantedUp,
    arti: { total: 'total', increment: 'tambahan', unsaid: 'ragu' }[ticket.meaning],
    masa: ticket.duration === 'temporary' ? 'sementara' : 'permanen',
    mulai_tanggal: fromDate,
    mulai_jam: fromTime,
    selesai_tanggal: untilDate,
    selesai_jam: untilTime,
    alamat: ticket.targets.join('\n'),
  };
  return new Map(Object.entries(fields).map(([name, value]) => [name, [value]]));
}

const MEANINGS: Readonly<Record<Ticket['meaning'], string>> = {
  total: 'Kecepatan total setelah ditambah',
  increment: 'Tambahan dari kecepatan sekarang',
  unsaid: 'Belum dinyatakan',
};

function durationOf(ticket: Ticket): string {
  return ticket.duration === 'permanent'
    ? 'Permanen'
    : `Sementara, ${spoken(ticket.windowFrom)} sampai ${spoken(ticket.windowUntil)}`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function replyWords(reply: TicketReply): string {
  switch (reply.kind) {
    case 'documents':
      return `Menyampaikan kelengkapan berkas: ${reply.documents.map((kind) => DOCUMENT_WORDS[kind]).join(', ')}.`;
    case 'correction':
      return 'Memperbaiki isi permohonan.';
    case 'offer':
      return OFFER_WORDS[reply.answer];
    case 'confirm':
      return 'Mengonfirmasi bahwa hasilnya sudah sesuai.';
    case 'cancel':
      return 'Meminta tiket dibatalkan.';
    case 'message':
      return reply.text;
    default:
      return never(reply);
  }
}

function asTheyCame(
  progress: readonly ShownProgress[],
  filed: ShownEntry,
  closed: boolean,
  times: Times,
): readonly ShownStep[] {
  const entries = [filed, ...progress.map((each) => entryOf(each.label, each.at, times))];
  return entries.map((entry, index) => {
    const state = closed || index < entries.length - 1 ? 'selesai' : 'kini';
    return { title: entry.label, state, mark: MARKS[state], entries: [{ ...entry, label: '' }] };
  });
}

/** "5", "5-no", "2a": the SOP step is the leading digit, 1 to 8; 9 only says that all is done. */
function sopStep(step: string): number | undefined {
  const [, digit] = /^([1-9])(?!\d)/.exec(step) ?? [];
  return digit === undefined ? undefined : Math.min(Number(digit), SOP_STEPS.length);
}

function entryOf(label: string, at: Moment, times: Times): ShownEntry {
  return { label, at: times.full(at), machine: times.machine(at) };
}
