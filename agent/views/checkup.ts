import { Fault } from '../domain/fault.ts';
import { type Finding, type FindingCode, finding } from '../domain/finding.ts';
import type { Peer } from '../ports/peer.ts';

/** Finding for each fault that a peer may throw. */
const FAULT_CODES: Readonly<Record<string, FindingCode>> = {
  'router/unreachable': 'router/unreachable',
  'router/refused-login': 'router/refused-login',
  'router/wrong-identity': 'router/wrong-identity',
  'router/no-permission': 'router/no-permission',
  'meter/silent': 'meter/silent',
  'meter/refused': 'meter/refused',
  'meter/bad-reply': 'meter/bad-reply',
  'meter/no-uptime': 'meter/no-uptime',
  'helpdesk/unreachable': 'helpdesk/unreachable',
  'settings/exposed': 'settings/secret-unreadable',
};

/**
 * Queues that the agent does not manage, and what queues above ours take by condition. There may be hundreds, nothing
 * is wrong, and `queues` lists them.
 */
const LISTED_ELSEWHERE: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'queue/foreign',
  'queue/unmarked',
  'queue/takes-part',
  'queue/may-take',
]);

/**
 * Asks every peer (router, meter, helpdesk, host) at the same time whether all is well. A peer that cannot be asked
 * gives a finding, not an error.
 * @param standing findings from the last reading of the routers, added without repeating the peers' own.
 */
export async function checkup(peers: readonly Peer[], standing: readonly Finding[] = []): Promise<readonly Finding[]> {
  const answers = (await Promise.all(peers.map(ask))).flat();
  const said = new Set(answers.map(({ code, subject }) => `${code} ${subject}`));
  return [
    ...answers,
    ...standing.filter(({ code, subject }) => !LISTED_ELSEWHERE.has(code) && !said.has(`${code} ${subject}`)),
  ];
}

async function ask(peer: Peer): Promise<readonly Finding[]> {
  try {
    return await peer.check();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [finding(FAULT_CODES[error.code] ?? 'router/unreachable', 'alarm', peer.name, error.facts)];
  }
}
