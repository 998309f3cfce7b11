import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { agenciesCsv, LAB_PACE, type LabWires, officeYaml } from './lab-office.ts';
import { LAB_COMMUNITY } from './open-lab.ts';
import type { Scenario } from './scenario.ts';

/**
 * Writes configuration, secrets and the agencies' CSV of the scenario's office into `folder`, over what is there; gives
 * both paths.
 */
export function writeOffice(
  folder: string,
  scenario: Scenario,
  wires: LabWires,
): { readonly config: string; readonly csv: string } {
  mkdirSync(folder, { recursive: true });
  const secret = (name: string, text: string): string => {
    const file = resolve(folder, name);
    rmSync(file, { force: true });
    writeFileSync(file, `${text}\n`, { mode: 0o400 });
    return file;
  };
  const yaml = officeYaml(scenario, wires, resolve('config/calendar/2026.yaml'), userInfo().username, LAB_PACE)
    .replaceAll('STATE_DIR', resolve(folder, 'state'))
    .replace('ROUTER_SECRET', secret('router.secret', 'lab-write'))
    .replace('SNMP_SECRET', secret('snmp.secret', LAB_COMMUNITY));
  const [config, csv] = [join(folder, 'agent.yaml'), join(folder, 'agencies.csv')];
  writeFileSync(config, yaml);
  writeFileSync(csv, agenciesCsv(scenario));
  return { config, csv };
}
