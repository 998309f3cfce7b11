/** An instant, in whole milliseconds since 1970-01-01T00:00Z. Local time exists only in `zone` and in texts. */
export type Moment = number & { readonly unit: 'moment' };

/** A length of time in whole milliseconds. */
export type Span = number & { readonly unit: 'span' };

/** From `from` up to but not including `until`. */
export interface Window {
  readonly from: Moment;
  readonly until: Moment;
}

/** Marks epoch milliseconds. Throws RangeError on anything but a safe integer. */
export function moment(epochMs: number): Moment {
  if (!Number.isSafeInteger(epochMs)) throw new RangeError(`not a moment: ${epochMs}`);
  return epochMs as Moment;
}

/** The instant of an ISO 8601 text that carries its offset. Throws RangeError without one. */
export function momentOf(iso: string): Moment {
  if (!/(?:Z|[+-]\d\d:\d\d)$/.test(iso)) throw new RangeError(`no offset in: ${iso}`);
  return moment(Date.parse(iso));
}

export function span(ms: number): Span {
  return Math.round(ms) as Span;
}

export const SECOND = span(1000);
export const MINUTE = span(60_000);
export const HOUR = span(3_600_000);
export const DAY = span(86_400_000);

export function after(at: Moment, length: Span): Moment {
  return moment(at + length);
}

export function before(at: Moment, length: Span): Moment {
  return moment(at - length);
}

/** How long from `a` to `b`; negative when `b` is earlier. */
export function between(a: Moment, b: Moment): Span {
  return (b - a) as Span;
}

export function overlaps(a: Window, b: Window): boolean {
  return a.from < b.until && b.from < a.until;
}

export function within(at: Moment, window: Window): boolean {
  return at >= window.from && at < window.until;
}

/** UTC, ISO 8601 with milliseconds: how moments appear in audit rows and `--json`. */
export function isoUtc(at: Moment): string {
  return new Date(at).toISOString();
}
