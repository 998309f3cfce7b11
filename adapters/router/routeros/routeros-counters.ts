import type { QueueBytes } from '../../../agent/domain/counters/queue-columns.ts';
import { waysOf } from './routeros-rate.ts';
import type { Row } from './routeros-row.ts';

/** The print that asks for the counters of all queues. */
export const PRINT_COUNTERS = ['/queue/simple/print', '=.proplist=name,bytes'];

/**
 * Reads the counters of queues. RouterOS `bytes` is upload/download, seen from the target. A row without a counter is
 * left out.
 */
export function queueBytesOf(rows: readonly Row[]): readonly QueueBytes[] {
  return rows.flatMap(({ name, bytes = '' }) => {
    const octets = waysOf(bytes, octetsOf);
    return name === undefined || octets === undefined ? [] : [{ name, ...octets }];
  });
}

function octetsOf(text: string): bigint | undefined {
  return /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
}
