import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../agent/commands/terminal/client.ts';
import { packageVersion } from '../../agent/package-root.ts';
import type { SeenQueue } from '../lab/lab-commands.ts';
import { startStory, type StoryDaemon } from './story-daemon.ts';

const FIVE_MINUTES = 300_000;
const KADIS = { role: 'department-head', document: '800/DISPO/2026', date: '2026-05-04', file: null } as const;
const KABID = { role: 'division-head', document: '555/BID-TI/2026', date: '2026-05-04', file: null } as const;
/** Enough by the figures of April; a working morning carries more than the 200 Mbps of ISP-B alone. */
const FIRST = 'BW-2026-0041';
const SECOND = 'BW-2026-0042';

let folder: string;
let daemon: StoryDaemon;
let now: number;

const client = () => openClient(daemon.socket, packageVersion(), 20_000);
const at = async (number: string): Promise<string> => (await client().ask('request', { number })).stage.at;
const raise = async (number: string, event: object, paper: object | null = null): Promise<void> => {
  await client().order('raise', { number, event, paper } as never);
  await daemon.ask({ do: 'settle' });
};

/** Goes on in steps of five minutes, so that counters and visits keep the same pace; `each` looks at every one. */
async function until(time: string, each: () => Promise<void> = async () => await Promise.resolve()): Promise<void> {
  for (const end = Date.parse(`2026-05-04T${time}:00+07:00`); now < end; ) {
    now = Math.min(end, now + FIVE_MINUTES);
    await daemon.ask({ do: 'advance', to: now });
    await daemon.ask({ do: 'settle' });
    await each();
  }
}

async function filed(agency: string, down: string): Promise<void> {
  const words = [
    '--agency',
    agency,
    '--down',
    down,
    '--meaning',
    'total',
    '--subject',
    'Penambahan bandwidth',
    '--reason',
    'Antrean jenuh.',
  ];
  const papers = [
    '--documents',
    'surat,data-teknis,justifikasi',
    '--letter',
    '005/OPD/2026',
    '--letter-date',
    '2026-05-04',
  ];
  await daemon.json('new', '--channel', 'letter', ...words, ...papers);
  await daemon.ask({ do: 'settle' });
}

/** SOP 2 to 4; the check comes by itself. */
async function examined(number: string): Promise<void> {
  await raise(number, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
  await raise(number, { kind: 'disposed', note: 'diteruskan' }, KADIS);
  await raise(number, { kind: 'examined', missing: [] }, KABID);
}

async function limitOf(queue: string): Promise<string | undefined> {
  const queues = (await daemon.ask({ do: 'queues' })) as readonly SeenQueue[];
  return queues.find(({ name }) => name === queue)?.maxLimit;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outage-'));
  now = Date.parse('2026-05-04T07:00+07:00');
  daemon = await startStory(folder, '2026-05-04T07:00+07:00');
  const contract = ['--from', '2026-01-01 00:00', '--contract'];
  for (const words of [
    ['agencies', 'import', daemon.csv],
    ['capacity', 'set', 'isp-a', '--down', '300', ...contract, 'K-A', '--shares', 'isp-a=60%,isp-b=40%'],
    ['capacity', 'set', 'isp-b', '--down', '200', ...contract, 'K-B'],
    ['adopt', '--router', 'core-kasongan', '--all', '--yes'],
  ]) {
    const ran = await daemon.cli(...words);
    if (ran.code !== 0) throw new Error(`bwagent ${words.join(' ')}: ${ran.err}`);
  }
}, 300_000);
afterAll(async () => {
  await daemon?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('ISP-A fails on a working morning', () => {
  test('approved and asked requests wait with the reason, none is postponed, and all go on afterwards', async () => {
    await until('10:00');
    await filed('DINKES', '40');
    await examined(FIRST);
    await until('10:05');
    expect(await at(FIRST)).toBe('assessed');
    const before = await limitOf('DINKES');

    // Approved right before the outage is seen, and not written yet: the router answers nobody for a moment.
    await daemon.ask({ do: 'fault', fault: { switches: { unreachable: true } } });
    const { planHash } = await client().ask('request', { number: FIRST });
    await raise(FIRST, { kind: 'approved', planHash: planHash ?? '' }, KABID);
    await daemon.ask({ do: 'edit', edit: { kind: 'uplink', uplink: 'isp-a', up: false } });
    await until('10:15');
    await daemon.ask({ do: 'fault', fault: { switches: { unreachable: false } } });
    await filed('DPMPTSP', '40');
    await examined(SECOND);

    const seen = new Set<string>();
    const reasons = new Set<string>();
    await until('11:30', async () => {
      seen.add(await at(SECOND));
      const first = await client().ask('request', { number: FIRST });
      expect(first.stage.at).toBe('approved');
      reasons.add(first.wait?.why === 'verdict' ? `verdict ${first.wait.verdict}` : (first.wait?.why ?? 'none'));
      expect(await limitOf('DINKES')).toBe(before);
    });
    expect([...reasons]).toEqual(['verdict waiting-for-room']);
    expect([...seen]).toEqual(['waiting-for-room']);

    await daemon.ask({ do: 'edit', edit: { kind: 'uplink', uplink: 'isp-a', up: true } });
    await until('12:30');
    expect(await at(SECOND)).toBe('assessed');
    expect(await at(FIRST)).toBe('informed');
    expect(await limitOf('DINKES')).not.toBe(before);
  }, 300_000);
});
