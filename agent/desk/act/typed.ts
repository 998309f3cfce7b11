import { Fault } from '../../domain/fault.ts';
import type { Moment } from '../../domain/moment.ts';
import { type Bps, type Rate } from '../../domain/rate.ts';
import type { Zone } from '../../domain/zone.ts';
import { askedMoment } from '../../ticket/asked-moment.ts';
import { askedRate } from '../../ticket/asked-rate.ts';

/** A rate as a person of the office types it; a bare number means Mbps. Throws Fault `request/bad-value`. */
export function typedBps(field: string, text: string): Bps {
  const asked = askedRate(text);
  if (asked.kind !== 'rate') throw new Fault('request/bad-value', { field, value: text.slice(0, 40) });
  return asked.bits;
}

export function typedRate(down: string, up: string): Rate {
  return { down: typedBps('down', down), up: typedBps('up', up) };
}

/** A local date and time as typed. Throws Fault `request/bad-value`. */
export function typedMoment(field: string, text: string, zone: Zone): Moment {
  const found = askedMoment(text, zone);
  if (found === undefined) throw new Fault('request/bad-value', { field, value: text.slice(0, 40) });
  return found;
}
