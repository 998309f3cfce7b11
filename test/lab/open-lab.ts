import { Faults } from './faults.ts';
import { LabClock } from './lab-clock.ts';
import { routerFacts, type RouterFacts, type RouterUser } from './router/lab-router-facts.ts';
import type { SnmpUser } from './snmp/lab-snmp-usm.ts';
import { Plant } from './plant.ts';
import { type Address, openRouterServer, type TlsFiles } from './router/routeros-server.ts';
import { loadScenario } from './scenario.ts';
import { openSnmpAgent } from './snmp/snmp-agent.ts';

/** How a lab opens. `at` must be 2026-04-06 WIB or later. */
export interface LabOptions {
  readonly at: number | string;
  readonly routerVersion?: string;
  readonly login?: RouterFacts['login'];
  readonly fasttrack?: RouterFacts['fasttrack'];
  readonly users?: readonly RouterUser[];
  readonly community?: string;
  readonly snmpUser?: SnmpUser;
  /** The API is api-ssl with this certificate. */
  readonly tls?: TlsFiles;
}

export interface Lab {
  readonly clock: LabClock;
  readonly plant: Plant;
  /** What the router says about itself; may be changed while the lab runs. */
  readonly facts: RouterFacts;
  readonly routeros: Address;
  readonly snmp: Address;
  readonly faults: Faults;
  /** Open API connections. */
  sessions(): number;
  /** SNMP requests that arrived. */
  snmpRequests(): number;
  close(): Promise<void>;
}

/** The v3 user a lab opens with; example keys. */
export const LAB_SNMP_USER: SnmpUser = {
  name: 'bwmeter',
  auth: 'sha1',
  authKey: 'lab-auth-key',
  privKey: 'lab-priv-key',
};
export const LAB_COMMUNITY = 'lab-read';

/** Opens the site with both wires on loopback ports of their own. */
export async function openLab(options: LabOptions): Promise<Lab> {
  const scenario = loadScenario();
  const clock = new LabClock(options.at);
  const plant = new Plant(scenario, clock);
  const faults = new Faults();
  const { routerVersion: version, login, fasttrack, users } = options;
  const facts = routerFacts(scenario, {
    ...(version === undefined ? {} : { version }),
    ...(login === undefined ? {} : { login }),
    ...(fasttrack === undefined ? {} : { fasttrack }),
    ...(users === undefined ? {} : { users }),
  });
  const router = await openRouterServer({ plant, facts, faults }, options.tls);
  const { community = LAB_COMMUNITY, snmpUser: user = LAB_SNMP_USER } = options;
  const agent = await openSnmpAgent({ plant, facts, faults, community, user });
  return {
    clock,
    plant,
    facts,
    faults,
    routeros: router.address,
    snmp: agent.address,
    sessions: () => router.sessions(),
    snmpRequests: () => agent.requests(),
    close: async () => {
      await Promise.all([router.close(), agent.close()]);
    },
  };
}
