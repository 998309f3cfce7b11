import { createDecipheriv, createHash } from 'node:crypto';
import { type Ber, decode, encode, integer, integerOf, TAG } from '../adapters/meter/snmp-ber.ts';
import { LAB_SNMP_USER } from '../lab/open-lab.ts';
import { bentPdu, type Lie } from './bent-answer.ts';

const SEALED = 2;

/**
 * A sealed SNMPv3 answer as a forger would send it who knows all but the authentication key: every number right, the
 * same engine, boots, time, user and request, other values; but in clear and unsigned. Undefined of what is not sealed.
 * RFC 3412 §6, RFC 3414, RFC 3826.
 */
export function openedAnswer(answer: Buffer, lie: Lie): Buffer | undefined {
  const [, header, security, sealed] = decode(decode(answer)[0]!.body);
  const [id, size, flags, model] = decode(header!.body);
  if ((flags!.body.readUInt8(0) & SEALED) === 0) return undefined;
  const [engine, boots, time, user, , salt] = decode(decode(security!.body)[0]!.body);
  const scoped = decode(
    decipher(sealed!.body, { engine: engine!.body, boots: boots!, time: time!, salt: salt!.body }),
  )[0];
  const [contextEngine, contextName, pdu] = decode(scoped!.body);
  const named = [engine!, boots!, time!, user!].map(again);
  return encode(
    TAG.sequence,
    integer(3),
    encode(TAG.sequence, again(id!), again(size!), encode(TAG.octets, Buffer.from([0])), again(model!)),
    encode(TAG.octets, encode(TAG.sequence, ...named, encode(TAG.octets), encode(TAG.octets))),
    encode(TAG.sequence, again(contextEngine!), again(contextName!), bentPdu(pdu!, lie)),
  );
}

function again({ tag, body }: Ber): Buffer {
  return encode(tag, body);
}

interface Salted {
  readonly engine: Buffer;
  readonly boots: Ber;
  readonly time: Ber;
  readonly salt: Buffer;
}

/** RFC 3826 §3.1.2.1: AES-128 in CFB mode over boots, time and salt. */
function decipher(sealed: Buffer, { engine, boots, time, salt }: Salted): Buffer {
  const vector = Buffer.alloc(16);
  vector.writeUInt32BE(integerOf(boots), 0);
  vector.writeUInt32BE(integerOf(time), 4);
  salt.copy(vector, 8);
  return createDecipheriv('aes-128-cfb', keyOf(engine), vector).update(sealed);
}

/** RFC 3414 A.2, of the lab's privacy password. */
function keyOf(engine: Buffer): Buffer {
  const digest = (...parts: readonly Buffer[]): Buffer => createHash('sha1').update(Buffer.concat(parts)).digest();
  const user = digest(Buffer.alloc(1_048_576, LAB_SNMP_USER.privKey, 'latin1'));
  return digest(user, engine, user).subarray(0, 16);
}
