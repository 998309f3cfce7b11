import { type Interval, Intervals } from '../domain/counters/intervals.ts';
import { type KnownRates, steadyRates } from '../domain/counters/leaps.ts';
import type { Missed } from '../domain/counters/missed.ts';
import type { Reading, Subject } from '../domain/counters/reading.ts';
import { Fault } from '../domain/fault.ts';
import type { Span } from '../domain/moment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Meter, MeterPoint, Visit } from '../ports/meter.ts';
import type { Samples } from '../ports/samples.ts';
import type { Loop } from './loop.ts';

/** What one measure loop works with. */
export interface Measuring {
  /** The router's name. */
  readonly name: string;
  readonly meter: Meter;
  readonly samples: Samples;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly every: Span;
  /** What to count; asked at each visit. */
  readonly points: () => readonly MeterPoint[];
  /** Limits that the office knows, bit/s by subject; asked at each visit. A subject without an entry has none. */
  readonly limits: () => ReadonlyMap<Subject, KnownRates>;
}

/** 5-minute intervals of one day: what the counters steadily show. */
const ONE_DAY = 288;
const NO_LIMIT: KnownRates = { down: null, up: null };

/**
 * Takes readings from the meter to the samples. Two readings become octets, or a missed interval with its reason. A
 * point without a reading is missed, and when the whole device is silent, all its points are.
 * A counter that did not move is no new base: what it shows next was counted since it last moved, not since it was last
 * read.
 */
export function measureLoop(measuring: Measuring): Loop {
  const { name, samples, log, every } = measuring;
  const intervals = new Intervals();
  let quiet = '';

  const judge = (reading: Reading, limits: ReadonlyMap<Subject, KnownRates>): Interval =>
    intervals.next(samples.last(reading.subject), reading, {
      known: limits.get(reading.subject) ?? NO_LIMIT,
      shown: () => steadyRates(samples.newest(reading.subject, ONE_DAY)),
      speedMbps: reading.speedMbps ?? 0,
    });

  return {
    name: `measure:${name}`,
    fixedInterval: true,
    async pass() {
      const visit = await visited(measuring);
      const limits = measuring.limits();
      const judged = visit.readings.map((reading) => ({ reading, interval: judge(reading, limits) }));
      const missed = judged.flatMap(({ interval }) => interval.missed);
      for (const { subject, why } of missed) log.info({ subject, why }, 'interval without a rate');
      samples.put(
        judged.filter(({ interval }) => interval.isBase).map(({ reading }) => reading),
        judged.flatMap(({ interval }) => interval.believed),
        {
          passed: judged.filter(({ interval }) => interval.passed).map(({ reading }) => reading.subject),
          missed: [...missed, ...unreadOf(visit, measuring)],
        },
      );
      const unread = visit.unread.map((u) => `${u.subject} ${u.why}`).join();
      if (unread !== quiet) log.warn({ unread: visit.unread }, 'points without a reading');
      quiet = unread;
      return { after: every, changed: false };
    },
  };
}

function unreadOf({ unread }: Visit, { clock }: Measuring): readonly Missed[] {
  return unread.map(({ subject, why }) => ({ subject, why, at: clock.now() }));
}

/** Reads all points. When the device gives no usable answer, all of them are missed. */
async function visited({ meter, points, samples, clock }: Measuring): Promise<Visit> {
  const asked = points();
  try {
    return await meter.read(asked);
  } catch (error) {
    if (error instanceof Fault) {
      const missed = asked.map(({ subject }): Missed => ({ subject, why: 'no-answer', at: clock.now() }));
      samples.put([], [], { missed });
    }
    throw error;
  }
}
