import { type Agency, findAgency } from '../domain/agency.ts';
import type { Moment, Window } from '../domain/moment.ts';
import { NO_RATE, type Rate } from '../domain/rate.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';
import { checklist } from './documents.ts';
import { inert, textProblems } from './inert-text.ts';
import { excerpt } from './plain-text.ts';
import { type Note, type Question, question } from './question.ts';
import type { DocumentKind, Ticket } from './ticket.ts';
import { TICKET_FIELDS } from './ticket-fields.ts';
import { type PlaceContext, applicationPlace } from './application-place.ts';
import { applicationRate } from './application-rate.ts';
import { applicationWindow } from './application-window.ts';

/** What a request is about, once its ticket is understood (SOP steps 1 and 2). */
export interface Application {
  /** Agency id. */
  readonly agency: string;
  /** null: the agency's connection does not run through our router, or an incident that names none of several lines. */
  readonly line: string | null;
  /** The new total, not the addition. An incident wants what the line has. */
  readonly wanted: Rate;
  readonly kind: 'permanent' | 'temporary';
  /** Only of a temporary one. */
  readonly window?: Window;
  /** Claimed targets, canonical; none when none was claimed, and then the line's own count. */
  readonly targets: readonly string[];
}

/** What a ticket is held against. */
export interface ApplicationContext extends PlaceContext {
  readonly now: Moment;
  readonly calendar: WorkCalendar;
  readonly required: readonly DocumentKind[];
  /** The permanent rate a line holds now. */
  readonly currentRate: (line: string) => Rate;
}

/** What was understood of a ticket. */
export interface Reading {
  /** Defined when nothing must be asked; documents may still be missing. */
  readonly application: Application | undefined;
  /**
   * The application as far as it is understood, also while questions are open. Use it to find duplicates only: the
   * second copy of a granted letter asks for no more than there is, and is asked about.
   */
  readonly draft: Application | undefined;
  readonly questions: readonly Question[];
  readonly missing: readonly DocumentKind[];
  readonly echo: readonly Note[];
}

/**
 * Reads a ticket: an application, or everything that must be asked, at once. Takes time linear in the ticket; text
 * beyond a field's limit is not looked at. An incident is asked only which agency it is: it must not wait for a form.
 */
export function readApplication(ticket: Ticket, context: ApplicationContext): Reading {
  const text = inert(ticket);
  const agency = findAgency(context.agencies, ticket.agency.slice(0, TICKET_FIELDS.agency.most));
  if (ticket.kind === 'incident') return incident(text, agency, context);
  const place = agency && applicationPlace(text.targets, agency, context);
  const current = typeof place?.line === 'string' ? context.currentRate(place.line) : NO_RATE;
  const rate = applicationRate(text, current);
  const window = applicationWindow(text, context.now, context.calendar);
  const questions = [
    ...textProblems(ticket).map((problem) => question(`text-${problem.kind}`, { field: problem.field })),
    ...(place?.questions ?? [unknownAgency(text.agency)]),
    ...rate.questions,
    ...window.questions,
  ];
  const draft = applicationOf(text, agency, place, rate.wanted, window.window);
  const { missing } = checklist(context.required, ticket.documents);
  return { application: questions.length === 0 ? draft : undefined, draft, questions, missing, echo: rate.echo };
}

function incident(ticket: Ticket, agency: Agency | undefined, context: ApplicationContext): Reading {
  if (agency === undefined) {
    return {
      application: undefined,
      draft: undefined,
      questions: [unknownAgency(ticket.agency)],
      missing: [],
      echo: [],
    };
  }
  const { line = null, targets } = applicationPlace(ticket.targets, agency, context);
  const wanted = line === null ? NO_RATE : context.currentRate(line);
  const found: Application = { agency: agency.id, line, wanted, kind: 'permanent', targets };
  return { application: found, draft: found, questions: [], missing: [], echo: [] };
}

function applicationOf(
  ticket: Ticket,
  agency: Agency | undefined,
  place: { readonly line: string | null | undefined; readonly targets: readonly string[] } | undefined,
  wanted: Rate | undefined,
  window: Window | undefined,
): Application | undefined {
  if (agency === undefined || place?.line === undefined || wanted === undefined) return undefined;
  const core = { agency: agency.id, line: place.line, wanted, targets: place.targets };
  if (ticket.duration === 'permanent') return { ...core, kind: 'permanent' };
  return window && { ...core, kind: 'temporary', window };
}

function unknownAgency(text: string): Question {
  return question('agency-unknown', { agency: excerpt(text) });
}
