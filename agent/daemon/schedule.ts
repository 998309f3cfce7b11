import { schedule, type ScheduledTask } from 'node-cron';
import type { Zone } from '../domain/zone.ts';

/**
 * Wakes the loops at local times that matter to people: after midnight, when reports fall due, and at the start of the
 * working day. It only wakes; what is due the ledger says, so that a time missed while the daemon was down loses
 * nothing.
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
