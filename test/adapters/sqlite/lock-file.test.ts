import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFile } from '../../../adapters/sqlite/lock-file.ts';

const CHILD = fileURLToPath(new URL('sqlite-child.ts', import.meta.url));
let folder = '';
let path = '';

const hold = () =>
  spawn(process.execPath, ['--import', 'tsx', CHILD, 'hold', path], { stdio: ['pipe', 'pipe', 'ignore'] });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  path = join(folder, 'daemon.lock');
});
afterEach(() => rm(folder, { recursive: true }));

test('another process that holds it keeps us out; killed, it lets us in at once', async () => {
  const child = hold();
  await once(child.stdout, 'data');
  expect(() => lockFile(path)).toThrow('ledger/locked');
  child.kill('SIGKILL');
  await once(child, 'exit');
  lockFile(path).release();
});

test('asking in vain, from this process or another, does not loosen it', async () => {
  const lock = lockFile(path);
  expect(() => lockFile(path)).toThrow('ledger/locked');
  const second = hold();
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).not.toBe(0);
  lock.release();
  lock.release();
  const third = hold();
  await once(third.stdout, 'data');
  expect(() => lockFile(path)).toThrow('ledger/locked');
  third.kill('SIGKILL');
  await once(third, 'exit');
});
