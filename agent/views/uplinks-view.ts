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

/** One uplink now: contract, share, load and what is left of it. Nulls are unknown, never zero. */
export interface UplinkRow {
  readonly id: string;
  readonly name: string;
  readonly router: string;
  readonly interface: string;
  readonly contract: Rate | null;
  readonly contractUntil: Moment | null;
  readonly share: number | null;
  readonly operational: boolean | null;
  /** Newest 5-minute mean; null where that is older than two intervals. */
  readonly live: Rate | null;
  /** Busy figure of the last 28 days. */
  readonly busy: Rate | null;
  /** Largest addition that passes every key but Live; null while a link of its path is down. */
  readonly room: Rate | null;
  /** Milliseconds since the newest valid interval ended. */
  readonly ageMs: number | null;
}

/** Every configured uplink. Its room is that of a shared permanent wish on the path that stands for it. */
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
  };
}

/**
 * Nothing is granted while a link of the path is down, so there is no room to tell then; none at all on a link that is
 * lost for good.
 */
function roomOf(context: ReadContext, uplink: Uplink): { readonly busy: Rate | null; readonly room: Rate | null } {
  if (isLost(context, uplink.id)) return { busy: null, room: NO_RATE };
  const terms = inputsFor(context, unchangedQuery(context, lineOver(context, uplink)));
  const bound = terms.bounds.find((b) => b.name === uplink.id);
  if (terms.blind.length > 0 || bound === undefined) return { busy: null, room: null };
  const { down, up } = terms.directions;
  const part = (bits: number): ReturnType<typeof demandOf> => demandOf(bound.share, bits);
  const busy =
    down.busy.kind === 'known' && up.busy.kind === 'known' ? rate(part(down.busy.bits), part(up.busy.bits)) : null;
  const isWhole = terms.bounds.every((b) => b.operational);
  return { busy, room: isWhole ? rate(largestAddition(terms, 'down'), largestAddition(terms, 'up')) : null };
}

/**
 * The line whose path stands for an uplink's: a shared one that runs over it and nothing else, or with others, or
 * prefers it and is carried there; nobody's, pinned to it, where there is none.
 */
export function lineOver(context: ReadContext, uplink: Pick<Uplink, 'id' | 'router'>): Line {
  const over = context.ledger.lines().filter((line) => line.service === 'shared' && isAtHome(context, line, uplink.id));
  return over.toSorted((a, b) => membersOf(a.path).length - membersOf(b.path).length)[0] ?? noLineOn(uplink);
}

function isAtHome(context: ReadContext, { path }: Line, uplink: string): boolean {
  if (path.kind !== 'failover') return membersOf(path).includes(uplink);
  const { uplinks } = activeMembersOf(context, path, context.now);
  return uplinks.length === 1 && uplinks[0] === uplink;
}
