import type { Clock } from '../../../agent/ports/clock.ts';
import type { Subject } from '../../../agent/domain/counters/reading.ts';
import type { MeterPoint, Visit } from '../../../agent/ports/meter.ts';
import { type Directory, openDirectory } from './snmp-directory.ts';
import { INTERFACES, QUEUES } from './snmp-oids.ts';
import type { SnmpOptions } from './snmp-options.ts';
import { doubtOf, settledVisit } from './snmp-points.ts';
import type { Row, RowAnswer } from './snmp-rows.ts';
import type { SnmpSession } from './snmp-session.ts';
import { openTypes } from './snmp-types.ts';
import { visitRows } from './snmp-visit.ts';
import { type Wanted, wantedOf } from './snmp-wanted.ts';

/** The answers of each point's rows, in the order of the points. */
type Seen = readonly (readonly RowAnswer[])[];

/**
 * Makes a function that reads points by name over one session. It reads the known rows, and once more after a walk when
 * a row moved or went down.
 */
export function openReader(
  session: SnmpSession,
  options: SnmpOptions,
  clock: Clock,
): (points: readonly MeterPoint[]) => Promise<Visit> {
  const size = { varbinds: options.varbindsPerPdu };
  const directories = {
    interface: openDirectory(session, INTERFACES.name, clock),
    queue: openDirectory(session, QUEUES.name, clock),
  } satisfies Record<Wanted['table']['kind'], Directory>;
  const types = openTypes(session);

  const refresh = async (
    wanted: readonly Wanted[],
    reasonFor: (each: Wanted, place: number) => string | undefined,
  ): Promise<boolean> => {
    const reasons: Record<Wanted['table']['kind'], string[]> = { interface: [], queue: [] };
    const kinds = new Set<Wanted['table']['kind']>();
    for (const [place, each] of wanted.entries()) {
      kinds.add(each.table.kind);
      const reason = reasonFor(each, place);
      if (reason !== undefined) reasons[each.table.kind].push(reason);
    }
    let walked = false;
    for (const kind of kinds) {
      if (!(await directories[kind].refresh(reasons[kind]))) continue;
      walked = true;
      if (kind === 'interface') types.forget();
    }
    return walked;
  };

  const typesOf = async (wanted: readonly Wanted[]): Promise<void> => {
    const interfaces = wanted.filter(({ table }) => table.kind === 'interface');
    await types.learn(interfaces.flatMap(({ name }) => directories.interface.rows(name).map(({ index }) => index)));
  };

  const look = async (wanted: readonly Wanted[]): Promise<Seen> => {
    await typesOf(wanted);
    const rows: Row[] = [];
    const ends = wanted.map(({ subject, table, name, into }) => {
      for (const { index, place } of directories[table.kind].rows(name)) {
        const ifType = table.kind === 'interface' ? types.of(index) : undefined;
        rows.push({ order: rows.length, subject, table, name, into, index, place, ifType });
      }
      return rows.length;
    });
    const answers = await visitRows(session, rows, size);
    return ends.map((end, i) => answers.slice(ends[i - 1] ?? 0, end));
  };

  return async (points) => {
    const wanted: Wanted[] = [];
    const uncounted: Subject[] = [];
    for (const point of points) {
      const each = wantedOf(point, options);
      if (each === undefined) uncounted.push(point.subject);
      else wanted.push(each);
    }
    await refresh(wanted, (each) =>
      directories[each.table.kind].rows(each.name).length === 0 ? `${each.name} missing` : undefined,
    );
    let seen = await look(wanted);
    if (await refresh(wanted, (each, place) => doubtOf(each, seen[place] ?? []))) seen = await look(wanted);
    return settledVisit(wanted, seen, uncounted);
  };
}
