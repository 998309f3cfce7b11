import type { Moment } from '../../../agent/domain/moment.ts';

/** Moments as the pages write them, in the office's zone. */
export interface Times {
  /** "Senin, 4 Mei 2026 pukul 08.10 WIB" */
  full(at: Moment): string;
  /** For the `datetime` attribute, UTC. */
  machine(at: Moment): string;
  /** Calendar year, for ticket numbers. */
  year(at: Moment): number;
  /** "WIB" */
  zoneName(at: Moment): string;
}

export function timesIn(zone: string): Times {
  const full = new Intl.DateTimeFormat('id-ID', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    timeZone: zone,
  });
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone });
  return {
    full: (at) => full.format(at),
    machine: (at) => new Date(at).toISOString(),
    year: (at) => Number(year.format(at)),
    zoneName: (at) => full.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? zone,
  };
}

const day = new Intl.DateTimeFormat('id-ID', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/**
 * A local date as a date input posts it, as people say it: "2026-05-09 06:00" is "Sabtu, 9 Mei 2026 pukul 06.00".
 * Anything else stays as typed.
 */
export function spoken(typed: string): string {
  const [, date, hour, minute] = /^(\d{4}-\d\d-\d\d)(?: (\d\d):(\d\d))?$/.exec(typed) ?? [];
  const at = Date.parse(`${date}T00:00:00Z`);
  // 31 February is parsed as 3 March: what was typed is shown instead.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return typed;
  return hour === undefined ? day.format(at) : `${day.format(at)} pukul ${hour}.${minute}`;
}
