import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTERFACES } from '../../../adapters/meter/snmp/snmp-oids.ts';
import type { MeterPoint } from '../../../agent/ports/meter.ts';
import { line, median, ms, percentile, target } from '../figures.ts';
import { type Led, lead } from '../led-child.ts';
import type { DelayCalls, Passed } from './snmp-delay-process.ts';
import { type SnmpField, withField } from './snmp-field.ts';
import type { PeerCalls, PeerTask } from './snmp-peers-process.ts';
import type { SnmpCalls, Visited } from './snmp-process.ts';
import type { DeviceCalls } from './snmp-router-process.ts';

const ROUNDS = 15;
/** A daemon makes a visit a minute: after half an hour its code is compiled. */
const VISITS_BEFORE = 30;
/** So often in a row each of the two is asked in a round: the exporter's processor time is told in ticks of 10 ms. */
const IN_A_ROW = 10;
const PUTS = 300;
const ONE_WAY_MS = 10;
const RTT_MS = 2 * ONE_WAY_MS;
const IN_FLIGHT = 8;
const SNMP_PORT = 161;
const USUAL = { uplinks: 4, queues: 60 };

/**
 * Many interfaces of Debian's snmpd, beside its own tools and the exporter in the same run; a far line; one
 * transaction.
 */
export async function benchSnmp(interfaces: number): Promise<void> {
  await withField(interfaces, async (field) => {
    console.log(`\nmeter: 6 columns of ${interfaces} interfaces of snmpd (medians of ${ROUNDS} alternating rounds)`);
    await besidePeers(field);
    await overFarLine(field);
    await ofUsualSize(field);
  });
}

async function besidePeers(field: SnmpField): Promise<void> {
  const { host, community, monitor, folder } = field;
  const task: PeerTask = { host, community, columns: INTERFACES.columns };
  const [meter, peers] = [
    lead<SnmpCalls>('snmp/snmp-process', monitor),
    lead<PeerCalls>('snmp/snmp-peers-process', monitor),
  ];
  try {
    await meter.call('open', { host, port: SNMP_PORT, community, points: pointsOf(field) });
    const first = await meter.call('visit');
    for (const column of task.columns)
      whole(await peers.call('count', { task, column }), field.interfaces.length, `snmpbulkwalk of ${column}`);
    await peers.call('export', exporterConfig(folder));
    await peers.call('scrape', { host, times: 1 });
    for (let i = 0; i < VISITS_BEFORE; i += 1) await meter.call('visit');
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const visits: Visited[] = [];
      while (visits.length < IN_A_ROW) visits.push(await meter.call('visit'));
      for (const { readings } of visits) whole(readings, field.interfaces.length, 'a visit');
      const alone = await peers.call('walk', { task, together: false });
      const together = await peers.call('walk', { task, together: true });
      const exporter = await peers.call('scrape', { host, times: IN_A_ROW });
      whole(exporter.samples, field.interfaces.length * (task.columns.length - 1), 'a scrape');
      rounds.push({ visits, alone, together, exporter });
    }
    tell(rounds, first);
    await stored(meter, folder, field.interfaces.length);
    line('peak resident memory', `${(await meter.call('peak')).toFixed(0)} MB`);
  } finally {
    await Promise.all([meter.end(), peers.end()]);
  }
}

interface Round {
  /** In a row, as the scrapes of the exporter are; the first finds the caches as the peers left them. */
  readonly visits: readonly Visited[];
  readonly alone: number;
  readonly together: number;
  readonly exporter: { readonly ms: number; readonly cpu: number };
}

function tell(rounds: readonly Round[], first: Visited): void {
  const of = (figure: (round: Round) => number): number => median(rounds.map(figure));
  const ours = (figure: (visit: Visited) => number): number =>
    of(({ visits }) => visits.reduce((sum, v) => sum + figure(v), 0) / visits.length);
  const [wall, cpu] = [ours((visit) => visit.ms), ours((visit) => visit.cpu)];
  const [alone, together] = [of((round) => round.alone), of((round) => round.together)];
  const exporterCpu = of(({ exporter }) => exporter.cpu);
  line('first visit after a start, with the walk for names', ms(first.ms));
  line(`visit, one of ${IN_A_ROW} in a row: wall, processor`, `${ms(wall)}, ${ms(cpu)}`);
  line(
    'the first of them',
    `${ms(of(({ visits }) => visits[0]?.ms ?? Number.NaN))}, ${ms(of(({ visits }) => visits[0]?.cpu ?? Number.NaN))}`,
  );
  line('snmpbulkwalk, 6 processes: in turn / at once', `${ms(alone)} / ${ms(together)}`);
  line(
    `exporter, one of ${IN_A_ROW} scrapes in a row: wall, processor`,
    `${ms(of(({ exporter }) => exporter.ms))}, ${ms(exporterCpu)}`,
  );
  target('visit / 6 snmpbulkwalk in turn, wall', wall / alone, 0.35, 'x');
  line('visit / 6 snmpbulkwalk at once, on two processors', `${(wall / together).toFixed(4)} x`);
  target('visit / scrape of the exporter, processor', cpu / exporterCpu, 0.25, 'x');
}

async function overFarLine(field: SnmpField): Promise<void> {
  const [meter, ping, delay] = [
    lead<SnmpCalls>('snmp/snmp-process', field.monitor),
    lead<SnmpCalls>('snmp/snmp-process', field.monitor),
    lead<DelayCalls>('snmp/snmp-delay-process', field.monitor),
  ];
  try {
    const port = await delay.call('open', { host: field.host, port: SNMP_PORT, oneWayMs: ONE_WAY_MS });
    const at = { host: '127.0.0.1', port, community: field.community };
    await ping.call('open', { ...at, points: pointsOf(field).slice(1, 2) });
    await meter.call('open', { ...at, points: pointsOf(field) });
    const first = await meter.call('visit');
    await ping.call('visit');
    for (let i = 0; i < VISITS_BEFORE; i += 1) await meter.call('visit');
    await delay.call('passed');
    const rounds: (Passed & { readonly wall: number; readonly single: number })[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const single = await ping.call('visit');
      await delay.call('passed');
      const visited = await meter.call('visit');
      whole(visited.readings, field.interfaces.length, 'a far visit');
      rounds.push({ wall: visited.ms, single: single.ms, ...(await delay.call('passed')) });
    }
    const of = (figure: (round: (typeof rounds)[number]) => number): number => median(rounds.map(figure));
    const turns = of((round) => round.requests) / IN_FLIGHT;
    console.log(`\nmeter: the same over a line of ${RTT_MS} ms, by a proxy (medians of ${ROUNDS} rounds)`);
    line('first visit, with the walk for names', ms(first.ms));
    line(
      'visit; PDUs; a visit of one GET',
      `${ms(of((round) => round.wall))}; ${of((round) => round.requests)}; ${ms(of((round) => round.single))}`,
    );
    line('what the proxy took for a round trip', ms(of((round) => round.line)));
    target(
      `visit / (PDUs / ${IN_FLIGHT} in flight x ${RTT_MS} ms)`,
      of((round) => round.wall) / (turns * RTT_MS),
      1.2,
      'x',
    );
    target(
      'visit / (the same with what the proxy took)',
      of((round) => round.wall / (turns * round.line)),
      1.2,
      'x',
    );
  } finally {
    await Promise.all([meter.end(), ping.end(), delay.end()]);
  }
}

async function ofUsualSize(field: SnmpField): Promise<void> {
  const [device, meter, delay] = [
    lead<DeviceCalls>('snmp/snmp-router-process', field.monitor),
    lead<SnmpCalls>('snmp/snmp-process', field.monitor),
    lead<DelayCalls>('snmp/snmp-delay-process', field.monitor),
  ];
  try {
    const to = await device.call('open', USUAL);
    const port = await delay.call('open', { host: '127.0.0.1', port: to, oneWayMs: ONE_WAY_MS });
    const uplinks = Array.from(
      { length: USUAL.uplinks },
      (_, i): MeterPoint => ({ subject: `uplink:${i}`, interface: `sfp${i}` }),
    );
    const queues = Array.from(
      { length: USUAL.queues },
      (_, i): MeterPoint => ({ subject: `line:${i}`, queue: `opd-${i}` }),
    );
    await meter.call('open', { host: '127.0.0.1', port, community: field.community, points: [...uplinks, ...queues] });
    await meter.call('visit');
    await delay.call('passed');
    const rounds: { readonly ms: number; readonly requests: number; readonly trips: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const visited = await meter.call('visit');
      whole(visited.readings, USUAL.uplinks + USUAL.queues, 'a usual visit');
      rounds.push({ ms: visited.ms, ...(await delay.call('passed')) });
    }
    console.log(
      `\nmeter: the usual size, ${USUAL.uplinks} uplinks and ${USUAL.queues} queues, over a line of ${RTT_MS} ms`,
    );
    line(
      'visit; PDUs',
      `${ms(median(rounds.map((round) => round.ms)))}; ${median(rounds.map((round) => round.requests))}`,
    );
    await stored(meter, field.folder, USUAL.uplinks + USUAL.queues);
    target('round trips, the most of all rounds', Math.max(...rounds.map((round) => round.trips)), 1, 'trips');
  } finally {
    await Promise.all([device.end(), meter.end(), delay.end()]);
  }
}

/** The last visit's readings, put again and again as the measure loop does, each time a minute later. */
async function stored(meter: Led<SnmpCalls>, folder: string, points: number): Promise<void> {
  const { puts, rolls } = await meter.call('put', { folder: mkdtempSync(join(folder, 'samples-')), visits: PUTS + 1 });
  line(`${points} points put in one transaction, median of ${PUTS}`, ms(median(puts)));
  target(`${points} points put in one transaction, p99`, percentile(puts, 99), 50, 'ms');
  line('the roll of an hour of them, median', ms(median(rolls)));
}

function pointsOf(field: SnmpField): readonly MeterPoint[] {
  return field.interfaces.map((name) => ({ subject: `uplink:${name}`, interface: name }));
}

function whole(found: number, expected: number, what: string): void {
  if (found !== expected) throw new Error(`${what} read ${found} of ${expected}`);
}

/** The module an office would write: the same columns, each value labelled by the interface's name. */
function exporterConfig(folder: string): string {
  const [name = '', ...values] = INTERFACES.columns;
  const metrics = values.map(
    (oid, i) => `  - name: bench_${i}
    oid: ${oid}
    type: ${i < 2 ? 'counter' : 'gauge'}
    help: column
    indexes: [{labelname: ifIndex, type: gauge}]
    lookups: [{labels: [ifIndex], labelname: ifName, oid: ${name}, type: DisplayString}]`,
  );
  const file = join(folder, 'exporter.yml');
  const walk = INTERFACES.columns.map((oid) => `  - ${oid}`);
  writeFileSync(
    file,
    [
      'bench:',
      '  version: 2',
      '  max_repetitions: 25',
      '  auth: {community: bench}',
      '  walk:',
      ...walk,
      '  metrics:',
      ...metrics,
      '',
    ].join('\n'),
  );
  return file;
}
