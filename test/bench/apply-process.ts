import { KINDS, openParts } from '../../agent/compose.ts';
import { type Running, start } from '../../agent/daemon/daemon.ts';
import { pinoLog } from '../../agent/daemon/pino-log.ts';
import { DAY, MINUTE, moment } from '../../agent/domain/moment.ts';
import type { Ledger } from '../../agent/ports/ledger.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { loadSettings } from '../../agent/settings/load-settings.ts';
import { follow } from './led-child.ts';

const SLOT = 5 * MINUTE;
const HISTORY = 28 * DAY;
const BUSY_BPS = 400_000_000;

let running: Running | undefined;
let ledger: Ledger | undefined;

/**
 * Four weeks of even traffic on the uplink, up to the slot before this one, as an office imports them from its older
 * monitoring.
 */
function importHistory(samples: Samples, now: number): void {
  const end = now - (now % SLOT);
  const starts = Array.from({ length: HISTORY / SLOT }, (_, i) => end - HISTORY + i * SLOT);
  samples.import(
    'uplink:isp-a',
    starts.map((from) => ({ start: moment(from), down: BUSY_BPS, up: BUSY_BPS / 4, dropsDown: 0, dropsUp: 0 })),
  );
}

const calls = {
  /** The real daemon with all its loops, on the system's clock. Gives the path of its socket. */
  open: async (config: string): Promise<string> => {
    const settings = loadSettings(config, KINDS);
    const parts = openParts(settings, pinoLog('error'));
    importHistory(parts.samples, parts.clock.now());
    ledger = parts.ledger;
    running = await start(parts);
    return settings.socket.path;
  },
  /** Where a request stands. */
  stageOf: (number: string): string | null => ledger?.requestByNumber(number)?.stage.at ?? null,
  peak: (): number => process.resourceUsage().maxRSS / 1024,
};
export type ApplyCalls = typeof calls;

follow(calls, () => running?.stop());
