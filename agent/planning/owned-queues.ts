import { routerOf, uplinkInterfaces } from '../domain/office.ts';
import { type Allocation, isInForce } from '../domain/allocation.ts';
import { grouped, oncePer } from '../domain/lookup.ts';
import { desiredLine, desiredPool } from '../shaping/desired.ts';
import type { Owned } from '../shaping/drift.ts';
import type { Registry } from '../shaping/guard.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** A queue that the ledger says should exist, and the agency whose line it is; agency null: a pool. */
export interface OwnedQueue extends Owned {
  readonly agency: string | null;
}

const byLine = oncePer((allocations: readonly Allocation[]) => grouped(allocations, ({ line }) => line));

/**
 * Returns every queue of a router that should exist by the ledger, with its wanted values now; pools first. A line
 * without a rate is left out. A grant, permanent or temporary, counts only when it was seen on the router: before that
 * only its own plan may write it, so that no other change brings in a grant that failed, is frozen, or still waits for
 * a second approver.
 */
export function ownedQueues({ ledger, office, now }: ReadContext, router: string): readonly OwnedQueue[] {
  const pools = ledger
    .pools()
    .map((p) => ({ owner: p.id, router: p.router, agency: null, want: desiredPool(p, ledger.poolLimits(), now) }));
  const allocations = byLine(ledger.allocations());
  const lines = ledger.lines().map((l) => {
    const want = desiredLine(l, (allocations.get(l.id) ?? []).filter(isInForce), now, office.policy.graceMinutes);
    return { owner: l.id, router: l.router, agency: l.agency, want };
  });
  return [...pools, ...lines].flatMap(({ owner, agency, want, router: on }) =>
    on === router && want !== undefined ? [{ owner, agency, want }] : [],
  );
}

/**
 * Link-local, multicast and loopback addresses (RFC 3927, 4291, 5771, 1122): never the target of one agency's line.
 */
const NO_AGENCY = ['169.254.0.0/16', '224.0.0.0/4', '127.0.0.0/8', 'fe80::/10', 'ff00::/8', '::1/128'];

/**
 * Returns what guards compare a queue's target with: the targets of all lines and pools, and the networks and
 * interfaces of the router that no queue may limit (management, uplinks).
 */
export function registryOf({ ledger, office }: ReadContext, router: string): Registry {
  const owners = [...ledger.lines(), ...ledger.pools()];
  return {
    targets: owners.flatMap((o) => o.targets.map((target) => ({ owner: o.id, target }))),
    management: [...(routerOf(office, router)?.management ?? []), ...uplinkInterfaces(office, router), ...NO_AGENCY],
    pools: new Set(ledger.pools().map((p) => p.id)),
  };
}
