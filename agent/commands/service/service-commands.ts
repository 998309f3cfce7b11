import type { Command } from 'commander';
import { Fault } from '../../domain/fault.ts';
import { withExamples } from '../terminal/command-help.ts';
import { showFindings } from '../terminal/findings-table.ts';
import type { Run } from '../terminal/workbench.ts';
import { showStatus } from './status-block.ts';

/** Adds the commands `run`, `doctor`, `status` and `config`. */
export function addServiceCommands(program: Command, run: Run): void {
  const running = program.command('run').description('jalankan daemon (dipanggil oleh systemd)');
  withExamples(running, 'bwagent --config agent.yaml run').action(
    run(async ({ kit, globals }) => await kit.serve(globals.config)),
  );

  const doctor = program
    .command('doctor')
    .description(
      'periksa router, SNMP, helpdesk, jam, disk; setiap temuan dengan langkah perbaikannya; juga tanpa daemon',
    );
  withExamples(doctor, 'bwagent doctor', 'bwagent --config agent.yaml doctor').action(
    run(async ({ kit, client, screen, globals }) => {
      const findings = await client.ask('checkup', {}).catch(async (error: unknown) => {
        if (error instanceof Fault && error.code === 'daemon/away') return await kit.checkup(globals.config);
        throw error;
      });
      screen.answer(findings, (list) => showFindings(screen, list));
      return findings.some((f) => f.level === 'alarm') ? 1 : 0;
    }),
  );

  withExamples(program.command('status').description('keadaan seluruhnya dalam satu layar'), 'bwagent status').action(
    run(async ({ client, screen }) =>
      screen.answer(await client.ask('status', {}), (status) => showStatus(screen, status)),
    ),
  );

  const config = program.command('config').description('konfigurasi');
  const check = config
    .command('check')
    .description('periksa berkas konfigurasi; semua kesalahan sekaligus dengan letaknya');
  withExamples(check, 'bwagent --config agent.yaml config check').action(
    run(async ({ kit, screen, globals }) => {
      await kit.config(globals.config);
      screen.answer({ file: globals.config, ok: true }, ({ file }) =>
        screen.line(screen.say('config-right', { file })),
      );
    }),
  );
  const show = config.command('show').description('tampilkan konfigurasi yang berlaku, tanpa rahasia');
  withExamples(show, 'bwagent config show').action(
    run(async ({ kit, screen, globals }) => screen.values(await kit.config(globals.config))),
  );
}
