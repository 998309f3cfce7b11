import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClient } from '../../agent/commands/terminal/client.ts';
import { packageVersion } from '../../agent/package-root.ts';
import { LabApiClient } from '../lab/router/lab-api-client.ts';
import { type ForkedLab, forkLab } from '../lab/lab-fork.ts';
import { applyLine, writeApplyOffice } from './apply-office.ts';
import { approveApplied, askRaise, foundBase } from './apply-people.ts';
import type { ApplyCalls } from './apply-process.ts';
import { line, median, ms, percentile } from './figures.ts';
import { lead } from './led-child.ts';
import { timed } from './router-acts.ts';

const REQUESTS = 100;
const LAB_AT = Date.parse('2026-05-04T08:00:00+07:00');

/**
 * From the order to approve to verified on the router: the real daemon with all its loops, on the lab with `queues`
 * queues.
 */
export async function benchApply(queues: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-apply-'));
  const lab = await forkLab({ at: LAB_AT });
  const begun = performance.now();
  const going = setInterval(
    () => void lab.ask({ do: 'advance', to: LAB_AT + performance.now() - begun }).catch(() => undefined),
    1_000,
  );
  const daemon = lead<ApplyCalls>('apply-process');
  try {
    await fillLab(lab, queues);
    const config = writeApplyOffice(folder, { routerPort: lab.routeros.port, snmpPort: lab.snmp.port });
    const client = openClient(await daemon.call('open', config), packageVersion());
    const stageOf = async (number: string): Promise<string | null> => await daemon.call('stageOf', number);
    await foundBase(client, queues);
    const numbers: string[] = [];
    for (let i = 0; i < REQUESTS; i += 1) numbers.push(await askRaise(client, stageOf, i));
    const spent: number[] = [];
    for (const number of numbers) spent.push(await approveApplied(client, stageOf, number));
    const bare = await bareAdds(lab);
    const executed = (await lab.ask({ do: 'sentences' })).filter(
      (s) => s.words[0] === '/queue/simple/set' && s.executed,
    ).length;
    console.log(
      `\napply: order to approve -> verified on the lab, ${queues} queues, ${REQUESTS} requests one after another`,
    );
    line('p50 / p95 / max', `${ms(median(spent))} / ${ms(percentile(spent, 95))} / ${ms(percentile(spent, 100))}`);
    line('beside it: a bare add and a print by name on the same lab', ms(bare));
    line(
      'sets carried out by the router for as many requests',
      `${executed} for ${REQUESTS}   ${executed === REQUESTS ? 'yes' : 'NO'}`,
    );
    line('peak resident memory of the daemon', `${(await daemon.call('peak')).toFixed(0)} MB`);
  } finally {
    clearInterval(going);
    await daemon.end();
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only our queues: those of the scenario go. */
async function fillLab(lab: ForkedLab, queues: number): Promise<void> {
  for (const { id } of await lab.ask({ do: 'queues' }))
    await lab.ask({ do: 'edit', edit: { kind: 'queue-remove', queue: id } });
  for (let i = 0; i < queues; i += 1)
    await lab.ask({ do: 'edit', edit: { kind: 'queue-add', words: applyLine(i).words } });
}

/** The least that an add takes: sent by the lab's own client, and looked up by its name; median ms. */
async function bareAdds(lab: ForkedLab): Promise<number> {
  const client = await LabApiClient.login(lab.routeros, 'bwagent', 'lab-write');
  const spent: number[] = [];
  for (let i = 0; i < REQUESTS; i += 1) {
    const add = async (): Promise<void> => {
      await client.talk('/queue/simple/add', `=name=BARE-${i}`, `=target=172.16.${i}.0/24`, '=max-limit=1M/1M');
      await client.talk('/queue/simple/print', `?name=BARE-${i}`);
    };
    spent.push(await timed(add));
  }
  client.close();
  return median(spent);
}
