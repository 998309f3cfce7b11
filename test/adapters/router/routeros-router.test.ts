import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { routerOsOptions } from '../../../adapters/router/routeros/routeros-options.ts';
import { openRouterOs } from '../../../adapters/router/routeros/routeros-router.ts';
import { mbps, NO_RATE, rate } from '../../../agent/domain/rate.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import type { Router } from '../../../agent/ports/router.ts';
import { shapeOf } from '../../../agent/shaping/queue.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { type Peer, type PeerOptions, type Script, scriptedPeer } from './scripted-peer.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const BLOCK = { host: '127.0.0.1', tls: false, user: 'bwagent', password: new Secret('rahasia'), identity: 'CORE' };

function routerAt(port: number, block: Readonly<Record<string, unknown>> = {}): Router {
  const router = openRouterOs(routerOsOptions.parse({ ...BLOCK, port, deadlineMs: 1_000, ...block }), {
    name: 'core',
    log: quietLog(),
  });
  ends.push(() => router.close());
  return router;
}

/** Rows by the menu that is printed; a menu that is not listed is unknown to this router. */
function menus(pages: Readonly<Record<string, readonly (readonly string[])[]>>): Script {
  return ({ words: [command = ''] }, out, tagged) => {
    const rows = pages[command.replace(/\/print$/, '')];
    if (rows === undefined)
      out.send(
        tagged('!trap', '=message=no such command or directory (x)'),
        tagged('!trap', '=message=no such command prefix'),
      );
    out.send(...(rows ?? []).map((row) => tagged('!re', ...row)), tagged('!done'));
  };
}

const PAGES = {
  '/system/identity': [['=name=CORE']],
  '/system/resource': [['=version=7.16.1 (stable)']],
  '/queue/simple': [],
  '/ip/firewall/filter': [],
};

async function peerWith(script: Script, options: PeerOptions = {}): Promise<Peer> {
  const peer = await scriptedPeer(script, options);
  ends.push(() => peer.close());
  return peer;
}

describe('open', () => {
  test('contacts nobody before it is asked', async () => {
    const peer = await peerWith(menus(PAGES));
    routerAt(peer.port);
    expect(peer.sentences).toEqual([]);
  });

  test('a router without a board has no serial number', async () => {
    const session = await routerAt((await peerWith(menus(PAGES))).port).open();
    expect(session.identity).toEqual({ identity: 'CORE', version: '7.16.1 (stable)', serial: null });
    await session.close();
  });

  test('refuses the wrong router, with both names, and gives the turn back', async () => {
    const peer = await peerWith(menus({ ...PAGES, '/system/identity': [['=name=LAIN']] }));
    const router = routerAt(peer.port);
    const wrong = { code: 'router/wrong-identity', facts: { expected: 'CORE', found: 'LAIN' }, retry: 'never' };
    await expect(router.open()).rejects.toMatchObject(wrong);
    await expect(router.open()).rejects.toMatchObject(wrong);
    expect(peer.sentences.some(({ words }) => words[0]?.startsWith('/queue'))).toBe(false);
  });

  test('refuses a router without a name', async () => {
    const router = routerAt((await peerWith(menus({ ...PAGES, '/system/identity': [] }))).port);
    await expect(router.open()).rejects.toMatchObject({ code: 'router/bad-reply', retry: 'later' });
  });

  test('sends no password that the wire cannot carry', async () => {
    const peer = await peerWith(menus(PAGES));
    const router = routerAt(peer.port, { password: new Secret('sandi\n') });
    await expect(router.open()).rejects.toMatchObject({ code: 'router/bad-word', facts: { field: 'password' } });
    expect(peer.sentences).toEqual([]);
  });

  test('the turn passes on after a failure, and a dead session gives it back by itself', async () => {
    let fail = true;
    const answer = menus(PAGES);
    const peer = await peerWith((heard, out, tagged) =>
      fail && heard.words[0] === '/queue/simple/print' ? out.end() : answer(heard, out, tagged),
    );
    const router = routerAt(peer.port);
    const session = await router.open();
    const next = router.open();
    await expect(session.queues()).rejects.toMatchObject({ code: 'router/unreachable' });
    fail = false;
    const fresh = await next;
    expect(await fresh.queues()).toEqual([]);
    await fresh.close();
  });
});

describe('reading', () => {
  test('asks only for what it needs', async () => {
    const peer = await peerWith(menus(PAGES));
    const session = await routerAt(peer.port).open();
    await session.queues();
    await session.close();
    const owned = '.id,name,target,parent,max-limit,limit-at,disabled,invalid,dynamic,comment,queue';
    const kept = 'burst-limit,burst-threshold,burst-time,priority,bucket-size,time,dst,packet-marks';
    const totals = 'max-limit,limit-at,priority,queue,bucket-size,burst-limit,burst-threshold,burst-time'.replaceAll(
      /[^,]+/g,
      'total-$&',
    );
    expect(peer.sentences.at(-1)?.words).toEqual(['/queue/simple/print', `=.proplist=${owned},${kept},${totals}`]);
  });

  test('a row that makes no sense costs that row', async () => {
    const rows = [
      ['=.id=*1', '=name=q', '=max-limit=banyak', '=target=10.62.1.0/24'],
      ['=.id=*2', '=name=r', '=max-limit=unlimited/unlimited', '=target='],
    ];
    const peer = await peerWith(menus({ ...PAGES, '/queue/simple': rows }));
    const session = await routerAt(peer.port).open();
    const [first, second] = await session.queues();
    expect(first).toMatchObject({ name: 'q', targets: ['10.62.1.0/24'], unreadable: { 'max-limit': 'banyak' } });
    expect(second).toMatchObject({ name: 'r', maxLimit: NO_RATE, targets: [] });
    expect(second?.unreadable).toBeUndefined();
    expect(await session.traits()).toMatchObject({ fasttrackRules: 0 });
    await session.close();
  });

  test('nothing is written to a row that makes no sense, nor before one without an id', async () => {
    const row = ['=.id=*1', '=name=q', '=max-limit=banyak', '=target=10.62.1.0/24', '=comment=bwagent:q'];
    const peer = await peerWith(menus({ ...PAGES, '/queue/simple': [row] }));
    const session = await routerAt(peer.port).open();
    const [was] = await session.queues();
    const want = { ...shapeOf(was!), maxLimit: { down: mbps(2), up: mbps(2) } };
    for (const change of [
      { kind: 'set', owner: 'q', want, was: was! },
      { kind: 'remove', owner: 'q', was: was! },
    ] as const)
      await expect(session.write(change)).rejects.toMatchObject({ code: 'router/foreign-queue' });
    expect(peer.sentences.map(({ words }) => words[0])).not.toContain('/queue/simple/set');
    await session.close();
  });

  test('FastTrack rules are counted over the menus that exist', async () => {
    const rule = ['=.id=*1', '=disabled=false', '=dynamic=false'];
    const pages = {
      ...PAGES,
      '/ip/firewall/filter': [rule, ['=.id=*2', '=disabled=true']],
      '/ipv6/firewall/filter': [rule, ['=dynamic=true']],
    };
    const session = await routerAt((await peerWith(menus(pages))).port).open();
    expect(await session.traits()).toEqual({ fasttrackRules: 2, blindBridgePorts: 0, pcqRates: {}, handEdits: null });
    await session.close();
  });

  test.each<[string, Readonly<Record<string, readonly (readonly string[])[]>>, object]>([
    [
      'ports of a bridge that the firewall does not see',
      {
        '/interface/bridge/settings': [['=use-ip-firewall=false']],
        '/interface/bridge/port': [
          ['=.id=*1', '=disabled=false'],
          ['=.id=*2', '=disabled=true'],
        ],
      },
      { blindBridgePorts: 1 },
    ],
    [
      'none, where it sees them',
      { '/interface/bridge/settings': [['=use-ip-firewall=yes']], '/interface/bridge/port': [['=.id=*1']] },
      { blindBridgePorts: 0 },
    ],
    [
      'rates of pcq types, in any form; what cannot be read is left out',
      {
        '/queue/type': [
          ['=name=a', '=kind=pcq', '=pcq-rate=2000000'],
          ['=name=b', '=kind=pcq', '=pcq-rate=2M'],
          ['=name=c', '=kind=pcq', '=pcq-rate=0'],
          ['=name=d', '=kind=pcq', '=pcq-rate=viele'],
          ['=name=e', '=kind=pfifo'],
        ],
      },
      { pcqRates: { a: 2e6, b: 2e6 } },
    ],
    [
      'what others did to queues, and nothing of ours or of other menus',
      {
        '/system/history': [
          ['=.id=*4', '=action=simple queue changed', '=by=admin', '=time=2026-03-02 08:00:00'],
          ['=.id=*3', '=action=simple queue changed', '=by=bwagent'],
          ['=.id=*2', '=action=route 0.0.0.0/0 added', '=by=admin'],
        ],
      },
      { handEdits: [{ id: '*4', action: 'simple queue changed', by: 'admin', time: '2026-03-02 08:00:00' }] },
    ],
    [
      'a history that does not say what was done',
      { '/system/history': [['=.id=*1', '=by=admin']] },
      { handEdits: null },
    ],
  ])('traits: %s', async (_, more, traits) => {
    const session = await routerAt((await peerWith(menus({ ...PAGES, ...more }))).port).open();
    expect(await session.traits()).toMatchObject(traits);
    await session.close();
  });

  const HIDDEN: ReadonlySet<string> = new Set(['/queue/type/print', '/system/history/print']);

  test('a menu that is not shown to us explains nothing and ends nothing', async () => {
    const answer = menus(PAGES);
    const shy = await peerWith((heard, out, tagged) =>
      heard.words[0]?.startsWith('/interface/bridge') === true || HIDDEN.has(heard.words[0] ?? '')
        ? out.send(tagged('!trap', '=message=not enough permissions (9)'), tagged('!done'))
        : answer(heard, out, tagged),
    );
    const session = await routerAt(shy.port).open();
    expect(await session.traits()).toEqual({ fasttrackRules: 0, blindBridgePorts: 0, pcqRates: {}, handEdits: null });
    await session.close();
  });
});

describe('writing', () => {
  const row = ['=.id=*7', '=name=DINKES', '=target=10.62.1.0/24', '=max-limit=1000/2000', '=comment=bwagent:dinkes-1'];

  test('addresses what it just read by its name', async () => {
    const peer = await peerWith(
      menus({ ...PAGES, '/queue/simple': [row], '/queue/simple/set': [], '/queue/simple/move': [] }),
    );
    const session = await routerAt(peer.port).open();
    const [was] = await session.queues();
    await session.write({
      kind: 'set',
      owner: 'dinkes-1',
      want: { ...was!, maxLimit: rate(mbps(20), mbps(5)) },
      was: was!,
    });
    await session.write({ kind: 'move', owner: 'dinkes-1', was: was!, before: null });
    await session.close();
    const sent = peer.sentences.map(({ words }) => words).filter(([command]) => /\/(?:set|move)$/.test(command ?? ''));
    expect(sent).toEqual([
      ['/queue/simple/set', '=numbers=DINKES', '=max-limit=5000000/20000000', '=limit-at=0/0'],
      ['/queue/simple/move', '=numbers=DINKES'],
    ]);
  });

  test.each(['2', '10,11', 'DINKES LAMA', 'A,B', '0-3'])(
    'a name that could be read as something else is addressed by its id: %s',
    async (name) => {
      const queue = row.map((word) => (word.startsWith('=name=') ? `=name=${name}` : word));
      const peer = await peerWith(menus({ ...PAGES, '/queue/simple': [queue], '/queue/simple/set': [] }));
      const session = await routerAt(peer.port).open();
      const [was] = await session.queues();
      await session.write({
        kind: 'set',
        owner: 'dinkes-1',
        want: { ...was!, maxLimit: rate(mbps(20), mbps(5)) },
        was: was!,
      });
      await session.close();
      expect(peer.sentences.at(-1)?.words[1]).toBe('=.id=*7');
    },
  );

  test('a dynamic queue is left alone, even with our mark', async () => {
    const peer = await peerWith(menus({ ...PAGES, '/queue/simple': [[...row, '=dynamic=true']] }));
    const session = await routerAt(peer.port).open();
    const [was] = await session.queues();
    await expect(session.write({ kind: 'remove', owner: 'dinkes-1', was: was! })).rejects.toMatchObject({
      code: 'router/foreign-queue',
    });
    await session.close();
    expect(peer.sentences.some(({ words }) => words[0] === '/queue/simple/remove')).toBe(false);
  });

  test('bad words are refused before even a read', async () => {
    const peer = await peerWith(menus(PAGES));
    const session = await routerAt(peer.port).open();
    const heard = peer.sentences.length;
    const want = { name: 'DINKES\n', targets: ['10.62.1.0/24'], parent: null, maxLimit: NO_RATE, limitAt: NO_RATE };
    await expect(session.write({ kind: 'add', owner: 'dinkes-1', want, placeBefore: 'SISA' })).rejects.toMatchObject({
      code: 'router/bad-word',
      facts: { field: 'name' },
    });
    expect(peer.sentences).toHaveLength(heard);
    await session.close();
  });
});

describe('check', () => {
  const RIGHTS = { '/user': [['=group=bwagent']], '/user/group': [['=policy=read,write,api,!ssh']] };
  const codes = async (router: Router): Promise<readonly string[]> =>
    (await router.check()).map((found) => `${found.level} ${found.code}`);

  test('ok comes with identity and version; a plain API is a warning', async () => {
    const router = routerAt((await peerWith(menus({ ...PAGES, ...RIGHTS }))).port);
    expect(await router.check()).toEqual([
      { code: 'router/ok', level: 'ok', subject: 'core', facts: { identity: 'CORE', version: '7.16.1 (stable)' } },
      { code: 'router/plain-api', level: 'warn', subject: 'core', facts: {} },
    ]);
  });

  test('FastTrack is an alarm with its number of rules', async () => {
    const router = routerAt((await peerWith(menus({ ...PAGES, '/ip/firewall/filter': [['=.id=*1']] }))).port);
    expect(await router.check()).toContainEqual({
      code: 'router/fasttrack',
      level: 'alarm',
      subject: 'core',
      facts: { rules: 1 },
    });
  });

  test('a user without the write policy is named; one that may not look is not accused', async () => {
    const reader = { ...PAGES, '/user': RIGHTS['/user'], '/user/group': [['=policy=read,!write,api']] };
    expect(await codes(routerAt((await peerWith(menus(reader))).port))).toContain('warn router/no-permission');
    const answer = menus(PAGES);
    const shy = await peerWith((heard, out, tagged) =>
      heard.words[0] === '/user/print'
        ? out.send(tagged('!trap', '=message=not enough permissions (9)'), tagged('!done'))
        : answer(heard, out, tagged),
    );
    expect(await codes(routerAt(shy.port))).toEqual(['ok router/ok', 'warn router/plain-api']);
  });

  test.each<[string, Script, string, object]>([
    ['away', (_, out) => out.end(), 'router/unreachable', { router: 'core', why: 'the router closed the connection' }],
    [
      'refusing the login',
      (_, out, tagged) => out.send(tagged('!trap', '=message=invalid user name or password (6)'), tagged('!done')),
      'router/refused-login',
      {},
    ],
    [
      'refusing to be read',
      ({ words }, out, tagged) =>
        out.send(
          ...(words[0] === '/login' ? [] : [tagged('!trap', '=message=not enough permissions (9)')]),
          tagged('!done'),
        ),
      'router/no-permission',
      { message: 'not enough permissions (9)' },
    ],
  ])('a router %s is one alarm', async (_, script, code, facts) => {
    const router = routerAt((await peerWith(script, { login: true })).port);
    expect(await router.check()).toEqual([{ code, level: 'alarm', subject: 'core', facts }]);
  });

  test('the wrong router is one alarm', async () => {
    const router = routerAt((await peerWith(menus(PAGES))).port, { identity: 'LAIN' });
    expect(await router.check()).toEqual([
      { code: 'router/wrong-identity', level: 'alarm', subject: 'core', facts: { expected: 'LAIN', found: 'CORE' } },
    ]);
  });

  test('an answer that makes no sense is thrown', async () => {
    const router = routerAt((await peerWith(menus({ ...PAGES, '/system/resource': [] }))).port);
    await expect(router.check()).rejects.toMatchObject({ code: 'router/bad-reply' });
  });
});

describe('api-ssl', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'routeros-tls-'));
    for (const name of ['router', 'impostor']) {
      const names = ['-subj', '/CN=core.example', '-addext', 'subjectAltName=DNS:core.example,IP:127.0.0.1'];
      const key = [
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-keyout',
        file(`${name}.key`),
      ];
      execFileSync('openssl', ['req', '-x509', ...key, '-out', file(`${name}.pem`), '-days', '2', ...names], {
        stdio: 'ignore',
      });
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function tlsPeer(name: string): Promise<Peer> {
    const [key, cert] = await Promise.all([
      readFile(file(`${name}.key`), 'utf8'),
      readFile(file(`${name}.pem`), 'utf8'),
    ]);
    return peerWith(menus(PAGES), { tls: { key, cert } });
  }

  test.each([{}, { servername: 'core.example' }])('the router with its own certificate is taken, %j', async (name) => {
    const peer = await tlsPeer('router');
    const router = routerAt(peer.port, { tls: { ca: file('router.pem'), ...name } });
    expect((await router.check()).map((found) => found.code)).toEqual(['router/ok']);
    expect(peer.sentences[0]?.words[0]).toBe('/login');
  });

  test('an impostor of the same name gets no word, and the reason keeps its name', async () => {
    const peer = await tlsPeer('impostor');
    const router = routerAt(peer.port, { tls: { ca: file('router.pem') } });
    await expect(router.open()).rejects.toMatchObject({
      code: 'router/unreachable',
      facts: { why: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
    expect(peer.sentences).toEqual([]);
  });

  test('another name in the certificate is refused', async () => {
    const peer = await tlsPeer('router');
    const router = routerAt(peer.port, { tls: { ca: file('router.pem'), servername: 'lain.example' } });
    await expect(router.open()).rejects.toMatchObject({
      code: 'router/unreachable',
      facts: { why: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
    expect(peer.sentences).toEqual([]);
  });

  test('a plain API behind the TLS port gets no word', async () => {
    const peer = await peerWith(menus(PAGES), { onConnect: (out) => out.send(['!fatal', 'not logged in']) });
    const router = routerAt(peer.port, { tls: { ca: file('router.pem') } });
    await expect(router.open()).rejects.toMatchObject({ code: 'router/unreachable' });
    expect(peer.sentences).toEqual([]);
  });

  test('a missing certificate file is named', async () => {
    const router = routerAt(1, { tls: { ca: file('tidak-ada.pem') } });
    await expect(router.open()).rejects.toMatchObject({
      code: 'settings/missing',
      facts: { file: file('tidak-ada.pem') },
    });
  });
});

describe('the block of the YAML', () => {
  test('ports follow tls', () => {
    expect(routerOsOptions.parse(BLOCK).port).toBe(8728);
    expect(routerOsOptions.parse({ ...BLOCK, tls: { ca: '/etc/bwagent/core.pem' } }).port).toBe(8729);
    expect(routerOsOptions.parse({ ...BLOCK, port: 9000 })).toMatchObject({ port: 9000, deadlineMs: 5_000 });
  });

  test.each<[string, object]>([
    ['tls unsaid', { tls: undefined }],
    ['tls true', { tls: true }],
    ['tls without ca', { tls: {} }],
    ['a way around the certificate', { tls: { ca: 'x', rejectUnauthorized: false } }],
    ['a password in clear', { password: 'rahasia' }],
    ['no identity', { identity: '' }],
    ['a user with a blank', { user: 'bw agent' }],
    ['a host with a scheme', { host: 'http://core' }],
    ['port 0', { port: 0 }],
    ['a strange key', { keepalive: true }],
  ])('%s is refused', (_, fields) => expect(routerOsOptions.safeParse({ ...BLOCK, ...fields }).success).toBe(false));
});
