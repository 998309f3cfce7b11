/** An instant in whole milliseconds since 1970-01-01T00:00Z. Local time exists only in `zone` and in texts. */
export type Moment = number & { readonly unit: 'moment' };

/** A length of time in whole milliseconds. */
export type Span = number & { readonly unit: 'span' };

/** A time from `from` up to but not including `until`. */
export interface Window {
  readonly from: Moment;
  readonly until: Moment;
}

/** Converts epoch milliseconds to a Moment. Throws RangeError unless the number is a safe integer. */
export function moment(epochMs: number): Moment {
  if (!Number.isSafeInteger(epochMs)) throw new RangeError(`not a moment: ${epochMs}`);
  return epochMs as Moment;
}

/** Whether a value that comes from outside is epoch milliseconds. */
export function isMoment(value: unknown): value is Moment {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

/** Parses an ISO 8601 text with an offset, e.g. `2026-05-04T08:10:00+07:00`. Throws RangeError without an offset. */
export function momentOf(iso: string): Moment {
  if (!/(?:Z|[+-]\d\d:\d\d)$/.test(iso)) throw new RangeError(`no offset in: ${iso}`);
  return moment(Date.parse(iso));
}

/** Converts milliseconds to a Span, rounded to a whole number. */
export function span(ms: number): Span {
  return Math.round(ms) as Span;
}

/** Lengths of time in ms. */
export const SECOND = span(1000);
export const MINUTE = span(60_000);
export const HOUR = span(3_600_000);
export const DAY = span(86_400_000);

/** Returns the instant that is `length` later than `at`. */
export function after(at: Moment, length: Span): Moment {
  return moment(at + length);
}

/** Returns the instant that is `length` earlier than `at`. */
export function before(at: Moment, length: Span): Moment {
  return moment(at - length);
}

/** Returns the time from `a` to `b` in ms. Negative if `b` is earlier. */
export function between(a: Moment, b: Moment): Span {
  return (b - a) as Span;
}

/** Returns whether the two windows have an instant in common. */
export function overlaps(a: Window, b: Window): boolean {
  return a.from < b.until && b.from < a.until;
}

/** Returns whether `at` is in the window. */
export function within(at: Moment, window: Window): boolean {
  return at >= window.from && at < window.until;
}

/**
 * Formats an instant as ISO 8601 in UTC with milliseconds: `2026-05-04T01:10:00.000Z`. Used in audit entries and
 * `--json`.
 */
export function isoUtc(at: Moment): string {
  return new Date(at).toISOString();
}
