import { lstat, mkdir, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '../domain/fault.ts';

/**
 * Makes room for our socket. Called only by the daemon that holds the ledger's lock, so that a socket found there has no owner any more.
 * Anything that is not a socket is left alone: Fault `settings/invalid`.
 */
export async function sweepSocket(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isSocket()) throw new Fault('settings/invalid', { file: path, count: 1, problems: `${path}: not a socket` });
  await unlink(path);
}
