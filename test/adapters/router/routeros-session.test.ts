import { afterEach, describe, expect, test } from 'vitest';
import { dial } from '../../../adapters/router/routeros/routeros-driver.ts';
import type { RouterOsSession } from '../../../adapters/router/routeros/routeros-session.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { sessionWith } from './peer-session.ts';
import { bytesOf, type Peer, type PeerOptions, type Script, scriptedPeer } from './scripted-peer.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function peerWith(script: Script, options: PeerOptions = {}): Promise<Peer> {
  const peer = await scriptedPeer(script, options);
  ends.push(() => peer.close());
  return peer;
}

async function talking(
  script: Script,
  deadlineMs?: number,
): Promise<{ readonly peer: Peer; readonly session: RouterOsSession }> {
  const peer = await peerWith(script);
  const session = await sessionWith(peer, deadlineMs);
  ends.push(() => session.close());
  return { peer, session };
}

const PRINT = ['/queue/simple/print'];
const ADD = ['/queue/simple/add', '=name=DINKES'];
const done: Script = (_, out, tagged) => out.send(tagged('!done'));
const silent: Script = () => undefined;

describe('answers', () => {
  test('rows come as they are, values with = inside and odd keys too', async () => {
    const { session } = await talking((_, out, tagged) =>
      out.send(tagged('!re', '=name=a=b=', '=__proto__=x', '=flag'), tagged('!re', '=name='), tagged('!done')),
    );
    const [first, second] = await session.run(PRINT, 'read');
    expect(Object.entries(first!)).toEqual([
      ['name', 'a=b='],
      ['__proto__', 'x'],
      ['flag', ''],
    ]);
    expect(second).toEqual({ name: '' });
  });

  test('`!empty` is no rows, and the session lives on', async () => {
    const { session } = await talking((_, out, tagged) => out.send(tagged('!empty'), tagged('!done')));
    for (let round = 0; round < 3; round += 1) expect(await session.run(PRINT, 'read')).toEqual([]);
  });

  test('`!empty` and `!done` in segments of their own are no rows too', async () => {
    const { session } = await talking(
      (_, out, tagged) => void out.pieces([bytesOf(tagged('!empty')), bytesOf(tagged('!done'))]),
    );
    expect(await session.run(PRINT, 'read')).toEqual([]);
    expect(await session.run(PRINT, 'read')).toEqual([]);
  });

  const value = 'y'.repeat(200);
  test.each<[string, (bytes: Buffer) => readonly Buffer[]]>([
    ['one-byte segments', (bytes) => Array.from(bytes, (byte) => Buffer.of(byte))],
    ['a length cut in two', (bytes) => [bytes.subarray(0, 5), bytes.subarray(5)]],
    ['the zero word alone', (bytes) => [bytes.subarray(0, -1), bytes.subarray(-1)]],
    ['one burst', (bytes) => [bytes]],
  ])('%s give the same rows', async (_, cut) => {
    const { session } = await talking(
      (__, out, tagged) => void out.pieces(cut(bytesOf(tagged('!re', `=a=${value}`), tagged('!done')))),
    );
    expect(await session.run(PRINT, 'read')).toEqual([{ a: value }]);
  });

  test('tags that nobody asked are ignored and counted', async () => {
    const log = quietLog();
    const stray = [
      ['!re', '=a=1', '.tag=fremd'],
      ['!done', '.tag=fremd'],
      ['!done', '=a=1'],
    ];
    const peer = await peerWith((_, out, tagged) => out.send(...stray, tagged('!re', '=a=2'), tagged('!done')));
    const session = await sessionWith(peer, 2_000, log);
    expect(await session.run(PRINT, 'read')).toEqual([{ a: '2' }]);
    expect(await session.run(PRINT, 'read')).toEqual([{ a: '2' }]);
    session.close();
    expect(log.lines).toEqual([{ level: 'warn', fields: { router: 'core', stray: 6 }, words: expect.any(String) }]);
  });

  test('an answer that comes twice counts once', async () => {
    const { session } = await talking((_, out, tagged) =>
      out.send(tagged('!done'), tagged('!done'), tagged('!re', '=a=1')),
    );
    expect(await session.run(ADD, 'write')).toEqual([]);
    expect(await session.run(PRINT, 'read')).toEqual([]);
  });

  test('interleaved answers reach who asked', async () => {
    const held: (() => void)[] = [];
    const { session } = await talking((heard, out, tagged) => {
      held.push(() => out.send(tagged('!re', `=n=${heard.words[1]}`), tagged('!done')));
      if (held.length === 3) for (const answer of held.toReversed()) answer();
    });
    const asked = ['=a=1', '=a=2', '=a=3'].map((word) => session.run(['/x/print', word], 'read'));
    expect(await Promise.all(asked)).toEqual([[{ n: '=a=1' }], [{ n: '=a=2' }], [{ n: '=a=3' }]]);
  });

  test('5000 rows', async () => {
    const rows = Array.from({ length: 5_000 }, (_, row) => [
      '!re',
      `=.id=*${row.toString(16)}`,
      `=name=q${row}`,
      `=comment=${value}`,
    ]);
    const { session } = await talking((_, out, tagged) =>
      out.send(...rows.map((row) => tagged(...row)), tagged('!done')),
    );
    const read = await session.run(PRINT, 'read');
    expect(read).toHaveLength(5_000);
    expect(read[4_999]).toMatchObject({ name: 'q4999' });
  });
});

describe('refusals', () => {
  test('several traps are one, with all their words; rows before them are void', async () => {
    const { session } = await talking((_, out, tagged) =>
      out.send(
        tagged('!re', '=a=1'),
        tagged('!trap', '=category=0', '=message=eins'),
        tagged('!trap', '=message=zwei'),
        tagged('!done'),
      ),
    );
    await expect(session.run(ADD, 'write')).rejects.toMatchObject({
      code: 'router/trap',
      facts: { message: 'eins; zwei' },
      retry: 'never',
    });
  });

  test('the session lives on after a trap', async () => {
    let asked = 0;
    const { session } = await talking((_, out, tagged) =>
      out.send(...((asked += 1) === 1 ? [tagged('!trap', '=message=failure: no')] : []), tagged('!done')),
    );
    await expect(session.run(ADD, 'write')).rejects.toMatchObject({ code: 'router/trap' });
    expect(await session.run(PRINT, 'read')).toEqual([]);
  });

  test('a trap without its `!done` is still a refusal, at the deadline', async () => {
    const { session } = await talking((_, out, tagged) => out.send(tagged('!trap', '=message=failure: no')), 150);
    await expect(session.run(ADD, 'write')).rejects.toMatchObject({
      code: 'router/trap',
      facts: { message: 'failure: no' },
    });
    await expect(session.run(PRINT, 'read')).rejects.toMatchObject({ code: 'router/unreachable' });
  });
});

describe('doubts', () => {
  const cases: readonly [string, Script, string][] = [
    ['FIN instead of an answer', (_, out) => out.end(), 'the router closed the connection'],
    ['a reset', (_, out) => out.reset(), 'ECONNRESET'],
    ['`!fatal`', (_, out) => out.send(['!fatal', 'session terminated on request']), 'session terminated on request'],
    ['silence', silent, 'no answer to /queue/simple/add within 200 ms'],
    [
      'half an answer and FIN',
      (_, out, tagged) => void out.pieces([bytesOf(tagged('!done')).subarray(0, 4)]).then(() => out.end()),
      '',
    ],
    ['noise', (_, out) => out.raw(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')), ''],
    ['a huge length', (_, out) => out.raw(Buffer.of(0xf0, 0xff, 0xff, 0xff, 0xff)), 'a word of 4294967295 bytes'],
    ['a control byte', (_, out) => out.raw(Buffer.of(0xff)), 'control byte 0xff'],
    ['an unknown reply word', (_, out, tagged) => out.send(tagged('!what')), 'unknown reply !what'],
    ['a reply without a reply word', (_, out, tagged) => out.send(tagged('=a=b')), 'a reply without its reply word'],
  ];

  test.each(cases)('%s: the write is in doubt, and the session is dead at once', async (_, script, why) => {
    const { session, peer } = await talking(script, 200);
    const lost = session.run(ADD, 'write');
    await expect(lost).rejects.toMatchObject({ code: 'router/outcome-unknown', retry: 'later' });
    if (why !== '') await expect(lost).rejects.toMatchObject({ facts: { why } });
    await session.over;
    const heard = peer.sentences.length;
    await expect(session.run(PRINT, 'read')).rejects.toMatchObject({ retry: 'later' });
    // A write on a dead session was never sent: that is no doubt.
    await expect(session.run(ADD, 'write')).rejects.toMatchObject({
      code: expect.stringMatching(/^router\/(?:unreachable|bad-reply)$/),
    });
    expect(peer.sentences).toHaveLength(heard);
  });

  test.each(cases)('%s: a read fails and may be asked again later', async (_, script) => {
    const { session } = await talking(script, 200);
    const code: unknown = expect.stringMatching(/^router\/(?:unreachable|bad-reply)$/);
    await expect(session.run(PRINT, 'read')).rejects.toMatchObject({ code, retry: 'later' });
  });

  test('everything pending fails together, each in its own way', async () => {
    let asked = 0;
    const { session } = await talking((_, out) => ((asked += 1) === 3 ? out.end() : undefined));
    const outcomes = await Promise.allSettled([
      session.run(PRINT, 'read'),
      session.run(ADD, 'write'),
      session.run(PRINT, 'read'),
    ]);
    const codes = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : 'fulfilled',
    );
    expect(codes).toEqual(['router/unreachable', 'router/outcome-unknown', 'router/unreachable']);
  });

  test('an answer after the deadline changes nothing and harms nobody', async () => {
    let late: (() => void) | undefined;
    const { session, peer } = await talking((_, out, tagged) => {
      late = () => out.send(tagged('!done'));
    }, 150);
    await expect(session.run(ADD, 'write')).rejects.toMatchObject({ code: 'router/outcome-unknown' });
    late?.();
    const fresh = sessionWith(peer, 150);
    await expect(fresh).resolves.toBeDefined();
    (await fresh).close();
  });

  test('no keep-alive is sent while a command waits or the link idles', async () => {
    const { session, peer } = await talking(silent, 300);
    await session.run(PRINT, 'read').catch(() => undefined);
    expect(peer.sentences.map((heard) => heard.words[0])).toEqual(['/login', PRINT[0]]);
  });

  test('the driver drops an idle link without ending the process', async () => {
    const peer = await peerWith(done);
    const { connector, loggedIn } = dial({
      host: '127.0.0.1',
      port: peer.port,
      user: 'u',
      password: 'p',
      tls: undefined,
      idleSeconds: 0.2,
    });
    await loggedIn;
    await new Promise((resolve) => {
      connector.socket.once('close', resolve);
    });
    expect(connector.socket.destroyed).toBe(true);
  });
});

describe('login', () => {
  test('sends user and password once, in words of the session only', async () => {
    const { peer } = await talking(done);
    expect(peer.sentences[0]?.words).toEqual(['/login', '=name=bwagent', '=password=rahasia']);
  });

  test.each(['invalid user name or password (6)', 'cannot log in'])(
    'refused with %j: never again by itself',
    async (message) => {
      const peer = await peerWith(
        (_, out, tagged) => out.send(tagged('!trap', `=message=${message}`), tagged('!done')),
        { login: true },
      );
      await expect(sessionWith(peer)).rejects.toMatchObject({ code: 'router/refused-login', retry: 'never' });
      expect(peer.sentences).toHaveLength(1);
    },
  );

  test('refused and closed in one breath is still a refusal', async () => {
    const script: Script = (_, out, tagged) => {
      out.send(tagged('!trap', '=message=invalid user name or password (6)'), tagged('!done'));
      out.end();
    };
    const peer = await peerWith(script, { login: true });
    await expect(sessionWith(peer)).rejects.toMatchObject({ code: 'router/refused-login' });
  });

  test('a user without the api right', async () => {
    const trap: Script = (_, out, tagged) =>
      out.send(tagged('!trap', '=message=not enough permissions (9)'), tagged('!done'));
    await expect(sessionWith(await peerWith(trap, { login: true }))).rejects.toMatchObject({
      code: 'router/no-permission',
    });
  });

  test.each<[string, Script, string]>([
    ['FIN', (_, out) => out.end(), 'router/unreachable'],
    ['a reset', (_, out) => out.reset(), 'router/unreachable'],
    ['`!fatal`', (_, out) => out.send(['!fatal', 'too many commands before login']), 'router/unreachable'],
    ['silence', silent, 'router/unreachable'],
    ['noise', (_, out) => out.raw(Buffer.from('SSH-2.0-ROSSSH\r\n')), 'router/unreachable'],
    ['a reserved length', (_, out) => out.raw(Buffer.of(0xfe)), 'router/bad-reply'],
    ['an unknown reply word', (_, out, tagged) => out.send(tagged('!what')), 'router/bad-reply'],
    [
      'rows',
      (_, out, tagged) => out.send(tagged('!re', '=a=1'), tagged('!re', '=a=1'), tagged('!done')),
      'router/bad-reply',
    ],
    ['a challenge without its number', (_, out, tagged) => out.send(tagged('!done', '=a=1')), 'router/bad-reply'],
  ])('%s in login settles with a fault', async (_, script, code) => {
    await expect(sessionWith(await peerWith(script, { login: true }), 250)).rejects.toMatchObject({
      code,
      retry: 'later',
    });
  });

  test('closed before a word', async () => {
    const peer = await peerWith(silent, { login: true, onConnect: (out) => out.end() });
    await expect(sessionWith(peer, 500)).rejects.toMatchObject({
      code: 'router/unreachable',
      facts: { router: 'core' },
    });
  });

  test('nobody listens: the reason keeps its name', async () => {
    const peer = await scriptedPeer(done);
    await peer.close();
    await expect(sessionWith(peer)).rejects.toMatchObject({
      code: 'router/unreachable',
      facts: { router: 'core', why: 'ECONNREFUSED' },
    });
  });
});

describe('the link', () => {
  test('one sentence is one segment', async () => {
    const { session, peer } = await talking(done);
    for (let round = 0; round < 20; round += 1) await session.run([...ADD, '=a=1', '=b=2', '=c=3'], 'write');
    expect(peer.segments).toHaveLength(21);
  });

  test('the caller keeps its words', async () => {
    const { session } = await talking(done);
    const words = Object.freeze([...ADD]);
    await session.run(words, 'write');
    await session.run(words, 'write');
    expect(words).toEqual(ADD);
  });

  test('an empty word is refused and nothing is sent', async () => {
    const { session, peer } = await talking(done);
    await expect(session.run(['/queue/simple/add', '', '=name=x'], 'write')).rejects.toMatchObject({
      code: 'router/bad-word',
    });
    expect(peer.sentences).toHaveLength(1);
    await session.run(ADD, 'write');
    expect(peer.sentences.map((heard) => heard.words[0])).toEqual(['/login', ADD[0]]);
  });

  test('close() does not wait for a silent peer, twice neither, and leaves no timer', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const { session } = await talking(silent, 60_000);
    const lost = session.run(PRINT, 'read');
    session.close();
    session.close();
    await session.over;
    await expect(lost).rejects.toMatchObject({ code: 'router/unreachable', facts: { why: 'the session is closed' } });
    expect(timers()).toBeLessThanOrEqual(before);
  });
});
