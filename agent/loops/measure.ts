import type { Span } from '../domain/moment.ts';
import type { Reading } from '../domain/reading.ts';
import { sample } from '../domain/sample.ts';
import type { Log } from '../ports/log.ts';
import type { Meter, MeterPoint } from '../ports/meter.ts';
import type { Octets, Samples } from '../ports/samples.ts';
import type { Loop } from './loop.ts';

/** Meter → samples: pairs of readings become octets, or a gap with its reason. What was not read stays missing. */
export function measureLoop(
  name: string,
  meter: Meter,
  points: () => readonly MeterPoint[],
  samples: Samples,
  log: Log,
  every: Span,
): Loop {
  let quiet = '';
  return {
    name: `measure:${name}`,
    keepsPace: true,
    async pass() {
      const visit = await meter.read(points());
      const octets = visit.readings.flatMap((reading) => octetsOf(samples, reading, log));
      samples.put(visit.readings, octets);
      const unread = visit.unread.map((u) => `${u.subject} ${u.why}`).join();
      if (unread !== quiet) log.warn({ unread: visit.unread }, 'points without a reading');
      quiet = unread;
      return { after: every, changed: false };
    },
  };
}

function octetsOf(samples: Samples, reading: Reading, log: Log): readonly Octets[] {
  const found = sample(samples.last(reading.subject), reading);
  if (found.kind === 'gap') {
    if (found.why !== 'first') log.info({ subject: reading.subject, why: found.why }, 'interval without a rate');
    return [];
  }
  const { from, until, down, up, dropsDown, dropsUp } = found;
  return [{ subject: reading.subject, from, until, down, up, dropsDown, dropsUp }];
}
