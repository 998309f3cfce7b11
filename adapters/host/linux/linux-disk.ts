import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '../../../agent/domain/fault.ts';

const MIB = 1024 * 1024;

/**
 * Free space in whole MiB for an ordinary process, on the disk of `dir`. Where `dir` does not exist or cannot be read
 * (doctor run by a technician), the nearest folder above is asked. Throws Fault `ledger/disk` when none answers.
 */
export async function freeMiB(dir: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(dir);
    return Math.floor((bavail * bsize) / MIB);
  } catch (error) {
    const above = dirname(dir);
    if (above === dir)
      throw new Fault('ledger/disk', { why: error instanceof Error ? error.message : String(error) }, { cause: error });
    return await freeMiB(above);
  }
}
