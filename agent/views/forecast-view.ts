import type { DaySeries } from '../admission/check/evidence.ts';
import { type Forecast, forecastOf, type ForecastInputs } from '../admission/forecast/forecast.ts';
import { judgeConstraints } from '../admission/check/constraints.ts';
import { type Advice, adviceOf } from '../admission/forecast/purchase.ts';
import type { ConstrainedLink, DecisionInputs, UnknownReason } from '../admission/check/decision-inputs.ts';
import { Fault } from '../domain/fault.ts';
import type { Moment } from '../domain/moment.ts';
import { type Direction, DIRECTIONS, limitOf } from '../domain/rate.ts';
import { contractsOf, inForce, type Uplink } from '../domain/uplink.ts';
import { at, type Day, dayOf } from '../domain/zone.ts';
import { type CheckQuery, unchangedQuery } from '../assessment/check-query.ts';
import { inputsFor, pathAdjustments } from '../assessment/availability.ts';
import { type ActiveMembers, activeMembersOf, demandOfMembers, inService } from '../assessment/active-members.ts';
import { uncachedPast } from '../assessment/uncached-past.ts';
import { sharesOn } from '../assessment/constrained-links.ts';
import { type PostponedRow, postponedView } from './postponed-view.ts';
import { memoised } from '../assessment/day-cache.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { snapshotOf } from '../assessment/snapshot.ts';
import { lineOver } from './uplinks-view.ts';

const NOON = 720;

/** Forecast of one direction of one uplink: future demand, when it exceeds the contract, and what to buy. */
export interface ForecastRow {
  readonly uplink: string;
  readonly direction: Direction;
  /** Contracted rate today, bit/s. null: no contract. */
  readonly contract: number | null;
  /** Allowed demand today: `busyLimit` × contract, bit/s. */
  readonly limit: number | null;
  readonly forecast: Forecast;
  /** How much to buy and when. null: nothing is needed or nothing is known. */
  readonly advice: Advice | null;
}

/** Why an uplink has no forecast. */
export interface Unforeseen {
  readonly uplink: string;
  readonly why: UnknownReason['why'];
}

/** Forecast of the uplinks, with the postponed requests as an annex for the budget. */
export interface ForecastView {
  readonly at: Moment;
  /** How many days ahead the forecast reaches. */
  readonly days: number;
  readonly rows: readonly ForecastRow[];
  readonly unforeseen: readonly Unforeseen[];
  readonly postponed: readonly PostponedRow[];
}

/** Forecasts the demand on every uplink, or only on `uplink`, for `days` days. Throws Fault `uplink/no-such`. */
export function forecastView(context: ReadContext, uplink: string | undefined, days: number): ForecastView {
  const uplinks = context.office.uplinks.filter((u) => uplink === undefined || u.id === uplink);
  if (uplink !== undefined && uplinks.length === 0) throw new Fault('uplink/no-such', { uplink });
  const snapshot = snapshotOf(context);
  const postponed = postponedView(snapshot);
  const seen = uplinks.map((u) => ofUplink(snapshot, u, days, postponed));
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
  const query = unchangedQuery(context, line);
  const inputs = inputsFor(context, query);
  const bound = inputs.bounds.find((b) => b.name === id);
  if (inputs.blind.length > 0 || bound === undefined) return { uplink: id, why: inputs.blind[0]?.why ?? 'no-contract' };
  const active = activeMembersOf(context, line.path, context.now);
  const past = pastOf(context, active);
  return DIRECTIONS.map((direction) => {
    const forecast = forecastTerms(context, query, inputs, bound, direction, days, past(direction));
    return rowOf(context, inputs, bound, direction, { ...forecast, active }, postponed);
  });
}

function rowOf(
  context: ReadContext,
  inputs: DecisionInputs,
  bound: ConstrainedLink,
  direction: Direction,
  given: ForecastInputs & { readonly active: ActiveMembers },
  postponed: readonly PostponedRow[],
): ForecastRow {
  const { evidence, adjustments, horizon, busy, growth, active } = given;
  const contracts = active.uplinks.flatMap((uplink) => contractsOf(context.ledger.contracts(), uplink));
  const shown = [
    active,
    bound.name,
    direction,
    evidence.today,
    horizon,
    bound.share,
    busy,
    growth,
    adjustments,
    contracts,
  ];
  const forecast = memoised(context, JSON.stringify(['forecast', ...shown]), () => forecastOf(given));
  const contract = given.capacityOn(evidence.today);
  const lines = new Map(context.ledger.lines().map((l) => [l.id, l]));
  const shareOf = sharesOn(context, [bound.name], context.now);
  const additions = postponed.flatMap((p) => {
    const share = shareOf(lines.get(p.line));
    return p.window !== null || share === 0 ? [] : [{ service: p.service, addition: p.addition, share }];
  });
  const keys = judgeConstraints(inputs, bound, direction, 0, bound.share).filter((k) => k.key !== 'live');
  return {
    uplink: bound.name,
    direction,
    contract,
    limit: contract === null ? null : limitOf(inputs.policy.busyLimit, contract),
    forecast,
    advice: adviceOf(given, forecast, keys, additions, direction) ?? null,
  };
}

function forecastTerms(
  context: ReadContext,
  query: CheckQuery,
  inputs: DecisionInputs,
  { name, share }: ConstrainedLink,
  direction: Direction,
  horizon: number,
  past: Pick<ForecastInputs, 'evidence' | 'links'>,
): ForecastInputs {
  const { busy, growth } = inputs.directions[direction];
  return {
    ...past,
    adjustments: pathAdjustments(context, query, direction),
    policy: inputs.policy,
    share,
    busy: busy.kind === 'known' ? Math.ceil(busy.bits) : null,
    growth,
    horizon,
    capacityOn: capacityOn(context, name, direction),
  };
}

/** What a path and each of its links carried on past days. Not cached beyond this answer. */
function pastOf(
  context: ReadContext,
  active: ActiveMembers,
): (direction: Direction) => Pick<ForecastInputs, 'evidence' | 'links'> {
  const { calendar } = context.office;
  const pasts = active.uplinks.map((uplink) => ({ uplink, past: uncachedPast(context, `uplink:${uplink}`) }));
  return (direction) => {
    const links = pasts.map(({ uplink, past }) => ({
      evidence: past(direction),
      capacityOn: capacityOn(context, uplink, direction),
    }));
    const of = (day: Day): DaySeries => {
      const each = links.map(({ evidence }) => evidence.of(day));
      return inService(demandOfMembers(active, each));
    };
    return { evidence: { calendar, today: dayOf(context.now, calendar.zone), of }, links };
  };
}

/** Contracted bit/s by day, as of noon. null: no contract. */
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
