import { ObjectType, type Varbind } from 'net-snmp';

/** A value that a device must not send: wrong type, wrong length, out of range. */
export class BadValue extends Error {
  constructor() {
    super('bad value');
    this.name = 'BadValue';
  }
}

const { NoSuchObject, NoSuchInstance, EndOfMibView } = ObjectType;
const LONGEST_NAME = 255;
const UINT32 = 0xffff_ffff;
const DOT = 0x2e;
const ZERO = 0x30;

/** noSuchObject, noSuchInstance or endOfMibView (RFC 3416): not an error to net-snmp, and never a zero. */
export function isAbsent({ type }: Varbind): boolean {
  return type === NoSuchInstance || type === EndOfMibView || type === NoSuchObject;
}

/** What GET would say of an object that a GETBULK has passed over. */
export function absent(oid: string): Varbind {
  return { oid, type: NoSuchInstance, value: null };
}

/**
 * Counter64: 1–8 octets, or 9 with a leading zero. An empty one would read as 0 and is refused. Undefined when absent.
 */
export function counter64(varbind: Varbind): bigint | undefined {
  if (isAbsent(varbind)) return undefined;
  const { value } = varbind;
  if (varbind.type !== ObjectType.Counter64 || !Buffer.isBuffer(value)) throw new BadValue();
  if (value.length === 0 || value.length > 9 || (value.length === 9 && value[0] !== 0)) throw new BadValue();
  // Up to six octets fit a number, and most counters do: a third of the time of the way by hexadecimal digits.
  return value.length <= 6 ? BigInt(value.readUIntBE(0, value.length)) : BigInt(`0x${value.toString('hex')}`);
}

/** Counter32, Gauge32 or TimeTicks. Undefined when absent. */
export function unsigned32(varbind: Varbind, type: 'Counter' | 'Gauge' | 'TimeTicks'): number | undefined {
  return isAbsent(varbind) ? undefined : whole(varbind, ObjectType[type], 0, UINT32);
}

/** INTEGER, as enumerations use it. Undefined when absent. */
export function integer(varbind: Varbind): number | undefined {
  return isAbsent(varbind) ? undefined : whole(varbind, ObjectType.Integer, -(2 ** 31), 2 ** 31 - 1);
}

function whole(varbind: Varbind, type: number, least: number, most: number): number {
  const { value } = varbind;
  if (varbind.type !== type || typeof value !== 'number') throw new BadValue();
  if (!Number.isInteger(value) || value < least || value > most) throw new BadValue();
  return value;
}

/** DisplayString as UTF-8. Undefined when absent. */
export function text(varbind: Varbind): string | undefined {
  if (isAbsent(varbind)) return undefined;
  const { value } = varbind;
  if (varbind.type !== ObjectType.OctetString || !Buffer.isBuffer(value) || value.length > LONGEST_NAME)
    throw new BadValue();
  return value.toString('utf8');
}

/** The row of a table whose index is one number: the last arc after `column`. Undefined outside the column. */
export function rowOf(oid: string, column: string): number | undefined {
  if (!oid.startsWith(column) || oid.charCodeAt(column.length) !== DOT) return undefined;
  let row = 0;
  for (let place = column.length + 1; place < oid.length; place += 1) {
    const digit = oid.charCodeAt(place) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    row = row * 10 + digit;
  }
  return oid.length > column.length + 1 && row <= UINT32 ? row : undefined;
}
