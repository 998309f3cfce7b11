import closeWithGrace from 'close-with-grace';
import type { Log } from '../ports/log.ts';
import type { Running } from './daemon.ts';

const GRACE_MS = 10_000;
/** Exit code when the ledger could not be trusted any more: EX_IOERR of sysexits(3). */
export const EXIT_LEDGER = 74;

/**
 * Waits for a signal to stop or a failure, stops the daemon, and returns the exit code: 0 when told to stop, 1 after a
 * failure, 74 when the ledger cannot be trusted. A second signal ends the process at once.
 */
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
