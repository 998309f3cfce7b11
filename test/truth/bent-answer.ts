import {
  type Ber,
  decode,
  encode,
  integer,
  integerOf,
  oidBytes,
  oidOf,
  TAG,
  unsigned,
} from '../adapters/meter/snmp-ber.ts';

/** What an object answers in place of the truth; undefined leaves it. */
export type Lie = (oid: string, held: Ber) => Ber | undefined;

const V3 = 3;
const IF_ENTRY = '1.3.6.1.2.1.2.2.1';
const IF_X_ENTRY = '1.3.6.1.2.1.31.1.1.1';

/** Columns of an interface that a lie may be about. */
export const COLUMNS = {
  inOctets: `${IF_X_ENTRY}.6.`,
  outOctets: `${IF_X_ENTRY}.10.`,
  highSpeed: `${IF_X_ENTRY}.15.`,
  discontinuity: `${IF_X_ENTRY}.19.`,
  operStatus: `${IF_ENTRY}.8.`,
} as const;

/** Request id of a v2c message, message id of a v3 one: what an answer has in common with its request. */
export function messageId(datagram: Buffer): number {
  const [version, second, pdu] = decode(decode(datagram)[0]!.body);
  return integerOf(decode((integerOf(version!) === V3 ? second : pdu)!.body)[0]!);
}

/** A v2c answer with other values, or of another request. */
export function bentAnswer(answer: Buffer, lie: Lie, id?: number): Buffer {
  const [, community, pdu] = decode(decode(answer)[0]!.body);
  return encode(TAG.sequence, integer(1), encode(community!.tag, community!.body), bentPdu(pdu!, lie, id));
}

/** A PDU with other values, or of another request. */
export function bentPdu({ tag, body }: Ber, lie: Lie, id?: number): Buffer {
  const [own, status, index, list] = decode(body);
  const bindings = decode(list!.body).map((binding) => {
    const [name, held] = decode(binding.body);
    const oid = oidOf(name!.body);
    const told = lie(oid, held!) ?? held!;
    return encode(TAG.sequence, encode(TAG.oid, oidBytes(oid)), encode(told.tag, told.body));
  });
  const asked = id === undefined ? encode(own!.tag, own!.body) : integer(id);
  const head = [asked, encode(status!.tag, status!.body), encode(index!.tag, index!.body)];
  return encode(tag, ...head, encode(TAG.sequence, ...bindings));
}

/** Octet counters of every interface changed by a rule, 64 bits wide. */
export function octetsBent(change: (octets: bigint) => bigint): Lie {
  return (oid, { tag, body }) => {
    if (!oid.startsWith(COLUMNS.inOctets) && !oid.startsWith(COLUMNS.outOctets)) return undefined;
    const octets = BigInt(`0x${body.toString('hex') || '0'}`);
    const told = change(octets);
    return { tag, body: unsigned(told < 0n ? 0n : told) };
  };
}
