import type { Command } from 'commander';
import { withExamples } from '../terminal/command-help.ts';
import { showForecast, showPostponed } from './forecast-tables.ts';
import { countOf } from '../terminal/misuse.ts';
import type { Run } from '../terminal/workbench.ts';

/**
 * Adds the `forecast` command: when capacity is used up, how much to buy, and the postponed requests as a budget annex.
 */
export function addForecastCommands(program: Command, run: Run): void {
  const forecast = program
    .command('forecast')
    .description('prakiraan: kapan kapasitas habis, dan berapa yang perlu diadakan')
    .option('--uplink <id>', 'hanya uplink ini')
    .option('--days <n>', 'sejauh berapa hari ke depan, paling banyak 1096', '365')
    .option('--annex', 'hanya daftar tunggu, sebagai lampiran usulan anggaran');
  withExamples(
    forecast,
    'bwagent forecast',
    'bwagent forecast --uplink isp-a --days 180',
    'bwagent forecast --annex > lampiran.tsv',
  ).action(
    run(async ({ client, screen }, o: { uplink?: string; days: string; annex?: boolean }) => {
      const days = countOf('--days', o.days);
      const view = await client.ask('forecast', o.uplink === undefined ? { days } : { uplink: o.uplink, days });
      if (o.annex === true) return screen.answer(view.postponed, (rows) => showPostponed(screen, rows));
      screen.answer(view, () => showForecast(screen, view));
    }),
  );
}
