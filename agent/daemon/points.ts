import type { Line } from '../domain/line.ts';
import type { Office } from '../domain/office.ts';
import { targetKind } from '../domain/prefix.ts';
import type { LedgerView } from '../ports/ledger.ts';
import type { MeterPoint } from '../ports/meter.ts';

/**
 * Lists what the meter counts on one router: uplinks by interface, lines by queue or by an interface of their own. Read
 * at every visit, since base data change.
 */
export function pointsOf(office: Office, ledger: LedgerView, router: string): readonly MeterPoint[] {
  const uplinks = office.uplinks
    .filter((u) => u.router === router)
    .map((u): MeterPoint => ({ subject: `uplink:${u.id}`, interface: u.interface }));
  const lines = ledger.lines().filter((l) => l.router === router);
  return [...uplinks, ...lines.map(pointOf)];
}

function pointOf({ id, queue, targets }: Line): MeterPoint {
  const [only] = targets;
  const isInterface = targets.length === 1 && only !== undefined && targetKind(only) === 'interface';
  return { subject: `line:${id}`, queue, ...(isInterface ? { interface: only, faces: 'agency' } : {}) };
}
