import { KINDS, openParts, openPeers } from './compose.ts';
import { start } from './daemon/daemon.ts';
import { pinoLog } from './daemon/pino-log.ts';
import { untilStopped } from './daemon/until-stopped.ts';
import type { Finding } from './domain/finding.ts';
import { loadSettings } from './settings/load-settings.ts';
import type { Settings } from './settings/settings.ts';
import { checkup } from './views/checkup.ts';

/** Runs the daemon until it is told to stop. Returns the exit code of `untilStopped`. */
export async function serve(file: string): Promise<number> {
  const settings = loadSettings(file, KINDS);
  const log = pinoLog(settings.log);
  const running = await start(openParts(settings, log));
  return await untilStopped(running, log);
}

/** Reads and checks the configuration. Secrets print as ***. Throws Fault `settings/…`. */
export function config(file: string): Settings {
  return loadSettings(file, KINDS);
}

/** Checks routers, meters and host from this process. The ledger is not opened. */
export async function checkAll(file: string): Promise<readonly Finding[]> {
  return await checkup(openPeers(loadSettings(file, KINDS), pinoLog('error')));
}
