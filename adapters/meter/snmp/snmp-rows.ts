import type { Varbind } from 'net-snmp';
import type { Reading } from '../../../agent/domain/counters/reading.ts';
import type { Wanted } from './snmp-wanted.ts';
import { BadValue, counter64, integer, text, unsigned32 } from './snmp-wire.ts';

/** A table row to be read for one subject. */
export interface Row extends Wanted {
  /** Its position among all rows of the visit. */
  readonly order: number;
  readonly index: number;
  /** Its position in the table at the last walk; 0 is the first row. */
  readonly place: number;
  /** IF-MIB ifType. Left out: a queue, or the device does not say. */
  readonly ifType?: number | undefined;
}

/**
 * The result of a row. `moved`: it is gone or has another name now. `bad-value`: a value that cannot be. `no-64-bit`:
 * only 32-bit counters. `unanswered`: the request was lost.
 */
export type RowAnswer = Reading | 'moved' | 'bad-value' | 'no-64-bit' | 'unanswered';

/** The times of an answer, the same for all rows of one PDU. */
export type Instant = Pick<Reading, 'at' | 'monotonic' | 'agentTicks'>;

const UP = 1;

/**
 * Reads a row's varbinds, in the order of its table's columns. An SNMP exception (noSuchInstance and the like) never
 * becomes zero.
 */
export function readRow(row: Row, varbinds: readonly Varbind[], instant: Instant): RowAnswer {
  try {
    const name = varbinds[0];
    if (name === undefined || text(name) !== row.name) return 'moved';
    return row.table.kind === 'interface' ? readInterface(row, varbinds, instant) : readQueue(row, varbinds, instant);
  } catch (error) {
    if (error instanceof BadValue) return 'bad-value';
    throw error;
  }
}

function readInterface(row: Row, varbinds: readonly Varbind[], instant: Instant): RowAnswer {
  const [, inOctets, outOctets, highSpeed, discontinuityTime, operStatus] = varbinds;
  if (!inOctets || !outOctets || !highSpeed || !discontinuityTime || !operStatus) throw new BadValue();
  const into = counter64(inOctets);
  const out = counter64(outOctets);
  // Such a device has ifTable's 32-bit octets only. At 300 s they are ambiguous above 114 Mbit/s, so they are not read.
  if (into === undefined || out === undefined) return 'no-64-bit';
  const [down, up] = row.into === 'down' ? [into, out] : [out, into];
  const speedMbps = unsigned32(highSpeed, 'Gauge');
  const discontinuity = unsigned32(discontinuityTime, 'TimeTicks');
  const { at, monotonic, agentTicks } = instant;
  const { subject, index, ifType } = row;
  const operational = integer(operStatus) === UP;
  const counted: Reading = {
    subject,
    index,
    at,
    monotonic,
    agentTicks,
    down,
    up,
    operational,
    ...(ifType === undefined ? {} : { ifType }),
  };
  if (speedMbps === undefined) return discontinuity === undefined ? counted : { ...counted, discontinuity };
  if (discontinuity === undefined) return { ...counted, speedMbps };
  return { ...counted, speedMbps, discontinuity };
}

function readQueue(row: Row, varbinds: readonly Varbind[], instant: Instant): RowAnswer {
  const [, inBytes, outBytes, inDropped, outDropped] = varbinds;
  if (!inBytes || !outBytes || !inDropped || !outDropped) throw new BadValue();
  const into = counter64(inBytes);
  const out = counter64(outBytes);
  if (into === undefined || out === undefined) return 'no-64-bit';
  const droppedIn = unsigned32(inDropped, 'Counter');
  const droppedOut = unsigned32(outDropped, 'Counter');
  const isDown = row.into === 'down';
  const octets = isDown ? { down: into, up: out } : { down: out, up: into };
  const { subject, index, into: bytesIn } = row;
  const counted = { ...instant, subject, index, ...octets, bytesIn, operational: true };
  if (droppedIn === undefined || droppedOut === undefined) return counted;
  return { ...counted, drops: isDown ? { down: droppedIn, up: droppedOut } : { down: droppedOut, up: droppedIn } };
}
