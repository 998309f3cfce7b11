import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { LAB_PACE, type LabWires, officeYaml } from '../lab/lab-office.ts';
import { LAB_COMMUNITY } from '../lab/open-lab.ts';
import { loadScenario } from '../lab/scenario.ts';

const NO_BOUND = 10_000;

/** Line `i` of the office: its queue as RouterOS words, marked as ours, and the same as a row of the office's list. */
export function applyLine(i: number): {
  readonly code: string;
  readonly words: Record<string, string>;
  readonly fields: Record<string, string>;
} {
  const code = `OPD-${String(i + 1).padStart(4, '0')}`;
  const owner = code.toLowerCase();
  const target = `10.${i >> 8}.${i & 255}.0/24`;
  return {
    code,
    words: { name: code, target, 'max-limit': '20000000/20000000', comment: `bwagent:${owner}` },
    fields: {
      agency: owner,
      code,
      name: `Dinas ${code}`,
      kind: 'opd',
      line: owner,
      router: 'core-kasongan',
      queue: code,
      targets: target,
      service: 'shared',
      path: 'isp-a',
      down: '20',
      up: '20',
    },
  };
}

/** The scenario's office over a lab, with no bound on writes; its configuration in the folder. Gives the file. */
export function writeApplyOffice(folder: string, wires: LabWires): string {
  mkdirSync(folder, { recursive: true });
  const secret = (name: string, text: string): string => {
    const file = resolve(folder, name);
    writeFileSync(file, `${text}\n`, { mode: 0o400 });
    return file;
  };
  const yaml = officeYaml(loadScenario(), wires, resolve('config/calendar/2026.yaml'), userInfo().username, LAB_PACE)
    .replaceAll('STATE_DIR', resolve(folder, 'state'))
    .replace('ROUTER_SECRET', secret('router.secret', 'lab-write'))
    .replace('SNMP_SECRET', secret('snmp.secret', LAB_COMMUNITY))
    .replace('writesPerHour: 200', `writesPerHour: ${NO_BOUND}\n    movedPerHourMbps: null`);
  const config = join(folder, 'agent.yaml');
  writeFileSync(config, yaml);
  return config;
}
