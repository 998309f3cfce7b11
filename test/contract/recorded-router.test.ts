import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { routerOsOptions } from '../../adapters/router/routeros/routeros-options.ts';
import { openRouterOs } from '../../adapters/router/routeros/routeros-router.ts';
import { surveyRouterOs } from '../../adapters/router/routeros/routeros-survey.ts';
import { Secret } from '../../agent/domain/secret.ts';
import type { Exchange, Recording } from '../../scripts/recording.ts';
import { replayPeer } from '../adapters/router/replay-peer.ts';
import { quietLog } from '../fakes/quiet-log.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url));
const files = readdirSync(FOLDER).filter((file) => /^routeros-.*\.json$/.test(file));
const recordingOf = (file: string): Recording => JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8')) as Recording;

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function replayed(recording: Recording) {
  const peer = await replayPeer(recording);
  const deps = { name: 'core', log: quietLog() };
  const options = routerOsOptions.parse({
    host: '127.0.0.1',
    port: peer.port,
    tls: false,
    user: 'u',
    password: new Secret('p'),
    identity: recording.identity,
  });
  const router = openRouterOs(options, deps);
  ends.push(async () => {
    await router.close();
    await peer.close();
  });
  return { peer, router, survey: () => surveyRouterOs(options, deps) };
}

const rowsOf = ({ exchanges }: Recording, menu: string): readonly Exchange['replies'][number][] =>
  exchanges.find(({ sent }) => sent.length === 1 && sent[0] === menu)!.replies.filter((reply) => reply[0] === '!re');
const wordOf = (row: readonly string[], key: string): string | undefined =>
  row.find((word) => word.startsWith(`=${key}=`))?.slice(key.length + 2);

test('there is something to replay', () => expect(files).not.toEqual([]));

describe.each(files)('%s', (file) => {
  const recording = recordingOf(file);

  test('says what it is, in its name too', () => {
    expect(file).toMatch(
      new RegExp(`^routeros-${recording.version.split(' ')[0]!.replaceAll('.', '\\.')}-[a-z0-9-]+\\.json$`),
    );
    expect(recording.about).not.toBe('');
    expect(recording.source === 'lab').toBe(/lab/.test(file));
  });

  test('the adapter reads every queue as the router said it', async () => {
    const { router, peer } = await replayed(recording);
    const session = await router.open();
    expect(session.identity).toMatchObject({ identity: recording.identity, version: recording.version });
    const queues = await session.queues();
    const said = rowsOf(recording, '/queue/simple/print');
    expect(queues.map((queue) => [queue.id, queue.name, queue.comment])).toEqual(
      said.map((row) => [wordOf(row, '.id'), wordOf(row, 'name'), wordOf(row, 'comment') ?? '']),
    );
    expect(queues.map(({ maxLimit }) => `${maxLimit.up}/${maxLimit.down}`)).toEqual(
      said.map((row) => wordOf(row, 'max-limit') ?? '0/0'),
    );
    await session.traits();
    await session.close();
    // A lab's recording can be made again at any time, so it must answer all that is asked.
    if (recording.source === 'lab') expect(peer.unrecorded).toEqual([]);
  });

  test('a print with the adapter’s properties is the whole print, cut', async () => {
    const exact = await replayed(recording);
    const wholeOnly = {
      ...recording,
      exchanges: recording.exchanges.filter(({ sent }) => !sent.some((word) => word.startsWith('=.proplist='))),
    };
    const fromWhole = await replayed({ ...wholeOnly, exchanges: [...wholeOnly.exchanges] });
    expect((await exact.survey()).queues).toEqual((await fromWhole.survey()).queues);
  });

  test('the survey reads it', async () => {
    const { survey } = await replayed(recording);
    const seen = await survey();
    expect(seen.interfaces.map(({ name }) => name)).toEqual(
      rowsOf(recording, '/interface/print').map((row) => wordOf(row, 'name')),
    );
  });

  test('no secret is in it', () => {
    const text = JSON.stringify(recording);
    expect(text).not.toMatch(/"=(?:password|secret|mac-address|community|private-key)/i);
    expect(text).not.toContain('"/login"');
  });
});

describe('what must fail', () => {
  const recording = recordingOf(files[0]!);
  const broken = (change: (word: string) => string): Recording => ({
    ...recording,
    exchanges: recording.exchanges.map(({ sent, replies }) => ({
      sent,
      replies: sent[0] === '/queue/simple/print' ? replies.map((reply) => reply.map(change)) : replies,
    })),
  });

  test.each([
    ['a rate that is none', 'max-limit', (word: string) => word.replace(/^=max-limit=.*/, '=max-limit=banyak')],
    ['a row without its name', 'name', (word: string) => word.replace(/^=name=.*/, '=name=')],
  ])('%s costs the rows that have it, and they say so', async (_, property, change) => {
    const { router } = await replayed(broken(change));
    const session = await router.open();
    const queues = await session.queues();
    expect(queues.length).toBeGreaterThan(20);
    expect(queues.every(({ unreadable }) => unreadable !== undefined && property in unreadable)).toBe(true);
    await session.close();
  });

  test('another router than the settings name', async () => {
    const { survey, router } = await replayed({ ...recording, identity: 'lain' });
    await expect(router.open()).rejects.toMatchObject({ code: 'router/wrong-identity' });
    expect((await survey()).identity.identity).toBe(recording.identity);
  });
});
