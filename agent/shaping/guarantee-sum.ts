import { type Finding, finding } from '../domain/finding.ts';
import { grouped, oncePer } from '../domain/lookup.ts';
import { DIRECTIONS, NO_RATE, plus, type Rate } from '../domain/rate.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';
import { indexOf } from './table-index.ts';

/** Sum of the guaranteed rates (limit-at) of the queues below one parent, bit/s. RouterOS does not limit this sum. */
export interface Guarantees {
  readonly parent: string;
  readonly sum: Rate;
}

/**
 * Returns the sum of guarantees below each parent that has at least one marked queue below it. Parents without
 * guarantees are left out. Disabled and invalid queues do not count.
 */
export const guaranteesOf: (table: readonly ObservedQueue[]) => readonly Guarantees[] = oncePer((table) => {
  const children = grouped(
    table.filter((row) => !row.disabled && !row.invalid),
    (row) => row.parent ?? undefined,
  );
  return [...children].flatMap(([parent, rows]) => {
    const sum = rows.reduce((total, row) => plus(total, row.limitAt), NO_RATE);
    const ours = rows.some((row) => ownerOf(row.comment) !== undefined);
    return ours && DIRECTIONS.some((d) => sum[d] > 0) ? [{ parent, sum }] : [];
  });
});

/** Returns a warning for each parent whose children are guaranteed more than the parent's own limit. */
export function guaranteeFindings(table: readonly ObservedQueue[]): readonly Finding[] {
  return guaranteesOf(table).flatMap(({ parent, sum }) => {
    const limit = indexOf(table).named.get(parent)?.[0]?.maxLimit ?? NO_RATE;
    const direction = DIRECTIONS.find((d) => limit[d] > 0 && sum[d] > limit[d]);
    if (direction === undefined) return [];
    return [
      finding('queue/guarantees-above-limit', 'warn', parent, {
        sum: sum[direction],
        limit: limit[direction],
        direction,
      }),
    ];
  });
}
