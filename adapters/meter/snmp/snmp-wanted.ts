import type { Subject } from '../../../agent/domain/counters/reading.ts';
import type { MeterPoint } from '../../../agent/ports/meter.ts';
import { type CounterTable, INTERFACES, QUEUES } from './snmp-oids.ts';
import type { SnmpOptions } from './snmp-options.ts';

/** What a point asks of the device: a name in a table. */
export interface Wanted {
  readonly subject: Subject;
  readonly table: CounterTable;
  readonly name: string;
  /** What the table's first counter is to the agency: what came in at its side of the device, or out of it. */
  readonly into: 'down' | 'up';
}

/**
 * Undefined when the point names nothing that this device counts. Queues before interfaces: they count drops as well.
 */
export function wantedOf(
  point: MeterPoint,
  { queues, queueBytesIn }: Pick<SnmpOptions, 'queues' | 'queueBytesIn'>,
): Wanted | undefined {
  const { subject, queue, faces } = point;
  if (queue !== undefined && queues === 'mikrotik') return { subject, table: QUEUES, name: queue, into: queueBytesIn };
  if (point.interface === undefined) return undefined;
  return { subject, table: INTERFACES, name: point.interface, into: faces === 'agency' ? 'up' : 'down' };
}
