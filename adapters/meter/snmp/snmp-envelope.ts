/** The unprotected head of an SNMP message, read before anything in it is trusted. RFC 3412 §6 for version 3. */
export interface Envelope {
  readonly version: number;
  /** msgFlags: 1 authenticated, 2 encrypted. 0 below version 3. */
  readonly flags: number;
  /** Whether the PDU is a Report in clear: an agent's way to say that it does not know us. */
  readonly report: boolean;
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTETS = 0x04;
const REPORT_PDU = 0xa8;

interface Element {
  readonly tag: number;
  readonly body: Buffer;
  readonly rest: Buffer;
}

/** Reads the head of a datagram. undefined when it is no SNMP message. */
export function envelopeOf(datagram: Buffer): Envelope | undefined {
  const message = take(datagram, SEQUENCE);
  const version = message && take(message.body, INTEGER);
  if (version === undefined || version.body.length !== 1) return undefined;
  const number = version.body.readUInt8(0);
  if (number !== 3) return { version: number, flags: 0, report: false };
  return versionThree(version.rest);
}

function versionThree(after: Buffer): Envelope | undefined {
  const header = take(after, SEQUENCE);
  const id = header && take(header.body, INTEGER);
  const size = id && take(id.rest, INTEGER);
  const flags = size && take(size.rest, OCTETS);
  const security = header && take(header.rest, OCTETS);
  if (flags === undefined || flags.body.length !== 1 || security === undefined) return undefined;
  return { version: 3, flags: flags.body.readUInt8(0), report: reports(security.rest) };
}

/** ScopedPDU in clear: contextEngineID, contextName, PDU. */
function reports(scoped: Buffer): boolean {
  const clear = take(scoped, SEQUENCE);
  const engine = clear && take(clear.body, OCTETS);
  const context = engine && take(engine.rest, OCTETS);
  return context !== undefined && context.rest.length > 0 && context.rest.readUInt8(0) === REPORT_PDU;
}

/** Takes one BER element with the expected tag. undefined for another tag, or a length beyond the datagram. */
function take(from: Buffer, tag: number): Element | undefined {
  const element = elementOf(from);
  return element?.tag === tag ? element : undefined;
}

function elementOf(from: Buffer): Element | undefined {
  const tag = from[0];
  const first = from[1];
  if (tag === undefined || first === undefined) return undefined;
  const extra = first < 0x80 ? 0 : first - 0x80;
  if (extra > 4 || from.length < 2 + extra) return undefined;
  const length = extra === 0 ? (first < 0x80 ? first : 0) : from.readUIntBE(2, extra);
  const start = 2 + extra;
  if (from.length < start + length) return undefined;
  return { tag, body: from.subarray(start, start + length), rest: from.subarray(start + length) };
}
