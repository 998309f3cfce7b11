import { Fault } from '../../domain/fault.ts';
import type { Moment } from '../../domain/moment.ts';
import { type Bps, type Rate } from '../../domain/rate.ts';
import type { Zone } from '../../domain/zone.ts';
import { readMoment } from '../../ticket/moment-text.ts';
import { readRate } from '../../ticket/rate-text.ts';

/** A rate as a person of the office types it; a bare number means Mbps. Throws Fault `request/bad-value`. */
export function parseBps(field: string, text: string): Bps {
  const asked = readRate(text);
  if (asked.kind !== 'rate') throw new Fault('request/bad-value', { field, value: text.slice(0, 40) });
  return asked.bits;
}

export function parseRate(down: string, up: string): Rate {
  return { down: parseBps('down', down), up: parseBps('up', up) };
}

/** A local date and time as typed. Throws Fault `request/bad-value`. */
export function parseMoment(field: string, text: string, zone: Zone): Moment {
  const found = readMoment(text, zone);
  if (found === undefined) throw new Fault('request/bad-value', { field, value: text.slice(0, 40) });
  return found;
}
