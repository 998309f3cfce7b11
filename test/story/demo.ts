import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario } from '../lab/scenario.ts';
import { play } from './play.ts';
import { STEPS } from './play-steps.ts';
import { startStory, type StoryDaemon } from './story-daemon.ts';

interface Shown {
  readonly stage: { readonly at: string };
  readonly sop: { readonly step: string };
  readonly inForce: { readonly down: number } | null;
  readonly request: { readonly priority: string | null };
}

/** Ends as the scenario labels them; the rest of a split grant ends for its parent. */
const ENDS: Readonly<Record<string, string>> = {
  'BW-2026-0043': 'rejected',
  'BW-2026-0046': 'duplicate',
  'BW-2026-0047': 'rejected',
  'BW-2026-0049': 'cancelled',
  'BW-2026-0050': 'redirected',
};

const folder = mkdtempSync(join(tmpdir(), 'bwagent-demo-'));
const began = performance.now();
say(`Lab, helpdesk, dan daemon dinyalakan di ${folder}`);
const daemon = await startStory(folder, '2026-05-04T07:00+07:00');
let failures = await prepare(daemon);
const played = await play(daemon, STEPS, ({ step, text, failed }) =>
  say(`${failed ? '✗' : '·'} ${step.at}  ${step.ticket}  ${text}`),
);
failures += played.filter((p) => p.failed).length;
failures += await conclude(daemon);
say(`\nSelesai dalam ${Math.round((performance.now() - began) / 1000)} detik; ${failures} ketidaksesuaian.`);
if (process.argv.includes('--stay')) await stay(daemon);
await daemon.stop();
process.exit(failures === 0 ? 0 : 1);

/** What an office does on its first day: base data, contracts, adoption. */
async function prepare(story: StoryDaemon): Promise<number> {
  const first = [
    ['agencies', 'import', story.csv],
    [
      'capacity',
      'set',
      'isp-a',
      '--down',
      '300',
      '--contract',
      'KONTRAK-A/2026',
      '--from',
      '2026-01-01 00:00',
      '--shares',
      'isp-a=60%,isp-b=40%',
    ],
    ['capacity', 'set', 'isp-b', '--down', '200', '--contract', 'KONTRAK-B/2026', '--from', '2026-01-01 00:00'],
    ['adopt', '--router', 'core-kasongan', '--all', '--yes'],
  ];
  let failed = 0;
  for (const words of first) {
    const ran = await story.cli(...words);
    if (ran.code !== 0) failed += 1;
    say(
      `${ran.code === 0 ? '·' : '✗'} ${words.slice(0, 2).join(' ')}: ${(ran.out + ran.err).trim().split('\n').at(-1)}`,
    );
  }
  await story.ask({ do: 'advance', to: '2026-05-04T08:00+07:00' });
  return failed;
}

/** The table of outcomes, the audit, the queues and the reports. */
async function conclude(story: StoryDaemon): Promise<number> {
  const scenario = loadScenario();
  let failed = 0;
  say('\nTiket           | akhir diharapkan | akhir       | Mbps diharapkan | Mbps | cocok');
  for (const ticket of scenario.tickets) {
    const wanted = ENDS[ticket.id] ?? 'closed';
    const shown = (await story.json('show', ticket.id)) as Shown;
    const mbps = shown.inForce === null ? null : shown.inForce.down / 1e6;
    const right = shown.stage.at === wanted && mbps === scenarioFinal(scenario, ticket.agency);
    if (!right) failed += 1;
    say(
      `${ticket.id.padEnd(15)} | ${wanted.padEnd(16)} | ${shown.stage.at.padEnd(11)} | ` +
        `${String(scenarioFinal(scenario, ticket.agency)).padStart(15)} | ${String(mbps).padStart(4)} | ` +
        `${right ? 'ya' : 'TIDAK'}`,
    );
  }
  const audit = await story.cli('audit', 'verify');
  say(`\nAudit: ${audit.out.trim()}`);
  const queues = await story.cli('queues');
  say(`\nAntrean akhir:\n${queues.out}`);
  const reports = (await story.json('reports')) as readonly {
    readonly id: string;
    readonly folder: string;
    readonly files: readonly { readonly name: string }[];
  }[];
  const written = reports.filter((r) => r.files.every((f) => existsSync(join(r.folder, f.name))));
  say(`Laporan (${written.length}): ${written.map((r) => join(r.folder, `${r.id}.html`)).join('\n  ')}`);
  const monthly = written.some((r) => r.id === 'monthly-2026-05-01');
  return failed + (audit.code === 0 ? 0 : 1) + (monthly ? 0 : 1);
}

function scenarioFinal(scenario: ReturnType<typeof loadScenario>, agency: string): number | null {
  return scenario.finalAllocationMbps[agency] ?? null;
}

async function stay(story: StoryDaemon): Promise<void> {
  say(
    `\nHelpdesk: ${story.url}\nPerintah: node dist/agent/main.js --socket ${story.socket} status\nCtrl-C mengakhiri.`,
  );
  await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
}

function say(text: string): void {
  console.log(text);
}
