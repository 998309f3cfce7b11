import type { Command } from 'commander';
import { showMoment, showRate } from '../../texts/format.ts';
import { sayRole, sayStage } from '../../texts/say.ts';
import type { RequestRow } from '../../views/requests-view.ts';
import { withExamples } from '../terminal/command-help.ts';
import { sayVerdict, showDecision } from './decision-block.ts';
import { showQueueNeeds, showSums } from './sum-block.ts';
import { choice } from '../terminal/misuse.ts';
import { TURNS } from '../terminal/office-words.ts';
import { showPlan } from './plan-block.ts';
import type { Run } from '../terminal/workbench.ts';
import { showRequest } from './request-block.ts';
import type { Screen } from '../terminal/screen.ts';

/** Adds the commands `requests`, `show`, `explain` and `plan`. */
export function addRequestCommands(program: Command, run: Run): void {
  const list = program
    .command('requests')
    .description('daftar permohonan: prioritas, lalu tanggal diterima')
    .option('--stage <stage>', 'hanya tahap ini, misalnya assessed')
    .option('--role <role>', 'hanya giliran peran ini: opd, kadis, kabid, prakom, teknis, agen')
    .option('--all', 'termasuk yang sudah selesai');
  withExamples(list, 'bwagent requests', 'bwagent requests --role kabid', 'bwagent requests --all --json').action(
    run(async ({ client, screen }, { stage, role, all }: { stage?: string; role?: string; all?: boolean }) => {
      const rows = await client.ask('requests', {
        ...(stage === undefined ? {} : { stage }),
        ...(role === undefined ? {} : { role: choice('--role', role, TURNS) }),
        ...(all === true ? { all: true } : {}),
      });
      screen.answer(rows, () => showRows(screen, rows));
    }),
  );

  withExamples(program.command('show <number>').description('satu permohonan, lengkap'), 'bwagent show 41').action(
    run(async ({ client, screen }, number: string) => {
      screen.answer(await client.ask('request', { number }), (view) => showRequest(screen, view));
    }),
  );

  const explain = program
    .command('explain <number>')
    .description('ulangi pengecekan terakhir dari angka yang tersimpan');
  withExamples(explain, 'bwagent explain 42').action(
    run(async ({ client, screen }, number: string) => {
      const explained = await client.ask('explain', { number });
      screen.answer(explained, ({ stored, replayed, same, sums, queues }) => {
        showDecision(screen, stored);
        showSums(screen, sums);
        showQueueNeeds(screen, queues);
        screen.line(same ? screen.say('same') : screen.say('not-same', { verdict: sayVerdict(screen, replayed) }));
      });
      return explained.same ? 0 : 1;
    }),
  );

  withExamples(
    program.command('plan <number>').description('perubahan pada router yang akan dilakukan'),
    'bwagent plan 42',
  ).action(
    run(async ({ client, screen }, number: string) => {
      screen.answer(await client.ask('plan', { number }), (plan) => showPlan(screen, plan));
    }),
  );
}

function showRows(screen: Screen, rows: readonly RequestRow[]): void {
  const { lang } = screen.writing;
  screen.table(
    ['number', 'agency', 'priority', 'stage', 'turn', 'wanted', 'resolve-by'],
    rows.map((r) => [
      r.number,
      r.agency ?? '–',
      r.priority ?? '–',
      `${r.step} ${sayStage(r.stage, lang)}`,
      r.actor === null ? '–' : sayRole(r.actor, lang),
      r.wanted === null ? '–' : showRate(r.wanted, lang),
      sayDue(screen, r),
    ]),
  );
}

function sayDue(screen: Screen, { clock, resolveBy, late }: RequestRow): string {
  const { lang, zone } = screen.writing;
  if (clock === 'stands') return screen.say('stands');
  if (resolveBy === null) return '–';
  return `${showMoment(resolveBy, zone, lang, 'short')}${late ? ` (${screen.say('late')})` : ''}`;
}
