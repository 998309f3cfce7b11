import { DAY, MINUTE, type Moment, moment } from '../domain/moment.ts';
import { at, type Day, parseDay, weekday, type Zone } from '../domain/zone.ts';

/**
 * A date and time as typed, on the office's clock unless the text names another: `2026-05-09 06:00`,
 * `2026-05-09T06:00`, `9 Mei 2026 06.00`, `Sabtu, 9 Mei 2026 pukul 06.00 WIB`, `09/05/2026 06:00` (day first).
 * Undefined when it is none of these, has no time, names a day that does not exist, or names the wrong weekday.
 */
export function readMoment(text: string, zone: Zone): Moment | undefined {
  if (text.length > LONGEST) return undefined;
  const parts = FORM.exec(text.toLowerCase().replaceAll(/ +/g, ' ').trim())?.groups;
  if (parts === undefined || /[^ -~]/.test(text)) return undefined;
  const day = dayTyped(parts);
  const minute = minuteTyped(parts);
  if (day === undefined || minute === undefined) return undefined;
  const named = parts['weekday'];
  if (named !== undefined && WEEKDAYS.get(named) !== weekday(day)) return undefined;
  const elsewhere = parts['zone'];
  if (elsewhere === undefined) return at(day, minute, zone);
  const offset = offsetTyped(elsewhere);
  return moment(Date.parse(day) + (minute - offset) * MINUTE);
}

type Parts = Readonly<Record<string, string | undefined>>;

const LONGEST = 64;
const FORM = new RegExp(
  [
    "^(?:(?<weekday>[a-z']{4,7}),? )?",
    '(?:(?<iso>\\d{4}-\\d\\d-\\d\\d)|(?<date>\\d{1,2})[ /-](?<month>\\d{1,2}|[a-z]{3,9})[ /-](?<year>\\d{4}))',
    '(?:t|,? (?:(?:pukul|jam) )?)(?<hour>\\d{1,2})[.:](?<minute>\\d\\d)(?:[.:]00)?',
    '(?: ?(?<zone>wib|wita|wit|z|[+-]\\d\\d:\\d\\d))?$',
  ].join(''),
);

const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  ['minggu', 'senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu', 'ahad', "jum'at"].map((name, i) => [
    name,
    [0, 1, 2, 3, 4, 5, 6, 0, 5][i] ?? 0,
  ]),
);

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'januari jan january',
    'februari feb pebruari february',
    'maret mar march',
    'april apr',
    'mei may',
    'juni jun june',
    'juli jul july',
    'agustus agu ags agt aug august',
    'september sep sept',
    'oktober okt oct october',
    'november nov nop nopember',
    'desember des dec december',
  ].flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)),
);

function dayTyped(parts: Parts): Day | undefined {
  const { iso, date = '', month = '', year = '' } = parts;
  if (iso !== undefined) return parseDay(iso);
  const number = /^\d/.test(month) ? Number(month) : MONTHS.get(month);
  return number === undefined
    ? undefined
    : parseDay(`${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`);
}

/** Minutes since midnight; 24.00 is the end of the day. */
function minuteTyped(parts: Parts): number | undefined {
  const hour = Number(parts['hour']);
  const minute = Number(parts['minute']);
  const total = hour * 60 + minute;
  return minute > 59 || total > DAY / MINUTE ? undefined : total;
}

/** Minutes east of UTC. */
function offsetTyped(zone: string): number {
  switch (zone) {
    case 'wib':
      return 420;
    case 'wita':
      return 480;
    case 'wit':
      return 540;
    case 'z':
      return 0;
    default:
      return (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  }
}
