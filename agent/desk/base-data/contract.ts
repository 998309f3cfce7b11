import { Fault } from '../../domain/fault.ts';
import type { Pool } from '../../domain/line.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Actor } from '../../domain/person.ts';
import { limitOf, NO_RATE, perMille, plus, type Rate } from '../../domain/rate.ts';
import { contractsOf, inForce } from '../../domain/uplink.ts';
import type { Books } from '../../ports/ledger.ts';
import { authorise, type Desk } from '../act/desk.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';
import { seenQueue } from '../../planning/seen-queue.ts';
import { endTyped, startTyped } from '../../domain/typed/typed-time.ts';
import { typedRate } from '../../domain/typed/typed-rate.ts';

/**
 * Records a contract of an uplink, with new shares and a pool limit where given, in one transaction. Waiting requests
 * are checked again on the next pass. Throws Fault `request/not-your-role`, `uplink/no-such`, `request/bad-value`,
 * `request/needs-document` or `queue/no-such`.
 */
export function contract(desk: Desk, body: BodyOf<'contract'>, actor: Actor): DoneOf<'contract'> {
  authorise(actor, 'division-head', 'computer-specialist');
  if (!desk.office.uplinks.some((u) => u.id === body.uplink))
    throw new Fault('uplink/no-such', { uplink: body.uplink });
  const now = desk.clock.now();
  const { zone } = desk.office.calendar;
  const from = body.from === null ? now : startTyped('from', body.from, zone);
  const until = body.until === null ? null : endTyped('until', body.until, zone);
  if (until !== null && until <= from) throw new Fault('request/bad-value', { field: 'until', value: body.until });
  if (body.document.trim() === '') throw new Fault('request/needs-document', {});
  const rate = typedRate(body.down, body.up);
  desk.ledger.record((books) => {
    books.putContract({ uplink: body.uplink, from, until, rate, document: body.document });
    if (body.shares !== null) putShares(books, body.shares, from);
    if (body.pool !== null) putPool(books, body.pool, from, now);
    books.enter({ at: now, actor, act: 'base-data/contract', request: null, facts: { ...body, from, until, rate } });
  });
  return { uplink: body.uplink, from, until };
}

function putShares(books: Books, shares: Readonly<Record<string, number>>, from: Moment): void {
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  if (sum !== 1000) throw new Fault('request/bad-value', { field: 'shares', value: String(sum) });
  books.putShares({
    from,
    shares: Object.fromEntries(Object.entries(shares).map(([uplink, share]) => [uplink, perMille(share)])),
  });
}

/**
 * Share of the contract that a pool gets by default: a little less than all, so that packets queue in our router, where
 * guarantees apply, and not at the provider.
 */
const POOL_SHARE = perMille(970);

/**
 * Returns 97 % of the contracts of the pool's path at `from`: all members of a balanced path, the preferred one of a
 * failover path. Throws Fault `request/bad-value` when one has no contract.
 */
function shareOfPath(books: Books, { id, path }: Pool, from: Moment): Rate {
  const members =
    path.kind === 'pinned' ? [path.uplink] : path.kind === 'balanced' ? path.uplinks : path.uplinks.slice(0, 1);
  const capacity = members.reduce((sum, uplink) => {
    const now = inForce(contractsOf(books.contracts(), uplink), from);
    if (now === undefined) throw new Fault('request/bad-value', { field: 'pool', value: `${id}: ${uplink}` });
    return plus(sum, now.rate);
  }, NO_RATE);
  return { down: limitOf(POOL_SHARE, capacity.down), up: limitOf(POOL_SHARE, capacity.up) };
}

/**
 * Records the pool's limit, and a plan for its queue that is due when the limit begins. A lower limit is written after
 * the queues below it.
 */
function putPool(books: Books, wanted: NonNullable<BodyOf<'contract'>['pool']>, from: Moment, now: Moment): void {
  const pool = books.pool(wanted.id);
  if (pool === undefined) throw new Fault('queue/no-such', { queue: wanted.id });
  const limit =
    wanted.down === null ? shareOfPath(books, pool, from) : typedRate(wanted.down, wanted.up ?? wanted.down);
  books.putPoolLimit({ pool: pool.id, from, rate: limit });
  const seen = seenQueue(books, pool);
  if (seen === null) return;
  const dueAt = from > now ? from : now;
  books.planChange({ router: pool.router, owner: pool.id, purpose: 'pool', request: null, dueAt, seen });
}
