import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import type { Desk } from '../../agent/desk/act/desk.ts';
import { DAY, HOUR, momentOf, span } from '../../agent/domain/moment.ts';
import { expireLoop } from '../../agent/loops/expire.ts';
import { reportLoop } from '../../agent/loops/report.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import type { Dice } from '../fakes/dice.ts';
import { setClock } from '../fakes/set-clock.ts';
import { alike } from '../office/sample-rows.ts';
import { foundBooks, measuredProfile } from './measured-books.ts';
import type { MeasuredOutcome, MeasuredRow } from './measured-row.ts';

const ZONES = ['UTC', 'Asia/Pontianak', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Berlin', 'Asia/Kathmandu'];
/** Ends that matter: of a year, of February in a leap year and in none, of months of 30 and 31 days. */
const ENDS = ['2026-02', '2028-02', '2026-04', '2026-05', '2026-12', '2027-06', '2027-12'];

/** How a control names a month that is over. */
type MonthOf = (at: number) => string;

interface Month {
  readonly end: string;
  readonly hostZone: string;
  /** The daemon is down for so long over the month's end. */
  readonly downMs: number;
  readonly stepMs: number;
}

/**
 * Rows 80 and 81: the report of a month is made once, of the right month, wherever the machine believes to be and
 * whenever it was down.
 */
export const MONTH_ENDS: readonly MeasuredRow[] = [
  row('80', 'the month ends at 17:00 UTC, under six zones of the machine', 60, () => 0),
  row('81', 'the daemon is down for three days over the end of a month', 60, () => 3 * DAY),
  { ...row('control-m', 'a report takes months as the machine sees them', 12, () => 0, hostMonth), kind: 'control' },
];

function row(id: string, what: string, count: number, down: () => number, monthOf?: MonthOf): MeasuredRow {
  return {
    id,
    what,
    kind: 'holds',
    count,
    one: (dice: Dice, n) => {
      const zones = monthOf === undefined ? ZONES : ['Pacific/Kiritimati', 'America/Los_Angeles'];
      const month = {
        end: ENDS[n % ENDS.length]!,
        hostZone: dice.one(zones),
        downMs: down() + (down() === 0 ? 0 : dice.below(DAY)),
        stepMs: 600_000 + dice.below(HOUR),
      };
      return {
        label: `${id} ${month.end} under ${month.hostZone}`,
        run: async () => (monthOf === undefined ? await reported(month) : named(month, monthOf)),
      };
    },
  };
}

/** First instant after the month, at Indonesia's western clock. */
function endOf(end: string): number {
  const [year = 0, month = 0] = end.split('-').map(Number);
  return Date.UTC(year, month, 1) - 7 * HOUR;
}

/**
 * Two days around the month's end on the machine's zone, with our ledger and loops; each report that came, and when.
 */
async function reported({ end, hostZone, downMs, stepMs }: Month): Promise<MeasuredOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'month-end-'));
  const over = endOf(end);
  const clock = setClock(momentOf(new Date(over - 2 * DAY).toISOString()));
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
  const samples = openSqliteSamples({ file: join(folder, 'samples.db') });
  const office = measuredProfile();
  const desk: Desk = { ledger, samples, office, cache: new DayCache(), clock, words: () => [] };
  foundBooks(ledger, alike(1000));
  const before = process.env['TZ'];
  process.env['TZ'] = hostZone;
  const violations: string[] = [];
  try {
    const printer = { folder, write: async (name: string) => await Promise.resolve({ name, sha256: '0' }) };
    const loops = [expireLoop(desk, span(HOUR)), reportLoop(desk, printer, span(HOUR))];
    // The month before it is reported at once; only what comes later is of this end.
    for (let at = over - 2 * DAY; at < over + 5 * DAY; at += stepMs) {
      if (at >= over - downMs / 2 && at < over + downMs / 2) continue;
      await clock.advance(momentOf(new Date(at).toISOString()));
      for (const loop of loops) await loop.pass();
      const early = ledger.reports().filter(({ kind, from }) => kind === 'monthly' && from.startsWith(end));
      if (at < over && early.length > 0)
        violations.push(`${end} reported ${Math.round((over - at) / 60_000)} minutes before its end`);
    }
    const made = ledger.reports().filter(({ kind, from }) => kind === 'monthly' && from.startsWith(end));
    if (made.length !== 1) violations.push(`${made.length} reports of ${end}`);
    const until = new Date(over + 7 * HOUR).toISOString().slice(0, 10);
    if (made.some((one) => one.from !== `${end}-01` || one.until !== until))
      violations.push(`${end} is ${made[0]?.from} to ${made[0]?.until}`);
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    ledger.close();
    samples.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { answers: [], violations };
}

/** What a rule names as the month of each minute around the end. */
function named({ end, hostZone }: Month, monthOf: MonthOf): MeasuredOutcome {
  const before = process.env['TZ'];
  process.env['TZ'] = hostZone;
  try {
    const over = endOf(end);
    const isRight = monthOf(over - 1) === end && monthOf(over) !== end;
    return { answers: [], violations: isRight ? [] : [`${end} does not end at its end`] };
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}

function hostMonth(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}
