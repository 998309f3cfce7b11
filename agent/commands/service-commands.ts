import type { Command } from 'commander';
import { Fault } from '../domain/fault.ts';
import type { Finding } from '../domain/finding.ts';
import { showMoment, showRate, showSpan } from '../texts/format.ts';
import { sayFinding, sayRole } from '../texts/say.ts';
import type { Run } from './program.ts';
import type { Screen } from './screen.ts';
import { span } from '../domain/moment.ts';

/** run, doctor, status, config: the service itself. */
export function addServiceCommands(program: Command, run: Run): void {
  program
    .command('run')
    .description('jalankan daemon (dipanggil oleh systemd)')
    .action(run(async ({ kit, globals }) => await kit.serve(globals.config)));

  program
    .command('doctor')
    .description('periksa router, SNMP, helpdesk, jam, disk; setiap temuan dengan langkah perbaikannya')
    .action(
      run(async ({ kit, client, screen, globals }) => {
        const findings = await client.ask('checkup', {}).catch(async (error: unknown) => {
          if (error instanceof Fault && error.code === 'daemon/away') return await kit.checkup(globals.config);
          throw error;
        });
        screen.answer(findings, (list) => showFindings(screen, list));
        return findings.some((f) => f.level === 'alarm') ? 1 : 0;
      }),
    );

  program
    .command('status')
    .description('keadaan seluruhnya dalam satu layar')
    .action(
      run(async ({ client, screen }) => {
        const status = await client.ask('status', {});
        screen.answer(status, (s) => {
          const { lang, zone } = screen.writing;
          screen.line(`${s.office} · bwagent ${s.version} · ${showMoment(s.now, zone, lang)}`);
          screen.table(
            ['Uplink', 'Kontrak', 'Sekarang', 'p95 jam sibuk', 'Ruang', 'Usia data'],
            s.uplinks.map((u) => [
              `${u.id}${u.operational === false ? ' (PUTUS)' : ''}`,
              ...[u.contract, u.live, u.busy, u.room].map((r) => (r === null ? '–' : showRate(r, lang))),
              u.ageMs === null ? '–' : showSpan(span(u.ageMs), lang),
            ]),
          );
          for (const r of s.routers) {
            const seen = r.observedAt === null ? 'belum dibaca' : showMoment(r.observedAt, zone, lang, 'short');
            screen.line(
              `Router ${r.name}: mode ${r.mode}${r.dryRun ? ' (uji coba)' : ''}, RouterOS ${r.version ?? '–'}, dibaca ${seen}, ${r.openOps} operasi terbuka, ${r.duePlans} rencana`,
            );
            showFindings(
              screen,
              r.findings.filter((f) => f.level === 'alarm'),
            );
          }
          for (const w of s.waiting) screen.line(`Menunggu ${sayRole(w.role, lang)}: ${w.numbers.join(', ')}`);
          if (s.late.length > 0) screen.line(`Melewati batas waktu: ${s.late.join(', ')}`);
          if (s.unsent > 0) screen.line(`Pesan belum terkirim: ${s.unsent}`);
          for (const l of s.loops) if (l.failing !== null) screen.line(`Bagian ${l.name} gagal: ${l.failing}`);
        });
      }),
    );

  const config = program.command('config').description('konfigurasi');
  config
    .command('check')
    .description('periksa berkas konfigurasi; semua kesalahan sekaligus dengan letaknya')
    .action(
      run(async ({ kit, screen, globals }) => {
        await kit.config(globals.config);
        screen.line(`${globals.config}: benar`);
      }),
    );
  config
    .command('show')
    .description('tampilkan konfigurasi yang berlaku, tanpa rahasia')
    .action(run(async ({ kit, screen, globals }) => screen.line(JSON.stringify(await kit.config(globals.config), null, 2))));
}

export function showFindings(screen: Screen, findings: readonly Finding[]): void {
  const sign = { ok: 'baik', warn: 'perhatian', alarm: 'PERINGATAN' };
  if (findings.length === 0) return;
  screen.table(
    ['Tingkat', 'Tentang', 'Temuan', 'Perbaikan'],
    findings.map((f) => {
      const { what, todo } = sayFinding(f, screen.writing);
      return [sign[f.level], f.subject, what, todo];
    }),
  );
}
