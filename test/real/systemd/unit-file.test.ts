import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const UNIT = fileURLToPath(new URL('../../../config/bwagent.service', import.meta.url));

/** The exposure that we promise, in tenths: 1.2 as systemd 252 counts. */
const THRESHOLD = 12;

interface Outcome {
  readonly code: number;
  readonly said: string;
}

async function analyze(...args: readonly string[]): Promise<Outcome> {
  return await new Promise((resolve, reject) => {
    execFile(
      'systemd-analyze',
      args,
      { env: { ...process.env, SYSTEMD_COLORS: '0', LC_ALL: 'C' } },
      (error, out, err) => {
        if (error !== null && typeof error.code !== 'number') reject(error);
        else resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: `${out}${err}` });
      },
    );
  });
}

async function security(unit: string): Promise<Outcome> {
  return await analyze('security', '--offline=true', `--threshold=${THRESHOLD}`, '--no-pager', unit);
}

/**
 * What `verify` says about this unit; it exits 0 even on a key it does not know. Whether node is installed is no
 * business of the file.
 */
async function complaints(unit: string): Promise<readonly string[]> {
  const { said } = await analyze('verify', '--man=no', unit);
  return said.split('\n').filter((line) => line.includes('bwagent') && !line.includes('is not executable'));
}

describe.runIf(process.env['REAL'] === '1')('the service unit, as systemd judges it', () => {
  let dir: string;
  let text: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unit-'));
    text = await readFile(UNIT, 'utf8');
  });

  afterAll(async () => await rm(dir, { recursive: true }));

  /** A copy of the unit in which one line is another; the line must be there. */
  async function changed(line: string, other: string): Promise<string> {
    expect(text.split('\n')).toContain(line);
    const path = join(dir, 'bwagent.service');
    await writeFile(path, text.replace(`\n${line}\n`, `\n${other}\n`));
    return path;
  }

  test('its exposure is within what we promise', async () => {
    const { code, said } = await security(UNIT);
    expect(said).toMatch(/Overall exposure level for bwagent\.service: (?:0\.\d|1\.[0-2]) /);
    expect(code).toBe(0);
  });

  test.each([
    ['RestrictNamespaces=yes', ''],
    ['ProtectProc=invisible', ''],
    ['PrivateDevices=yes', ''],
    ['CapabilityBoundingSet=', ''],
    ['SystemCallFilter=~@privileged @resources', ''],
    ['IPAddressDeny=any', ''],
    ['NotifyAccess=main', 'NotifyAccess=all'],
  ])('weakened from %s to "%s", it is over', async (line, weak) => {
    expect(await security(await changed(line, weak))).toMatchObject({ code: 1 });
  });

  test('every key and value is one that systemd knows', async () => expect(await complaints(UNIT)).toEqual([]));

  test.each([
    ['ProtectClock=yes', 'ProtectClocks=yes'],
    ['Type=notify', 'Type=notified'],
    ['IPAddressAllow=localhost 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fd00::/8', 'IPAddressAllow=10.0.0.0/8/8'],
  ])('%s written as %s is noticed', async (line, wrong) => {
    expect(await complaints(await changed(line, wrong))).not.toEqual([]);
  });

  // Rounded away, or implied by DynamicUser= today.
  test.each([
    ['nothing it writes is read by others', 'UMask=0077'],
    ['no new rights', 'NoNewPrivileges=yes'],
    ['a user of its own', 'DynamicUser=yes'],
    ['nothing outside its own directories is written', 'ProtectSystem=strict'],
    ['the kernel must say who calls', 'PrivateUsers=no'],
    ['node compiles at run time', 'MemoryDenyWriteExecute=no'],
    ['the technicians reach the socket', 'Group=noc'],
    ['and nobody else does', 'RuntimeDirectoryMode=0750'],
    ['not even a shell may be executed', 'NoExecPaths=/'],
    [
      'compiled packages are loaded from below the agent',
      'ExecPaths=/usr/bin/node /usr/lib /lib -/lib64 /opt/bandwidth-agent',
    ],
  ])('what the score does not count: %s', (_, line) => expect(text.split('\n')).toContain(line));
});
