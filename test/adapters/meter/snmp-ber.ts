/** Just enough BER to speak SNMP as an agent, honest or not. Independent of the library under test. */
export interface Ber {
  readonly tag: number;
  readonly body: Buffer;
}

export const TAG = {
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  counter: 0x41,
  gauge: 0x42,
  ticks: 0x43,
  counter64: 0x46,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
  get: 0xa0,
  getNext: 0xa1,
  response: 0xa2,
  getBulk: 0xa5,
  report: 0xa8,
} as const;

export function encode(tag: number, ...bodies: readonly Buffer[]): Buffer {
  const body = Buffer.concat(bodies);
  const length =
    body.length < 0x80 ? Buffer.from([body.length]) : Buffer.from([0x82, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

export function decode(from: Buffer): Ber[] {
  const found: Ber[] = [];
  let rest = from;
  while (rest.length > 0) {
    const first = rest.readUInt8(1);
    const extra = first < 0x80 ? 0 : first - 0x80;
    const length = extra === 0 ? first : rest.readUIntBE(2, extra);
    found.push({ tag: rest.readUInt8(0), body: rest.subarray(2 + extra, 2 + extra + length) });
    rest = rest.subarray(2 + extra + length);
  }
  return found;
}

/** Shortest unsigned big-endian octets with a leading zero where the sign bit would be set. */
export function unsigned(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return bytes.readUInt8(0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

export function integer(value: number): Buffer {
  return encode(TAG.integer, value < 0 ? Buffer.from([value & 0xff]) : unsigned(BigInt(value)));
}

export function integerOf(element: Ber): number {
  return element.body.readUIntBE(0, element.body.length);
}

export function oidBytes(oid: string): Buffer {
  const [first = 0, second = 0, ...arcs] = oid.split('.').map(Number);
  return Buffer.from([first * 40 + second, ...arcs.flatMap(arcBytes)]);
}

function arcBytes(arc: number): number[] {
  const bytes = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) + 128);
  return bytes;
}

export function oidOf(body: Buffer): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of body.subarray(1)) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const first = body.readUInt8(0);
  return [Math.floor(first / 40), first % 40, ...arcs].join('.');
}
