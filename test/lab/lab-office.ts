import type { Scenario } from './scenario.ts';

/** Where a lab's wires are, for the office's configuration. */
export interface LabWires {
  readonly routerPort: number;
  readonly snmpPort: number;
}

/** How long the loops of a lab office rest, in seconds of the lab's time. */
export type LabPace = Readonly<Record<'intake' | 'measure' | 'assess' | 'provision' | 'publish' | 'expire', number>>;

export const LAB_PACE: LabPace = {
  intake: 3600,
  measure: 300,
  assess: 3600,
  provision: 900,
  publish: 3600,
  expire: 300,
};

/** The YAML of the scenario's office over a lab: one account records, officials decide on paper. */
export function officeYaml(
  scenario: Scenario,
  wires: LabWires,
  calendar: string,
  user: string,
  pace: LabPace = LAB_PACE,
): string {
  const uplinks = scenario.uplinks.map(
    (u) => `  - { id: ${u.id}, name: '${u.name}', router: core-kasongan, interface: ${u.interface} }`,
  );
  return `office:
  name: Diskominfo Katingan (lab)
  helpdeskUrl: http://127.0.0.1:8088
  numbering:
    request: { prefix: BW, first: 41 }
    incident: { prefix: IN, first: 17 }
zone: Asia/Pontianak
calendars: ['${calendar}']
people:
  - { id: teknisi-noc, user: ${user}, roles: [technical-support, computer-specialist] }
routers:
  - name: core-kasongan
    mode: apply
    management: [10.62.254.0/24, 10.62.255.0/24]
    writesPerHour: 200
    quietSeconds: 15
    wire:
      kind: routeros
      host: 127.0.0.1
      port: ${wires.routerPort}
      tls: false
      user: bwagent
      password: { file: ROUTER_SECRET }
      identity: ${scenario.router.identity}
      deadlineMs: 5000
    meter:
      kind: snmp
      host: 127.0.0.1
      port: ${wires.snmpPort}
      version: 2c
      community: { file: SNMP_SECRET }
      timeoutMs: 1000
      retries: 0
uplinks:
${uplinks.join('\n')}
helpdesk:
  kind: embedded
  file: STATE_DIR/helpdesk.db
  host: 127.0.0.1
  port: 0
  publicUrl: http://127.0.0.1
  officeName: Diskominfo Katingan
  viewsPerMinute: 100000
  postsPerMinute: 100000
pace: ${JSON.stringify(pace)}
stateDir: STATE_DIR
socket: bwagent.sock
socketMode: '0660'
log: warn
`;
}

/** The office's list of agencies, lines and the pool, as its CSV. */
export function agenciesCsv(scenario: Scenario): string {
  const head = [
    'agency',
    'code',
    'name',
    'kind',
    'location',
    'line',
    'router',
    'queue',
    'targets',
    'parent',
    'service',
    'path',
    'down',
    'up',
    'limit_down',
    'limit_up',
  ];
  const path = `balanced:${scenario.uplinks.map((u) => u.id).join('+')}`;
  const kinds: Readonly<Record<string, string>> = { 'technical-unit': 'upt', upt: 'upt', district: 'district' };
  const lines = scenario.agencies.map((a) => {
    const dedicated = a.class === 'dedicated';
    const { down, up } = a.allocationMbps;
    const row = [
      a.id,
      a.code,
      a.name,
      kinds[a.kind] ?? 'opd',
      a.location,
      a.id,
      'core-kasongan',
      a.queue.name,
      a.queue.targets.join(' '),
      a.queue.parent ?? '',
      a.class,
      path,
    ];
    return [...row, `${down}`, `${up}`, dedicated ? `${down}` : '', dedicated ? `${up}` : ''];
  });
  const outside = scenario.offNetworkAgencies.map((a) => [
    a.id,
    a.code,
    a.name,
    'district',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
  ]);
  const pools = scenario.foreignQueues
    .filter((q) => q.role === 'pool')
    .map((q) => [
      '',
      '',
      '',
      'pool',
      '',
      'pool-pemda',
      'core-kasongan',
      q.name,
      q.targets.join(' '),
      '',
      '',
      path,
      '500',
      '500',
      '',
      '',
    ]);
  return [head, ...pools, ...lines, ...outside]
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\n');
}
