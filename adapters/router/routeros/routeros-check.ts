import { Fault } from '../../../agent/domain/fault.ts';
import { type Finding, type FindingCode, finding } from '../../../agent/domain/finding.ts';
import type { RouterIdentity, RouterTraits } from '../../../agent/ports/router.ts';
import type { Row } from './routeros-row.ts';
import type { RouterOsSession } from './routeros-session.ts';
import { groupOf, policiesOf } from './routeros-wire.ts';
import { queryWord } from './routeros-word.ts';

/** What a successful visit found, for `check()`. */
export interface VisitResult {
  readonly identity: RouterIdentity;
  readonly traits: RouterTraits;
  readonly encrypted: boolean;
  /** Whether our user's group has the policy `write`. undefined: the router does not show its users to us. */
  readonly writable: boolean | undefined;
}

/**
 * Findings of one visit. The first is `router/ok` with identity and version; then one for each thing that keeps queues
 * from working: FastTrack (alarm), bridged traffic, a plain connection, a user without write (warnings).
 */
export function findingsOf(router: string, seen: VisitResult): readonly Finding[] {
  const { identity, traits, encrypted, writable } = seen;
  const rules = traits.fasttrackRules;
  return [
    finding('router/ok', 'ok', router, { identity: identity.identity, version: identity.version }),
    ...(rules > 0 ? [finding('router/fasttrack', 'alarm', router, { rules })] : []),
    ...(traits.blindBridgePorts > 0
      ? [finding('router/blind-bridge', 'warn', router, { ports: traits.blindBridgePorts })]
      : []),
    ...(encrypted ? [] : [finding('router/plain-api', 'warn', router)]),
    ...(writable === false ? [finding('router/no-permission', 'warn', router)] : []),
  ];
}

const AS_FINDING: ReadonlySet<string> = new Set<FindingCode>([
  'router/unreachable',
  'router/refused-login',
  'router/wrong-identity',
  'router/no-permission',
]);

/**
 * Turns the fault of a failed visit into an alarm. undefined: the fault says nothing about the router (for example a
 * missing certificate file), so the caller throws it.
 */
export function failedVisit(router: string, error: unknown): Finding | undefined {
  if (!(error instanceof Fault) || !AS_FINDING.has(error.code)) return undefined;
  return finding(error.code as FindingCode, 'alarm', router, error.facts);
}

/**
 * Reads /user and /user/group: does our group have the policy `write`? undefined when the router refuses to show them.
 * Throws the faults of a lost connection.
 */
export async function mayWrite(session: RouterOsSession, user: string): Promise<boolean | undefined> {
  const group = groupOf(
    await unlessRefused(session.run(['/user/print', '=.proplist=group', queryWord(['name', user])], 'read')),
  );
  if (group === undefined) return undefined;
  const words = ['/user/group/print', '=.proplist=policy', queryWord(['name', group])];
  return policiesOf(await unlessRefused(session.run(words, 'read')))?.includes('write');
}

async function unlessRefused(rows: Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await rows;
  } catch (error) {
    if (error instanceof Fault && (error.code === 'router/trap' || error.code === 'router/no-permission')) return [];
    throw error;
  }
}
