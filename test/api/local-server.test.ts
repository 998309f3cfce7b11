import { chmod, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLinuxHost } from '../../adapters/host/linux/linux-host.ts';
import type { LocalCaller } from '../../agent/api/caller.ts';
import {
  type LocalLimits,
  type LocalServer,
  type LocalServerParts,
  openLocalServer,
} from '../../agent/api/local-server.ts';
import { Fault } from '../../agent/domain/fault.ts';
import type { Person } from '../../agent/domain/person.ts';
import { type FakeHost, fakeHost } from '../fakes/fake-host.ts';
import { type QuietLog, quietLog } from '../fakes/quiet-log.ts';
import { localCall, localSocket, untilClosed } from '../fakes/local-call.ts';
import { BAD, GOOD } from '../office/order-samples.ts';

const VERSION = '1.2.3';
const OURS = { 'x-bwagent-version': VERSION };
const JSON_TYPE = { ...OURS, 'content-type': 'application/json' };
/** The head of an order as bytes, without what says how long its body is. */
const POST_HEAD = [
  'POST /order/check HTTP/1.1',
  'Host: x',
  `x-bwagent-version: ${VERSION}`,
  'content-type: application/json',
  '',
].join('\r\n');
const KABID: Person = { id: 'kabid-ti', user: 'kabid', roles: ['division-head'] };

interface Heard {
  readonly name: string;
  readonly content: unknown;
  readonly who: LocalCaller;
}

let folder: string;
let socket: string;
let host: FakeHost;
let log: QuietLog;
let asked: Heard[];
let ordered: Heard[];
let reply: (name: string) => Promise<unknown>;
const running: LocalServer[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bwagent-api-'));
  socket = join(folder, 'bwagent.sock');
  host = fakeHost({ users: { 1001: 'kabid', 1002: 'tamu', 0: 'root' }, caller: { uid: 1001, pid: 7 } });
  log = quietLog();
  asked = [];
  ordered = [];
  reply = async (name) => await Promise.resolve({ name });
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

function parts(more: Partial<LocalServerParts> = {}): LocalServerParts {
  return {
    socket,
    mode: 0o660,
    version: VERSION,
    host,
    people: [KABID],
    ask: async (name, content, who) => {
      asked.push({ name, content, who });
      return await reply(name);
    },
    order: async (name, content, who) => {
      ordered.push({ name, content, who });
      return await reply(name);
    },
    log,
    ...more,
  };
}

async function started(limits: Partial<LocalLimits> = {}, more: Partial<LocalServerParts> = {}): Promise<LocalServer> {
  const server = openLocalServer(parts({ limits, ...more }));
  await server.start();
  running.push(server);
  return server;
}

const ask = async (name: string, content: unknown = {}, headers: Record<string, string> = OURS) =>
  await localCall(socket, { path: `/ask/${name}?q=${encodeURIComponent(JSON.stringify(content))}`, headers });

const order = async (name: string, body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  await localCall(socket, { method: 'POST', path: `/order/${name}`, headers, body: JSON.stringify(body) });

describe('agent/api/local-server', () => {
  test('a question reaches its answerer with the caller, and the answer comes back as JSON', async () => {
    await started();
    expect(await ask('request', { number: '41' })).toEqual({
      status: 200,
      version: VERSION,
      body: { name: 'request' },
    });
    expect(asked).toEqual([
      { name: 'request', content: { number: '41' }, who: { uid: 1001, user: 'kabid', person: KABID } },
    ]);
  });

  test('a question without content needs no q', async () => {
    await started();
    expect((await localCall(socket, { path: '/ask/status', headers: OURS })).status).toBe(200);
    expect(asked[0]?.content).toEqual({});
  });

  test('an order reaches the desk with its body and the person', async () => {
    await started();
    expect((await order('raise', GOOD.raise)).body).toEqual({ name: 'raise' });
    expect(ordered).toEqual([{ name: 'raise', content: GOOD.raise, who: { uid: 1001, user: 'kabid', person: KABID } }]);
  });

  test('an answer of nothing is null', async () => {
    reply = async () => await Promise.resolve(undefined);
    await started();
    expect((await ask('status')).body).toBeNull();
  });

  describe('who calls', () => {
    test('a stranger may ask and may not order', async () => {
      host.story = { ...host.story, caller: { uid: 1002, pid: 7 } };
      await started();
      expect((await ask('status')).status).toBe(200);
      expect(await order('raise', GOOD.raise)).toMatchObject({
        status: 403,
        body: { code: 'order/stranger', facts: { uid: 1002, user: 'tamu' } },
      });
      expect(ordered).toEqual([]);
    });

    test('root is nobody in particular, until a person with the user root is named', async () => {
      host.story = { ...host.story, caller: { uid: 0, pid: 7 } };
      const first = await started();
      expect((await ask('status')).status).toBe(200);
      expect((await order('check', GOOD.check)).body).toEqual({
        code: 'order/stranger',
        facts: { uid: 0, user: 'root' },
      });
      await first.stop();
      await started({}, { people: [KABID, { id: 'satu-satunya', user: 'root', roles: ['technical-support'] }] });
      expect((await order('check', GOOD.check)).status).toBe(200);
    });

    test('an account that two persons share is nobody', async () => {
      await started({}, { people: [KABID, { ...KABID, id: 'other' }] });
      expect((await order('check', GOOD.check)).status).toBe(403);
    });

    test('a uid without a user name is nobody', async () => {
      host.story = { ...host.story, caller: { uid: 4242, pid: 7 } };
      await started();
      expect((await order('check', GOOD.check)).body).toEqual({
        code: 'order/stranger',
        facts: { uid: 4242, user: null },
      });
    });

    test('whom the kernel does not name may not even ask', async () => {
      host.story = { users: {} };
      await started();
      expect(await ask('status')).toMatchObject({ status: 403, body: { code: 'order/stranger' } });
      expect(asked).toEqual([]);
    });

    test('the caller is read once, when it connects: what changes later changes nothing', async () => {
      await started();
      const open = await localSocket(socket);
      open.write(`GET /ask/status HTTP/1.1\r\nHost: x\r\nx-bwagent-version: ${VERSION}\r\n\r\n`);
      await once(open, 'data');
      host.story = { ...host.story, caller: { uid: 0, pid: 1 } };
      open.write(`GET /ask/uplinks HTTP/1.1\r\nHost: x\r\nx-bwagent-version: ${VERSION}\r\n\r\n`);
      await once(open, 'data');
      open.destroy();
      expect(asked.map(({ who }) => who.uid)).toEqual([1001, 1001]);
    });

    test('headers and environment that claim a name are not believed', async () => {
      host.story = { ...host.story, caller: { uid: 1002, pid: 7 } };
      await started();
      const claims = {
        ...JSON_TYPE,
        'x-user': 'kabid',
        authorization: 'Basic a2FiaWQ6',
        'sudo-user': 'kabid',
        'x-forwarded-for': '1001',
      };
      expect((await order('check', GOOD.check, claims)).status).toBe(403);
    });

    test("the kernel's word is read from a real connection", async () => {
      await started({}, { host: openLinuxHost({ stateDir: folder }) });
      await ask('status');
      expect(asked[0]?.who.uid).toBe(process.getuid?.());
    });

    test.runIf(process.getuid?.() === 0)(
      'another user of this machine is known by its own uid; without the group it cannot connect',
      async () => {
        await started({}, { host: openLinuxHost({ stateDir: folder }), mode: 0o666 });
        await chmod(folder, 0o755);
        expect(await orderAs(65_534, socket)).toBe('403 order/stranger 65534');
        await running.splice(0)[0]?.stop();
        await started({}, { host: openLinuxHost({ stateDir: folder }), mode: 0o660 });
        expect(await orderAs(65_534, socket)).toBe('EACCES');
      },
    );
  });

  describe('versions', () => {
    test.each(['1.2.2', '', '1.2.3 ', 'x'.repeat(300)])('a command of version %j is refused', async (version) => {
      await started();
      const expected = {
        code: 'daemon/other-version',
        facts: { daemon: VERSION, command: version.trim().slice(0, 40) },
      };
      const answer = await ask('status', {}, { 'x-bwagent-version': version });
      if (version.trim() === VERSION) return expect(answer.status).toBe(200);
      expect(answer).toEqual({ status: 409, version: VERSION, body: expected });
      expect(asked).toEqual([]);
    });

    test('a caller that names no version is refused', async () => {
      await started();
      expect((await ask('status', {}, {})).body).toEqual({
        code: 'daemon/other-version',
        facts: { daemon: VERSION, command: '' },
      });
      expect((await order('check', GOOD.check, { 'content-type': 'application/json' })).status).toBe(409);
      expect(ordered).toEqual([]);
    });
  });

  describe('what is refused', () => {
    test.each(BAD)('%s with %s = %j', async (name, path, value, field, why) => {
      await started();
      const body = put(GOOD[name], path, value);
      expect(await order(name, body)).toMatchObject({
        status: 400,
        body: { code: 'order/bad-body', facts: { field, why } },
      });
      expect(ordered).toEqual([]);
    });

    test.each(['nothing', 'constructor', '__proto__', 'raise%2F..%2Fcheck'])('there is no order %s', async (name) => {
      await started();
      expect(await order(name, {})).toMatchObject({ status: 404, body: { code: 'order/no-such' } });
    });

    test('there is no such question, path or method', async () => {
      await started();
      expect(await ask('secrets')).toMatchObject({
        status: 404,
        body: { code: 'order/no-such', facts: { name: 'secrets' } },
      });
      expect(await localCall(socket, { path: '/', headers: OURS })).toMatchObject({
        status: 404,
        body: { code: 'order/no-such' },
      });
      expect(await localCall(socket, { method: 'DELETE', path: '/order/raise', headers: OURS })).toMatchObject({
        status: 404,
      });
      expect(await localCall(socket, { path: '/order/raise', headers: OURS })).toMatchObject({ status: 404 });
    });

    test.each([
      ['{', 'not-json'],
      ['', 'missing'],
      ['{"number":"41","__proto__":{"x":1}}', 'not-json'],
      ['{"number":"41","constructor":{"prototype":{"x":1}}}', 'not-json'],
    ])('the body %s', async (body, why) => {
      await started();
      const answer = await localCall(socket, { method: 'POST', path: '/order/check', headers: JSON_TYPE, body });
      expect(answer).toMatchObject({ status: 400, body: { code: 'order/bad-body', facts: { field: 'body', why } } });
      expect(ordered).toEqual([]);
    });

    test('a body that is no JSON by its type', async () => {
      await started();
      const call = {
        method: 'POST',
        path: '/order/check',
        headers: { ...OURS, 'content-type': 'text/plain' },
        body: '{"number":"41"}',
      };
      expect((await localCall(socket, call)).body).toEqual({
        code: 'order/bad-body',
        facts: { field: 'body', why: 'not-json' },
      });
    });

    test.each(['{', '"', '%00'])('a q that is no JSON: %s', async (q) => {
      await started();
      expect((await localCall(socket, { path: `/ask/status?q=${q}`, headers: OURS })).body).toEqual({
        code: 'order/bad-body',
        facts: { field: 'q', why: 'not-json' },
      });
    });

    test('two q', async () => {
      await started();
      expect((await localCall(socket, { path: '/ask/status?q={}&q={}', headers: OURS })).status).toBe(400);
    });
  });

  describe('failures', () => {
    test('a fault goes over with code and facts, and without its cause', async () => {
      reply = failing(new Fault('request/plan-changed', { number: '41' }, { cause: new Error('inside') }));
      await started();
      expect(await order('raise', GOOD.raise)).toMatchObject({
        status: 422,
        body: { code: 'request/plan-changed', facts: { number: '41' } },
      });
      expect(log.lines.at(-1)).toMatchObject({
        level: 'info',
        fields: { uid: 1001, code: 'request/plan-changed', where: 'order/raise' },
      });
    });

    test.each([
      new Error('/var/lib/bwagent/ledger.db: SQLITE_X'),
      new Fault('bug', { where: '/etc/secret' }),
      new TypeError('x is undefined'),
    ])('nothing of the inside leaves with %s', async (inside) => {
      reply = failing(inside);
      await started();
      const answer = await ask('status');
      expect(answer).toEqual({ status: 500, version: VERSION, body: { code: 'bug', facts: { where: 'ask/status' } } });
      expect(log.lines.at(-1)).toMatchObject({ level: 'error', fields: { err: inside, where: 'ask/status' } });
    });

    test('an error that calls itself 4xx is still a bug unless the JSON parser raised it', async () => {
      reply = failing(Object.assign(new Error('secret'), { statusCode: 422 }));
      await started();
      expect((await ask('status')).body).toEqual({ code: 'bug', facts: { where: 'ask/status' } });
    });
  });

  describe('limits', () => {
    test('too many requests of one user are refused; another user is served', async () => {
      await started({ requestsPerMinute: 3 });
      const statuses = [];
      for (let i = 0; i < 5; i += 1) statuses.push((await ask('status')).status);
      expect(statuses).toEqual([200, 200, 200, 429, 429]);
      expect((await ask('status')).body).toMatchObject({ code: 'order/too-many' });
      host.story = { ...host.story, caller: { uid: 1002, pid: 9 } };
      expect((await ask('status')).status).toBe(200);
    });

    test('requests of other versions count too', async () => {
      await started({ requestsPerMinute: 1 });
      expect((await ask('status', {}, {})).status).toBe(409);
      expect((await ask('status', {}, {})).status).toBe(429);
    });

    test('100 MB are refused at their announcement, and the server stays small', async () => {
      await started();
      const before = process.memoryUsage().rss;
      const open = await localSocket(socket);
      const closed = untilClosed(open);
      open.write(`${POST_HEAD}content-length: 104857600\r\n\r\n`);
      const piece = Buffer.alloc(1024 * 1024, 0x20);
      for (let i = 0; i < 100 && !open.destroyed && open.writable; i += 1) {
        if (!open.write(piece)) await Promise.race([once(open, 'drain').catch(() => undefined), closed]);
      }
      open.end();
      expect(await closed).toMatch(/^HTTP\/1.1 400[^]*connection: close[^]*too-long/);
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
      expect((await ask('status')).status).toBe(200);
    });

    test('a chunked body without announcement is cut at the limit', async () => {
      await started();
      const open = await localSocket(socket);
      const closed = untilClosed(open);
      open.write(`${POST_HEAD}transfer-encoding: chunked\r\n\r\n`);
      const piece = `10000\r\n${' '.repeat(65_536)}\r\n`;
      for (let i = 0; i < 40 && open.writable; i += 1) {
        if (!open.write(piece)) await Promise.race([once(open, 'drain').catch(() => undefined), closed]);
      }
      open.end();
      expect(await closed).toContain('"too-long"');
      expect(ordered).toEqual([]);
    });

    test('a body within the limit passes', async () => {
      await started();
      const rows = Array.from({ length: 2000 }, (_, i) => ({
        row: i + 2,
        fields: { code: `OPD-${i}`, name: 'x'.repeat(60) },
      }));
      expect((await order('import-agencies', { rows, dryRun: true })).status).toBe(200);
    });

    test('a line that never ends is cut', async () => {
      await started();
      const open = await localSocket(socket);
      const closed = untilClosed(open);
      open.write(`GET /ask/${'a'.repeat(100_000)}`);
      expect(await closed).toContain('431');
      expect((await ask('status')).status).toBe(200);
    });

    test('slow clients are dropped in time and others are served meanwhile', async () => {
      await started({ requestTimeout: 300, lookEvery: 50, socketsPerUser: 8 });
      const slow = await Promise.all(Array.from({ length: 6 }, async () => await localSocket(socket)));
      const ends = slow.map(async (one, i) => {
        const end = untilClosed(one);
        one.write(i % 2 === 0 ? 'GET /ask/sta' : `${POST_HEAD}content-length: 20\r\n\r\n{"num`);
        return await end;
      });
      expect((await ask('status')).status).toBe(200);
      for (const end of await Promise.all(ends)) expect(end).toContain('408');
      expect(ordered).toEqual([]);
    });

    test('one user gets only so many connections, so that another finds room', async () => {
      await started({ socketsPerUser: 3 });
      const held = await Promise.all(Array.from({ length: 3 }, async () => await localSocket(socket)));
      const fourth = await localSocket(socket);
      expect(await untilClosed(fourth)).toBe('');
      host.story = { ...host.story, caller: { uid: 1002, pid: 9 } };
      expect((await ask('status')).status).toBe(200);
      for (const one of held) one.destroy();
    });
  });

  describe('the socket', () => {
    test.each([0o660, 0o666] as const)('has mode %o', async (mode) => {
      await started({}, { mode });
      expect((await stat(socket)).mode & 0o777).toBe(mode);
    });

    test('is gone after the stop, and the server may start again', async () => {
      const first = await started();
      await first.stop();
      await expect(stat(socket)).rejects.toMatchObject({ code: 'ENOENT' });
      await started();
      expect((await ask('status')).status).toBe(200);
    });

    test('what a killed daemon left behind is swept', async () => {
      await leaveStale(socket);
      expect((await stat(socket)).isSocket()).toBe(true);
      await started();
      expect((await ask('status')).status).toBe(200);
    });

    test('one on which somebody answers stays', async () => {
      await started();
      await expect(openLocalServer(parts()).start()).rejects.toMatchObject({ code: 'ledger/locked' });
      expect((await ask('status')).status).toBe(200);
    });

    test('one that is busy but alive stays too', async () => {
      const other = createServer();
      other.listen(socket);
      await once(other, 'listening');
      await expect(openLocalServer(parts()).start()).rejects.toMatchObject({ code: 'ledger/locked' });
      other.close();
      await once(other, 'close');
    });

    test('a file or link in its place is not touched', async () => {
      await writeFile(socket, 'not a socket');
      await expect(openLocalServer(parts()).start()).rejects.toMatchObject({ code: 'settings/invalid' });
      await rm(socket);
      await symlink('/etc/hostname', socket);
      await expect(openLocalServer(parts()).start()).rejects.toMatchObject({ code: 'settings/invalid' });
    });
  });

  test('a stop lets the answer under way go out and drops half-sent requests', async () => {
    const server = await started();
    let finish: (answer: unknown) => void = () => undefined;
    const begun = new Promise<void>((tell) => {
      reply = async () => {
        tell();
        return await new Promise((resolve) => (finish = resolve));
      };
    });
    const answer = ask('status');
    await begun;
    const half = await localSocket(socket);
    half.write('GET /ask/sta');
    const dropped = untilClosed(half);
    const stopped = server.stop();
    expect(await dropped).toBe('');
    finish({ late: true });
    expect((await answer).body).toEqual({ late: true });
    await stopped;
  });
});

function failing(why: Error): () => Promise<never> {
  return async () => {
    await Promise.resolve();
    throw why;
  };
}

function put(body: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(body) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop()!;
  const place = steps.reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, copy);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

/** A socket file whose listener was killed. */
async function leaveStale(path: string): Promise<void> {
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** What an order gets that a process of that user sends. */
async function orderAs(uid: number, path: string): Promise<string> {
  const headers = JSON.stringify({ ...JSON_TYPE, 'sudo-user': 'root' });
  const script = `
    const options = { socketPath: ${JSON.stringify(path)}, path: '/order/check', method: 'POST', headers: ${headers} };
    const call = require('http').request(options, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += part));
      answer.on('end', () => { const b = JSON.parse(text); console.log(answer.statusCode, b.code, b.facts.uid); });
    });
    call.on('error', (error) => console.log(error.code));
    call.end('{"number":"41"}');`;
  const env = { SUDO_USER: 'root', USER: 'root', LOGNAME: 'root' };
  const child = spawn(process.execPath, ['-e', script], { uid, gid: uid, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  await once(child, 'exit');
  return said.toString().trim();
}
