import { Fault } from '../domain/fault.ts';
import { type Finding, type FindingCode, finding } from '../domain/finding.ts';
import type { Peer } from '../ports/peer.ts';

const FAULT_CODES: Readonly<Record<string, FindingCode>> = {
  'router/unreachable': 'router/unreachable',
  'router/refused-login': 'router/refused-login',
  'router/wrong-identity': 'router/wrong-identity',
  'router/no-permission': 'router/no-permission',
  'meter/silent': 'meter/silent',
  'meter/refused': 'meter/refused',
  'meter/bad-reply': 'meter/refused',
  'helpdesk/unreachable': 'helpdesk/unreachable',
  'settings/exposed': 'settings/secret-unreadable',
};

/** Queues that nobody has done anything to yet: by the hundred on the first day, and listed elsewhere. */
const ELSEWHERE: ReadonlySet<FindingCode> = new Set<FindingCode>(['queue/foreign', 'queue/unmarked']);

/**
 * Asks every peer whether all is well, side by side; one that cannot be asked is a finding, not a failure.
 * @param standing what was found in the routers' tables when they were last read.
 */
export async function checkup(peers: readonly Peer[], standing: readonly Finding[] = []): Promise<readonly Finding[]> {
  const answers = (await Promise.all(peers.map(ask))).flat();
  const said = new Set(answers.map(({ code, subject }) => `${code} ${subject}`));
  return [
    ...answers,
    ...standing.filter(({ code, subject }) => !ELSEWHERE.has(code) && !said.has(`${code} ${subject}`)),
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
