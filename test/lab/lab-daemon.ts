import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { KINDS, openParts } from '../../agent/compose.ts';
import { type Running, start } from '../../agent/daemon/daemon.ts';
import { pinoLog } from '../../agent/daemon/pino-log.ts';
import { moment } from '../../agent/domain/moment.ts';
import type { FiveMinute, Samples } from '../../agent/ports/samples.ts';
import { loadSettings } from '../../agent/settings/load-settings.ts';
import { type LabCommand, obey } from './lab-commands.ts';
import { instant } from './lab-clock.ts';
import { agenciesCsv, LAB_PACE, officeYaml } from './lab-office.ts';
import { LAB_COMMUNITY, openLab } from './open-lab.ts';
import { type Scenario, loadScenario } from './scenario.ts';
import { ToldClock } from './told-clock.ts';
import { history } from './traffic.ts';

/** What the story asks of a lab with the real daemon on its time. */
export type StoryCommand = LabCommand | { readonly do: 'redeliver' } | { readonly do: 'settle' } | { readonly do: 'stop' };

export interface StoryAsk {
  readonly id: number;
  readonly command: StoryCommand;
}

export type StoryTell =
  | {
      readonly ready: true;
      readonly socket: string;
      readonly config: string;
      readonly csv: string;
      readonly url: string;
      readonly reports: string;
    }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly refused: string };

const HISTORY_FROM = '2026-04-06T00:00+07:00';

/** A lab and the real daemon in one process, on one told clock: real wires on loopback, real files in `folder`. */
async function main(folder: string, at: string): Promise<void> {
  const scenario = loadScenario();
  const lab = await openLab({ at });
  const clock = new ToldClock(lab.clock);
  const config = writeOffice(folder, scenario, lab.routeros.port, lab.snmp.port);
  const settings = loadSettings(config, KINDS);
  const parts = openParts(settings, pinoLog(settings.log), clock);
  importHistory(parts.samples, scenario, at);
  const running = await start(parts);
  // measure and provision of one router, intake, assess, publish, expire, report, prune
  clock.crowd = 8;
  await clock.quiet();
  process.on('message', (ask: StoryAsk) => void answer(ask, lab, clock, running, parts));
  process.once('disconnect', () => process.exit(0));
  const csv = join(folder, 'agencies.csv');
  tell({ ready: true, socket: settings.socket.path, config, csv, url: running.urls[0] ?? '', reports: settings.reports });
}

async function answer(
  ask: StoryAsk,
  lab: Awaited<ReturnType<typeof openLab>>,
  clock: ToldClock,
  running: Running,
  parts: ReturnType<typeof openParts>,
): Promise<void> {
  try {
    tell({ id: ask.id, answer: await carryOut(ask.command, lab, clock, running, parts) });
  } catch (error) {
    tell({ id: ask.id, refused: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

async function carryOut(
  command: StoryCommand,
  lab: Awaited<ReturnType<typeof openLab>>,
  clock: ToldClock,
  running: Running,
  parts: ReturnType<typeof openParts>,
): Promise<unknown> {
  switch (command.do) {
    case 'advance':
      await clock.advance(instant(command.to));
      return lab.clock.now();
    case 'settle':
      running.wake();
      return await clock.quiet();
    case 'redeliver':
      parts.ledger.observe((notes) => notes.cursor('helpdesk', ''));
      running.wake();
      return await clock.quiet();
    case 'stop':
      await running.stop();
      return await lab.close();
    default:
      return obey(lab, command);
  }
}

function writeOffice(folder: string, scenario: Scenario, routerPort: number, snmpPort: number): string {
  mkdirSync(folder, { recursive: true });
  const secret = (name: string, text: string): string => {
    const file = resolve(folder, name);
    writeFileSync(file, `${text}\n`, { mode: 0o400 });
    return file;
  };
  const yaml = officeYaml(scenario, { routerPort, snmpPort }, resolve('config/calendar/2026.yaml'), userInfo().username, LAB_PACE)
    .replaceAll('STATE_DIR', resolve(folder, 'state'))
    .replace('ROUTER_SECRET', secret('router.secret', 'lab-write'))
    .replace('SNMP_SECRET', secret('snmp.secret', LAB_COMMUNITY));
  const config = join(folder, 'agent.yaml');
  writeFileSync(config, yaml);
  writeFileSync(join(folder, 'agencies.csv'), agenciesCsv(scenario));
  return config;
}

/** Four weeks of history, as an office imports them from its older monitoring. */
function importHistory(samples: Samples, scenario: Scenario, until: string): void {
  const past = history(scenario, HISTORY_FROM, until);
  const rows = (pick: (i: number) => { down: number; up: number }): FiveMinute[] =>
    [...past.starts].map((from, i) => ({ start: moment(from), ...pick(i), dropsDown: 0, dropsUp: 0 }));
  const total = (i: number) => ({ down: past.total.down[i] ?? 0, up: past.total.up[i] ?? 0 });
  const first = (i: number) => ({ down: Math.round(total(i).down * 0.6), up: Math.round(total(i).up * 0.6) });
  samples.import('uplink:isp-a', rows(first));
  samples.import(
    'uplink:isp-b',
    rows((i) => ({ down: total(i).down - first(i).down, up: total(i).up - first(i).up })),
  );
  for (const [agency, series] of past.agencies)
    samples.import(
      `line:${agency}`,
      rows((i) => ({ down: series.down[i] ?? 0, up: series.up[i] ?? 0 })),
    );
}

function tell(message: StoryTell): void {
  process.send?.(message);
}

if (process.send) await main(process.argv[2] ?? '', process.argv[3] ?? '2026-05-04T07:00+07:00');
