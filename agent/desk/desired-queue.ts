import { desiredLine, desiredPool } from '../shaping/desired.ts';
import type { Registry } from '../shaping/guard.ts';
import type { QueueShape } from '../shaping/queue.ts';
import type { Owned } from '../shaping/drift.ts';
import type { LedgerView } from '../ports/ledger.ts';
import type { Desk } from './desk.ts';

/** What an owner's queue should be now, by the books; undefined when the books know no such owner or no rate for it. */
export function desiredQueue(desk: Desk, ledger: LedgerView, owner: string): QueueShape | undefined {
  const now = desk.clock.now();
  const line = ledger.lines().find((l) => l.id === owner);
  if (line !== undefined) return desiredLine(line, ledger.allocations(), now, desk.office.policy.graceMinutes);
  const pool = ledger.pools().find((p) => p.id === owner);
  return pool === undefined ? undefined : desiredPool(pool, ledger.poolLimits(), now);
}

/** Every queue of a router that is ours by the books, as it should be now. */
export function ownedQueues(desk: Desk, ledger: LedgerView, router: string): readonly Owned[] {
  const owners = [...ledger.pools(), ...ledger.lines()].filter((o) => o.router === router).map((o) => o.id);
  return owners.flatMap((owner) => {
    const want = desiredQueue(desk, ledger, owner);
    return want === undefined ? [] : [{ owner, want }];
  });
}

/** What the guards hold a target against. */
export function registryOf(desk: Desk, ledger: LedgerView, router: string): Registry {
  const owners = [...ledger.lines(), ...ledger.pools()];
  return {
    targets: owners.flatMap((o) => o.targets.map((target) => ({ owner: o.id, target }))),
    management: desk.office.routers.find((r) => r.name === router)?.management ?? [],
    pools: new Set(ledger.pools().map((p) => p.id)),
  };
}
