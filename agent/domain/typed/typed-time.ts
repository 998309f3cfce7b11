import { Fault } from '../fault.ts';
import { DAY, MINUTE, type Moment, moment } from '../moment.ts';
import { at, type Day, type Zone } from '../zone.ts';
import { DAY_FORM, dayIn, matched, type Parts } from './typed-day.ts';

/**
 * A time as typed. `start` is where it begins, `end` where it ends: of a day without a time its first midnight and the
 * midnight that ends it; of a day with a time both are that instant. A beginning takes `start`, an end takes `end`, so
 * that "1 Juni 2026" as an end includes 1 June.
 */
export interface TypedTime {
  readonly start: Moment;
  readonly end: Moment;
}

/**
 * Reads a day, or a day and a time, on the office's clock unless the text names another: `2026-05-09`, `9 Mei 2026`,
 * `2026-05-09 06:00`, `2026-05-09T06:00+07:00`, `9 Mei 2026 pkl 06.00`, `Sabtu, 9 Mei 2026 pukul 06.00 WIB`,
 * `09/05/2026 jam 6` (day first), `09.05.2026 06.00`. Undefined when it is none of these, names a day that does not
 * exist, or names the wrong weekday.
 */
export function readTime(text: string, zone: Zone): TypedTime | undefined {
  const parts = matched(FORM, text) ?? matched(MACHINE_FORM, text);
  const day = parts && dayIn(parts);
  if (parts === undefined || day === undefined) return undefined;
  const clock = clockOf(parts, zone);
  if (parts['hour'] === undefined && parts['oclock'] === undefined)
    return { start: clock(day, 0), end: clock(day, DAY / MINUTE) };
  const minute = minuteIn(parts);
  if (minute === undefined) return undefined;
  const instant = moment(clock(day, minute) + millisecondsIn(parts));
  return { start: instant, end: instant };
}

/** Where a typed time begins. Throws Fault `request/bad-time` on what cannot be read. */
export function startTyped(field: string, text: string, zone: Zone): Moment {
  return demanded(field, text, zone).start;
}

/** Where a typed time ends: of a plain day the midnight after it. Throws Fault `request/bad-time`. */
export function endTyped(field: string, text: string, zone: Zone): Moment {
  return demanded(field, text, zone).end;
}

const FORM = new RegExp(
  [
    `^${DAY_FORM}`,
    '(?:(?:t|,? (?:(?:pukul|pkl|jam)\\.? )?)(?<hour>\\d{1,2})[.:](?<minute>\\d\\d)(?:[.:]00)?',
    '|,? (?:pukul|pkl|jam)\\.? (?<oclock>\\d{1,2}))?',
    '(?: ?(?<zone>wib|wita|wit|utc|z|[+-](?:0\\d|1[0-4]):[0-5]\\d))?$',
  ].join(''),
);

/** As programs write an instant: seconds, and fractions of one, count only here. */
const MACHINE_FORM = new RegExp(
  [
    '^(?<iso>\\d{4}-\\d\\d-\\d\\d)t(?<hour>[01]\\d|2[0-3]):(?<minute>\\d\\d)',
    ':(?<second>[0-5]\\d)(?:\\.(?<fraction>\\d{1,3})\\d*)?(?<zone>z|[+-](?:0\\d|1[0-4]):[0-5]\\d)$',
  ].join(''),
);

/** The instant at which the clock that the text names shows a minute of a day. */
function clockOf(parts: Parts, zone: Zone): (day: Day, minute: number) => Moment {
  const named = parts['zone'];
  if (named === undefined) return (day, minute) => at(day, minute, zone);
  const offset = offsetIn(named);
  return (day, minute) => moment(Date.parse(day) + (minute - offset) * MINUTE);
}

/** Minutes since midnight, undefined when no clock shows that; 24.00 is the end of the day. */
function minuteIn({ hour, minute = '0', oclock }: Parts): number | undefined {
  const minutes = Number(minute);
  const total = Number(oclock ?? hour) * 60 + minutes;
  return minutes > 59 || total > DAY / MINUTE ? undefined : total;
}

function millisecondsIn({ second = '0', fraction = '0' }: Parts): number {
  return Number(second) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** Minutes east of UTC. */
function offsetIn(zone: string): number {
  switch (zone) {
    case 'wib':
      return 420;
    case 'wita':
      return 480;
    case 'wit':
      return 540;
    case 'z':
    case 'utc':
      return 0;
    default:
      return (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  }
}

function demanded(field: string, text: string, zone: Zone): TypedTime {
  const found = readTime(text, zone);
  if (found === undefined) throw new Fault('request/bad-time', { field, value: text.slice(0, 40) });
  return found;
}
