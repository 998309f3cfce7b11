import { INTERVAL_MS } from '../admission/check/evidence.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import { permanentRate } from '../domain/allocation.ts';
import { between, type Moment } from '../domain/moment.ts';
import { type Rate, rate } from '../domain/rate.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import { STALE } from '../assessment/path-demand.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** Current use of an uplink or a line: mean rate of its newest valid 5-minute interval. */
export interface LiveUse {
  /** bit/s. null: no valid interval, or the newest ended more than 10 minutes ago or after now. */
  readonly now: Rate | null;
  /**
   * Time since the newest valid interval ended, ms. null: there is none, or it ends after now because a clock is wrong.
   */
  readonly ageMs: number | null;
}

/** Current use of an uplink. */
export interface LiveUplink extends LiveUse {
  readonly id: string;
  /** Contracted rate now, bit/s. null: none. */
  readonly contract: Rate | null;
  /** Whether the interface was up at the last reading. null: never read. */
  readonly operational: boolean | null;
}

/** Current use of a line. */
export interface LiveLine extends LiveUse {
  readonly line: string;
  /** Code of the agency. */
  readonly agency: string;
  readonly queue: string;
  /** Ids of the uplinks that may carry the line. */
  readonly uplinks: readonly string[];
  /** Permanent rate, bit/s. null: none granted. */
  readonly allocation: Rate | null;
}

/** Who uses the bandwidth now: all uplinks, and all lines from the largest download on, unknown ones last. */
export interface LiveView {
  readonly at: Moment;
  readonly uplinks: readonly LiveUplink[];
  readonly lines: readonly LiveLine[];
}

const NOT_KNOWN: LiveUse = { now: null, ageMs: null };

/** Returns the current use of every uplink and line. */
export function liveView(context: ReadContext): LiveView {
  const { ledger, office, samples } = context;
  const allocations = ledger.allocations();
  const codes = new Map(ledger.agencies().map((agency) => [agency.id, agency.code]));
  const uplinks = office.uplinks.map(({ id }): LiveUplink => {
    const contract = inForce(contractsOf(ledger.contracts(), id), context.now)?.rate ?? null;
    const operational = samples.last(`uplink:${id}`)?.operational ?? null;
    return { id, contract, operational, ...liveUse(context, `uplink:${id}`) };
  });
  const lines = ledger.lines().map(({ id, agency, queue, path }): LiveLine => {
    const has = permanentRate(allocations, id);
    const allocation = has.down === 0 && has.up === 0 ? null : has;
    return {
      line: id,
      agency: codes.get(agency) ?? agency,
      queue,
      uplinks: membersOf(path),
      allocation,
      ...liveUse(context, `line:${id}`),
    };
  });
  return { at: context.now, uplinks, lines: lines.toSorted((a, b) => (b.now?.down ?? -1) - (a.now?.down ?? -1)) };
}

/**
 * Returns the current use of one subject. A rate that is older than two intervals, or that ends after now, is not
 * current.
 */
export function liveUse({ samples, now }: ReadContext, subject: Subject): LiveUse {
  const newest = samples.newest(subject, 1)[0];
  if (newest === undefined) return NOT_KNOWN;
  const ageMs = between((newest.start + INTERVAL_MS) as Moment, now);
  if (ageMs < 0) return NOT_KNOWN;
  return { now: ageMs > STALE ? null : rate(newest.down, newest.up), ageMs };
}
