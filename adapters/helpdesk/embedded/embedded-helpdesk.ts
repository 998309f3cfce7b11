import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '../../../agent/domain/fault.ts';
import { type Finding, finding } from '../../../agent/domain/finding.ts';
import type { Helpdesk, HelpdeskDeps, Message, Page, Progress, TicketChange } from '../../../agent/ports/helpdesk.ts';
import type { Service } from '../../../agent/ports/public-service.ts';
import type { Ticket } from '../../../agent/ticket/ticket.ts';
import { openDatabase } from '../../sqlite/open-database.ts';
import type { EmbeddedOptions } from './embedded-options.ts';
import type { TicketContent } from './request-form.ts';
import { type EmbeddedSite, openSite } from './site.ts';
import { EmbeddedStore, type FeedRow } from './store.ts';
import { line, prose } from './text.ts';
import { type Times, timesIn } from './times.ts';

/** A helpdesk with pages of its own. */
export interface ServedHelpdesk extends Helpdesk {
  readonly pages: Service;
}

/** Changes per poll. */
const PAGE = 100;

/**
 * The helpdesk that ships with the agent: its own SQLite file and a small site for agencies. Opens inert: the file is
 * opened by the first call that needs it, and nothing listens before pages.start(). A file that cannot be used is Fault
 * `helpdesk/unreachable`, retry later.
 */
export function openEmbeddedHelpdesk(options: EmbeddedOptions, deps: HelpdeskDeps): ServedHelpdesk {
  return new EmbeddedHelpdesk(options, deps);
}

class EmbeddedHelpdesk implements ServedHelpdesk {
  readonly name = 'helpdesk';
  readonly pages: Service = { start: () => this.#listen(), stop: () => this.#hangUp() };
  readonly #options: EmbeddedOptions;
  readonly #deps: HelpdeskDeps;
  readonly #times: Times;
  #opened: EmbeddedStore | undefined;
  #site: EmbeddedSite | undefined;

  constructor(options: EmbeddedOptions, deps: HelpdeskDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#times = timesIn(options.zone);
  }

  async close(): Promise<void> {
    await this.#hangUp();
    this.#opened?.close();
    this.#opened = undefined;
  }

  /** Looks at the file without making one: a doctor that is not the daemon leaves no file of its own behind. */
  async check(): Promise<readonly Finding[]> {
    try {
      if (this.#opened === undefined) lookAt(this.#options.file);
      const bad = this.#opened?.unreadable() ?? [];
      const found = bad.map(({ ticketId, flaw }) => finding('helpdesk/unreadable-ticket', 'alarm', ticketId, { flaw }));
      return await Promise.resolve(found.length > 0 ? found : [finding('helpdesk/ok', 'ok', this.name)]);
    } catch (error) {
      return [finding('helpdesk/unreachable', 'alarm', this.name, { why: why(error) })];
    }
  }

  async poll(cursor: string): Promise<Page> {
    return await this.#asked((store) => {
      const from = this.#place(cursor, store);
      const rows = store.feed(from, PAGE + 1);
      const page = rows.slice(0, PAGE);
      return {
        changes: page.flatMap((row) => this.#readable(row)),
        cursor: String(page.at(-1)?.seq ?? from),
        more: rows.length > PAGE,
      };
    });
  }

  /** A row that cannot be read is left out and logged: one damaged ticket must not stop the others. */
  #readable(row: FeedRow): readonly TicketChange[] {
    if ('change' in row) return [row.change];
    this.#deps.log.error({ ticket: row.ticketId, flaw: row.flaw }, 'ticket cannot be read and is left out');
    return [];
  }

  async get(ticketId: string): Promise<Ticket> {
    return await this.#asked((store) => {
      const ticket = store.ticket(ticketId);
      if (ticket === undefined) throw noTicket(ticketId);
      return ticket;
    });
  }

  async ensureMessage(message: Message): Promise<void> {
    await this.#asked((store) => {
      if (!store.board.putMessage(message)) throw noTicket(message.ticketId);
    });
  }

  async ensureProgress(progress: Progress): Promise<void> {
    await this.#asked((store) => {
      if (!store.board.putProgress(progress)) throw noTicket(progress.ticketId);
    });
  }

  async file(key: string, ticket: TicketContent): Promise<string> {
    return await this.#asked((store) => {
      const content = { ...ticket, subject: line(ticket.subject), body: prose(ticket.body) };
      const at = this.#deps.clock.now();
      const { id, fresh } = store.file({ content, at, year: this.#times.year(at), filingKey: key });
      if (fresh) this.#deps.log.info({ ticket: id, channel: ticket.channel }, 'ticket filed for an agency');
      return id;
    });
  }

  async #listen(): Promise<{ readonly url: string }> {
    return await this.#asked(async (store) => {
      this.#site ??= await openSite(this.#options, { ...this.#deps, times: this.#times, store });
      return { url: this.#site.url };
    });
  }

  async #hangUp(): Promise<void> {
    const site = this.#site;
    this.#site = undefined;
    await site?.close();
  }

  /**
   * A cursor that this file cannot have given (another file, or an older copy of it restored) starts over: repeats are
   * allowed, gaps are not.
   */
  #place(cursor: string, store: EmbeddedStore): number {
    if (cursor === '') return 0;
    const seq = /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.POSITIVE_INFINITY;
    if (seq <= store.newestSeq()) return seq;
    this.#deps.log.warn({ cursor }, 'helpdesk cursor is not of this file; reading it from the beginning');
    return 0;
  }

  async #asked<T>(work: (store: EmbeddedStore) => T | Promise<T>): Promise<T> {
    try {
      this.#opened ??= new EmbeddedStore(this.#options.file);
      return await work(this.#opened);
    } catch (error) {
      if (error instanceof Fault && error.code.startsWith('helpdesk/')) throw error;
      throw new Fault('helpdesk/unreachable', { why: why(error) }, { retry: 'later', cause: error });
    }
  }
}

/** Throws when the file cannot be used or, before the first start, could not be made. */
function lookAt(file: string): void {
  if (existsSync(file)) openDatabase(file, { synchronous: 'FULL', readonly: true }).close();
  else accessSync(dirname(file), constants.W_OK);
}

function noTicket(ticket: string): Fault {
  return new Fault('helpdesk/no-ticket', { ticket });
}

function why(error: unknown): string {
  if (error instanceof Fault) return String(error.facts['why'] ?? error.code);
  return error instanceof Error ? error.message : 'unknown';
}
