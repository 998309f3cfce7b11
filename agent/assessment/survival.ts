import { type Decision, decide } from '../admission/check/decision.ts';
import type { ConstraintResult } from '../admission/check/constraints.ts';
import type { CheckQuery } from './check-query.ts';
import { inputsFor } from './availability.ts';
import { isUp } from './active-members.ts';
import type { ReadContext } from './read-context.ts';
import { snapshotOf } from './snapshot.ts';
import { supposed } from './supposed-network.ts';

/**
 * What the standby of a failover path would carry after the grant, were the link in use lost: for people to weigh,
 * judged by nobody.
 */
export interface Survival {
  readonly lost: string;
  readonly onto: string;
  /** Every key on the standby, with what both links carried; none where `unknown` says why nothing is known. */
  readonly keys: readonly ConstraintResult[];
  readonly unknown: Extract<Decision, { readonly verdict: 'unknown' }>['why'];
}

/** null: the path has no standby that is up, or nothing more is asked. */
export function survivalOf(context: ReadContext, query: CheckQuery): Survival | null {
  const { path } = query.line;
  if (path.kind !== 'failover') return null;
  const [lost, onto] = path.uplinks.filter((uplink) => isUp(context, uplink));
  if (lost === undefined || onto === undefined) return null;
  const decision = decide(inputsFor(supposed(snapshotOf(context), [{ what: 'lost', uplink: lost }]), query));
  if (decision.verdict === 'unknown') return { lost, onto, keys: [], unknown: decision.why };
  return decision.keys.length === 0 ? null : { lost, onto, keys: decision.keys, unknown: [] };
}
