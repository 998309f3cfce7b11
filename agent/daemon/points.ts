import type { BytesIn, Subject } from '../domain/counters/reading.ts';
import type { Line, Pool } from '../domain/line.ts';
import type { Office } from '../domain/office.ts';
import { targetKind } from '../domain/prefix.ts';
import type { LedgerView } from '../ports/ledger.ts';
import type { MeterPoint } from '../ports/meter.ts';

/**
 * Lists what the meter counts on one router: uplinks by interface, lines and pools by queue or by an interface of their
 * own. Read at every visit, since base data change.
 * @param bytesIn what the device proved its first octet column of queues to be; undefined: not proven yet.
 */
export function pointsOf(office: Office, ledger: LedgerView, router: string, bytesIn?: BytesIn): readonly MeterPoint[] {
  const isHere = (placed: { readonly router: string }): boolean => placed.router === router;
  const queues: readonly MeterPoint[] = [
    ...ledger
      .lines()
      .filter(isHere)
      .map((line) => pointOf(`line:${line.id}`, line)),
    ...ledger
      .pools()
      .filter(isHere)
      .map((pool) => pointOf(`pool:${pool.id}`, pool)),
  ];
  return [
    ...office.uplinks.filter(isHere).map((u): MeterPoint => ({ subject: `uplink:${u.id}`, interface: u.interface })),
    ...(bytesIn === undefined ? queues : queues.map((point) => ({ ...point, bytesIn }))),
  ];
}

function pointOf(subject: Subject, { queue, targets }: Pick<Line | Pool, 'queue' | 'targets'>): MeterPoint {
  const [only] = targets;
  const isInterface = targets.length === 1 && only !== undefined && targetKind(only) === 'interface';
  return { subject, queue, ...(isInterface ? { interface: only, faces: 'agency' } : {}) };
}
