import { type Finding, finding } from '../domain/finding.ts';
import { oncePer } from '../domain/lookup.ts';
import { type Bps, type Direction, larger, NO_RATE, type Rate } from '../domain/rate.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';
import type { RouterTraits } from './router-traits.ts';

interface Hidden {
  readonly type: string;
  readonly rate: Bps;
  readonly limit: Bps;
}

/**
 * Returns a warning for each direction in which the queue's type has a pcq-rate below the queue's limit: one stream
 * never gets more than that rate, so that a higher limit does not help it.
 */
export function pcqFindings(row: ObservedQueue, traits: RouterTraits): readonly Finding[] {
  return hiddenBy(row.queueType, row.maxLimit, traits).map((hidden) =>
    finding('queue/pcq-rate', 'warn', row.name, { ...hidden }),
  );
}

/**
 * Returns a warning for each queue type of the table whose pcq-rate is below the largest limit of the marked queues
 * that use the type: one stream never gets more than the pcq-rate.
 */
export function pcqTypeFindings(table: readonly ObservedQueue[], traits: RouterTraits): readonly Finding[] {
  if (Object.keys(traits.pcqRates).length === 0) return [];
  const found = new Map<string, Finding>();
  for (const [pair, limit] of limitsByType(table)) {
    for (const { type, rate, limit: most } of hiddenBy(pair, limit, traits)) {
      const before = Number(found.get(type)?.facts['limit'] ?? 0);
      if (most > before) found.set(type, finding('queue/pcq-rate', 'warn', type, { type, rate, limit: most }));
    }
  }
  return [...found.values()];
}

/** Largest limit of the marked queues, by pair of queue types. */
const limitsByType = oncePer((table: readonly ObservedQueue[]): ReadonlyMap<string, Rate> => {
  const limits = new Map<string, Rate>();
  for (const row of table) {
    if (ownerOf(row.comment) === undefined) continue;
    limits.set(row.queueType, larger(limits.get(row.queueType) ?? NO_RATE, row.maxLimit));
  }
  return limits;
});

/** RouterOS writes the types of a simple queue as `upload/download`. */
function hiddenBy(pair: string, limit: Rate, { pcqRates }: RouterTraits): readonly Hidden[] {
  const [up = '', down = ''] = pair.split('/');
  const hides = (type: string, direction: Direction): readonly Hidden[] => {
    const rate = Object.hasOwn(pcqRates, type) ? pcqRates[type] : undefined;
    return rate === undefined || rate === 0 || rate >= limit[direction]
      ? []
      : [{ type, rate, limit: limit[direction] }];
  };
  return [...hides(up, 'up'), ...hides(down, 'down')];
}
