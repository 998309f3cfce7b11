import { setTimeout } from 'node:timers/promises';

const POLL_MS = 200;
/** How often a command that waits looks again: half a minute in all. */
export const POLLS = 150;

/** The rest between two looks. */
export async function pause(): Promise<void> {
  await setTimeout(POLL_MS);
}
