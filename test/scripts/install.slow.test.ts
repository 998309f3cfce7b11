import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A project small enough to install in a moment: one package that runs, one tool, one that another platform needs. */
const LOCK = {
  packages: {
    '': {},
    'node_modules/@scope/runs': {},
    'node_modules/runs': {},
    'node_modules/runs/node_modules/deep': {},
    'node_modules/tool': { dev: true },
    'node_modules/typed': { devOptional: true },
    'node_modules/other-platform': { optional: true },
  },
};
const MAIN = `import { word } from 'runs';\nconsole.log(word);\n`;

let dir: string;
let project: string;
let prefix: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'install-'));
  project = join(dir, 'project');
  prefix = join(dir, 'root');
  await write('package.json', JSON.stringify({ name: 'small', type: 'module', scripts: { build: 'node build.js' } }));
  await write('package-lock.json', JSON.stringify(LOCK));
  await write('build.js', `import { cpSync } from 'node:fs';\ncpSync('main.js', 'dist/agent/main.js');\n`);
  await write('main.js', `${MAIN}console.log('built');\n`);
  await write('dist/agent/main.js', MAIN);
  await write('README.md', 'read me\n');
  await write('config/agent.example.yaml', 'lang: id\n');
  await write('config/calendar/2026.yaml', 'year: 2026\n');
  await cp(join(ROOT, 'config/bwagent.service'), join(project, 'config/bwagent.service'));
  for (const name of ['@scope/runs', 'runs', 'runs/node_modules/deep', 'tool', 'typed']) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', exports: './code.js' }));
    await write(`node_modules/${name}/code.js`, `export const word = 'well';\n`);
  }
  await cp(join(ROOT, 'scripts/install'), join(project, 'scripts/install'));
});

afterEach(async () => await rm(dir, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, file)), { recursive: true });
  await writeFile(join(project, file), text);
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(command: string, ...args: readonly string[]): Promise<Outcome> {
  return await new Promise((resolve, reject) => {
    execFile(command, args, { cwd: dir }, (error, out, err) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

/** Installs what is built already; `npm run build` takes its time. */
async function install(...args: readonly string[]): Promise<Outcome> {
  return await run(join(project, 'scripts/install'), '--prefix', prefix, '--no-build', ...args);
}

async function buildAndInstall(): Promise<Outcome> {
  return await run(join(project, 'scripts/install'), '--prefix', prefix);
}

async function installed(file: string): Promise<string> {
  return await readFile(join(prefix, file), 'utf8');
}

async function mode(file: string): Promise<string> {
  return ((await stat(join(prefix, file))).mode & 0o777).toString(8);
}

describe('scripts/install', { timeout: 60_000 }, () => {
  test('builds first', async () => {
    expect(await buildAndInstall()).toMatchObject({ code: 0, err: '' });
    expect((await run(process.execPath, join(prefix, 'opt/bandwidth-agent/dist/agent/main.js'))).out).toBe(
      'well\nbuilt\n',
    );
  });

  test('puts everything in its place', async () => {
    expect(await install()).toMatchObject({ code: 0, err: '' });
    expect(await run(process.execPath, join(prefix, 'opt/bandwidth-agent/dist/agent/main.js'))).toMatchObject({
      code: 0,
      out: 'well\n',
    });
    expect((await readdir(join(prefix, 'opt/bandwidth-agent'))).toSorted()).toEqual([
      'README.md',
      'config',
      'dist',
      'node_modules',
      'package.json',
    ]);
    expect(await installed('etc/bwagent/agent.yaml')).toBe('lang: id\n');
    expect(await installed('etc/bwagent/calendar/2026.yaml')).toBe('year: 2026\n');
    expect(await installed('etc/systemd/system/bwagent.service')).toBe(
      await readFile(join(ROOT, 'config/bwagent.service'), 'utf8'),
    );
    expect(await installed('usr/local/bin/bwagent')).toBe(
      '#!/bin/sh\nexec /usr/bin/node /opt/bandwidth-agent/dist/agent/main.js "$@"\n',
    );
    expect([
      await mode('usr/local/bin/bwagent'),
      await mode('etc/bwagent/cred'),
      await mode('etc/bwagent/agent.yaml'),
    ]).toEqual(['755', '700', '644']);
  });

  test('the unit starts what the installer puts there', async () => {
    await install();
    const [, command = ''] = /^ExecStart=(.*)$/m.exec(await installed('etc/systemd/system/bwagent.service')) ?? [];
    const [node, main = '', ...rest] = command.split(' ');
    expect(node).toBe('/usr/bin/node');
    await expect(stat(join(prefix, main))).resolves.toBeDefined();
    expect(rest).toEqual(['run', '--config', '/etc/bwagent/agent.yaml']);
    await expect(stat(join(prefix, rest[2] ?? ''))).resolves.toBeDefined();
  });

  test('copies the packages that run the agent, and no tool', async () => {
    await install();
    const modules = join(prefix, 'opt/bandwidth-agent/node_modules');
    expect((await readdir(modules)).toSorted()).toEqual(['@scope', 'runs']);
    await expect(stat(join(modules, 'runs/node_modules/deep/code.js'))).resolves.toBeDefined();
    await expect(stat(join(modules, '@scope/runs/code.js'))).resolves.toBeDefined();
  });

  test('a second run renews the program and keeps what people wrote', async () => {
    await install();
    await writeFile(join(prefix, 'etc/bwagent/agent.yaml'), 'lang: en\n');
    await writeFile(join(prefix, 'etc/bwagent/cred/router-password'), 'secret');
    await writeFile(join(prefix, 'opt/bandwidth-agent/stray.js'), '');
    await write('dist/agent/main.js', `console.log('newer');\n`);
    const again = await install();
    expect(again.out).toContain(`tetap    ${prefix}/etc/bwagent/agent.yaml`);
    expect(await installed('etc/bwagent/agent.yaml')).toBe('lang: en\n');
    expect(await installed('etc/bwagent/cred/router-password')).toBe('secret');
    expect((await run(process.execPath, join(prefix, 'opt/bandwidth-agent/dist/agent/main.js'))).out).toBe('newer\n');
    expect(await readdir(join(prefix, 'opt'))).toEqual(['bandwidth-agent']);
    await expect(stat(join(prefix, 'opt/bandwidth-agent/stray.js'))).rejects.toThrow('ENOENT');
  });

  test.each([
    ['does not start', async () => await write('dist/agent/main.js', 'throw new Error("no");\n')],
    ['lacks a package', async () => await rm(join(project, 'node_modules/runs'), { recursive: true })],
  ])('a new program that %s does not replace the old one', async (_, spoil) => {
    await install();
    await spoil();
    const failed = await install();
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('Gagal: ');
    expect((await run(process.execPath, join(prefix, 'opt/bandwidth-agent/dist/agent/main.js'))).out).toBe('well\n');
    expect(await readdir(join(prefix, 'opt'))).toEqual(['bandwidth-agent']);
  });

  test('nobody but the owner may change the program', async () => {
    await chmod(join(project, 'node_modules/runs/code.js'), 0o666);
    await chmod(join(project, 'config'), 0o700);
    await install();
    expect(await mode('opt/bandwidth-agent/node_modules/runs/code.js')).toBe('644');
    expect(await mode('opt/bandwidth-agent/config')).toBe('755');
  });

  test('without a build there must be one', async () => {
    await rm(join(project, 'dist'), { recursive: true });
    expect(await install()).toMatchObject({
      code: 1,
      err: 'Gagal: dist/ belum dibangun.\nCoba:  jalankan tanpa --no-build.\n',
    });
  });

  test('--help explains, and anything else is a mistake of usage', async () => {
    const help = await run(join(ROOT, 'scripts/install'), '--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('Pemakaian: scripts/install');
    expect(await run(join(ROOT, 'scripts/install'), '--prefix')).toMatchObject({ code: 2, out: '' });
    expect(await run(join(ROOT, 'scripts/install'), '--frobnicate')).toMatchObject({ code: 2, out: '' });
  });
});
