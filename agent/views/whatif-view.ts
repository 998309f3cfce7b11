import { Fault } from '../domain/fault.ts';
import type { Line } from '../domain/line.ts';
import type { Moment, Window } from '../domain/moment.ts';
import { bps, type Rate, rate } from '../domain/rate.ts';
import { typedTime } from './typed-time.ts';
import { type Assessment, assess } from '../assessment/assess.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { snapshotOf } from '../assessment/snapshot.ts';
import { supposed, type Supposition } from '../assessment/supposed-network.ts';
import { type UplinkRow, uplinksView } from './uplinks-view.ts';

/**
 * A wish that nobody filed: a line, or a new one on the path of another, with a total in bit/s, for good or from a time
 * to a time.
 */
export interface SupposedRequest {
  readonly line: string;
  /** Set for a new line: whose path and place it would share. */
  readonly like?: string;
  readonly service?: Line['service'];
  readonly down: number;
  readonly up: number;
  readonly from?: string;
  readonly until?: string;
}

/** Times as typed on the office's clock: a day, or a day and a time. */
export interface WhatIfAsked {
  readonly wish?: SupposedRequest;
  readonly lost?: readonly string[];
  readonly ends?: readonly { readonly uplink: string; readonly at: string }[];
  readonly more?: readonly {
    readonly uplink: string;
    readonly down: number;
    readonly up: number;
    readonly from?: string;
  }[];
}

export interface WhatIfView {
  readonly at: Moment;
  readonly suppositions: readonly Supposition[];
  readonly wish: (Assessment & { readonly line: string }) | null;
  /** Each uplink's room as it is and as it would be; null where it is not known. */
  readonly uplinks: readonly { readonly id: string; readonly room: Rate | null; readonly supposed: Rate | null }[];
}

/**
 * What the check would say if something were so. The same engine over the same books; nothing is written. Throws Fault
 * `uplink/no-such`, `line/no-such`, `request/bad-value`.
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
      at: typedTime('ends', at, zone),
    })),
    ...more.map(({ uplink: id, down, up, from }) => ({
      what: 'more' as const,
      uplink: uplink(id),
      from: from === undefined ? context.now : typedTime('from', from, zone),
      rate: rate(down, up),
    })),
    ...lost.map((id) => ({ what: 'lost' as const, uplink: uplink(id) })),
  ];
}

function wishOf(context: ReadContext, wish: SupposedRequest): Assessment & { readonly line: string } {
  const found = context.ledger.line(wish.like ?? wish.line);
  if (found === undefined) throw new Fault('line/no-such', { line: wish.like ?? wish.line });
  const fresh = { ...found, id: wish.line, queue: wish.line, targets: [], service: wish.service ?? found.service };
  const window = windowOf(context, wish);
  const { zone } = context.office.calendar;
  const later = window !== null || wish.from === undefined ? context.now : typedTime('from', wish.from, zone);
  const from = later > context.now ? later : context.now;
  const wanted = { down: bps(wish.down), up: bps(wish.up) };
  const line = wish.like === undefined ? found : fresh;
  return { line: wish.line, ...assess(context, { line, wanted, window, request: null, from }) };
}

function windowOf(context: ReadContext, { from, until }: SupposedRequest): Window | null {
  if (until === undefined) return null;
  const { zone } = context.office.calendar;
  const window = {
    from: from === undefined ? context.now : typedTime('from', from, zone),
    until: typedTime('until', until, zone),
  };
  if (window.until <= window.from || window.until <= context.now)
    throw new Fault('request/bad-value', { field: 'until', value: until });
  return window;
}
