import { KINDS, openParts } from '../../agent/compose.ts';
import { type Running, start } from '../../agent/daemon/daemon.ts';
import { pinoLog } from '../../agent/daemon/pino-log.ts';
import { moment } from '../../agent/domain/moment.ts';
import type { Subject } from '../../agent/domain/counters/reading.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { loadSettings } from '../../agent/settings/load-settings.ts';
import { historyRows } from './history-rows.ts';
import { instant } from './lab-clock.ts';
import { type LabCommand, obey } from './lab-commands.ts';
import { writeOffice } from './office-files.ts';
import { openLab } from './open-lab.ts';
import { type Scenario, loadScenario } from './scenario.ts';
import { ToldClock } from './told-clock.ts';

/** What the story asks of a lab with the real daemon on its time. */
export type StoryCommand =
  | LabCommand
  | { readonly do: 'redeliver' }
  | { readonly do: 'settle' }
  | { readonly do: 'stop' };

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

/** A lab and the real daemon in one process, on one told clock: real wires on loopback, real files in `folder`. */
async function main(folder: string, at: string): Promise<void> {
  const scenario = loadScenario();
  const lab = await openLab({ at });
  const clock = new ToldClock(lab.clock);
  const { config, csv } = writeOffice(folder, scenario, { routerPort: lab.routeros.port, snmpPort: lab.snmp.port });
  const settings = loadSettings(config, KINDS);
  const parts = openParts(settings, pinoLog(settings.log), clock);
  importHistory(parts.samples, scenario, at);
  const running = await start(parts);
  // measure and provision of one router, intake, assess, publish, expire, report, prune
  clock.crowd = 8;
  await clock.quiet();
  process.on('message', (ask: StoryAsk) => void answer(ask, lab, clock, running, parts));
  process.once('disconnect', () => process.exit(0));
  tell({
    ready: true,
    socket: settings.socket.path,
    config,
    csv,
    url: running.urls[0] ?? '',
    reports: settings.reports,
  });
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

/** Four weeks of history, as an office imports them from its older monitoring. */
function importHistory(samples: Samples, scenario: Scenario, until: string): void {
  for (const [subject, rows] of historyRows(scenario, until)) {
    samples.import(
      subject as Subject,
      rows.map((row) => ({ ...row, start: moment(row.start) })),
    );
  }
}

function tell(message: StoryTell): void {
  process.send?.(message);
}

if (process.send) await main(process.argv[2] ?? '', process.argv[3] ?? '2026-05-04T07:00+07:00');
