import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where the files of a test office stand: no test office is about the disk, and in memory syncing costs nothing. */
export const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
