import type { Command } from 'commander';
import type { AuditEntry } from '../../domain/audit-entry.ts';
import { canonicalJson } from '../../domain/digest.ts';
import { actorName } from '../../domain/person.ts';
import { showDay, showMoment } from '../../texts/format.ts';
import { sayRole } from '../../texts/say.ts';
import { withExamples } from '../terminal/command-help.ts';
import { countOf } from '../terminal/misuse.ts';
import type { Run } from '../terminal/workbench.ts';
import type { Screen } from '../terminal/screen.ts';

const PAGE = 1000;

/** Adds the commands `audit verify`, `audit show` and `audit export`. */
export function addAuditCommands(program: Command, run: Run): void {
  const audit = program.command('audit').description('jejak audit');
  withExamples(
    audit.command('verify').description('periksa rantai sidik dari entri pertama'),
    'bwagent audit verify',
  ).action(
    run(async ({ client, screen }) => {
      const check = await client.ask('audit-check', {});
      screen.answer(check, ({ ok, entries, head, brokenAt }) => {
        screen.line(
          ok ? screen.say('audit-whole', { entries, head }) : screen.say('audit-broken', { at: brokenAt, entries }),
        );
      });
      return check.ok ? 0 : 1;
    }),
  );
  const show = audit
    .command('show [number]')
    .description('entri audit, seluruhnya atau satu permohonan')
    .option('--from <seq>', 'mulai dari entri ini', '1')
    .option('--count <n>', 'banyaknya, paling banyak 1000', '50');
  withExamples(show, 'bwagent audit show 41', 'bwagent audit show --from 1200 --count 20').action(
    run(async ({ client, screen }, number: string | undefined, o: { from: string; count: string }) => {
      const asked = {
        from: countOf('--from', o.from),
        count: countOf('--count', o.count),
        ...(number === undefined ? {} : { number }),
      };
      screen.answer(await client.ask('audit', asked), (entries) => showEntries(screen, entries));
    }),
  );
  const exporting = audit
    .command('export')
    .description('satu entri JSON per baris, untuk diperiksa dengan scripts/verify-audit.mjs');
  withExamples(exporting, 'bwagent audit export > audit.jsonl').action(
    run(async ({ client, screen }) => {
      for (let from = 1; ; from += PAGE) {
        const page = await client.ask('audit', { from, count: PAGE });
        for (const entry of page) screen.line(canonicalJson(entry));
        if (page.length < PAGE) return;
      }
    }),
  );
}

function showEntries(screen: Screen, entries: readonly AuditEntry[]): void {
  const { lang, zone } = screen.writing;
  screen.table(
    ['seq', 'time', 'actor', 'act', 'hash'],
    entries.map((e) => [
      String(e.seq),
      showMoment(e.at, zone, lang, 'short'),
      `${actorName(e.actor)}${onBehalf(screen, e.actor)}`,
      e.act,
      e.hash.slice(0, 12),
    ]),
  );
}

function onBehalf(screen: Screen, actor: AuditEntry['actor']): string {
  if (actor.kind !== 'person' || actor.paper === null) return '';
  const { role, document, date } = actor.paper;
  const { lang } = screen.writing;
  return screen.say('on-behalf', { role: sayRole(role, lang), document, date: showDay(date, lang) });
}
