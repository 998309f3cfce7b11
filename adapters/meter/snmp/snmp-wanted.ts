import type { Subject } from '../../../agent/domain/counters/reading.ts';
import type { MeterPoint } from '../../../agent/ports/meter.ts';
import { type CounterTable, INTERFACES, QUEUES } from './snmp-oids.ts';
import type { SnmpOptions } from './snmp-options.ts';

/** What to look up on the device for a point: a name in a table. */
export interface Wanted {
  readonly subject: Subject;
  readonly table: CounterTable;
  readonly name: string;
  /** What the table's first counter counts for the agency: its downloads or its uploads. */
  readonly into: 'down' | 'up';
}

/** Taken for the direction of BytesIn until the router settled it. */
const UNSETTLED = 'up';

/**
 * Finds the table and name of a point. A queue is preferred to an interface, since queues also count drops. undefined:
 * this device counts nothing of the point.
 */
export function wantedOf(
  point: MeterPoint,
  { queues, queueBytesIn }: Pick<SnmpOptions, 'queues' | 'queueBytesIn'>,
): Wanted | undefined {
  const { subject, queue, faces, bytesIn = UNSETTLED } = point;
  const into = queueBytesIn === 'auto' ? bytesIn : queueBytesIn;
  if (queue !== undefined && queues === 'mikrotik') return { subject, table: QUEUES, name: queue, into };
  if (point.interface === undefined) return undefined;
  return { subject, table: INTERFACES, name: point.interface, into: faces === 'agency' ? 'up' : 'down' };
}
