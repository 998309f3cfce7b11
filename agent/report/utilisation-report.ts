import { stringify } from 'csv-stringify/sync';
import { Eta } from 'eta';
import type { Period } from '../domain/period.ts';
import { nextDay } from '../domain/zone.ts';
import { showDay, showMbps, showMoment, showPerMille } from '../texts/format.ts';
import { MISSED } from '../texts/labels.ts';
import { sayStage } from '../texts/say.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { loadChart } from './report-chart.ts';
import { type ReportFigures, reportFigures, type UseRow } from './report-figures.ts';
import { REPORT_TEMPLATE } from './report-template.ts';
import type { ReportedP95 } from './reported-p95.ts';

/** A file of a report that is not written yet. */
export interface ReportFile {
  readonly name: string;
  readonly content: string;
}

const UNKNOWN = '–';
/** Per mille of the allocation from which a line is reported as full. */
const FULL_SHARE = 800;
/** Per mille of the allocation below which the use of a line is reported as low. */
const LOW_SHARE = 300;

/**
 * Makes the utilisation report of a week or month: a printable HTML page and a CSV file with its numbers, named by
 * `id`. CSV cells are escaped so that a spreadsheet does not run them as formulas.
 */
export function makeReport(context: ReadContext, period: Period, id: string): readonly ReportFile[] {
  const figures = reportFigures(context, period);
  return [
    { name: `${id}.html`, content: page(context, figures, id) },
    { name: `${id}.csv`, content: csv(figures) },
  ];
}

function page(context: ReadContext, figures: ReportFigures, id: string): string {
  const { zone } = context.office.calendar;
  const title =
    figures.period.kind === 'monthly'
      ? 'Laporan Pemanfaatan Bandwidth Bulanan'
      : 'Catatan Pemanfaatan Bandwidth Mingguan';
  return new Eta({ autoEscape: true }).renderString(REPORT_TEMPLATE, {
    id,
    title,
    office: context.office.profile.office,
    period: `${showDay(figures.period.from, 'id')} – ${showDay(nextDay(figures.period.until, -1), 'id')}`,
    chart: loadChart(figures.hourly, figures.capacity, 'Lalu lintas unduh seluruh uplink per jam', zone),
    uplinks: figures.uplinks.map(useCells),
    missed: figures.uplinks.flatMap(({ name, missed }) =>
      missed.map(({ why, count, last }) => ({
        name,
        why: MISSED[why].id,
        count,
        last: showMoment(last, zone, 'id'),
      })),
    ),
    lines: figures.lines.map((row) => ({ ...useCells(row), ...shareOf(row) })),
    requests: figures.requests.map((r) => ({
      number: r.number,
      agency: r.agency ?? UNKNOWN,
      priority: r.priority ?? UNKNOWN,
      stage: sayStage(r.stage, 'id'),
      wanted: r.wanted === null ? UNKNOWN : showMbps(r.wanted.down, 'id'),
      response: met(r.responseMet),
      resolution: r.clock === 'stands' ? 'jam berhenti' : met(r.resolutionMet),
    })),
    unmet: showMbps(figures.unmet, 'id'),
    deferred: figures.deferred.length,
    madeAt: showMoment(context.now, zone, 'id'),
  });
}

function met(value: boolean | null): string {
  if (value === null) return UNKNOWN;
  return value ? 'terpenuhi' : 'terlampaui';
}

/** Formats bit/s as Mbps with at most two decimals. A dash if unknown. */
function cell(bits: number | null): string {
  return bits === null ? UNKNOWN : showMbps(Math.round(bits / 10_000) * 10_000, 'id');
}

/** Formats a 95th percentile. A lower bound gets a `≥`. */
function p95Cell(p95: ReportedP95 | null): string {
  return p95?.bound === 'least' ? `≥ ${cell(p95.bits)}` : cell(p95?.bits ?? null);
}

function useCells(row: UseRow) {
  return {
    name: row.name,
    limit: cell(row.limit?.down ?? null),
    p95Down: p95Cell(row.p95Down),
    p95Up: p95Cell(row.p95Up),
    maxDown: cell(row.maxDown),
    complete: showPerMille(row.complete, 'id'),
  };
}

/**
 * 95th percentile as a share of the allocation, and a remark for the division head. A lower bound can prove that a line
 * is full, but never that it is idle.
 */
function shareOf(row: UseRow): { readonly share: string; readonly remark: string } {
  if (row.p95Down === null || row.limit === null || row.limit.down === 0)
    return { share: UNKNOWN, remark: 'data kurang' };
  const { bits, bound } = row.p95Down;
  const share = Math.round((bits * 1000) / row.limit.down);
  const isLeast = bound === 'least';
  const remark = share >= FULL_SHARE ? 'jenuh' : isLeast ? 'data kurang' : share < LOW_SHARE ? 'rendah' : 'wajar';
  return { share: `${isLeast ? '≥ ' : ''}${showPerMille(share, 'id')}`, remark };
}

function csv(figures: ReportFigures): string {
  const uses = [
    ...figures.uplinks.map((u) => ['uplink', u] as const),
    ...figures.lines.map((l) => ['line', l] as const),
  ];
  const rows = uses.map(([kind, u]) => [
    kind,
    u.name,
    u.limit?.down ?? '',
    u.limit?.up ?? '',
    u.p95Down?.bits ?? '',
    u.p95Down?.bound ?? '',
    u.p95Up?.bits ?? '',
    u.p95Up?.bound ?? '',
    u.maxDown ?? '',
    u.complete,
  ]);
  const p95 = ['p95_down_bps', 'p95_down_bound', 'p95_up_bps', 'p95_up_bound'];
  const columns = ['kind', 'name', 'limit_down_bps', 'limit_up_bps', ...p95, 'max_down_bps', 'complete_per_mille'];
  return stringify(rows, { header: true, columns, escape_formulas: true });
}
