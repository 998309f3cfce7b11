import { stoodRates } from '../admission/check/adjustments.ts';
import type { Allocation } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import { type Bps, bps, type Direction, type Rate } from '../domain/rate.ts';
import type { ReadContext } from './read-context.ts';

/**
 * Returns the rate that a line's queue has on the router, bit/s: as the router last showed it. A router that did not
 * show it: what was last verified there by the ledger, temporary grants included.
 */
export function standingRate({ ledger }: ReadContext, allocations: readonly Allocation[], line: Line): Rate {
  const shown = ledger.observed(line.router)?.queues.find(({ name }) => name === line.queue)?.maxLimit;
  return shown ?? verifiedRate(allocations.filter((a) => a.line === line.id));
}

function verifiedRate(own: readonly Allocation[]): Rate {
  const verified = (direction: Direction): Bps => bps(stoodRates(own, direction).at(-1)?.bits ?? 0);
  return { down: verified('down'), up: verified('up') };
}
