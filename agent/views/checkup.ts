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

/** Asks every peer whether all is well, side by side; one that cannot be asked is a finding, not a failure. */
export async function checkup(peers: readonly Peer[]): Promise<readonly Finding[]> {
  const answers = await Promise.all(peers.map(ask));
  return answers.flat();
}

async function ask(peer: Peer): Promise<readonly Finding[]> {
  try {
    return await peer.check();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [finding(FAULT_CODES[error.code] ?? 'router/unreachable', 'alarm', peer.name, error.facts)];
  }
}
