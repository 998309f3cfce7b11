/** BER tags SNMP uses (RFC 3416, RFC 1157). */
export const TAG = {
  integer: 0x02,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  sequence: 0x30,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
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

/** A message that is no BER or ends too early; it is dropped without an answer. */
export class BadBer extends Error {}

/** One element: its tag, where it began, and its content. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** The element with its tag and length. */
  readonly whole: Buffer;
}

/** Walks the elements of a BER content. */
export class BerReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get more(): boolean {
    return this.#at < this.#bytes.length;
  }

  /** The next element. Throws BadBer when the bytes do not hold it, or when its tag is not the one asked for. */
  next(tag?: number): Element {
    const start = this.#at;
    const found = this.#bytes[start];
    if (found === undefined || (tag !== undefined && found !== tag))
      throw new BadBer(`tag ${found} where ${tag} belongs`);
    const { length, head } = this.#length(start + 1);
    const end = head + length;
    if (end > this.#bytes.length) throw new BadBer('element is cut');
    this.#at = end;
    return { tag: found, content: this.#bytes.subarray(head, end), whole: this.#bytes.subarray(start, end) };
  }

  integer(): number {
    const { content } = this.next(TAG.integer);
    if (content.length === 0 || content.length > 5) throw new BadBer('integer size');
    return content.readIntBE(0, content.length);
  }

  /** Opens a constructed element. */
  inside(tag: number): BerReader {
    return new BerReader(this.next(tag).content);
  }

  #length(at: number): { length: number; head: number } {
    const first = this.#bytes[at];
    if (first === undefined) throw new BadBer('no length');
    if (first < 0x80) return { length: first, head: at + 1 };
    const count = first & 0x7f;
    if (count === 0 || count > 3 || at + 1 + count > this.#bytes.length) throw new BadBer('length form');
    return { length: this.#bytes.readUIntBE(at + 1, count), head: at + 1 + count };
  }
}

/** An element of a tag over its parts. */
export function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([header(tag, length), ...parts]);
}

function header(tag: number, length: number): Buffer {
  if (length < 0x80) return Buffer.from([tag, length]);
  if (length < 0x100) return Buffer.from([tag, 0x81, length]);
  return Buffer.from([tag, 0x82, length >> 8, length & 0xff]);
}

/** A signed INTEGER within 32 bits. */
export function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  let skip = 0;
  while (
    skip < 3 &&
    ((bytes[skip] === 0 && (bytes[skip + 1] ?? 0) < 0x80) || (bytes[skip] === 0xff && (bytes[skip + 1] ?? 0) >= 0x80))
  )
    skip += 1;
  return element(TAG.integer, bytes.subarray(skip));
}

/** A Counter32, Gauge32, TimeTicks or Counter64: shortest form, never negative. */
export function unsigned(tag: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeBigUInt64BE(BigInt(value), 1);
  let skip = 1;
  while (skip < 8 && bytes[skip] === 0) skip += 1;
  if ((bytes[skip] ?? 0) >= 0x80) skip -= 1;
  return element(tag, bytes.subarray(skip));
}

/** An OCTET STRING. */
export const octets = (value: Buffer | string): Buffer =>
  element(TAG.octets, typeof value === 'string' ? Buffer.from(value, 'latin1') : value);

/** Arcs of an OID from its content. Throws BadBer when it is cut. */
export function oidArcs(content: Buffer): number[] {
  const arcs: number[] = [];
  let value = 0;
  let open = false;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    open = byte >= 0x80;
    if (open) continue;
    if (arcs.length === 0)
      arcs.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    else arcs.push(value);
    value = 0;
  }
  if (open) throw new BadBer('cut OID');
  return arcs;
}

/** Content of an OID. */
export function oidContent(arcs: readonly number[]): Buffer {
  const [first = 0, second = 0, ...rest] = arcs;
  return Buffer.from([first * 40 + second, ...rest].flatMap(base128));
}

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift((left % 128) | 0x80);
  return bytes;
}
