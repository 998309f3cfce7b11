import { membersOf, windowCapacity } from '../admission/check/path-capacity.ts';
import { committedSum } from '../admission/check/committed-demand.ts';
import { NO_COMMITMENT } from '../admission/check/own-commitment.ts';
import { chargedTime, chargesAt, counts } from '../domain/allocation.ts';
import type { CommittedInstant } from '../admission/check/committed-instant.ts';
import type { Moment } from '../domain/moment.ts';
import { DIRECTIONS, type Direction, limitOf, NO_RATE, perMille } from '../domain/rate.ts';
import { contractsOf, type Uplink } from '../domain/uplink.ts';
import { at, type Day, dayOf, nextDay } from '../domain/zone.ts';
import { commitmentsOn } from '../assessment/availability.ts';
import { noLineOn } from '../assessment/no-line.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { snapshotOf } from '../assessment/snapshot.ts';

/**
 * Lowest headroom of one local day on one uplink in one direction: what may still be committed. Negative if more is
 * committed than allowed.
 */
export interface HeadroomDay {
  readonly uplink: string;
  readonly direction: Direction;
  readonly day: Day;
  /** `limit` − `demand`, bit/s. null: no contract covers the whole day. */
  readonly headroom: number | null;
  /** Rate that may be committed: capacity without the reserve, bit/s. */
  readonly limit: number | null;
  /** Committed rates, shared lines divided by the contention ratio, bit/s. */
  readonly demand: number;
  /** Instant at which headroom is lowest. */
  readonly worst: Moment;
  /** Which formula gives the highest demand then: permanent commitments or running temporary ones. */
  readonly binds: CommittedInstant['formula'];
  /** Ids of lines whose temporary grants and holds count at that instant. */
  readonly running: readonly string[];
}

/**
 * Returns the headroom of every uplink and direction for each of `days` days from today on. Computed from the ledger;
 * traffic does not matter.
 */
export function headroomView(context: ReadContext, days: number): readonly HeadroomDay[] {
  const snapshot = snapshotOf(context);
  const first = dayOf(context.now, context.office.calendar.zone);
  return snapshot.office.uplinks.flatMap((uplink) =>
    DIRECTIONS.flatMap((direction) =>
      Array.from({ length: days }, (_, n) => dayHeadroom(snapshot, uplink, direction, nextDay(first, n))),
    ),
  );
}

function dayHeadroom(context: ReadContext, uplink: Uplink, direction: Direction, day: Day): HeadroomDay {
  const { zone } = context.office.calendar;
  const start = at(day, 0, zone);
  const window = { from: start < context.now ? context.now : start, until: at(nextDay(day), 0, zone) };
  const query = { line: noLineOn(uplink), wanted: NO_RATE, window: null, request: null, from: window.from };
  const worst = commitmentsOn(context, query, uplink.id, direction)
    .filter((p) => p.at < window.until)
    .map((instant) => ({ instant, demand: committedSum(context.office.policy, instant, NO_COMMITMENT) }))
    .reduce((most, each) => (each.demand > most.demand ? each : most));
  const capacity = windowCapacity(contractsOf(context.ledger.contracts(), uplink.id), window, {
    now: context.now,
    days: context.office.policy.contractGraceDays,
  });
  const limit =
    capacity.kind === 'known'
      ? limitOf(perMille(1000 - context.office.policy.reserve), capacity.rate[direction])
      : null;
  return {
    uplink: uplink.id,
    direction,
    day,
    headroom: limit === null ? null : limit - worst.demand,
    limit,
    demand: worst.demand,
    worst: worst.instant.at,
    binds: worst.instant.formula,
    running: worst.instant.formula === 'window' ? runningAt(context, uplink, worst.instant.at) : [],
  };
}

function runningAt(context: ReadContext, uplink: Uplink, when: Moment): readonly string[] {
  const { ledger, office, now } = context;
  const lines = ledger.lines().filter((line) => membersOf(line.path).includes(uplink.id));
  const running = ledger
    .allocations()
    .filter(
      (a) =>
        a.window !== null &&
        counts(a, now) &&
        chargesAt(chargedTime(a, a.window, office.policy.graceMinutes, now), when),
    );
  return lines.filter((line) => running.some((a) => a.line === line.id)).map((line) => line.id);
}
