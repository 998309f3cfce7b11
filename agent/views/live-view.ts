import { INTERVAL_MS } from '../admission/check/evidence.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import { permanentRate } from '../domain/allocation.ts';
import { between, type Moment } from '../domain/moment.ts';
import { type Rate, rate } from '../domain/rate.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import { STALE } from '../assessment/path-demand.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** What passes an uplink or a line now: the mean of the newest valid 5 minutes. */
export interface LiveUse {
  /** null: no valid interval, none within the last two, or one that is still to come. */
  readonly now: Rate | null;
  /**
   * Milliseconds since the newest valid interval ended; null: there is none, or the clock is suspect, since it ends
   * after now.
   */
  readonly ageMs: number | null;
}

export interface LiveUplink extends LiveUse {
  readonly id: string;
  readonly contract: Rate | null;
  readonly operational: boolean | null;
}

export interface LiveLine extends LiveUse {
  readonly line: string;
  readonly agency: string;
  readonly queue: string;
  /** Uplinks that may carry it. */
  readonly uplinks: readonly string[];
  /** What it has for good; null: nothing granted. */
  readonly allocation: Rate | null;
}

/**
 * Who uses the bandwidth now: the uplinks, and the lines from the largest download on; what is not known comes last.
 */
export interface LiveView {
  readonly at: Moment;
  readonly uplinks: readonly LiveUplink[];
  readonly lines: readonly LiveLine[];
}

const NOT_KNOWN: LiveUse = { now: null, ageMs: null };

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
 * A rate older than two intervals is not of now, nor is one that ends after now: the clock was set back, or was wrong
 * then.
 */
export function liveUse({ samples, now }: ReadContext, subject: Subject): LiveUse {
  const newest = samples.newest(subject, 1)[0];
  if (newest === undefined) return NOT_KNOWN;
  const ageMs = between((newest.start + INTERVAL_MS) as Moment, now);
  if (ageMs < 0) return NOT_KNOWN;
  return { now: ageMs > STALE ? null : rate(newest.down, newest.up), ageMs };
}
