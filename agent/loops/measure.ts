import type { Span } from '../domain/moment.ts';
import { NarrowCounters } from '../domain/counters/narrow-counters.ts';
import type { Reading } from '../domain/counters/reading.ts';
import { type Sample, sample } from '../domain/counters/sample.ts';
import type { Log } from '../ports/log.ts';
import type { Meter, MeterPoint } from '../ports/meter.ts';
import type { Octets, Samples } from '../ports/samples.ts';
import type { Loop } from './loop.ts';

/**
 * Takes readings from the meter to the samples. Two readings become octets, or a gap with its reason. A point without a
 * reading stays missing.
 * A counter that did not move is no new base: what it shows next was counted since it last moved, not since it was last
 * read.
 */
export function measureLoop(
  name: string,
  meter: Meter,
  points: () => readonly MeterPoint[],
  samples: Samples,
  log: Log,
  every: Span,
): Loop {
  let quiet = '';
  const narrow = new NarrowCounters();
  return {
    name: `measure:${name}`,
    fixedInterval: true,
    async pass() {
      const visit = await meter.read(points());
      const bases: Reading[] = [];
      const octets: Octets[] = [];
      for (const reading of visit.readings) {
        const previous = samples.last(reading.subject);
        const found = sample(previous, reading);
        if (!stoodStill(found, reading)) bases.push(reading);
        if (narrow.isNarrow(previous, reading, found))
          log.info({ subject: reading.subject }, 'counter of 32 bits: no rate');
        else octets.push(...octetsOf(found, log));
      }
      samples.put(bases, octets);
      const unread = visit.unread.map((u) => `${u.subject} ${u.why}`).join();
      if (unread !== quiet) log.warn({ unread: visit.unread }, 'points without a reading');
      quiet = unread;
      return { after: every, changed: false };
    },
  };
}

/** A counter at zero may have been reset twice, so it counts as a new base. */
function stoodStill(found: Sample, { down, up }: Reading): boolean {
  return found.kind === 'gap' && found.why === 'stale-counter' && (down > 0n || up > 0n);
}

function octetsOf(found: Sample, log: Log): readonly Octets[] {
  if (found.kind === 'gap') {
    if (found.why !== 'first') log.info({ subject: found.subject, why: found.why }, 'interval without a rate');
    return [];
  }
  const { subject, from, until, down, up, dropsDown, dropsUp } = found;
  return [{ subject, from, until, down, up, dropsDown, dropsUp }];
}
