import { chmod, lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { Fault } from '../domain/fault.ts';

/** `0660`: the office's group only. `0666`: every local user may ask; who may order is decided by its person. */
export type SocketMode = 0o660 | 0o666;

/**
 * Makes the place of a Unix socket free: a file that a killed daemon left behind goes, one on which somebody answers
 * stays. Called only under the ledger's lock. Throws Fault `ledger/locked` when a daemon answers, `settings/invalid`
 * when it is not a socket.
 */
export async function removeStaleSocket(file: string): Promise<void> {
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isSocket()) throw new Fault('settings/invalid', { count: 1, file, problems: `${file}: not-a-socket` });
  if (await answers(file)) throw new Fault('ledger/locked', { socket: file });
  await unlink(file);
}

/** Opens the bound socket to those who may connect: connect(2) asks for write permission on the file, unix(7). */
export async function openSocket(file: string, mode: SocketMode): Promise<void> {
  await chmod(file, mode);
}

async function answers(file: string): Promise<boolean> {
  return await new Promise<boolean>((resolve) => {
    const probe = connect(file);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
