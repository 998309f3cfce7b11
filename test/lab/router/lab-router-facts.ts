import type { Scenario } from '../scenario.ts';

/** One policy word of /user/group. The lab knows those the agent may need. */
export type Policy = 'api' | 'read' | 'write';

/** A login of the router. */
export interface RouterUser {
  readonly name: string;
  readonly password: string;
  readonly policies: readonly Policy[];
}

/** What the router says about itself; may be changed while the lab runs. */
export interface RouterFacts {
  identity: string;
  /** `7.16.2`; from 7.18 on an empty print answers `!empty` [DOC]. */
  version: string;
  board: string;
  serial: string;
  /** The FastTrack rule of /ip/firewall/filter. */
  fasttrack: 'none' | 'disabled' | 'enabled';
  /** Ports of the one bridge, 0: none; and whether bridged packets go through the firewall and the queues. */
  bridge: { ports: number; useIpFirewall: boolean };
  /** Queue types of kind pcq by name: their pcq-rate, a bare number or with a suffix; those not named have none (0). */
  pcqRates: Readonly<Record<string, string>>;
  /** `plain`: RouterOS 6.43 and newer. `challenge`: older. */
  login: 'plain' | 'challenge';
  users: readonly RouterUser[];
}

/** Logins a lab opens with; example passwords. */
export const LAB_USERS: readonly RouterUser[] = [
  { name: 'bwagent', password: 'lab-write', policies: ['api', 'read', 'write'] },
  { name: 'bwread', password: 'lab-read', policies: ['api', 'read'] },
];

/** The scenario's core router. */
export function routerFacts(scenario: Scenario, changes: Partial<RouterFacts> = {}): RouterFacts {
  return {
    identity: scenario.router.identity,
    version: '7.16.2',
    board: 'CCR2004-1G-12S+2XS',
    serial: 'HG909LABKSN',
    fasttrack: 'disabled',
    bridge: { ports: 0, useIpFirewall: false },
    pcqRates: {},
    login: 'plain',
    users: LAB_USERS,
    ...changes,
  };
}

/** Whether the version is at least major.minor. */
export function atLeast(version: string, major: number, minor: number): boolean {
  const [a = 0, b = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return a > major || (a === major && b >= minor);
}
