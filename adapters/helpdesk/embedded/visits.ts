import type { Clock } from '../../../agent/ports/clock.ts';
import type { Log } from '../../../agent/ports/log.ts';
import type { Ticket } from '../../../agent/ticket/ticket.ts';
import { type AnswerName, SETTLES, readAnswer } from './answer-forms.ts';
import type { FieldError, Typed } from './fields.ts';
import { formKey, grouped, isFormKey, secretFrom, secretOf } from './link.ts';
import { type PageName, Pages, formState } from './pages.ts';
import { type AgencyChoice, readRequestForm } from './request-form.ts';
import type { EmbeddedStore } from './store.ts';
import { factsOf, stepsOf, talkOf, typedFrom } from './ticket-view.ts';
import type { Times } from './times.ts';
import { ARRIVALS, type Arrival, EXPIRED_FORM, NOTICES, UNKNOWN_CODE } from './words.ts';

export interface SiteDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly times: Times;
  readonly store: EmbeddedStore;
  readonly agencies: () => readonly AgencyChoice[];
}

/** What a visitor gets: a page, or the address to go on to (303, so that a reload posts nothing). */
export type Visit =
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  | { readonly kind: 'go'; readonly to: string };

const NOTHING: Typed = new Map();

/** Everything a visitor can do, without HTTP. */
export class Visits {
  readonly #deps: SiteDeps;
  readonly #pages: Pages;
  readonly #publicUrl: string;
  readonly #siteKey: Buffer;

  constructor(office: { readonly officeName: string; readonly publicUrl: string }, deps: SiteDeps) {
    this.#deps = deps;
    this.#publicUrl = office.publicUrl;
    this.#pages = new Pages({ officeName: office.officeName, zoneName: deps.times.zoneName(deps.clock.now()) });
    this.#siteKey = deps.store.siteKey();
  }

  notice(status: number): Visit {
    const words = NOTICES[status] ?? NOTICES[status < 500 ? 400 : 500] ?? { title: '', what: '', remedy: '' };
    return this.#page(status, '@kabar', words.title, words);
  }

  welcome(typed: Typed = NOTHING, errors: readonly FieldError[] = []): Visit {
    const form = formState('', typed, errors);
    return this.#page(errors.length === 0 ? 200 : 422, '@awal', 'Penambahan bandwidth dan laporan gangguan', { form });
  }

  /** Number and code, as copied from the ticket's page. */
  follow(typed: Typed): Visit {
    const secret = secretFrom(typed.get('kode')?.[0] ?? '');
    const number = (typed.get('nomor')?.[0] ?? '').trim().toUpperCase();
    const id = secret === undefined ? undefined : this.#deps.store.ticketOfSecret(secret);
    if (secret === undefined || id === undefined || id !== number) return this.welcome(typed, [UNKNOWN_CODE]);
    return { kind: 'go', to: `/tiket/${secret}` };
  }

  blankRequest(kind: unknown): Visit {
    const typed = new Map([['jenis', [kind === 'gangguan' ? 'gangguan' : 'permohonan']]]);
    return this.#requestForm(formKey(this.#siteKey), typed, []);
  }

  /** SOP step 1. The same form posted twice files once and leads to the same ticket. */
  fileRequest(typed: Typed): Visit {
    const { clock, times, store, agencies, log } = this.#deps;
    const key = this.#keyIn(typed);
    if (key === undefined) return this.#requestForm(formKey(this.#siteKey), typed, [EXPIRED_FORM]);
    const secret = secretOf(key);
    if (store.ticketOfForm(key) !== undefined) return arrive(secret, 'lagi');
    const at = clock.now();
    const reading = readRequestForm(typed, agencies(), at);
    if (reading.kind === 'bad') return this.#requestForm(key, typed, reading.errors);
    const { id } = store.file({ content: reading.value, at, year: times.year(at), formKey: key, secret });
    log.info({ ticket: id, kind: reading.value.kind }, 'ticket filed on the site');
    return arrive(secret, 'baru');
  }

  ticket(secret: string, query: Typed): Visit {
    const ticket = this.#ticketOf(secret);
    if (ticket === undefined) return this.notice(404);
    const arrival = (Object.keys(ARRIVALS) as Arrival[]).find((name) => query.has(name));
    return this.#ticketPage(secret, ticket, { arrival, typed: undefined, errors: [] });
  }

  /** One answer of the agency. The same form posted twice is kept once. */
  answer(secret: string, name: AnswerName, typed: Typed): Visit {
    const { store, clock, agencies, log } = this.#deps;
    const ticket = this.#ticketOf(secret);
    if (ticket === undefined) return this.notice(404);
    const bad = (errors: readonly FieldError[]) =>
      this.#ticketPage(secret, ticket, { arrival: undefined, typed, errors });
    const key = this.#keyIn(typed);
    if (key === undefined) return bad([EXPIRED_FORM]);
    // Forms of one page share its key; each of them counts on its own.
    const formOfTicket = `${name} ${ticket.id} ${key}`;
    if (store.ticketOfForm(formOfTicket) !== undefined) return arrive(secret, 'terkirim');
    const settles = SETTLES[name];
    if (settles !== undefined && store.board.standing(ticket.id)?.asks !== settles) return this.notice(409);
    const reading = readAnswer(name, typed, ticket, agencies());
    if (reading.kind === 'bad') return bad(reading.errors);
    const kept = store.reply({
      ticketId: ticket.id,
      at: clock.now(),
      ...reading.value,
      formKey: formOfTicket,
      settles,
    });
    if (kept === 'settled') return this.notice(409);
    log.info({ ticket: ticket.id, reply: reading.value.reply.kind }, 'agency replied on the site');
    return arrive(secret, 'terkirim');
  }

  #requestForm(key: string, typed: Typed, errors: readonly FieldError[]): Visit {
    const data = { form: formState(key, typed, errors), agencies: this.#deps.agencies() };
    return this.#page(errors.length === 0 ? 200 : 422, '@permohonan', 'Permohonan atau laporan baru', data);
  }

  #ticketPage(
    secret: string,
    ticket: Ticket,
    shown: {
      readonly arrival: Arrival | undefined;
      readonly typed: Typed | undefined;
      readonly errors: readonly FieldError[];
    },
  ): Visit {
    const { store, times, agencies } = this.#deps;
    const { board } = store;
    const progress = board.progress(ticket.id);
    const closed = board.closed(ticket.id);
    const offered = agencies();
    const typed = shown.typed ?? typedFrom(ticket, offered);
    const data = {
      id: ticket.id,
      number: progress.at(-1)?.number,
      subject: ticket.subject,
      status: progress.at(-1)?.label ?? 'Diterima oleh sistem, menunggu pencatatan petugas',
      isRequest: ticket.kind === 'request',
      closed,
      steps: stepsOf(ticket, progress, closed, times),
      talk: talkOf(board.publicMessages(ticket.id), store.history(ticket.id), times),
      facts: factsOf(ticket, offered.find((each) => each.code === ticket.agency)?.name ?? ticket.agency),
      question: closed ? undefined : board.standing(ticket.id),
      agencies: offered,
      form: formState(formKey(this.#siteKey), typed, shown.errors),
      secret,
      code: grouped(secret),
      link: new URL(`/tiket/${secret}`, this.#publicUrl).href,
      isNew: shown.arrival === 'baru',
      notice: shown.arrival === undefined ? undefined : ARRIVALS[shown.arrival],
    };
    return this.#page(shown.errors.length === 0 ? 200 : 422, '@tiket', `Tiket ${ticket.id}`, data);
  }

  #ticketOf(secret: string): Ticket | undefined {
    const id = this.#deps.store.ticketOfSecret(secret);
    return id === undefined ? undefined : this.#deps.store.ticket(id);
  }

  /** The form's one-time key; a fresh one when a program posted none; undefined when it is not one of ours. */
  #keyIn(typed: Typed): string | undefined {
    const key = typed.get('kunci')?.[0];
    if (key === undefined) return formKey(this.#siteKey);
    return isFormKey(this.#siteKey, key) ? key : undefined;
  }

  #page(status: number, page: PageName, title: string, data: object): Visit {
    return { kind: 'page', status, html: this.#pages.render(page, title, data) };
  }
}

function arrive(secret: string, how: Arrival): Visit {
  return { kind: 'go', to: `/tiket/${secret}?${how}=1` };
}
