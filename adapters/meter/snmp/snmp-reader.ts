import type { Clock } from '../../../agent/ports/clock.ts';
import type { MeterPoint, Visit } from '../../../agent/ports/meter.ts';
import { type Directory, openDirectory } from './snmp-directory.ts';
import { INTERFACES, QUEUES } from './snmp-oids.ts';
import type { SnmpOptions } from './snmp-options.ts';
import { doubtOf, settledVisit, type Wanted, wantedOf } from './snmp-points.ts';
import type { Row, RowAnswer } from './snmp-rows.ts';
import type { SnmpSession } from './snmp-session.ts';
import { visitRows } from './snmp-visit.ts';
import type { Place } from './snmp-walk.ts';

type Seen = readonly (readonly [Wanted, readonly RowAnswer[]])[];

/** Reads points by name over one session: known rows first, and once more after a walk when a row moved or went down. */
export function openReader(session: SnmpSession, options: SnmpOptions, clock: Clock): (points: readonly MeterPoint[]) => Promise<Visit> {
  const rules = { size: { varbinds: options.varbindsPerPdu }, queueBytesIn: options.queueBytesIn };
  const directories = {
    interface: openDirectory(session, INTERFACES.name, clock),
    queue: openDirectory(session, QUEUES.name, clock),
  } satisfies Record<Wanted['table']['kind'], Directory>;

  const refresh = async (wanted: readonly Wanted[], reasonFor: (each: Wanted) => string | undefined): Promise<boolean> => {
    let walked = false;
    for (const kind of ['interface', 'queue'] as const) {
      const asked = wanted.filter((each) => each.table.kind === kind);
      const reasons = asked.flatMap((each) => reasonFor(each) ?? []);
      if (asked.length > 0 && (await directories[kind].refresh(reasons))) walked = true;
    }
    return walked;
  };

  const look = async (wanted: readonly Wanted[]): Promise<Seen> => {
    const rows = wanted.map((each) => directories[each.table.kind].rows(each.name).map((place) => rowAt(each, place)));
    const answers = await visitRows(session, rows.flat(), rules);
    return wanted.map((each, i) => [each, (rows[i] ?? []).flatMap((row) => answers.get(row) ?? [])] as const);
  };

  return async (points) => {
    const asked = points.map((point) => [point.subject, wantedOf(point, options.queues)] as const);
    const wanted = asked.flatMap(([, each]) => each ?? []);
    await refresh(wanted, (each) => (directories[each.table.kind].rows(each.name).length === 0 ? `${each.name} missing` : undefined));
    let seen = new Map(await look(wanted));
    if (await refresh(wanted, (each) => doubtOf(each, seen.get(each) ?? []))) seen = new Map(await look(wanted));
    return settledVisit(asked.map(([subject, each]) => [subject, (each && seen.get(each)) ?? []]));
  };
}

function rowAt({ subject, table, name }: Wanted, { index, place }: Place): Row {
  return { subject, table, name, index, place };
}
