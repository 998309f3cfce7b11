import { type QueueHours, WEEK_DAYS, type WeekDay } from '../../../agent/shaping/queue-extras.ts';

const DAY_MS = 86_400_000;
const LETTERS = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;
const LETTER_MS = [7 * DAY_MS, DAY_MS, 3_600_000, 60_000, 1_000, 1];
const COLONS = /^(?:(\d+)d)?(\d{1,2}):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?$/;
const COLON_MS = [DAY_MS, 3_600_000, 60_000, 1_000];

/**
 * Parses a duration of RouterOS to milliseconds: `10s`, `1m30s`, `8h`, `1d`, `100ms`, `08:00:00`, `1d00:00:00`, or bare
 * seconds. undefined for anything else.
 */
export function durationOf(text: string): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const letters = text === '' ? null : LETTERS.exec(text);
  if (letters !== null) return sum(letters.slice(1), LETTER_MS);
  const colons = COLONS.exec(text);
  if (colons === null) return undefined;
  return (sum(colons.slice(1, 5), COLON_MS) ?? 0) + Number((colons[5] ?? '').padEnd(3, '0'));
}

function sum(parts: readonly (string | undefined)[], units: readonly number[]): number | undefined {
  const total = parts.reduce((ms, part, i) => ms + Number(part ?? 0) * (units[i] ?? 0), 0);
  return Number.isSafeInteger(total) ? total : undefined;
}

/**
 * Parses `time` of a queue: `8h-17h30m,mon,tue` or `08:00:00-17:30:00,mon,tue`. Seconds since midnight; without days it
 * is every day. `'always'` for a whole day on all days (`0s-1d,sun,mon,tue,wed,thu,fri,sat`). undefined for anything
 * else.
 */
export function hoursOf(text: string): QueueHours | 'always' | undefined {
  const [span = '', ...named] = text.split(',').map((part) => part.trim());
  const [from, until, ...more] = span.split('-').map(secondsOf);
  if (from === undefined || until === undefined || more.length > 0 || !named.every(isDay)) return undefined;
  const days = named.length === 0 ? WEEK_DAYS : WEEK_DAYS.filter((day) => named.includes(day));
  return from === 0 && until * 1_000 === DAY_MS && days.length === WEEK_DAYS.length ? 'always' : { from, until, days };
}

/** Parses whole seconds since midnight, 0 to 86400. */
function secondsOf(text: string): number | undefined {
  const ms = durationOf(text);
  return ms === undefined || ms % 1_000 !== 0 || ms > DAY_MS ? undefined : ms / 1_000;
}

function isDay(text: string): text is WeekDay {
  return (WEEK_DAYS as readonly string[]).includes(text);
}
