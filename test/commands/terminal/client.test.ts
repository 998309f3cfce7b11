import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLocalServer } from '../../../agent/api/local-server.ts';
import { openClient } from '../../../agent/commands/terminal/client.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import { fakeHost } from '../../fakes/fake-host.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { GOOD } from '../../office/order-samples.ts';

const VERSION = '1.2.3';
let folder: string;
let socket: string;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bwagent-client-'));
  socket = join(folder, 's');
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map(async (close) => await close()));
  await rm(folder, { recursive: true, force: true });
});

/** The real local server, echoing what it was asked. */
async function daemon(version = VERSION): Promise<void> {
  const echo = async (name: string, content: unknown): Promise<unknown> => {
    if (name === 'plan') throw new Fault('request/no-such', { number: '99' });
    if (name === 'status') throw new Error('inside');
    return await Promise.resolve({ name, content });
  };
  const server = openLocalServer({
    socket,
    mode: 0o660,
    version,
    host: fakeHost({ users: { 5: 'kabid' }, caller: { uid: 5, pid: 1 } }),
    people: [{ id: 'kabid', user: 'kabid', roles: ['division-head'] }],
    ask: echo,
    order: echo,
    log: quietLog(),
  });
  await server.start();
  closing.push(async () => await server.stop());
}

/** Something else that listens there. */
async function other(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  server.listen(socket);
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return server;
}

describe('agent/commands/client', () => {
  test('asks and orders through the real server', async () => {
    await daemon();
    const client = openClient(socket, VERSION);
    expect(await client.ask('request', { number: 'BW-2026-0041/1 é&q=' })).toEqual({
      name: 'request',
      content: { number: 'BW-2026-0041/1 é&q=' },
    });
    expect(await client.order('raise', GOOD.raise)).toEqual({ name: 'raise', content: GOOD.raise });
  });

  test("the daemon's fault arrives with code and facts; a bug without its inside", async () => {
    await daemon();
    const client = openClient(socket, VERSION);
    await expect(client.ask('plan', { number: '99' })).rejects.toMatchObject({
      code: 'request/no-such',
      facts: { number: '99' },
    });
    await expect(client.ask('status', {})).rejects.toMatchObject({ code: 'bug', facts: { where: 'ask/status' } });
  });

  test('nobody there: daemon/away, also where the socket file stayed behind', async () => {
    const client = openClient(socket, VERSION);
    await expect(client.ask('status', {})).rejects.toMatchObject({
      code: 'daemon/away',
      facts: { socket, why: 'ENOENT' },
    });
    await expect(openClient(join(folder, 'none', 's'), VERSION).ask('status', {})).rejects.toMatchObject({
      code: 'daemon/away',
    });
  });

  test('a daemon of another version is named from both sides', async () => {
    await daemon('1.3.0');
    await expect(openClient(socket, VERSION).ask('uplinks', {})).rejects.toMatchObject({
      code: 'daemon/other-version',
      facts: { daemon: '1.3.0', command: VERSION },
    });
  });

  test('what answers without our version is not believed', async () => {
    await other((_, answer) => answer.end('{"ok":true}'));
    await expect(openClient(socket, VERSION).ask('uplinks', {})).rejects.toMatchObject({
      code: 'daemon/other-version',
    });
  });

  test.each([
    ['not JSON', 200, 'oops'],
    ['an error without a code', 500, '{"error":"x"}'],
    ['an error that is no object', 400, '"x"'],
    ['a code that is no text', 400, '{"code":7,"facts":{}}'],
    ['facts that are none', 400, '{"code":"bug","facts":null}'],
  ])('%s is a bad answer', async (_, status, text) => {
    await other((_request, answer) => answer.writeHead(status, { 'x-bwagent-version': VERSION }).end(text));
    await expect(openClient(socket, VERSION).ask('uplinks', {})).rejects.toMatchObject({ code: 'daemon/bad-answer' });
  });

  test('a daemon that takes the call and stays silent is away after the deadline', async () => {
    await other(() => undefined);
    await expect(openClient(socket, VERSION, 50).ask('uplinks', {})).rejects.toMatchObject({
      code: 'daemon/away',
      facts: { why: 'ETIMEDOUT' },
    });
  });

  test('a daemon that falls silent in the middle of its answer is away after the deadline', async () => {
    await other((_, answer) => {
      answer.writeHead(200, { 'x-bwagent-version': VERSION, 'content-length': '100' });
      answer.write('{');
    });
    await expect(openClient(socket, VERSION, 50).ask('uplinks', {})).rejects.toMatchObject({
      code: 'daemon/away',
      facts: { why: 'ETIMEDOUT' },
    });
  });

  test('an answer of several pieces arrives whole, also where a character is cut', async () => {
    const [first, second] = [Buffer.from('"Kasongan \u00e9').subarray(0, 11), Buffer.from('\u00e9"').subarray(1)];
    await other((_, answer) => {
      answer.writeHead(200, { 'x-bwagent-version': VERSION });
      answer.write(first, () => answer.end(second));
    });
    expect(await openClient(socket, VERSION).ask('uplinks', {})).toBe('Kasongan \u00e9');
  });

  test('a daemon that dies in the middle of its answer is away', async () => {
    await other((_, answer) => {
      answer.writeHead(200, { 'x-bwagent-version': VERSION, 'content-length': '100' });
      answer.write('{');
      answer.destroy();
    });
    await expect(openClient(socket, VERSION).ask('uplinks', {})).rejects.toMatchObject({ code: 'daemon/away' });
  });

  test('a body larger than the daemon reads is refused before it is sent', async () => {
    await daemon();
    const rows = Array.from({ length: 3000 }, (_, i) => ({ row: i + 2, fields: { name: 'x'.repeat(100) } }));
    await expect(openClient(socket, VERSION).order('import-agencies', { rows, dryRun: true })).rejects.toMatchObject({
      code: 'order/bad-body',
      facts: { field: 'body', why: 'too-long' },
    });
  });
});
