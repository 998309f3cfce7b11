import { schedule, type ScheduledTask } from 'node-cron';
import type { Zone } from '../domain/zone.ts';

/**
 * Wakes all loops at 00:10 and 07:30 local time: reports become due after midnight, and the working day starts. It only
 * wakes. The ledger says what is due, so a time that passed while the daemon was down loses nothing.
 */
export function startSchedule(zone: Zone, wake: () => void): { stop(): Promise<void> } {
  const times = ['10 0 * * *', '30 7 * * *'];
  const tasks: readonly ScheduledTask[] = times.map((expression) =>
    schedule(expression, wake, { timezone: zone, noOverlap: true }),
  );
  return {
    async stop() {
      for (const task of tasks) await task.destroy();
    },
  };
}
