import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KINDS } from '../../agent/compose.ts';
import { baseRow } from '../../agent/desk/base-data/base-row.ts';
import { readCsv } from '../../agent/commands/office/agency-csv.ts';
import type { Kit } from '../../agent/commands/terminal/kit.ts';
import type { InitWire } from '../../agent/init/init-config.ts';
import { look, taken, write } from '../../agent/init-service.ts';
import { loadSettings } from '../../agent/settings/load-settings.ts';
import { type Lab, openLab } from '../lab/open-lab.ts';

let lab: Lab;
let root: string;
let wire: InitWire;

beforeAll(async () => {
  lab = await openLab({ at: '2026-05-04T08:00:00+07:00', routerVersion: '7.18.2' });
  root = mkdtempSync(join(tmpdir(), 'first-day-'));
  const secret = (name: string, text: string): string => {
    writeFileSync(join(root, name), `${text}\n`, { mode: 0o400 });
    return join(root, name);
  };
  const files = { passwordFile: secret('password', 'lab-read'), communityFile: secret('community', 'lab-read') };
  wire = { ...lab.routeros, user: 'bwread', tls: null, ...files };
});
afterAll(async () => {
  await lab.close();
  rmSync(root, { recursive: true });
});

const kit = { readFile: async (path: string) => await Promise.resolve(readFileSync(path)) } as unknown as Kit;

async function written(name: string) {
  const proposal = await look(wire);
  const folder = join(root, name);
  const files = await write({ folder, wire, proposal, uplinks: proposal.uplinks, lang: 'id' });
  return { folder, files, proposal };
}

describe('the first day, against the lab’s router', () => {
  test('what is written is a right configuration of that router, and a list that the import reads', async () => {
    const { folder, files, proposal } = await written('whole');
    expect(files.map((file) => file.slice(folder.length + 1))).toEqual([
      'agent.yaml',
      'agencies.csv',
      'calendar/2026.yaml',
    ]);
    const settings = loadSettings(join(folder, 'agent.yaml'), KINDS);
    expect(settings.office.routers[0]).toMatchObject({
      name: 'core-kasongan',
      mode: 'observe',
      management: ['127.0.0.1/32', '10.62.254.0/24', '10.62.255.0/24'],
    });
    expect(settings.routers[0]?.wire.options).toMatchObject({
      identity: 'core-kasongan',
      user: 'bwread',
      port: lab.routeros.port,
    });
    expect(settings.office.uplinks.map(({ id }) => id)).toEqual(['isp-a', 'isp-b']);
    expect(settings.office.policy.sharing).toBe(2000);
    const rows = (await readCsv(kit, join(folder, 'agencies.csv'))).map(({ row, fields }) => baseRow(row, fields));
    const queues = rows.map((row) => (row.kind === 'pool' ? row.pool.queue : row.line?.queue));
    expect(queues).toEqual([...proposal.pools, ...proposal.lines].map(({ queue }) => queue.name));
    expect(rows[0]).toMatchObject({ kind: 'pool', rate: { down: 500_000_000, up: 500_000_000 } });
    const names = new Set([...queues, ...proposal.unmanaged.map(({ queue }) => queue.name)]);
    expect(names).toEqual(new Set(lab.plant.queues.rows.map((row) => row.name)));
    expect(rows.find((row) => row.kind === 'agency' && row.line?.queue === 'SATPOL PP')).toMatchObject({
      line: { targets: ['vlan127-SATPOLPP'] },
    });
  });

  test('the example’s comments are all there, no secret is, and nothing was written to the router', async () => {
    const { folder } = await written('comments');
    const yaml = readFileSync(join(folder, 'agent.yaml'), 'utf8');
    const example = readFileSync(new URL('../../config/agent.example.yaml', import.meta.url), 'utf8');
    const comments = (text: string) => text.split('\n').filter((line) => /^\s*#/.test(line));
    expect(comments(yaml)).toEqual(expect.arrayContaining(comments(example)));
    expect(yaml).not.toContain('lab-read');
    expect(lab.faults.sentences).toEqual([]);
    await expect.poll(() => lab.sessions()).toBe(0);
  });

  test('a file that stands is never touched, and stops all', async () => {
    const folder = join(root, 'stands');
    mkdirSync(folder);
    writeFileSync(join(folder, 'agencies.csv'), 'mine');
    expect(await taken(folder)).toEqual(['agencies.csv']);
    await expect(written('stands')).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(join(folder, 'agencies.csv'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).toSorted()).toEqual(['agencies.csv', 'calendar']);
    expect(await taken(join(root, 'nowhere'))).toEqual([]);
  });

  test('a configuration that the daemon would refuse is not left behind', async () => {
    const proposal = await look(wire);
    const folder = join(root, 'refused');
    const choice = {
      folder,
      wire: { ...wire, communityFile: join(root, 'gone') },
      proposal,
      uplinks: proposal.uplinks,
      lang: 'en',
    } as const;
    await expect(write(choice)).rejects.toMatchObject({ code: 'settings/invalid' });
    expect(readdirSync(folder)).toEqual(['calendar']);
    expect(readdirSync(join(folder, 'calendar'))).toEqual([]);
  });

  test('a credential that others can read is refused before anything is dialled', async () => {
    writeFileSync(join(root, 'open'), 'lab-read', { mode: 0o644 });
    const before = lab.faults.logins;
    await expect(look({ ...wire, passwordFile: join(root, 'open') })).rejects.toMatchObject({
      code: 'settings/invalid',
    });
    await expect(look({ ...wire, host: 'not a host' })).rejects.toMatchObject({ code: 'settings/invalid' });
    expect(lab.faults.logins).toBe(before);
  });

  test('who may not read, or cannot log in, is told by the router’s own refusal', async () => {
    const wrong = join(root, 'wrong');
    writeFileSync(wrong, 'x', { mode: 0o400 });
    await expect(look({ ...wire, passwordFile: wrong })).rejects.toMatchObject({ code: 'router/refused-login' });
    await expect(look({ ...wire, port: 1 })).rejects.toMatchObject({ code: 'router/unreachable' });
    await expect.poll(() => lab.sessions()).toBe(0);
  });
});
