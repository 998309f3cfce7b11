import type { DaySeries } from '../admission/check/evidence.ts';
import { type Forecast, forecastOf, type ForecastTerms } from '../admission/forecast/forecast.ts';
import { judge } from '../admission/check/constraints.ts';
import { type Advice, adviceOf } from '../admission/forecast/purchase.ts';
import type { Bound, Terms } from '../admission/check/decision-inputs.ts';
import { Fault } from '../domain/fault.ts';
import type { Moment } from '../domain/moment.ts';
import { type Direction, DIRECTIONS, limitOf } from '../domain/rate.ts';
import { contractsOf, inForce, type Uplink } from '../domain/uplink.ts';
import { at, type Day, dayOf } from '../domain/zone.ts';
import { type Asking, atRest } from '../assessment/check-query.ts';
import { raisesOf, termsFor } from '../assessment/availability.ts';
import { type Carriers, carriersOf, together } from '../assessment/active-members.ts';
import { passingPast } from '../assessment/uncached-past.ts';
import { sharesOn } from '../assessment/commitment-book.ts';
import { type PostponedRow, postponedView } from './postponed-view.ts';
import { remembered } from '../assessment/memoised.ts';
import type { Sight } from '../assessment/read-context.ts';
import { stillSight } from '../assessment/snapshot.ts';
import { inService } from '../assessment/in-service.ts';
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
export function forecastView(sight: Sight, uplink: string | undefined, days: number): ForecastView {
  const uplinks = sight.office.uplinks.filter((u) => uplink === undefined || u.id === uplink);
  if (uplink !== undefined && uplinks.length === 0) throw new Fault('uplink/no-such', { uplink });
  const still = stillSight(sight);
  const postponed = postponedView(still);
  const seen = uplinks.map((u) => ofUplink(still, u, days, postponed));
  return {
    at: sight.now,
    days,
    rows: seen.flatMap((s) => ('why' in s ? [] : s)),
    unforeseen: seen.flatMap((s) => ('why' in s ? [s] : [])),
    postponed: postponed.filter((p) => uplink === undefined || p.uplinks.includes(uplink)),
  };
}

function ofUplink(
  sight: Sight,
  uplink: Uplink,
  days: number,
  postponed: readonly PostponedRow[],
): readonly ForecastRow[] | Unforeseen {
  const { id } = uplink;
  const line = lineOver(sight, uplink);
  const asking = atRest(sight, line);
  const terms = termsFor(sight, asking);
  const bound = terms.bounds.find((b) => b.name === id);
  if (terms.blind.length > 0 || bound === undefined) return { uplink: id, why: terms.blind[0]?.why ?? 'no-contract' };
  const carriers = carriersOf(sight, line.path, sight.now);
  const past = pastOf(sight, carriers);
  return DIRECTIONS.map((direction) => {
    const forecast = forecastTerms(sight, asking, terms, bound, direction, days, past(direction));
    return rowOf(sight, terms, bound, direction, { ...forecast, carriers }, postponed);
  });
}

function rowOf(
  sight: Sight,
  terms: Terms,
  bound: Bound,
  direction: Direction,
  given: ForecastTerms & { readonly carriers: Carriers },
  postponed: readonly PostponedRow[],
): ForecastRow {
  const { evidence, raises, horizon, busy, growth, carriers } = given;
  const contracts = carriers.uplinks.flatMap((uplink) => contractsOf(sight.ledger.contracts(), uplink));
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
  const forecast = remembered(sight, JSON.stringify(['forecast', ...shown]), () => forecastOf(given));
  const contract = given.capacityOn(evidence.today);
  const lines = new Map(sight.ledger.lines().map((l) => [l.id, l]));
  const shareOf = sharesOn(sight, [bound.name], sight.now);
  const wishes = postponed.flatMap((p) => {
    const share = shareOf(lines.get(p.line));
    return p.window !== null || share === 0 ? [] : [{ service: p.service, addition: p.addition, share }];
  });
  const keys = judge(terms, bound, direction, 0, bound.share).filter((k) => k.key !== 'live');
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
  sight: Sight,
  asking: Asking,
  terms: Terms,
  { name, share }: Bound,
  direction: Direction,
  horizon: number,
  past: Pick<ForecastTerms, 'evidence' | 'links'>,
): ForecastTerms {
  const { busy, growth } = terms.directions[direction];
  return {
    ...past,
    raises: raisesOf(sight, asking, sight.ledger.allocations(), direction),
    policy: terms.policy,
    share,
    busy: busy.kind === 'known' ? Math.ceil(busy.bits) : null,
    growth,
    horizon,
    capacityOn: capacityOn(sight, name, direction),
  };
}

/** What a path and each of its links carried: days that are read once and let go with the answer. */
function pastOf(sight: Sight, carriers: Carriers): (direction: Direction) => Pick<ForecastTerms, 'evidence' | 'links'> {
  const { calendar } = sight.office;
  const pasts = carriers.uplinks.map((uplink) => ({ uplink, past: passingPast(sight, `uplink:${uplink}`) }));
  return (direction) => {
    const links = pasts.map(({ uplink, past }) => ({
      evidence: past(direction),
      capacityOn: capacityOn(sight, uplink, direction),
    }));
    const of = (day: Day): DaySeries => {
      const each = links.map(({ evidence }) => evidence.of(day));
      return inService(together(carriers, each));
    };
    return { evidence: { calendar, today: dayOf(sight.now, calendar.zone), of }, links };
  };
}

/** Contracted bit/s by day, at noon. */
function capacityOn(sight: Sight, uplink: string, direction: Direction): ForecastTerms['capacityOn'] {
  const contracts = contractsOf(sight.ledger.contracts(), uplink);
  const known = new Map<Day, number | null>();
  return (day) => {
    let bits = known.get(day);
    if (bits === undefined) {
      bits = inForce(contracts, at(day, NOON, sight.office.calendar.zone))?.rate[direction] ?? null;
      known.set(day, bits);
    }
    return bits;
  };
}
