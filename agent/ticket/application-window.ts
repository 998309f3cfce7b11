import { DAY, type Moment, type Window } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';
import { type WindowText, readWindow, LONGEST_WINDOW } from './window-text.ts';
import { excerpt } from './plain-text.ts';
import { holidayMismatch } from './named-holiday.ts';
import { type Question, question } from './question.ts';
import type { Ticket } from './ticket.ts';

/** When a ticket wants its rate; no window for a permanent one, and while it must be asked. */
export interface ApplicationWindow {
  readonly window: Window | undefined;
  readonly questions: readonly Question[];
}

/** The window of a ticket, held against the calendar: an event that is named after a holiday takes place on it. */
export function applicationWindow(ticket: Ticket, now: Moment, calendar: WorkCalendar): ApplicationWindow {
  const { windowFrom, windowUntil } = ticket;
  if (ticket.duration === 'permanent') {
    if (windowFrom === '' && windowUntil === '') return { window: undefined, questions: [] };
    return {
      window: undefined,
      questions: [question('window-unexpected', { from: excerpt(windowFrom), until: excerpt(windowUntil) })],
    };
  }
  const asked = readWindow(windowFrom, windowUntil, { zone: calendar.zone, openedAt: ticket.openedAt, now });
  return read(asked, `${ticket.subject}\n${ticket.body}`, calendar);
}

function read(asked: WindowText, words: string, calendar: WorkCalendar): ApplicationWindow {
  switch (asked.kind) {
    case 'missing':
      return { window: undefined, questions: [question('window-missing')] };
    case 'unreadable':
      return { window: undefined, questions: [question('window-unreadable', { text: excerpt(asked.text) })] };
    case 'reversed':
      return { window: undefined, questions: [question('window-reversed', { ...asked.window })] };
    case 'past':
      return { window: asked.window, questions: [question('window-past', { ...asked.window })] };
    case 'too-far':
      return { window: asked.window, questions: [question('window-too-far', { ...asked.window })] };
    case 'too-long':
      return {
        window: asked.window,
        questions: [question('window-too-long', { ...asked.window, days: LONGEST_WINDOW / DAY })],
      };
    case 'window': {
      const slip = holidayMismatch(words, asked.window, calendar);
      return {
        window: asked.window,
        questions: slip === undefined ? [] : [question('window-holiday-mismatch', { ...slip })],
      };
    }
    default:
      return never(asked);
  }
}
