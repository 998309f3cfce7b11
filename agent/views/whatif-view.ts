import { Fault } from '../domain/fault.ts';
import type { Line } from '../domain/line.ts';
import type { Moment, Window } from '../domain/moment.ts';
import { bps, type Rate, rate } from '../domain/rate.ts';
import { endTyped, startTyped } from '../domain/typed/typed-time.ts';
import { type Assessment, assess } from '../assessment/assess.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { snapshotOf } from '../assessment/snapshot.ts';
import { supposed, type Supposition } from '../assessment/supposed-network.ts';
import { type UplinkRow, uplinksView } from './uplinks-view.ts';

/**
 * A request that nobody filed, for an existing line or for a new line on the path of another. `down` and `up` are the
 * total rate in bit/s. Without `until` it is permanent.
 */
export interface SupposedRequest {
  /** Id of the line, or a name for the new line. */
  readonly line: string;
  /** For a new line: id of the line whose path and pool it would share. */
  readonly like?: string;
  /** For a new line. Left out: as the line in `like`. */
  readonly service?: Line['service'];
  readonly down: number;
  readonly up: number;
  readonly from?: string;
  readonly until?: string;
}

/**
 * What to suppose. Times as people type them (`domain/typed/typed-time`): a plain day is its beginning for `from`, its
 * end for `until` and `ends`.
 */
export interface WhatIfAsked {
  /** The supposed request. */
  readonly wish?: SupposedRequest;
  /** Ids of uplinks that are supposed to be down. */
  readonly lost?: readonly string[];
  /** Contracts that are supposed to end, each with a time. */
  readonly ends?: readonly { readonly uplink: string; readonly at: string }[];
  /** Capacity that is supposed to be added, bit/s. Without `from`: from now on. */
  readonly more?: readonly {
    readonly uplink: string;
    readonly down: number;
    readonly up: number;
    readonly from?: string;
  }[];
}

/** Result of the check under the suppositions. */
export interface WhatIfView {
  readonly at: Moment;
  readonly suppositions: readonly Supposition[];
  /** Check of the supposed request. null: none was given. */
  readonly wish: SupposedAnswer | null;
  /** Headroom of each uplink now (`room`) and under the suppositions (`supposed`), bit/s. null: unknown. */
  readonly uplinks: readonly { readonly id: string; readonly room: Rate | null; readonly supposed: Rate | null }[];
}

/** The check's answer to the wish; `from` and `until` as read, null where none was typed. */
type SupposedAnswer = Assessment & {
  readonly line: string;
  readonly from: Moment | null;
  readonly until: Moment | null;
};

/**
 * Runs the availability check under suppositions, with the same code and the same ledger as a real check. Nothing is
 * written. Throws Fault `uplink/no-such`, `line/no-such` or `request/bad-value`.
 */
export function whatIf(context: ReadContext, asked: WhatIfAsked): WhatIfView {
  const real = snapshotOf(context);
  const suppositions = suppositionsOf(real, asked);
  const then = supposed(real, suppositions);
  const rooms = new Map(uplinksView(then).map((row): [string, UplinkRow] => [row.id, row]));
  return {
    at: context.now,
    suppositions,
    wish: asked.wish === undefined ? null : wishOf(then, asked.wish),
    uplinks: uplinksView(real).map(({ id, room }) => ({ id, room, supposed: rooms.get(id)?.room ?? null })),
  };
}

function suppositionsOf(
  context: ReadContext,
  { lost = [], ends = [], more = [] }: WhatIfAsked,
): readonly Supposition[] {
  const uplink = (id: string): string => {
    if (!context.office.uplinks.some((u) => u.id === id)) throw new Fault('uplink/no-such', { uplink: id });
    return id;
  };
  const { zone } = context.office.calendar;
  return [
    ...ends.map(({ uplink: id, at }) => ({
      what: 'ends' as const,
      uplink: uplink(id),
      at: endTyped('ends', at, zone),
    })),
    ...more.map(({ uplink: id, down, up, from }) => ({
      what: 'more' as const,
      uplink: uplink(id),
      from: from === undefined ? context.now : startTyped('from', from, zone),
      rate: rate(down, up),
    })),
    ...lost.map((id) => ({ what: 'lost' as const, uplink: uplink(id) })),
  ];
}

function wishOf(context: ReadContext, wish: SupposedRequest): SupposedAnswer {
  const found = context.ledger.line(wish.like ?? wish.line);
  if (found === undefined) throw new Fault('line/no-such', { line: wish.like ?? wish.line });
  const newLine = { ...found, id: wish.line, queue: wish.line, targets: [], service: wish.service ?? found.service };
  const begins = wish.from === undefined ? null : startTyped('from', wish.from, context.office.calendar.zone);
  const window = windowOf(context, begins, wish.until);
  const from = window === null && begins !== null && begins > context.now ? begins : context.now;
  const wanted = { down: bps(wish.down), up: bps(wish.up) };
  const line = wish.like === undefined ? found : newLine;
  const read = { line: wish.line, from: begins, until: window?.until ?? null };
  return { ...read, ...assess(context, { line, wanted, window, request: null, from }) };
}

function windowOf(context: ReadContext, begins: Moment | null, until: string | undefined): Window | null {
  if (until === undefined) return null;
  const window = { from: begins ?? context.now, until: endTyped('until', until, context.office.calendar.zone) };
  if (window.until <= window.from || window.until <= context.now)
    throw new Fault('request/bad-value', { field: 'until', value: until });
  return window;
}
