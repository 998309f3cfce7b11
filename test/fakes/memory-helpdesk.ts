import { Fault } from '../../agent/domain/fault.ts';
import { type Finding, finding } from '../../agent/domain/finding.ts';
import { never } from '../../agent/domain/never.ts';
import type { Clock } from '../../agent/ports/clock.ts';
import type { Helpdesk, Message, Page, Progress, TicketChange } from '../../agent/ports/helpdesk.ts';
import type { Ticket, TicketReply } from '../../agent/ticket/ticket.ts';
import { LEFT_EMPTY } from '../ticket/ticket-samples.ts';

const PAGE = 100;

const QUESTION: Partial<Record<TicketReply['kind'], NonNullable<Message['asks']>>> = {
  documents: 'documents',
  correction: 'correction',
  offer: 'offer',
  confirm: 'confirm',
};

/** An ordinary permanent request; a test overrides what matters to it. */
export const PLAIN_TICKET: Required<Omit<Ticket, 'id' | 'revision' | 'openedAt'>> = {
  ...LEFT_EMPTY,
  kind: 'request',
  channel: 'helpdesk',
  agency: 'dinkes',
  subject: 'Permohonan penambahan bandwidth',
  body: 'Untuk pelayanan harian.',
  wantedDown: '50 Mbps',
  wantedUp: '50 Mbps',
  meaning: 'total',
  duration: 'permanent',
  windowFrom: '',
  windowUntil: '',
  targets: [],
  documents: ['letter', 'technical-data', 'justification'],
  letterNumber: '045/12/2026',
  letterDate: '2026-05-02',
  recordedBy: null,
};

/** A helpdesk in memory that passes the contract, and fails in the ways that a real one does. */
export class MemoryHelpdesk implements Helpdesk {
  readonly name = 'helpdesk';
  readonly pages = null;
  /** While true every call throws `helpdesk/unreachable` and does nothing. */
  down = false;
  readonly #clock: Clock;
  readonly #tickets = new Map<string, Ticket>();
  readonly #changes: TicketChange[] = [];
  readonly #messages: Message[] = [];
  readonly #progress: Progress[] = [];
  readonly #filed = new Map<string, string>();
  readonly #asked = new Map<string, NonNullable<Message['asks']>>();
  #lost = 0;
  #again = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The next `calls` do what they are asked and then throw `helpdesk/unreachable`: the answer is lost on the way. */
  loseAnswers(calls = 1): void {
    this.#lost = calls;
  }

  /** The next poll gives the change before its cursor once more. */
  repeatDelivery(): void {
    this.#again = true;
  }

  /** An agency files a ticket on the site; returns its id. */
  agencyFiles(ticket: Partial<Omit<Ticket, 'id' | 'revision'>> = {}): string {
    return this.#add({ ...PLAIN_TICKET, openedAt: this.#clock.now(), ...ticket });
  }

  /** An agency replies. Throws when nobody asked that, or the ticket is closed: the site would not take it either. */
  agencyReplies(ticketId: string, reply: TicketReply): void {
    const ticket = this.#known(ticketId);
    const question = QUESTION[reply.kind];
    if (this.closed(ticketId)) throw new Error(`${ticketId} is closed`);
    if (question !== undefined && this.asked(ticketId) !== question)
      throw new Error(`${ticketId} is not asked for ${reply.kind}`);
    if (question !== undefined) this.#asked.delete(ticketId);
    const revision = ticket.revision + 1;
    const content = contentAfter(ticket, reply);
    this.#tickets.set(ticketId, { ...content, id: ticketId, revision });
    const told: TicketReply =
      reply.kind === 'correction' ? { kind: 'correction', ticket: { ...reply.ticket, id: ticketId, revision } } : reply;
    this.#changes.push({ kind: 'replied', at: this.#clock.now(), ticketId, revision, reply: told });
  }

  /** Every message of a ticket, internal ones too, in the order of arrival. */
  messages(ticketId: string): readonly Message[] {
    return this.#messages.filter((each) => each.ticketId === ticketId);
  }

  /** Every filing and reply, in order. */
  get changes(): readonly TicketChange[] {
    return this.#changes;
  }

  progress(ticketId: string): readonly Progress[] {
    return this.#progress.filter((each) => each.ticketId === ticketId);
  }

  /** The question that stands on the agency's page. */
  asked(ticketId: string): Message['asks'] {
    return this.#asked.get(ticketId);
  }

  closed(ticketId: string): boolean {
    return this.progress(ticketId).at(-1)?.closed ?? false;
  }

  async check(): Promise<readonly Finding[]> {
    return await this.#answer(() => [finding('helpdesk/ok', 'ok', this.name)]);
  }

  async poll(cursor: string): Promise<Page> {
    return await this.#answer(() => {
      const place = Number(cursor);
      const from = place <= this.#changes.length ? place : 0;
      const start = this.#again ? Math.max(0, from - 1) : from;
      this.#again = false;
      const end = Math.min(from + PAGE, this.#changes.length);
      return { changes: this.#changes.slice(start, end), cursor: String(end), more: end < this.#changes.length };
    });
  }

  async get(ticketId: string): Promise<Ticket> {
    return await this.#answer(() => this.#known(ticketId));
  }

  async ensureMessage(message: Message): Promise<void> {
    await this.#answer(() => {
      this.#known(message.ticketId);
      if (this.messages(message.ticketId).some((each) => each.key === message.key)) return;
      this.#messages.push(message);
      if (message.audience === 'public' && message.asks !== undefined) this.#asked.set(message.ticketId, message.asks);
    });
  }

  async ensureProgress(progress: Progress): Promise<void> {
    await this.#answer(() => {
      this.#known(progress.ticketId);
      if (this.progress(progress.ticketId).some((each) => each.key === progress.key)) return;
      this.#progress.push(progress);
      this.#asked.delete(progress.ticketId);
    });
  }

  async file(key: string, ticket: Omit<Ticket, 'id' | 'revision'>): Promise<string> {
    return await this.#answer(() => {
      const id = this.#filed.get(key) ?? this.#add(ticket);
      this.#filed.set(key, id);
      return id;
    });
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }

  #add(content: Omit<Ticket, 'id' | 'revision'>): string {
    const id = `HD-2026-${String(this.#tickets.size + 1).padStart(4, '0')}`;
    const ticket: Ticket = { ...content, id, revision: 1 };
    this.#tickets.set(id, ticket);
    this.#changes.push({ kind: 'filed', at: this.#clock.now(), ticket });
    return id;
  }

  #known(ticketId: string): Ticket {
    const ticket = this.#tickets.get(ticketId);
    if (ticket === undefined) throw new Fault('helpdesk/no-ticket', { ticket: ticketId });
    return ticket;
  }

  async #answer<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    if (this.down) throw unreachable('down');
    const answer = work();
    if (this.#lost === 0) return answer;
    this.#lost -= 1;
    throw unreachable('answer lost');
  }
}

function contentAfter(ticket: Ticket, reply: TicketReply): Ticket {
  switch (reply.kind) {
    case 'documents':
      return { ...ticket, documents: [...new Set([...ticket.documents, ...reply.documents])] };
    case 'correction':
      return reply.ticket;
    case 'offer':
    case 'confirm':
    case 'cancel':
    case 'message':
      return ticket;
    default:
      return never(reply);
  }
}

function unreachable(why: string): Fault {
  return new Fault('helpdesk/unreachable', { why }, { retry: 'later' });
}
