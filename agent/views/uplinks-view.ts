import { largestAddition } from '../admission/offer.ts';
import { membersOf } from '../admission/path-shares.ts';
import { permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { demandOf, type Rate, rate } from '../domain/rate.ts';
import { contractsOf, inForce, type Uplink } from '../domain/uplink.ts';
import { termsFor } from './availability.ts';
import { liveUse } from './live-view.ts';
import type { Sight } from './sight.ts';

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
  /** Largest addition that passes every key but Live. */
  readonly room: Rate | null;
  /** Milliseconds since the newest valid interval ended. */
  readonly ageMs: number | null;
}

/** Every configured uplink. Its room is that of a shared permanent wish on the path of the first line that runs over it. */
export function uplinksView(sight: Sight): readonly UplinkRow[] {
  return sight.office.uplinks.map((uplink) => rowOf(sight, uplink));
}

function rowOf(sight: Sight, uplink: Uplink): UplinkRow {
  const { ledger, samples, now } = sight;
  const contract = inForce(contractsOf(ledger.contracts(), uplink.id), now);
  const { now: live, ageMs } = liveUse(sight, `uplink:${uplink.id}`);
  const room = roomOf(sight, uplink);
  return {
    ...uplink,
    contract: contract?.rate ?? null,
    contractUntil: contract?.until ?? null,
    share: inForce(ledger.shares(), now)?.shares[uplink.id] ?? null,
    operational: samples.last(`uplink:${uplink.id}`)?.operational ?? null,
    live,
    busy: room?.busy ?? null,
    room: room?.room ?? null,
    ageMs,
  };
}

/** Nothing is granted on a standby while it stands in, so it has no room then. */
function roomOf(sight: Sight, uplink: Uplink): { readonly busy: Rate | null; readonly room: Rate | null } | undefined {
  const line = lineOver(sight, uplink.id);
  if (line === undefined) return undefined;
  const terms = termsFor(sight, {
    line,
    wanted: permanentRate(sight.ledger.allocations(), line.id),
    window: null,
    request: null,
    from: sight.now,
  });
  const bound = terms.bounds.find((b) => b.name === uplink.id);
  if (terms.blind.length > 0 || bound === undefined) return undefined;
  const { down, up } = terms.directions;
  const part = (bits: number): ReturnType<typeof demandOf> => demandOf(bound.share, bits);
  const busy = down.busy.kind === 'known' && up.busy.kind === 'known' ? rate(part(down.busy.bits), part(up.busy.bits)) : null;
  const standsIn = bound.standsInFor !== undefined;
  return { busy, room: standsIn ? null : rate(largestAddition(terms, 'down'), largestAddition(terms, 'up')) };
}

/** A shared line that runs over an uplink and nothing else, or with others, or prefers it: its path stands for the uplink's. */
export function lineOver({ ledger }: Sight, uplink: string): Line | undefined {
  const over = ledger.lines().filter((l) => l.service === 'shared' && membersOf(l.path).includes(uplink));
  return over.toSorted((a, b) => distanceOf(a, uplink) - distanceOf(b, uplink))[0];
}

function distanceOf({ path }: Line, uplink: string): number {
  if (path.kind === 'pinned') return 0;
  if (path.kind === 'balanced') return 1;
  return 2 + path.uplinks.indexOf(uplink);
}
