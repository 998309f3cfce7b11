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
