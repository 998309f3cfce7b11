import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { type Server, type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { peerOf } from '../../../adapters/host/linux/linux-peer.ts';

/** Connects, says it did, and stays until its input ends; lies about itself in the environment. */
const CLIENT = `
  if (process.argv[2] !== '') process.setuid(Number(process.argv[2]));
  require('node:net').connect(process.argv[1]);
  process.stdin.resume().on('end', () => process.exit(0));`;

let dir: string;
let server: Server;
let children: ChildProcess[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'peer-'));
  await chmod(dir, 0o755);
  children = [];
  server = createServer({ allowHalfOpen: true }); // else Node closes our end, and the descriptor, with the other
});

afterEach(async () => {
  for (const child of children) child.stdin?.end();
  await Promise.all(children.map(async (child) => child.exitCode ?? (await once(child, 'exit'))));
  server.close();
  await rm(dir, { recursive: true });
});

/** The server's end of a connection that a child made under `uid`, '' for our own. */
async function connected(uid: string): Promise<{ fd: number; child: ChildProcess; socket: Socket }> {
  const path = join(dir, 'socket');
  server.listen({ path, readableAll: true, writableAll: true });
  await once(server, 'listening');
  const arrival = once(server, 'connection') as Promise<[Socket]>;
  const env = { PATH: '/usr/bin:/bin', SUDO_USER: 'kabid', SUDO_UID: '1', USER: 'root', LOGNAME: 'root' };
  const child = spawn(process.execPath, ['-e', CLIENT, path, uid], { env, stdio: ['pipe', 'ignore', 'inherit'] });
  children.push(child);
  const [socket] = await arrival;
  return { fd: fdOf(socket), child, socket };
}

/** `_handle` is not documented by Node: this test is what pins it. */
function fdOf(socket: Socket | Server): number {
  return (Reflect.get(socket, '_handle') as { fd: number }).fd;
}

describe('the peer of a Unix socket', () => {
  test('is the process that connected, with its uid and pid', async () => {
    const { fd, child } = await connected('');
    expect(peerOf(fd)).toEqual({ uid: process.getuid?.(), pid: child.pid });
  });

  test.runIf(process.getuid?.() === 0)('is seen under the uid it runs as, whatever its environment says', async () => {
    const { fd, child } = await connected('1234');
    expect(peerOf(fd)).toEqual({ uid: 1234, pid: child.pid });
  });

  test('stays known after the other end went away', async () => {
    const { fd, child, socket } = await connected('');
    child.stdin?.end();
    await once(child, 'exit');
    expect(peerOf(fd).pid).toBe(child.pid);
    socket.destroy();
  });

  test('is a stranger on anything but a Unix socket', async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect(() => peerOf(fdOf(server))).toThrow('order/stranger');
    expect(() => peerOf(-1)).toThrow('order/stranger');
  });
});
