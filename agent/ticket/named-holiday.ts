import type { Window } from '../domain/moment.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';
import { type Day, dayOf } from '../domain/zone.ts';

/** A holiday that a text names although the window is on another day. */
export interface HolidayMismatch {
  readonly holiday: string;
  /** The day of that holiday nearest to the window. */
  readonly day: Day;
  /** The day on which the window begins. */
  readonly written: Day;
}

/**
 * Whether a text names a holiday of the calendar on which the window does not fall: a slip in the date ("upacara Hari
 * Lahir Pancasila" on 1 July). Undefined when it names none, names one that the window touches, or only an event around
 * it ("menjelang Iduladha").
 */
export function holidayMismatch(text: string, window: Window, calendar: WorkCalendar): HolidayMismatch | undefined {
  const first = dayOf(window.from, calendar.zone);
  const last = dayOf(window.until, calendar.zone);
  const haystack = folded(text);
  const named = [...calendar.holidays].filter(([, name]) => isNamed(haystack, folded(core(name))));
  if (named.some(([day]) => day >= first && day <= last)) return undefined;
  const nearest = named.toSorted(([a], [b]) => distance(a, first) - distance(b, first))[0];
  return nearest === undefined ? undefined : { holiday: nearest[1], day: nearest[0], written: first };
}

const AROUND = /(?:menjelang|jelang|persiapan|sebelum|setelah|sesudah|pasca|gladi|geladi|rapat)[a-z0-9]{0,24}$/;

/** The name as people write it: without what is in brackets and without the year ("Iduladha 1447 H"). */
function core(name: string): string {
  const bare = name.replaceAll(/\([^)]*\)/g, '').trim();
  const short = bare.replace(/ \d{4} ?\p{L}*$/u, '');
  return short === 'Tahun Baru' || short === 'Tahun Baru Imlek' ? bare : short;
}

function isNamed(haystack: string, needle: string): boolean {
  if (needle.length < 8) return false;
  const place = haystack.indexOf(needle);
  return place >= 0 && !AROUND.test(haystack.slice(Math.max(0, place - 40), place));
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function distance(a: Day, b: Day): number {
  return Math.abs(Date.parse(a) - Date.parse(b));
}
