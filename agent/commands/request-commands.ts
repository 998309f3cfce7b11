import type { Command } from 'commander';
import { showMoment, showRate } from '../texts/format.ts';
import { sayRole, sayStage } from '../texts/say.ts';
import { showDecision } from './decision-block.ts';
import { oneOf } from './acts.ts';
import type { Run } from './program.ts';
import { showRequest } from './request-block.ts';

const TURNS = ['agency', 'department-head', 'division-head', 'computer-specialist', 'technical-support', 'agent'] as const;

/** requests, show, explain, plan: what is known of requests. */
export function addRequestCommands(program: Command, run: Run): void {
  program
    .command('requests')
    .description('daftar permohonan: prioritas, lalu tanggal diterima')
    .option('--stage <stage>', 'hanya tahap ini')
    .option('--role <role>', 'hanya giliran peran ini')
    .option('--all', 'termasuk yang sudah selesai')
    .addHelpText('after', '\nContoh:\n  bwagent requests --role division-head')
    .action(
      run(async ({ client, screen }, options: { stage?: string; role?: string; all?: boolean }) => {
        const asked = {
          ...(options.stage === undefined ? {} : { stage: options.stage }),
          ...(options.role === undefined ? {} : { role: oneOf('role', options.role, TURNS) }),
          ...(options.all === true ? { all: true } : {}),
        };
        const rows = await client.ask('requests', asked);
        const { lang, zone } = screen.writing;
        screen.answer(rows, (list) =>
          screen.table(
            ['Nomor', 'OPD', 'Prio', 'SOP', 'Tahap', 'Giliran', 'Dimohon', 'Batas selesai'],
            list.map((r) => [
              r.number,
              r.agency ?? '–',
              r.priority ?? '–',
              r.step,
              sayStage(r.stage, lang),
              r.actor === null ? '–' : sayRole(r.actor, lang),
              r.wanted === null ? '–' : showRate(r.wanted, lang),
              r.clock === 'stands'
                ? 'jam berhenti'
                : r.resolveBy === null
                  ? '–'
                  : `${showMoment(r.resolveBy, zone, lang, 'short')}${r.late ? ' (lewat)' : ''}`,
            ]),
          ),
        );
      }),
    );

  program
    .command('show <number>')
    .description('satu permohonan, lengkap')
    .addHelpText('after', '\nContoh:\n  bwagent show 41')
    .action(
      run(async ({ client, screen }, number: string) =>
        screen.answer(await client.ask('request', { number }), (view) => showRequest(screen, view)),
      ),
    );

  program
    .command('explain <number>')
    .description('ulangi pengecekan terakhir dari angka yang tersimpan')
    .action(
      run(async ({ client, screen }, number: string) => {
        const explained = await client.ask('explain', { number });
        screen.answer(explained, ({ stored, same }) => {
          showDecision(screen, stored);
          screen.line(same ? 'Perhitungan ulang memberi jawaban yang sama.' : 'PERINGATAN: perhitungan ulang memberi jawaban lain.');
        });
        return explained.same ? 0 : 1;
      }),
    );

  program
    .command('plan <number>')
    .description('perubahan pada router yang akan dilakukan')
    .action(
      run(async ({ client, screen }, number: string) => {
        screen.answer(await client.ask('plan', { number }), (plan) => {
          screen.line(`${plan.number} pada ${plan.router} (mode ${plan.mode}), sidik ${plan.hash.slice(0, 12)}`);
          screen.table(
            ['Isian', 'Sekarang', 'Menjadi'],
            plan.differences.map((d) => [d.field, d.found, d.wanted]),
          );
          for (const line of plan.words) screen.line(`  ${line}`);
          if (plan.conflict !== null) screen.line(`Tidak dapat direncanakan: ${JSON.stringify(plan.conflict)}`);
        });
      }),
    );
}
