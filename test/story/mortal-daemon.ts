import { join } from 'node:path';
import { KINDS, openParts } from '../../agent/compose.ts';
import { type Running, start } from '../../agent/daemon/daemon.ts';
import { moment } from '../../agent/domain/moment.ts';
import type { Subject } from '../../agent/domain/counters/reading.ts';
import { loadSettings } from '../../agent/settings/load-settings.ts';
import { historyRows } from '../lab/history-rows.ts';
import { LabClock } from '../lab/lab-clock.ts';
import { loadScenario } from '../lab/scenario.ts';
import { ToldClock } from '../lab/told-clock.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { Fuse, fused } from './fuse.ts';

export interface MortalOptions {
  readonly config: string;
  /** Epoch milliseconds of its clock, which only `advance` moves. */
  readonly at: number;
  /** Dies at this point after `arm`; 0: never. */
  readonly blowAt: number;
  /** Import the scenario's history up to `at` first. */
  readonly history: boolean;
}

export type MortalCommand =
  | { readonly do: 'advance'; readonly to: number }
  | { readonly do: 'settle' }
  | { readonly do: 'arm' }
  /** Names of the points passed since `arm`. */
  | { readonly do: 'passed' }
  | { readonly do: 'stop' };

export type MortalTell =
  | {
      readonly ready: {
        readonly socket: string;
        readonly url: string;
        readonly version: string;
        readonly stateDir: string;
      };
    }
  | { readonly id: number; readonly answer: unknown };

/**
 * Loops that sleep when nothing goes on: measure and provision of one router, intake, assess, publish, expire, report,
 * prune.
 */
const CROWD = 8;

async function main(options: MortalOptions): Promise<void> {
  const settings = loadSettings(options.config, KINDS);
  const clock = new ToldClock(new LabClock(options.at));
  const fuse = new Fuse(options.blowAt, join(settings.stateDir, 'point-of-death'));
  const parts = openParts(settings, quietLog(), clock);
  if (options.history) {
    for (const [subject, rows] of historyRows(loadScenario(), new Date(options.at).toISOString())) {
      parts.samples.import(
        subject as Subject,
        rows.map((row) => ({ ...row, start: moment(row.start) })),
      );
    }
  }
  const running = await start(fused(parts, fuse));
  clock.crowd = CROWD;
  await clock.quiet();
  process.on('message', (ask: { readonly id: number; readonly command: MortalCommand }) => {
    void carryOut(ask.command, clock, fuse, running).then((answer) => tell({ id: ask.id, answer: answer ?? null }));
  });
  process.once('disconnect', () => process.exit(0));
  const { version, socket } = parts;
  tell({ ready: { socket: socket.path, url: running.urls[0] ?? '', version, stateDir: settings.stateDir } });
}

async function carryOut(command: MortalCommand, clock: ToldClock, fuse: Fuse, running: Running): Promise<unknown> {
  switch (command.do) {
    case 'advance':
      return await clock.advance(command.to);
    case 'settle':
      running.wake();
      return await clock.quiet();
    case 'arm':
      return fuse.arm();
    case 'passed':
      return fuse.passed;
    case 'stop':
      return await running.stop();
    default:
      return command satisfies never;
  }
}

function tell(message: MortalTell): void {
  process.send?.(message);
}

if (process.send) await main(JSON.parse(process.argv[2] ?? '{}') as MortalOptions);
