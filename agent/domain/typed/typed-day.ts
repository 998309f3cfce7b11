import { type Day, parseDay, weekday } from '../day.ts';

/**
 * A day as people write it, alone: `2026-06-01`, `1 Juni 2026`, `01/06/2026` (day first), `17.08.2026`,
 * `Senin, 17 Agust 2026`. Undefined when it is none of these, is no day of the calendar, or is not the weekday named.
 */
export function readDay(text: string): Day | undefined {
  const parts = matched(WHOLE_DAY, text);
  return parts === undefined ? undefined : dayIn(parts);
}

/** Named parts of a text that has a form. */
export type Parts = Readonly<Record<string, string | undefined>>;

/** The parts of a text, in lower case with single spaces. Undefined: too long, not ASCII, or not of the form. */
export function matched(form: RegExp, text: string): Parts | undefined {
  if (text.length > LONGEST || /[^ -~]/.test(text)) return undefined;
  return form.exec(text.toLowerCase().replaceAll(/ +/g, ' ').trim())?.groups;
}

/** How a day is written, as the source of a regular expression in lower case; `dayIn` reads its groups. */
export const DAY_FORM = [
  "(?:(?:hari )?(?<weekday>[a-z']{4,7}),? )?",
  '(?:(?<iso>\\d{4}-\\d\\d-\\d\\d)|(?<date>\\d{1,2})[ /.-](?<month>\\d{1,2}|[a-z]{3,9})[ /.-](?<year>\\d{4}))',
].join('');

/** The day that the groups of `DAY_FORM` name. */
export function dayIn(parts: Parts): Day | undefined {
  const day = writtenDay(parts);
  const named = parts['weekday'];
  return day !== undefined && named !== undefined && WEEKDAYS.get(named) !== weekday(day) ? undefined : day;
}

const LONGEST = 64;
const WHOLE_DAY = new RegExp(`^${DAY_FORM}$`);

const WEEKDAYS: ReadonlyMap<string, number> = new Map([
  ['minggu', 0],
  ['ahad', 0],
  ['senin', 1],
  ['selasa', 2],
  ['rabu', 3],
  ['kamis', 4],
  ['jumat', 5],
  ["jum'at", 5],
  ['sabtu', 6],
]);

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'januari jan january',
    'februari feb pebruari february',
    'maret mar march',
    'april apr',
    'mei may',
    'juni jun june',
    'juli jul july',
    'agustus agu ags agt agust aug august',
    'september sep sept',
    'oktober okt oct october',
    'november nov nop nopember',
    'desember des dec december',
  ].flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)),
);

function writtenDay({ iso, date = '', month = '', year = '' }: Parts): Day | undefined {
  if (iso !== undefined) return parseDay(iso);
  const number = /^\d/.test(month) ? Number(month) : MONTHS.get(month);
  return number === undefined
    ? undefined
    : parseDay(`${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`);
}
