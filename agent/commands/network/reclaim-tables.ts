import { type Direction, DIRECTIONS } from '../../domain/rate.ts';
import { showMbps, showMoment, showPerMille } from '../../texts/format.ts';
import type { ReclaimRow, ReclaimView } from '../../views/reclaim-view.ts';
import { showServed } from './reclaim-plan-table.ts';
import type { Screen } from '../terminal/screen.ts';

const NONE = '–';
const MINUTES_PER_HOUR = 60;

type GiveBackRow = ReclaimRow & { readonly outcome: Extract<ReclaimRow['outcome'], { kind: 'give-back' }> };

/**
 * Prints the lines that could give bandwidth back, the command to reduce the first of them, the other lines if asked
 * for, and the requests that would be served.
 */
export function showReclaim(screen: Screen, view: ReclaimView): void {
  const { lang } = screen.writing;
  screen.line(screen.say('reclaim-title', { below: showPerMille(view.below, lang), days: view.days }));
  const rows = view.rows.filter(isGiveBack);
  showGiveBacks(screen, rows);
  const others = view.rows.filter((row) => !isGiveBack(row));
  if (others.length > 0) showOthers(screen, others);
  else if (view.kept + view.unknown > 0)
    screen.line(screen.say('reclaim-others', { kept: view.kept, unknown: view.unknown }));
  const [first] = rows;
  if (first !== undefined) showHow(screen, view, first);
  if (view.plan.length === 0) return;
  screen.line();
  screen.line(screen.say('reclaim-plan', { count: view.plan.length }));
  showServed(screen, view.plan);
}

function isGiveBack(row: ReclaimRow): row is GiveBackRow {
  return row.outcome.kind === 'give-back';
}

function showGiveBacks(screen: Screen, rows: readonly GiveBackRow[]): void {
  const { lang } = screen.writing;
  screen.table(
    ['line', 'direction', 'allocation', 'frees', 'p95', 'share', 'near-limit', 'drops', 'busiest'],
    rows.map((row) => [
      ...headOf(screen, row),
      eachWay((d) => `${held(screen, row, d)} → ${showMbps(row.outcome.proposed[d], lang)}`),
      eachWay((d) => showMbps(row.outcome.freed[d], lang)),
      ...measuredOf(screen, row),
      ofUse(row, ({ busiest }) => (busiest === null ? NONE : `${clock(busiest.from)}–${clock(busiest.until)}`)),
    ]),
  );
}

function showOthers(screen: Screen, rows: readonly ReclaimRow[]): void {
  screen.table(
    ['line', 'direction', 'allocation', 'p95', 'share', 'near-limit', 'drops', 'why'],
    rows.map((row) => [
      ...headOf(screen, row),
      eachWay((d) => held(screen, row, d)),
      ...measuredOf(screen, row),
      whyOf(screen, row),
    ]),
  );
}

function headOf(screen: Screen, { line, service }: ReclaimRow): readonly string[] {
  return [`${line}\n${screen.say(service)}`, eachWay((d) => screen.say(d))];
}

function measuredOf(screen: Screen, row: ReclaimRow): readonly string[] {
  const { lang } = screen.writing;
  return [
    ofUse(row, ({ p95 }) => showMbps(p95, lang)),
    ofUse(row, ({ share }) => showPerMille(share, lang)),
    ofUse(row, ({ nearLimit, valid }) => `${nearLimit}/${valid}`),
    eachWay((d) => (row.drops === null ? NONE : String(row.drops[d]))),
  ];
}

function held(screen: Screen, { allocation }: ReclaimRow, direction: Direction): string {
  return allocation === null ? NONE : showMbps(allocation[direction], screen.writing.lang);
}

/** Download above upload. */
function eachWay(cell: (direction: Direction) => string): string {
  return DIRECTIONS.map(cell).join('\n');
}

/** Both directions of what was measured. Dashes if the use is unknown. */
function ofUse(
  { use }: ReclaimRow,
  cell: (use: Extract<ReclaimRow['use'], { kind: 'known' }>[Direction]) => string,
): string {
  return eachWay((d) => (use.kind === 'unknown' ? NONE : cell(use[d])));
}

function whyOf(screen: Screen, { outcome, use }: ReclaimRow): string {
  if (outcome.kind === 'give-back') return '';
  if (outcome.kind === 'keep') return screen.say(`keep-${outcome.why}`);
  return screen.say(`use-${outcome.why}`, { days: use.days });
}

/** Prints the command to reduce a line. A person enters it, after the agency was asked. */
function showHow(screen: Screen, { objectBy }: ReclaimView, { line, use, outcome }: GiveBackRow): void {
  const { lang, zone } = screen.writing;
  screen.line();
  screen.line(screen.say('reclaim-how', { until: showMoment(objectBy, zone, lang) }));
  const share = use.kind === 'known' ? Math.max(use.down.share, use.up.share) : 0;
  const { down, up } = outcome.proposed;
  const reason = screen.say('reclaim-reason', { share: showPerMille(share, lang) });
  screen.line(`  bwagent line reduce ${line} --down ${typed(down)} --up ${typed(up)} --reason "${reason}" \\`);
  screen.line(`    --decided-by kabid --doc ${screen.say('reclaim-doc')} --date ${screen.say('reclaim-date')}`);
}

/**
 * Mbps as the command accepts them, exact to the bit. Never three decimals, because those could be read as thousands.
 */
function typed(bits: number): string {
  return bits % 1_000_000 === 0 ? String(bits / 1_000_000) : (bits / 1_000_000).toFixed(6);
}

/** Full hour of the day. */
function clock(minutes: number): string {
  return String(Math.floor(minutes / MINUTES_PER_HOUR)).padStart(2, '0');
}
