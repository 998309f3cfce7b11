import type { Agency } from '../domain/agency.ts';
import { permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import { type Moment, within } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** One line of an agency with what it has, or an agency without a line. */
export interface AgencyRow {
  readonly agency: string;
  readonly code: string;
  readonly name: string;
  /** Whether the agency is connected through a router of this office. */
  readonly managed: boolean;
  readonly line: string | null;
  readonly queue: string | null;
  readonly targets: readonly string[];
  readonly service: 'shared' | 'dedicated' | null;
  /** Permanent rate, bit/s. */
  readonly permanent: Rate | null;
  /** Temporary grant that runs now. null: none. */
  readonly temporary: { readonly rate: Rate; readonly until: Moment } | null;
  /** Numbers of the agency's open requests. */
  readonly openRequests: readonly string[];
}

/** Lists all agencies with their lines, in the order of the base data. */
export function agenciesView(context: ReadContext): readonly AgencyRow[] {
  const { ledger } = context;
  const lines = ledger.lines();
  return ledger.agencies().flatMap((agency) => {
    const own = lines.filter((l) => l.agency === agency.id);
    return own.length === 0 ? [rowOf(context, agency, null)] : own.map((line) => rowOf(context, agency, line));
  });
}

function rowOf({ ledger, now }: ReadContext, agency: Agency, line: Line | null): AgencyRow {
  const allocations = ledger.allocations();
  const running = allocations.find(
    (a) => a.line === line?.id && a.state.at === 'granted' && a.window !== null && within(now, a.window),
  );
  const open = ledger.requests('open').filter((c) => c.request.agency === agency.id);
  return {
    agency: agency.id,
    code: agency.code,
    name: agency.name,
    managed: agency.managed,
    line: line?.id ?? null,
    queue: line?.queue ?? null,
    targets: line?.targets ?? [],
    service: line?.service ?? null,
    permanent: line === null ? null : permanentRate(allocations, line.id),
    temporary: running?.window ? { rate: running.rate, until: running.window.until } : null,
    openRequests: open.map((c) => c.request.number),
  };
}
