import { withGrace } from '../domain/allocation.ts';
import type { Finding } from '../domain/finding.ts';
import type { Line, Pool } from '../domain/line.ts';
import { moment, type Moment, type Window } from '../domain/moment.ts';
import { larger, type Rate, rate, sameRate } from '../domain/rate.ts';
import { inForce, type PoolLimit } from '../domain/uplink.ts';
import type { ObservedQueue } from '../shaping/queue.ts';
import { queueTree } from '../assessment/queue-tree.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { supposedLedger } from '../assessment/supposed-ledger.ts';
import { plannedChange } from './planned-change.ts';
import { refusalsOf } from './refusals.ts';
import { seenQueue } from './seen-queue.ts';

/** A pool that is raised together with a line below it, and its limit before and after, bit/s. */
export interface GroupRaise {
  readonly pool: Pool;
  readonly from: Rate;
  readonly to: Rate;
  /** The limits to record, oldest first; the last one of a temporary raise sets the limit back. */
  readonly limits: readonly PoolLimit[];
}

/**
 * Returns the pools that must be raised so that a line can have a rate: those above it that carry this agency's lines
 * only (the agency's own group) and have less at some instant of that time. The highest comes first, since a parent is
 * written before its children.
 * @param window of a temporary grant: the pools are raised from its start, or from now, until its end and grace.
 */
export function groupRaises(
  context: ReadContext,
  line: Line,
  wanted: Rate,
  window: Window | null,
): readonly GroupRaise[] {
  const { ledger, now, office } = context;
  const tree = queueTree(context);
  const from = moment(Math.max(now, window?.from ?? now));
  const until = window === null ? null : withGrace(window, office.policy.graceMinutes).until;
  return tree
    .above(line)
    .flatMap((queue): readonly GroupRaise[] => {
      const pool = ledger.pool(queue.id);
      if (pool === undefined || !tree.isOwnGroup(queue, line.agency)) return [];
      const known = ledger.poolLimits().filter((limit) => limit.pool === pool.id);
      const limits = raisedLimits(known, from, until, wanted);
      const [first] = limits;
      const was = first === undefined ? undefined : inForce(known, first.from);
      return first === undefined || was === undefined ? [] : [{ pool, from: was.rate, to: first.rate, limits }];
    })
    .toReversed();
}

/**
 * Returns the limits of a pool that must change so that it has at least `wanted` from `from` until `until`. Each limit
 * that begins in between is raised, too, and at the end the pool has what it would have had then: so neither a raise of
 * another grant nor its end is undone.
 */
function raisedLimits(
  known: readonly PoolLimit[],
  from: Moment,
  until: Moment | null,
  wanted: Rate,
): readonly PoolLimit[] {
  const later = known.map((limit) => limit.from).filter((at) => at > from && (until === null || at < until));
  const raised = [from, ...later].flatMap((at): readonly PoolLimit[] => {
    const was = inForce(known, at);
    if (was === undefined) return [];
    const raisedTo = atLeastWhereLimited(was.rate, wanted);
    return sameRate(was.rate, raisedTo) ? [] : [{ ...was, from: at, rate: raisedTo }];
  });
  const last = until === null ? undefined : inForce(known, until);
  if (raised.length === 0 || until === null || last === undefined || last.from === until) return raised;
  return [...raised, { ...last, from: until }];
}

/** Returns a limit raised to at least `least`. A direction without a limit (0) stays without one. */
function atLeastWhereLimited(limit: Rate, least: Rate): Rate {
  const most = larger(limit, least);
  return rate(limit.down === 0 ? 0 : most.down, limit.up === 0 ? 0 : most.up);
}

/** Returns the context as if the router showed the pools raised. */
export function afterRaises(context: ReadContext, router: string, raises: readonly GroupRaise[]): ReadContext {
  if (raises.length === 0) return context;
  const { ledger } = context;
  const raised = (row: ObservedQueue): ObservedQueue => {
    const raise = raises.find(({ pool }) => pool.queue === row.name);
    return raise === undefined ? row : { ...row, maxLimit: larger(row.maxLimit, raise.to) };
  };
  const observed: ReadContext['ledger']['observed'] = (name) => {
    const found = ledger.observed(name);
    return found === undefined || name !== router ? found : { ...found, queues: found.queues.map(raised) };
  };
  return { ...context, ledger: { ...ledger, observed } };
}

/**
 * Returns what refuses to raise the pools, for example a pool without our mark or one that was changed by hand; empty
 * when all may be raised. A pool that only waits for the pool above it is not refused.
 * @param table the router's queues as read.
 */
export function raiseRefusals(
  context: ReadContext,
  raises: readonly GroupRaise[],
  table: readonly ObservedQueue[],
): readonly Finding[] {
  const names = new Set(raises.map(({ pool }) => pool.queue));
  return raises.flatMap(({ pool, limits: [first] }) => {
    if (first === undefined) return [];
    const { ledger } = context;
    const poolLimits = [...ledger.poolLimits().filter((l) => l.pool !== pool.id || l.from !== first.from), first];
    const raised = { ...context, now: first.from, ledger: supposedLedger(ledger, { poolLimits: () => poolLimits }) };
    const seen = seenQueue(ledger, pool);
    const plan = {
      router: pool.router,
      owner: pool.id,
      purpose: 'pool',
      request: null,
      dueAt: first.from,
      seen,
    } as const;
    const planned = plannedChange(raised, plan, table);
    const found = planned === undefined ? [] : refusalsOf(plan, planned, table);
    return found.filter(({ code, facts }) => code !== 'guard/parent-too-small' || !names.has(String(facts['parent'])));
  });
}
