import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contains, parsePrefix, type Prefix } from '../../agent/domain/prefix.ts';
import { anonymousAddress } from '../../scripts/anonymous-address.ts';
import { record, recordingText } from '../../scripts/record-router.ts';
import { type Exchange, type Recording, SENTENCES } from '../../scripts/recording.ts';
import { scrub } from '../../scripts/scrub.ts';
import { type Lab, openLab } from '../lab/open-lab.ts';

let lab: Lab;
let folder: string;
beforeAll(async () => {
  lab = await openLab({ at: '2026-05-04T08:00:00+07:00', routerVersion: '7.18.2' });
  folder = mkdtempSync(join(tmpdir(), 'record-'));
  writeFileSync(join(folder, 'password'), 'lab-read\n');
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

const said = { about: 'the lab', source: 'lab' } as const;
const PLAIN = { keepComments: false, key: null };
const login = () => ({ ...lab.routeros, user: 'bwread', password: 'lab-read', tls: undefined });
const queueWords = ({ exchanges }: Recording, key: string): readonly string[] =>
  exchanges
    .find(({ sent }) => sent.join() === '/queue/simple/print')!
    .replies.flatMap((reply) => reply.filter((word) => word.startsWith(`=${key}=`)))
    .map((word) => word.slice(key.length + 2));

describe('scripts/record-router', () => {
  test('records every sentence with its last word, and only prints', async () => {
    const recording = await record(login(), PLAIN, said);
    expect(recording.exchanges.map(({ sent }) => sent)).toEqual(SENTENCES);
    for (const { replies } of recording.exchanges) expect(replies.at(-1)).toEqual(['!done']);
    expect(recording).toMatchObject({ version: '7.18.2 (stable)', identity: 'core-kasongan' });
    expect(JSON.parse(recordingText(recording))).toEqual(recording);
    expect(SENTENCES.every(([command]) => command?.endsWith('/print'))).toBe(true);
    expect(lab.faults.sentences).toEqual([]);
    // Since 7.18 an answer without rows says so before it is done.
    const nothing = recording.exchanges.find(({ sent }) => sent[0] === '/ip/firewall/mangle/print');
    expect(nothing?.replies).toEqual([['!empty'], ['!done']]);
  });

  test('comments become stand-ins, serial and password are nowhere, names stay', async () => {
    const text = recordingText(await record(login(), PLAIN, said));
    expect(text).toContain('komentar-1');
    expect(text).toContain('0.TOTAL-PEMDA');
    expect(text).not.toContain('penampung akhir');
    expect(text).not.toContain(lab.facts.serial);
    expect(text).not.toContain('lab-read');
    expect(recordingText(await record(login(), { ...PLAIN, keepComments: true }, said))).toContain('penampung akhir');
  });

  test('anonymised, the table keeps its shape', async () => {
    const plain = await record(login(), PLAIN, said);
    const hidden = await record(login(), { keepComments: false, key: 'k' }, said);
    const text = recordingText(hidden);
    for (const name of ['kasongan', 'DINKES', 'PEMDA', 'ISP-A', '10.62.20.0']) expect(text).not.toContain(name);
    const placeOf = (recording: Recording): readonly number[] => {
      const names = queueWords(recording, 'name');
      return queueWords(recording, 'parent').map((parent) => names.indexOf(parent));
    };
    expect(placeOf(hidden)).toEqual(placeOf(plain));
    const covers = (recording: Recording): readonly boolean[] => {
      const targets = queueWords(recording, 'target').map((list) => list.split(',')[0]!);
      const prefixes = targets.map((target) => parsePrefix(target));
      return prefixes.flatMap((a) => prefixes.map((b) => a !== undefined && b !== undefined && contains(a, b)));
    };
    expect(covers(hidden)).toEqual(covers(plain));
  });

  test('a login that is refused, and a router that is away', async () => {
    await expect(record({ ...login(), password: 'x' }, PLAIN, said)).rejects.toThrow('refused');
    await expect(record({ ...login(), port: 1 }, PLAIN, said)).rejects.toThrow('ECONNREFUSED');
  });

  test('the command writes a file, never over another, and says what is wrong', async () => {
    const words = ['--host', '127.0.0.1', '--port', String(lab.routeros.port), '--user', 'bwread', '--password-file'];
    const rest = ['--name', 'lab', '--lab', '--about', 'the lab', '--out', folder];
    expect(await run(...words, join(folder, 'password'), ...rest)).toMatchObject({ code: 0 });
    const [file] = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(file).toBe('routeros-7.18.2-lab.json');
    const first = readFileSync(join(folder, file!), 'utf8');
    expect(await run(...words, join(folder, 'password'), ...rest)).toMatchObject({ code: 1 });
    expect(readFileSync(join(folder, file!), 'utf8')).toBe(first);
    expect(await run('--host', '127.0.0.1')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Usage:') as string,
    });
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') as string });
  });
});

describe('scripts/scrub', () => {
  const asked = (command: string, ...words: readonly string[]): readonly Exchange[] => [
    {
      sent: [command],
      replies: [
        ['!re', ...words],
        ['!done', '=ret=0'],
      ],
    },
  ];
  const scrubbed = (key: string | null, command: string, ...words: readonly string[]): readonly string[] =>
    scrub(asked(command, ...words), { keepComments: false, key })[0]!.replies[0]!.slice(1);

  test('secrets of any menu are dropped, whatever the options', () => {
    const words = [
      '=name=a',
      '=password=x',
      '=wireguard-private-key=y',
      '=ipsec-secret=z',
      '=mac-address=AA:BB',
      '=pre-shared-key=k',
    ];
    expect(scrubbed(null, '/interface/print', ...words)).toEqual(['=name=a']);
  });

  test('an owner mark stays beside the stand-in', () => {
    expect(scrubbed(null, '/queue/simple/print', '=comment=Pak Budi 0812 bwagent:dinkes')).toEqual([
      '=comment=komentar-1 bwagent:dinkes',
    ]);
  });

  test('what kind of session a queue belongs to can still be seen', () => {
    expect(scrubbed('k', '/queue/simple/print', '=name=<pppoe-budi>', '=target=<pppoe-budi>', '=parent=none')).toEqual([
      '=name=<pppoe-antrean-1>',
      '=target=<pppoe-antrean-1>',
      '=parent=none',
    ]);
  });
});

describe('scripts/anonymous-address', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const prefix = fc.tuple(octet, octet, octet, octet, fc.integer({ min: 8, max: 32 })).map(([a, b, c, d, length]) => {
    const bits =
      ((((a << 24) | (b << 16) | (c << 8) | d) >>> 0) & (length === 32 ? 0xffffffff : ~(0xffffffff >>> length))) >>> 0;
    return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}/${length}` as Prefix;
  });

  test('one prefix contains another exactly when it did before', () => {
    fc.assert(
      fc.property(prefix, prefix, fc.string(), (a, b, key) => {
        const map = anonymousAddress(key);
        const [one, two] = [map(a)!, map(b)!];
        expect(parsePrefix(one)).toBe(one);
        expect(contains(one as Prefix, two as Prefix)).toBe(contains(parsePrefix(a)!, parsePrefix(b)!));
      }),
    );
  });

  test('private stays private, another key is another map, other texts are left', () => {
    const map = anonymousAddress('k');
    expect(map('10.62.20.0/24')).toMatch(/^10\..*\.0\/24$/);
    expect(map('10.62.20.0/24')).not.toBe('10.62.20.0/24');
    expect(map('192.168.7.9')).toMatch(/^192\.168\./);
    expect(map('2001:db8::/32')).toMatch(/^2001:.*\/32$/);
    expect(anonymousAddress('other')('10.62.20.0/24')).not.toBe(map('10.62.20.0/24'));
    expect([map('ether1'), map('1/2/3'), map('')]).toEqual([undefined, undefined, undefined]);
  });
});

function run(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(resolve('scripts/record-router'), words, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}
