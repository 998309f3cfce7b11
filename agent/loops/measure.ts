import { type Interval, Intervals } from '../domain/counters/intervals.ts';
import { type KnownRates, steadyRates } from '../domain/counters/leaps.ts';
import type { Missed } from '../domain/counters/missed.ts';
import { orientationOf } from '../domain/counters/queue-columns.ts';
import type { BytesIn, Reading, Subject } from '../domain/counters/reading.ts';
import { Fault } from '../domain/fault.ts';
import { before, DAY, type Span } from '../domain/moment.ts';
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
  /** Records that the stored history of some subjects is about to be turned, since their columns are read otherwise. */
  readonly turning: (turn: Turn) => void;
}

/** Subjects whose stored rates have down and up exchanged, and how their columns are taken from now on. */
export interface Turn {
  readonly router: string;
  readonly subjects: readonly Subject[];
  readonly bytesIn: BytesIn;
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
  const intervals = new Intervals((subject) => wasNarrow(measuring, subject));
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
      const visit = turned(measuring, await visited(measuring));
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

/** Whether the counter of a subject was known to hold only 32 bits in the last day. */
function wasNarrow({ samples, clock }: Measuring, subject: Subject): boolean {
  const now = clock.now();
  return samples.missed(subject, { from: before(now, DAY), until: now }).some(({ why }) => why === 'narrow');
}

/** Subjects to turn at one visit: each may have a year of rates, and the daemon does nothing else meanwhile. */
const TURNS_AT_ONCE = 20;

/**
 * Turns the history of queues whose columns this visit takes the other way round than the readings before. Returns the
 * visit without queues whose turn comes at the next visits; their octets are not lost.
 */
function turned({ name, samples, turning }: Measuring, visit: Visit): Visit {
  const due = turnsOf(samples, visit.readings);
  const [first] = due;
  if (first?.bytesIn === undefined) return visit;
  const now = due.slice(0, TURNS_AT_ONCE);
  turning({ router: name, subjects: now.map(({ subject }) => subject), bytesIn: first.bytesIn });
  for (const { subject, bytesIn = first.bytesIn } of now) samples.turn(subject, bytesIn);
  const later = new Set(due.slice(TURNS_AT_ONCE));
  return { ...visit, readings: visit.readings.filter((reading) => !later.has(reading)) };
}

/**
 * Readings whose subject has a history under the other direction. What an older version stored does not say its
 * direction; there the counters themselves show it, since they only grow.
 */
function turnsOf(samples: Samples, readings: readonly Reading[]): readonly Reading[] {
  const pairs = readings.flatMap((reading) => {
    const last = reading.bytesIn === undefined ? undefined : samples.last(reading.subject);
    return last === undefined ? [] : [{ reading, last }];
  });
  const unsaid = pairs.filter(({ last }) => last.bytesIn === undefined);
  const isSwapped = orientationOf(unsaid.map(({ reading, last }) => [reading, last])).direction === 'swapped';
  return pairs
    .filter(({ reading, last }) => (last.bytesIn === undefined ? isSwapped : last.bytesIn !== reading.bytesIn))
    .map(({ reading }) => reading);
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
