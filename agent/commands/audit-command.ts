import type { Command } from 'commander';
import { canonicalJson } from '../domain/digest.ts';
import { actorName } from '../domain/person.ts';
import { showMoment } from '../texts/format.ts';
import type { Run } from './program.ts';

const PAGE = 1000;

/** audit verify, show, export: the chain of who did what. */
export function addAuditCommands(program: Command, run: Run): void {
  const audit = program.command('audit').description('jejak audit');
  audit
    .command('verify')
    .description('periksa rantai sidik dari entri pertama')
    .action(
      run(async ({ client, screen }) => {
        const check = await client.ask('audit-check', {});
        screen.answer(check, (c) =>
          screen.line(c.ok ? `Rantai utuh: ${c.entries} entri, kepala ${c.head}` : `RANTAI PUTUS pada entri ${c.brokenAt}`),
        );
        return check.ok ? 0 : 1;
      }),
    );
  audit
    .command('show [number]')
    .description('entri audit, seluruhnya atau satu permohonan')
    .option('--from <seq>', 'mulai dari entri ini', '1')
    .option('--count <n>', 'banyaknya', '50')
    .action(
      run(async ({ client, screen }, number: string | undefined, o: { from: string; count: string }) => {
        const { lang, zone } = screen.writing;
        const asked = { from: Number(o.from), count: Number(o.count), ...(number === undefined ? {} : { number }) };
        screen.answer(await client.ask('audit', asked), (entries) =>
          screen.table(
            ['Seq', 'Waktu', 'Pelaku', 'Tindakan', 'Sidik'],
            entries.map((e) => [
              String(e.seq),
              showMoment(e.at, zone, lang, 'short'),
              `${actorName(e.actor)}${e.actor.kind === 'person' && e.actor.paper !== null ? ` a.n. ${e.actor.paper.role} (${e.actor.paper.document})` : ''}`,
              e.act,
              e.hash.slice(0, 12),
            ]),
          ),
        );
      }),
    );
  audit
    .command('export')
    .description('satu entri JSON per baris, untuk diperiksa dengan scripts/verify-audit.mjs')
    .action(
      run(async ({ client, screen }) => {
        for (let from = 1; ; from += PAGE) {
          const page = await client.ask('audit', { from, count: PAGE });
          for (const entry of page) screen.line(canonicalJson(entry));
          if (page.length < PAGE) return;
        }
      }),
    );
}
