import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Fault } from '../../../agent/domain/fault.ts';
import { type Finding, finding } from '../../../agent/domain/finding.ts';
import type { Clock } from '../../../agent/ports/clock.ts';
import type { Helpdesk, HelpdeskDeps, Message, Page, Progress, TicketChange } from '../../../agent/ports/helpdesk.ts';
import type { Ticket, TicketReply } from '../../../agent/ticket/ticket.ts';

/** The block of `kind: toy`: the file that stands for a helpdesk elsewhere. */
export const toyOptions = z.strictObject({ file: z.string().startsWith('/'), page: z.int().min(1).default(50) });

type ToyOptions = z.output<typeof toyOptions>;

/** One line of the file. */
type Entry =
  | { readonly filed: Ticket; readonly key: string | null }
  | { readonly replied: TicketReply; readonly ticketId: string; readonly at: TicketChange['at'] }
  | { readonly message: Message }
  | { readonly progress: Progress };

/** Replies that are taken only while the agency is asked for them. */
const ASKED: ReadonlySet<TicketReply['kind']> = new Set(['documents', 'correction', 'offer', 'confirm']);

/** Opens a helpdesk without pages: the file is a journal that both sides append to. */
export function openToyHelpdesk(options: ToyOptions, { clock }: Pick<HelpdeskDeps, 'clock'>): ToyHelpdesk {
  return new ToyHelpdesk(options, clock);
}

/** A second helpdesk, as small as the port allows. Everything it tells is computed from the journal, call by call. */
export class ToyHelpdesk implements Helpdesk {
  readonly name = 'helpdesk';
  readonly pages = null;
  readonly #options: ToyOptions;
  readonly #clock: Clock;

  constructor(options: ToyOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  async check(): Promise<readonly Finding[]> {
    this.#entries();
    return await Promise.resolve([finding('helpdesk/ok', 'ok', this.name)]);
  }

  async poll(cursor: string): Promise<Page> {
    const all = this.#changes();
    const from = Number(cursor) <= all.length ? Number(cursor) : 0;
    const changes = all.slice(from, from + this.#options.page);
    const next = from + changes.length;
    return await Promise.resolve({ changes, cursor: String(next), more: next < all.length });
  }

  async get(ticketId: string): Promise<Ticket> {
    return await Promise.resolve().then(() => this.#known(ticketId));
  }

  async ensureMessage(message: Message): Promise<void> {
    await this.get(message.ticketId);
    if (!this.#messages(message.ticketId).some(({ key }) => key === message.key)) this.#append({ message });
  }

  async ensureProgress(progress: Progress): Promise<void> {
    await this.get(progress.ticketId);
    if (!this.#progress(progress.ticketId).some(({ key }) => key === progress.key)) this.#append({ progress });
  }

  async file(key: string, ticket: Omit<Ticket, 'id' | 'revision'>): Promise<string> {
    await Promise.resolve();
    const found = this.#entries().find((entry) => 'filed' in entry && entry.key === key);
    return found !== undefined && 'filed' in found ? found.filed.id : this.#file(ticket, key);
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }

  /** The agency files a ticket; its id. */
  agencyFiles(ticket: Omit<Ticket, 'id' | 'revision'>): string {
    return this.#file(ticket, null);
  }

  /** The agency replies. Throws Error when the ticket is closed or nobody asked for this reply. */
  agencyReplies(ticketId: string, replied: TicketReply): void {
    if (this.#progress(ticketId).at(-1)?.closed === true) throw new Error(`${ticketId} is closed`);
    if (ASKED.has(replied.kind) && this.asks(ticketId) !== replied.kind)
      throw new Error(`${ticketId} is not asked for ${replied.kind}`);
    this.#append({ replied, ticketId, at: this.#clock.now() });
  }

  /** The label of the newest progress, as the agency reads it. */
  status(ticketId: string): string | undefined {
    return this.#progress(ticketId).at(-1)?.label;
  }

  /** The messages that the agency reads, oldest first. */
  texts(ticketId: string): readonly string[] {
    return this.#messages(ticketId)
      .filter(({ audience }) => audience === 'public')
      .map(({ text }) => text);
  }

  /** The question that stands: asked after the newest progress and not answered since. */
  asks(ticketId: string): Message['asks'] {
    let standing: Message['asks'];
    for (const entry of this.#entries()) {
      if ('progress' in entry && entry.progress.ticketId === ticketId) standing = undefined;
      if ('replied' in entry && entry.ticketId === ticketId && entry.replied.kind === standing) standing = undefined;
      if ('message' in entry && entry.message.ticketId === ticketId && entry.message.audience === 'public')
        standing = entry.message.asks ?? standing;
    }
    return standing;
  }

  #file(ticket: Omit<Ticket, 'id' | 'revision'>, key: string | null): string {
    const id = `TOY-${this.#entries().filter((entry) => 'filed' in entry).length + 1}`;
    this.#append({ filed: { ...ticket, id, revision: 1 }, key });
    return id;
  }

  /** What agencies did, oldest first; a reply has the next revision of its ticket. */
  #changes(): readonly TicketChange[] {
    const revisions = new Map<string, number>();
    return this.#entries().flatMap((entry): readonly TicketChange[] => {
      if ('filed' in entry) return [{ kind: 'filed', at: entry.filed.openedAt, ticket: entry.filed }];
      if (!('replied' in entry)) return [];
      const { ticketId, at } = entry;
      const revision = (revisions.get(ticketId) ?? 1) + 1;
      revisions.set(ticketId, revision);
      const { replied } = entry;
      const reply: TicketReply =
        replied.kind === 'correction' ? { ...replied, ticket: { ...replied.ticket, id: ticketId, revision } } : replied;
      return [{ kind: 'replied', at, ticketId, revision, reply }];
    });
  }

  #known(ticketId: string): Ticket {
    let found: Ticket | undefined;
    for (const change of this.#changes()) {
      if (change.kind === 'filed' && change.ticket.id === ticketId) found = change.ticket;
      if (change.kind === 'replied' && change.ticketId === ticketId && found !== undefined)
        found = { ...after(found, change.reply), revision: change.revision };
    }
    if (found === undefined) throw new Fault('helpdesk/no-ticket', { ticket: ticketId });
    return found;
  }

  #messages(ticketId: string): readonly Message[] {
    return this.#entries().flatMap((entry) =>
      'message' in entry && entry.message.ticketId === ticketId ? [entry.message] : [],
    );
  }

  #progress(ticketId: string): readonly Progress[] {
    return this.#entries().flatMap((entry) =>
      'progress' in entry && entry.progress.ticketId === ticketId ? [entry.progress] : [],
    );
  }

  #entries(): readonly Entry[] {
    if (!existsSync(this.#options.file)) return [];
    const lines = readFileSync(this.#options.file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
  }

  #append(entry: Entry): void {
    appendFileSync(this.#options.file, `${JSON.stringify(entry)}\n`);
  }
}

function after(ticket: Ticket, reply: TicketReply): Ticket {
  if (reply.kind === 'correction') return reply.ticket;
  if (reply.kind !== 'documents') return ticket;
  return { ...ticket, documents: [...new Set([...ticket.documents, ...reply.documents])] };
}
