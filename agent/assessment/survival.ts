import { type Decision, decide } from '../admission/check/decision.ts';
import type { ConstraintResult } from '../admission/check/constraints.ts';
import type { CheckQuery } from './check-query.ts';
import { inputsFor } from './availability.ts';
import { isUp } from './active-members.ts';
import type { ReadContext } from './read-context.ts';
import { snapshotOf } from './snapshot.ts';
import { supposed } from './supposed-network.ts';

/**
 * What the standby of a failover path would carry after the grant if the active link failed. Shown to people; no
 * verdict depends on it.
 */
export interface Survival {
  /** Uplink that fails in the simulation. `onto`: the uplink that would carry the path then. */
  readonly lost: string;
  readonly onto: string;
  /** Constraint results on `onto` with the traffic of both links; empty when `unknown` says why there are none. */
  readonly keys: readonly ConstraintResult[];
  readonly unknown: Extract<Decision, { readonly verdict: 'unknown' }>['why'];
}

/**
 * Simulates the failure of the active link of a failover path. null: the path has no standby that is up, or the query
 * adds nothing.
 */
export function survivalOf(context: ReadContext, query: CheckQuery): Survival | null {
  const { path } = query.line;
  if (path.kind !== 'failover') return null;
  const [lost, onto] = path.uplinks.filter((uplink) => isUp(context, uplink));
  if (lost === undefined || onto === undefined) return null;
  const decision = decide(inputsFor(supposed(snapshotOf(context), [{ what: 'lost', uplink: lost }]), query));
  if (decision.verdict === 'unknown') return { lost, onto, keys: [], unknown: decision.why };
  return decision.keys.length === 0 ? null : { lost, onto, keys: decision.keys, unknown: [] };
}
