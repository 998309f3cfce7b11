import { largestAddition } from '../admission/check/offer.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import type { Line } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { demandOf, NO_RATE, type Rate, rate } from '../domain/rate.ts';
import { contractsOf, inForce, type Uplink } from '../domain/uplink.ts';
import { unchangedQuery } from '../assessment/check-query.ts';
import { inputsFor } from '../assessment/availability.ts';
import { activeMembersOf, isLost } from '../assessment/active-members.ts';
import { liveUse } from './live-view.ts';
import { noLineOn } from '../assessment/no-line.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import type { MissedCount, PortSpeed } from '../ports/samples.ts';
import { missedToday } from './uplink-findings.ts';

/** One uplink now: contract, share, load and headroom. Rates in bit/s. null is unknown, never zero. */
export interface UplinkRow {
  readonly id: string;
  readonly name: string;
  readonly router: string;
  readonly interface: string;
  /** Contracted rate now. */
  readonly contract: Rate | null;
  /** End of the contract. null: no end, or no contract. */
  readonly contractUntil: Moment | null;
  /** Per mille of a balanced path that this uplink carries. */
  readonly share: number | null;
  /** Whether the interface was up at the last reading. */
  readonly operational: boolean | null;
  /** Mean rate of the newest 5 minutes. null: older than two intervals. */
  readonly live: Rate | null;
  /** 95th percentile of the last 28 days, adjusted for new grants. */
  readonly busy: Rate | null;
  /**
   * Headroom: largest addition that passes every constraint except `live`. null also while a link of the path is down.
   */
  readonly room: Rate | null;
  /** Time since the newest valid interval ended, ms. */
  readonly ageMs: number | null;
  /** What the port says about its speed, and whether its traffic proves that wrong. null: never read. */
  readonly port: PortSpeed | null;
  /** Intervals of the last 24 hours without a rate, by reason. */
  readonly missed: readonly MissedCount[];
}

/**
 * Returns a row for every configured uplink. Its headroom is that of a permanent request for a shared line, see
 * `lineOver`.
 */
export function uplinksView(context: ReadContext): readonly UplinkRow[] {
  return context.office.uplinks.map((uplink) => rowOf(context, uplink));
}

function rowOf(context: ReadContext, uplink: Uplink): UplinkRow {
  const { ledger, samples, now } = context;
  const contract = inForce(contractsOf(ledger.contracts(), uplink.id), now);
  const { now: live, ageMs } = liveUse(context, `uplink:${uplink.id}`);
  const room = roomOf(context, uplink);
  return {
    ...uplink,
    contract: contract?.rate ?? null,
    contractUntil: contract?.until ?? null,
    share: inForce(ledger.shares(), now)?.shares[uplink.id] ?? null,
    operational: samples.last(`uplink:${uplink.id}`)?.operational ?? null,
    live,
    busy: room.busy,
    room: room.room,
    ageMs,
    port: samples.port(`uplink:${uplink.id}`) ?? null,
    missed: missedToday(context, uplink.id),
  };
}

/**
 * Headroom is unknown while a link of the path is down, because nothing is granted then. A link that is supposed to be
 * lost has none.
 */
function roomOf(context: ReadContext, uplink: Uplink): { readonly busy: Rate | null; readonly room: Rate | null } {
  if (isLost(context, uplink.id)) return { busy: null, room: NO_RATE };
  const inputs = inputsFor(context, unchangedQuery(context, lineOver(context, uplink)));
  const bound = inputs.bounds.find((b) => b.name === uplink.id);
  if (inputs.blind.length > 0 || bound === undefined) return { busy: null, room: null };
  const { down, up } = inputs.directions;
  const part = (bits: number): ReturnType<typeof demandOf> => demandOf(bound.share, bits);
  const busy =
    down.busy.kind === 'known' && up.busy.kind === 'known' ? rate(part(down.busy.bits), part(up.busy.bits)) : null;
  const isWhole = inputs.bounds.every((b) => b.operational);
  return { busy, room: isWhole ? rate(largestAddition(inputs, 'down'), largestAddition(inputs, 'up')) : null };
}

/**
 * Returns the line whose path represents an uplink: a shared line that uses this uplink alone, or else with others, or
 * prefers this uplink and uses it now. If there is none: a made-up line without an agency, pinned to the uplink.
 */
export function lineOver(context: ReadContext, uplink: Pick<Uplink, 'id' | 'router'>): Line {
  const over = context.ledger
    .lines()
    .filter((line) => line.service === 'shared' && usesUplink(context, line, uplink.id));
  return over.toSorted((a, b) => membersOf(a.path).length - membersOf(b.path).length)[0] ?? noLineOn(uplink);
}

function usesUplink(context: ReadContext, { path }: Line, uplink: string): boolean {
  if (path.kind !== 'failover') return membersOf(path).includes(uplink);
  const { uplinks } = activeMembersOf(context, path, context.now);
  return uplinks.length === 1 && uplinks[0] === uplink;
}
