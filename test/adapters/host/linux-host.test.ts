import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { clockSync } from '../../../adapters/host/linux/linux-clock-sync.ts';
import { freeMiB } from '../../../adapters/host/linux/linux-disk.ts';
import { type LinuxHostDeps, openLinuxHost } from '../../../adapters/host/linux/linux-host.ts';

const well: LinuxHostDeps = {
  env: {},
  freeMiB: async () => await Promise.resolve(50_000),
  clockSync: () => 'synchronised',
};

describe('users', () => {
  const host = openLinuxHost({ stateDir: '/' }, well);
  test.each([
    [0, 'root'],
    [65_534, 'nobody'],
    [3_999_999_999, undefined],
  ])('uid %i is %s', (uid, name) => expect(host.userOf(uid)).toBe(name));
});

describe('watchdog', () => {
  test.each([
    [{ WATCHDOG_USEC: '60000000' }, 30_000],
    [{ WATCHDOG_USEC: '60000000', WATCHDOG_PID: '77' }, 30_000],
    [{ WATCHDOG_USEC: '60000000', WATCHDOG_PID: '78' }, undefined],
    [{ WATCHDOG_USEC: '1' }, 1],
    [{ WATCHDOG_USEC: '0' }, undefined],
    [{ WATCHDOG_USEC: '-5' }, undefined],
    [{ WATCHDOG_USEC: 'soon' }, undefined],
    [{ WATCHDOG_USEC: '' }, undefined],
    [{}, undefined],
  ])('%o asks for a sign of life every %s ms', (env, every) => {
    expect(openLinuxHost({ stateDir: '/' }, { ...well, env, pid: 77 }).watchdogEvery()).toBe(every);
  });
});

const findings = async (deps: LinuxHostDeps) =>
  await openLinuxHost({ stateDir: '/state' }, { ...well, ...deps }).check();

describe('check', () => {
  test('says ok when nothing is wrong', async () => {
    expect(await findings({})).toEqual([{ code: 'host/ok', level: 'ok', subject: 'host', facts: {} }]);
  });

  test.each([
    [1024, 'host', 'host/ok', 'ok', {}],
    [1023, '/state', 'host/disk-low', 'warn', { freeMb: 1023 }],
    [200, '/state', 'host/disk-low', 'warn', { freeMb: 200 }],
    [199, '/state', 'host/disk-low', 'alarm', { freeMb: 199 }],
    [0, '/state', 'host/disk-low', 'alarm', { freeMb: 0 }],
  ])('%i MiB free: %s gets %s, %s', async (mib, subject, code, level, facts) => {
    expect(await findings({ freeMiB: async () => await Promise.resolve(mib) })).toEqual([
      { code, level, subject, facts },
    ]);
  });

  test('a clock nobody vouches for is a warning, one known to run free an alarm; neither is ok', async () => {
    expect(await findings({ clockSync: () => 'unknown' })).toMatchObject([
      { code: 'host/clock-unsynchronised', level: 'warn' },
    ]);
    expect(await findings({ clockSync: () => 'unsynchronised' })).toMatchObject([
      { code: 'host/clock-unsynchronised', level: 'alarm' },
    ]);
  });

  test('asks this very machine', async () => {
    const found = await openLinuxHost({ stateDir: tmpdir() }).check();
    expect(found.length).toBeGreaterThan(0);
    for (const each of found) expect(each.code).toMatch(/^host\/(?:ok|disk-low|clock-unsynchronised)$/);
  });
});

describe('the kernel on its clock', () => {
  test.each([
    [0, false, 'synchronised'],
    [1, false, 'synchronised'],
    [5, true, 'unsynchronised'],
    [-1, true, 'synchronised'],
    [-1, false, 'unknown'],
  ])('state %i, timesyncd mark %s: %s', (state, marked, sync) => {
    expect(
      clockSync(
        () => state,
        () => marked,
      ),
    ).toBe(sync);
  });
});

describe('disk', () => {
  test('a directory that is not there yet is answered for by the one above', async () => {
    expect(await freeMiB('/tmp/not/there/yet')).toBe(await freeMiB('/tmp'));
  });
});

describe('sd_notify', { timeout: 30_000 }, () => {
  test('every state reaches the service manager, byte for byte', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'notify-'));
    const path = join(dir, 'notify');
    const manager = await listening(path);
    const said = ['READY=1', 'STATUS=3 permohonan, 1 menunggu Kabid — 20 Mbps', 'WATCHDOG=1', 'STOPPING=1'];
    await speak(path, said);
    manager.stdin?.end();
    const [heard] = (await Promise.all([text(manager), once(manager, 'exit')])) as [string, unknown];
    expect(JSON.parse(heard)).toEqual(said.map((state) => Buffer.from(state).toString('hex')));
    await rm(dir, { recursive: true });
  });

  test.each([undefined, ''])('nothing listens at %o: nothing happens', (socket) => {
    const host = openLinuxHost({ stateDir: '/' }, { ...well, env: { NOTIFY_SOCKET: socket } });
    expect(() => {
      host.notify('READY=1');
      host.notify('STATUS=fine');
    }).not.toThrow();
  });

  test('a manager that went away does not stop the daemon', async () => {
    await expect(speak('/nowhere/notify', ['READY=1', 'WATCHDOG=1'])).resolves.toBeUndefined();
  });
});

/**
 * A service manager's end: datagrams until its input ends, then all of them as hex. Node has no Unix datagram sockets.
 */
const MANAGER = `
import json, select, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print('bound', flush=True)
sys.stdin.read()
heard = []
while select.select([s], [], [], 0)[0]:
    heard.append(s.recv(65536).hex())
print(json.dumps(heard))
`;

const outputs = new WeakMap<ChildProcess, Promise<string[]>>();

async function listening(path: string): Promise<ChildProcess> {
  const child = spawn('python3', ['-c', MANAGER, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const seen: string[] = [];
  lines.on('line', (line) => seen.push(line));
  outputs.set(
    child,
    once(lines, 'close').then(() => seen),
  );
  await Promise.race([once(lines, 'line'), once(child, 'error').then(([error]) => Promise.reject(error as Error))]);
  return child;
}

async function text(child: ChildProcess): Promise<string> {
  return (await outputs.get(child))?.[1] ?? '';
}

/** In a process of its own: libsystemd reads the real environment. */
async function speak(socket: string, states: readonly string[]): Promise<void> {
  const host = fileURLToPath(new URL('../../../adapters/host/linux/linux-host.ts', import.meta.url));
  const script = `
    const { openLinuxHost } = await import(${JSON.stringify(host)});
    const host = openLinuxHost({ stateDir: '/' });
    for (const state of ${JSON.stringify(states)}) host.notify(state);`;
  const env = { PATH: process.env['PATH'], NOTIFY_SOCKET: socket };
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the speaking process ended with ${code}`);
}
