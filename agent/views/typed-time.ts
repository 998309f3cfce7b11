import { Fault } from '../domain/fault.ts';
import type { Moment } from '../domain/moment.ts';
import { at, parseDay, type Zone } from '../domain/zone.ts';

/**
 * A local day, its beginning, or a day and a time: `2026-06-01`, `2026-06-01 06:00`. Throws Fault `request/bad-value`.
 */
export function typedTime(field: string, text: string, zone: Zone): Moment {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[ T]([01]\d|2[0-3])[:.]([0-5]\d))?$/.exec(text.trim());
  const day = parts === null ? undefined : parseDay(parts[1] ?? '');
  if (parts === null || day === undefined) throw new Fault('request/bad-value', { field, value: text.slice(0, 40) });
  return at(day, 60 * Number(parts[2] ?? 0) + Number(parts[3] ?? 0), zone);
}
