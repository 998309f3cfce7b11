import { LEAST_DAYS } from '../admission/check/demand-figures.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import type { Flows } from '../domain/counters/flow-balance.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { type Finding, finding } from '../domain/finding.ts';
import type { Line, Pool } from '../domain/line.ts';
import { before, DAY, HOUR, span } from '../domain/moment.ts';
import { commonFlows } from './measured-flows.ts';

/** Least common time of the last day that proves anything. */
const LEAST_MEASURED = HOUR;
/** Percent by which a pool's own counters may differ from the sum of its lines, of the larger of the two. */
const MOST_APART = 20;
/** Days looked back for them. */
const DAYS_BACK = span(28 * DAY);

/**
 * Says for each pool of a router by what its demand is known: the counters of its own queue, or the sum of its lines.
 * Warns when the device counts nothing for the pool while its lines carry traffic, and when the two differ lastingly.
 * A pool without lines gives no finding.
 */
export function poolFindings(context: ReadContext, router: string): readonly Finding[] {
  const pools = context.ledger.pools().filter((pool) => pool.router === router);
  return pools.flatMap((pool) => {
    const lines = linesBelow(context, pool);
    return lines.length === 0 ? [] : [findingOf(context, pool, lines)];
  });
}

function findingOf(context: ReadContext, { id }: Pool, lines: readonly Line[]): Finding {
  const below = lines.map((line): Subject => `line:${line.id}`);
  const common = commonFlows(context, [`pool:${id}`], below);
  const [own, sum] = [sizeOf(common.above), sizeOf(common.below)];
  const days = measuredDays(context, id);
  const facts = { lines: lines.length, measured: common.measured, days, needed: LEAST_DAYS };
  if (common.measured >= LEAST_MEASURED && sum > 0 && own === 0) return finding('meter/pool-still', 'warn', id, facts);
  const percent = apart(own, sum);
  if (common.measured >= LEAST_MEASURED && percent > MOST_APART)
    return finding(own < sum ? 'meter/pool-below-lines' : 'meter/pool-above-lines', 'warn', id, { ...facts, percent });
  return finding(days < LEAST_DAYS ? 'meter/pool-by-lines' : 'meter/pool-by-counters', 'ok', id, { ...facts, percent });
}

/** The lines of a pool, of the pools below it as well, however deep. */
function linesBelow({ ledger }: ReadContext, { router, queue }: Pool): readonly Line[] {
  const inRouter = ledger.pools().filter((pool) => pool.router === router);
  const parents = new Set([queue]);
  for (const parent of parents) for (const pool of inRouter) if (pool.parent === parent) parents.add(pool.queue);
  return ledger.lines().filter((line) => line.router === router && line.parent !== null && parents.has(line.parent));
}

function measuredDays({ samples, now }: ReadContext, pool: string): number {
  const days = samples.daily(`pool:${pool}`, { from: before(now, DAYS_BACK), until: now });
  return days.filter(({ valid }) => valid > 0).length;
}

function sizeOf({ down, up }: Flows): number {
  return down + up;
}

/** Difference of two sums in percent of the larger one. */
function apart(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === 0 ? 0 : Math.round((Math.abs(a - b) * 100) / most);
}
