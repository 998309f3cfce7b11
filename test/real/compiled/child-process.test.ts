import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writeOffice } from '../../lab/office-files.ts';
import { type Lab, openLab } from '../../lab/open-lab.ts';
import { loadScenario } from '../../lab/scenario.ts';
import { type Ran, runCommand } from '../../office/command-line.ts';

const MAIN = fileURLToPath(new URL('../../../dist/agent/main.js', import.meta.url));

interface Daemon {
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  printed(): string;
  /** Resolves when it printed this. Rejects when it ended before. */
  says(words: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

describe.runIf(process.env['REAL'])('the compiled daemon as systemd starts it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bwagent-child-'));
  let lab: Lab;
  let config = '';
  const running: Daemon[] = [];

  beforeAll(async () => {
    lab = await openLab({ at: '2026-05-04T08:00+07:00' });
    ({ config } = writeOffice(folder, loadScenario(), { routerPort: lab.routeros.port, snmpPort: lab.snmp.port }));
    writeFileSync(config, readFileSync(config, 'utf8').replace('log: warn', 'log: info'));
  });
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });
  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function daemon(...words: readonly string[]): Daemon {
    const child = spawn(process.execPath, [MAIN, '--config', config, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: folder,
    });
    let text = '';
    const over = once(child, 'exit').then(([code]) => code as number | null);
    const hear = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      child.emit('heard');
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    const one: Daemon = {
      child,
      printed: () => text,
      async says(words_) {
        while (!text.includes(words_)) {
          const ended = await Promise.race([once(child, 'heard').then(() => false), over.then(() => true)]);
          if (ended && !text.includes(words_)) throw new Error(`ended without "${words_}": ${text}`);
        }
      },
      ended: over,
    };
    running.push(one);
    return one;
  }

  const bwagent = async (...words: readonly string[]): Promise<Ran> =>
    await runCommand({ socket: join(folder, 'bwagent.sock'), config }, words);

  test('answers commands, refuses a second daemon over the same ledger, and ends by SIGTERM with 0', async () => {
    const first = daemon('run');
    await first.says('daemon ready');
    const status = await bwagent('--json', 'status');
    expect(status.code).toBe(0);
    expect(JSON.parse(status.out)).toMatchObject({ routers: [{ name: 'core-kasongan', mode: 'apply' }] });
    const second = daemon('run');
    expect(await second.ended).toBe(1);
    expect(second.printed()).toContain('Gagal');
    expect((await bwagent('status')).code).toBe(0);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const away = await bwagent('status');
    expect(away.code).toBe(4);
    expect(away.err).toContain('Coba:');
  }, 300_000);

  test('prints no secret, neither in its log nor when asked for its configuration', async () => {
    const one = daemon('run');
    await one.says('daemon ready');
    const shown = await bwagent('config', 'show');
    for (const text of [one.printed(), shown.out, shown.err]) {
      expect(text).not.toContain('lab-write');
      expect(text).not.toContain('lab-read');
    }
    expect(shown.out).toContain('***');
  }, 300_000);
});
