import { orientationOf, otherBytesIn, type QueueBytes, type QueueColumns } from '../domain/counters/queue-columns.ts';
import type { Reading } from '../domain/counters/reading.ts';
import { between, HOUR, MINUTE, type Moment, type Span, span } from '../domain/moment.ts';
import type { Clock } from '../ports/clock.ts';
import type { LedgerView } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Meter, MeterPoint } from '../ports/meter.ts';
import type { Router } from '../ports/router.ts';
import type { Samples } from '../ports/samples.ts';
import type { Breaker, Loop } from './loop.ts';

/** What the loop works with that settles the columns of one router. */
export interface Settling {
  /** The router's name. */
  readonly name: string;
  readonly router: Router;
  readonly meter: Meter;
  readonly ledger: Pick<LedgerView, 'observed'>;
  readonly samples: Samples;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly breaker: Breaker;
  /** How often the router's table is read. */
  readonly provision: Span;
  /** What is counted on the router. */
  readonly points: () => readonly MeterPoint[];
}

/** How often to look whether there is something to compare. */
const LOOK = MINUTE;
/** How long a proof is left alone. */
const TRUSTED = HOUR;
/** How long to wait when no queue proved anything. */
const AGAIN = span(5 * MINUTE);

/**
 * Settles which SNMP column of a router's queues counts the download: reads the router's own counters over its API and
 * the same queues over SNMP, one after the other, and stores what they prove. It does so at start, after a change of
 * the RouterOS version, and every hour, so that a wrong proof does not stay. A router that was not read lately is left
 * alone.
 */
export function columnsLoop(settling: Settling): Loop {
  const { name, ledger, samples, clock, log } = settling;
  let compared: Moment | undefined;
  return {
    name: `columns:${name}`,
    breaker: settling.breaker,
    fixedInterval: true,
    async pass() {
      const now = clock.now();
      const observed = ledger.observed(name);
      const known = samples.columns(name);
      // Another login would only be refused once more, or disturb a router that is away.
      if (observed === undefined || between(observed.at, now) > 2 * settling.provision) return next(LOOK);
      const isKnown = known !== undefined && known.version === observed.identity.version;
      if (isKnown && compared !== undefined && between(compared, now) < TRUSTED) return next(LOOK);
      const proven = await compare(settling);
      compared = now;
      if (proven === undefined) return next(AGAIN);
      if (proven.bytesIn !== known?.bytesIn || proven.version !== known.version) {
        samples.settle(proven);
        log.info({ bytesIn: proven.bytesIn, version: proven.version, queues: proven.queues }, 'columns settled');
      }
      return next(LOOK);
    },
  };
}

function next(after: Span): { readonly after: Span; readonly changed: false } {
  return { after, changed: false };
}

/** Reads both sources. undefined: no queue proves anything. */
async function compare({ name, router, meter, clock, points }: Settling): Promise<QueueColumns | undefined> {
  const asked = points();
  const { version, counted } = await countersOf(router);
  const { readings } = await meter.read(asked);
  return proofOf({ name, version, at: clock.now() }, asked, readings, counted);
}

/** The session ends before SNMP is asked, so that a slow meter holds up no write. */
async function countersOf(
  router: Router,
): Promise<{ readonly version: string; readonly counted: readonly QueueBytes[] }> {
  const session = await router.open();
  try {
    return { version: session.identity.version, counted: await session.counters() };
  } finally {
    await session.close();
  }
}

function proofOf(
  { name, version, at }: { readonly name: string; readonly version: string; readonly at: Moment },
  points: readonly MeterPoint[],
  readings: readonly Reading[],
  counted: readonly QueueBytes[],
): QueueColumns | undefined {
  const byName = new Map(counted.map((queue) => [queue.name, queue]));
  const queueOf = new Map(points.map(({ subject, queue }) => [subject, queue]));
  const pairs = readings.flatMap((reading) => {
    const queue = byName.get(queueOf.get(reading.subject) ?? '');
    return queue === undefined || reading.bytesIn === undefined ? [] : [{ reading, queue, used: reading.bytesIn }];
  });
  // One visit takes the column of all queues alike.
  const used = pairs[0]?.used;
  const { direction, queues } = orientationOf(pairs.map(({ reading, queue }) => [reading, queue]));
  if (used === undefined || direction === 'unknown') return undefined;
  return { router: name, bytesIn: direction === 'straight' ? used : otherBytesIn(used), at, version, queues };
}
