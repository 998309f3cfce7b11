import { chmod, lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { Fault } from '../domain/fault.ts';

/**
 * File mode of the socket. `0660`: only the office's group may connect. `0666`: every local user may ask; who may order
 * is decided by person.
 */
export type SocketMode = 0o660 | 0o666;

/**
 * Removes a socket that a killed daemon left behind. Called only while the ledger's lock is held. Throws Fault
 * `ledger/locked` when a daemon answers on it, `settings/invalid` when the file is not a socket.
 */
export async function removeStaleSocket(file: string): Promise<void> {
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isSocket()) throw new Fault('settings/invalid', { count: 1, file, problems: `${file}: not-a-socket` });
  if (await answers(file)) throw new Fault('ledger/locked', { socket: file });
  await unlink(file);
}

/** Sets the file mode. Whoever connects needs write permission on the file: connect(2), unix(7). */
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
