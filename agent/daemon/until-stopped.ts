import closeWithGrace from 'close-with-grace';
import type { Log } from '../ports/log.ts';
import type { Running } from './daemon.ts';

const GRACE_MS = 10_000;
/** sysexits EX_IOERR: the ledger could not be trusted any more. */
export const EXIT_LEDGER = 74;

/** Resolves with the exit code once the daemon was told to stop, or broke. A second signal ends it at once. */
export async function untilStopped(running: Running, log: Log): Promise<number> {
  return await new Promise((resolve) => {
    const closer = closeWithGrace({ delay: GRACE_MS, logger: false, skip: ['unhandledRejection'] }, async ({ err }) => {
      if (err !== undefined) log.error({ cause: `${err.name}: ${err.message}` }, 'daemon failed');
      await running.stop();
      resolve(err === undefined ? 0 : 1);
    });
    const broke = async (): Promise<void> => {
      const fault = await running.broken;
      log.error({ code: fault.code, facts: fault.facts }, 'ledger cannot be trusted');
      closer.uninstall();
      await running.stop().catch(() => undefined);
      resolve(EXIT_LEDGER);
    };
    void broke();
  });
}
