import type { DaySeries } from '../admission/check/evidence.ts';
import { type Forecast, forecastOf, type ForecastInputs } from '../admission/forecast/forecast.ts';
import { judgeConstraints } from '../admission/check/constraints.ts';
import { type Advice, adviceOf } from '../admission/forecast/purchase.ts';
import type { ConstrainedLink, DecisionInputs } from '../admission/check/decision-inputs.ts';
import { Fault } from '../domain/fault.ts';
import type { Moment } from '../domain/moment.ts';
import { type Direction, DIRECTIONS, limitOf } from '../domain/rate.ts';
import { contractsOf, inForce, type Uplink } from '../domain/uplink.ts';
import { at, type Day, dayOf } from '../domain/zone.ts';
import { type CheckQuery, unchangedQuery } from '../assessment/check-query.ts';
import { adjustmentsOf, inputsFor } from '../assessment/availability.ts';
import { type ActiveMembers, activeMembersOf, demandOfMembers, inService } from '../assessment/active-members.ts';
import { uncachedPast } from '../assessment/uncached-past.ts';
import { sharesOn } from '../assessment/constrained-links.ts';
import { type PostponedRow, postponedView } from './postponed-view.ts';
import { memoised } from '../assessment/day-cache.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { snapshotOf } from '../assessment/snapshot.ts';
import { lineOver } from './uplinks-view.ts';

const NOON = 720;

/** One direction of one uplink: where demand goes, when it passes what is contracted, and what to buy. */
export interface ForecastRow {
  readonly uplink: string;
  readonly direction: Direction;
  /** bit/s in force today; null: no contract. */
  readonly contract: number | null;
  /** u · C of today, bit/s. */
  readonly limit: number | null;
  readonly forecast: Forecast;
  readonly advice: Advice | null;
}

/** Why an uplink has no forecast at all. */
export interface Unforeseen {
  readonly uplink: string;
  readonly why: 'no-contract' | 'no-shares' | 'contract-ends' | 'clock-suspect';
}

/** The forecast of the uplinks asked, and the postponed requests as an annex to it. */
export interface ForecastView {
  readonly at: Moment;
  /** Days ahead that were looked at. */
  readonly days: number;
  readonly rows: readonly ForecastRow[];
  readonly unforeseen: readonly Unforeseen[];
  readonly postponed: readonly PostponedRow[];
}

/** Foretells every uplink, or the one asked, `days` ahead. Throws Fault `uplink/no-such`. */
export function forecastView(context: ReadContext, uplink: string | undefined, days: number): ForecastView {
  const uplinks = context.office.uplinks.filter((u) => uplink === undefined || u.id === uplink);
  if (uplink !== undefined && uplinks.length === 0) throw new Fault('uplink/no-such', { uplink });
  const still = snapshotOf(context);
  const postponed = postponedView(still);
  const seen = uplinks.map((u) => ofUplink(still, u, days, postponed));
  return {
    at: context.now,
    days,
    rows: seen.flatMap((s) => ('why' in s ? [] : s)),
    unforeseen: seen.flatMap((s) => ('why' in s ? [s] : [])),
    postponed: postponed.filter((p) => uplink === undefined || p.uplinks.includes(uplink)),
  };
}

function ofUplink(
  context: ReadContext,
  uplink: Uplink,
  days: number,
  postponed: readonly PostponedRow[],
): readonly ForecastRow[] | Unforeseen {
  const { id } = uplink;
  const line = lineOver(context, uplink);
  const asking = unchangedQuery(context, line);
  const terms = inputsFor(context, asking);
  const bound = terms.bounds.find((b) => b.name === id);
  if (terms.blind.length > 0 || bound === undefined) return { uplink: id, why: terms.blind[0]?.why ?? 'no-contract' };
  const carriers = activeMembersOf(context, line.path, context.now);
  const past = pastOf(context, carriers);
  return DIRECTIONS.map((direction) => {
    const forecast = forecastTerms(context, asking, terms, bound, direction, days, past(direction));
    return rowOf(context, terms, bound, direction, { ...forecast, carriers }, postponed);
  });
}

function rowOf(
  context: ReadContext,
  terms: DecisionInputs,
  bound: ConstrainedLink,
  direction: Direction,
  given: ForecastInputs & { readonly carriers: ActiveMembers },
  postponed: readonly PostponedRow[],
): ForecastRow {
  const { evidence, raises, horizon, busy, growth, carriers } = given;
  const contracts = carriers.uplinks.flatMap((uplink) => contractsOf(context.ledger.contracts(), uplink));
  const shown = [
    carriers,
    bound.name,
    direction,
    evidence.today,
    horizon,
    bound.share,
    busy,
    growth,
    raises,
    contracts,
  ];
  const forecast = memoised(context, JSON.stringify(['forecast', ...shown]), () => forecastOf(given));
  const contract = given.capacityOn(evidence.today);
  const lines = new Map(context.ledger.lines().map((l) => [l.id, l]));
  const shareOf = sharesOn(context, [bound.name], context.now);
  const wishes = postponed.flatMap((p) => {
    const share = shareOf(lines.get(p.line));
    return p.window !== null || share === 0 ? [] : [{ service: p.service, addition: p.addition, share }];
  });
  const keys = judgeConstraints(terms, bound, direction, 0, bound.share).filter((k) => k.key !== 'live');
  return {
    uplink: bound.name,
    direction,
    contract,
    limit: contract === null ? null : limitOf(terms.policy.busyLimit, contract),
    forecast,
    advice: adviceOf(given, forecast, keys, wishes, direction) ?? null,
  };
}

function forecastTerms(
  context: ReadContext,
  asking: CheckQuery,
  terms: DecisionInputs,
  { name, share }: ConstrainedLink,
  direction: Direction,
  horizon: number,
  past: Pick<ForecastInputs, 'evidence' | 'links'>,
): ForecastInputs {
  const { busy, growth } = terms.directions[direction];
  return {
    ...past,
    raises: adjustmentsOf(context, asking, context.ledger.allocations(), direction),
    policy: terms.policy,
    share,
    busy: busy.kind === 'known' ? Math.ceil(busy.bits) : null,
    growth,
    horizon,
    capacityOn: capacityOn(context, name, direction),
  };
}

/** What a path and each of its links carried: days that are read once and let go with the answer. */
function pastOf(
  context: ReadContext,
  carriers: ActiveMembers,
): (direction: Direction) => Pick<ForecastInputs, 'evidence' | 'links'> {
  const { calendar } = context.office;
  const pasts = carriers.uplinks.map((uplink) => ({ uplink, past: uncachedPast(context, `uplink:${uplink}`) }));
  return (direction) => {
    const links = pasts.map(({ uplink, past }) => ({
      evidence: past(direction),
      capacityOn: capacityOn(context, uplink, direction),
    }));
    const of = (day: Day): DaySeries => {
      const each = links.map(({ evidence }) => evidence.of(day));
      return inService(demandOfMembers(carriers, each));
    };
    return { evidence: { calendar, today: dayOf(context.now, calendar.zone), of }, links };
  };
}

/** Contracted bit/s by day, at noon. */
function capacityOn(context: ReadContext, uplink: string, direction: Direction): ForecastInputs['capacityOn'] {
  const contracts = contractsOf(context.ledger.contracts(), uplink);
  const known = new Map<Day, number | null>();
  return (day) => {
    let bits = known.get(day);
    if (bits === undefined) {
      bits = inForce(contracts, at(day, NOON, context.office.calendar.zone))?.rate[direction] ?? null;
      known.set(day, bits);
    }
    return bits;
  };
}
