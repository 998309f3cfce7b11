import { ObjectType, type Varbind } from 'net-snmp';

/** Thrown for a value that a device must not send: wrong type, wrong length, out of range. */
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

/**
 * Whether the value is noSuchObject, noSuchInstance or endOfMibView (RFC 3416). net-snmp does not treat these as
 * errors.
 */
export function isAbsent({ type }: Varbind): boolean {
  return type === NoSuchInstance || type === EndOfMibView || type === NoSuchObject;
}

/** A varbind as GET would answer for an object that does not exist. */
export function absent(oid: string): Varbind {
  return { oid, type: NoSuchInstance, value: null };
}

/**
 * Reads a Counter64: 1 to 8 octets, or 9 with a leading zero. Throws BadValue for an empty one, which net-snmp would
 * read as 0. undefined when absent.
 */
export function counter64(varbind: Varbind): bigint | undefined {
  if (isAbsent(varbind)) return undefined;
  const { value } = varbind;
  if (varbind.type !== ObjectType.Counter64 || !Buffer.isBuffer(value)) throw new BadValue();
  if (value.length === 0 || value.length > 9 || (value.length === 9 && value[0] !== 0)) throw new BadValue();
  // Six octets fit a number, and most counters do: three times as fast as by hexadecimal digits.
  return value.length <= 6 ? BigInt(value.readUIntBE(0, value.length)) : BigInt(`0x${value.toString('hex')}`);
}

/** Reads a Counter32, Gauge32 or TimeTicks. Throws BadValue. undefined when absent. */
export function unsigned32(varbind: Varbind, type: 'Counter' | 'Gauge' | 'TimeTicks'): number | undefined {
  return isAbsent(varbind) ? undefined : whole(varbind, ObjectType[type], 0, UINT32);
}

/**
 * Reads an INTEGER, for example ifOperStatus. undefined: the device has no such object. Throws BadValue for another
 * type.
 */
export function integer(varbind: Varbind): number | undefined {
  return isAbsent(varbind) ? undefined : whole(varbind, ObjectType.Integer, -(2 ** 31), 2 ** 31 - 1);
}

function whole(varbind: Varbind, type: number, least: number, most: number): number {
  const { value } = varbind;
  if (varbind.type !== type || typeof value !== 'number') throw new BadValue();
  if (!Number.isInteger(value) || value < least || value > most) throw new BadValue();
  return value;
}

/** Reads a DisplayString as UTF-8. Throws BadValue. undefined when absent. */
export function text(varbind: Varbind): string | undefined {
  if (isAbsent(varbind)) return undefined;
  const { value } = varbind;
  if (varbind.type !== ObjectType.OctetString || !Buffer.isBuffer(value) || value.length > LONGEST_NAME)
    throw new BadValue();
  return value.toString('utf8');
}

/** Reads the row number from an OID: the last arc after `column`. undefined when the OID is not of this column. */
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
