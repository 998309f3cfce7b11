import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { BerReader, element, integer, octets, TAG, unsigned } from './lab-snmp-ber.ts';
import { reportPdu } from './lab-snmp-pdu.ts';
import type { Plant } from '../plant.ts';

/** A v3 user at authPriv: SHA-1 or SHA-256 with AES-128; RouterOS offers SHA-1 with AES. */
export interface SnmpUser {
  readonly name: string;
  readonly auth: 'sha1' | 'sha256';
  readonly authKey: string;
  readonly privKey: string;
}

const AUTH = 1;
const PRIV = 2;
const REPORTABLE = 4;
const DIGEST_BYTES = { sha1: 12, sha256: 24 } as const;
const WINDOW_SECONDS = 150;
const MAX_SIZE = 65_507;
/** usmStats (RFC 3414 §5) and how a report of it is sent. */
const STATS = { unsupportedLevel: 1, notInTimeWindow: 2, unknownUser: 3, unknownEngine: 4, wrongDigest: 5 } as const;
const USM_STATS = [1, 3, 6, 1, 6, 3, 15, 1, 1];

interface Header {
  readonly id: number;
  readonly flags: number;
}

interface Security {
  readonly engine: Buffer;
  readonly boots: number;
  readonly time: number;
  readonly user: string;
  readonly digest: Buffer;
  readonly salt: Buffer;
}

/**
 * The authoritative engine of RFC 3414. Its time is real seconds, not the told clock: the time window belongs to the
 * wire.
 */
export class UsmEngine {
  readonly #user: SnmpUser;
  readonly #id = Buffer.from('80003a8c04' + Buffer.from('bandwidthlab').toString('hex'), 'hex');
  readonly #authKey: Buffer;
  readonly #privKey: Buffer;
  #boots = 7;
  #bornAt = performance.now();
  #reports = 0;
  readonly #age: () => number;

  constructor(user: SnmpUser, plant: Plant, age: () => number = () => 0) {
    this.#user = user;
    this.#age = age;
    this.#authKey = localKey(user.auth, user.authKey, this.#id);
    this.#privKey = localKey(user.auth, user.privKey, this.#id).subarray(0, 16);
    plant.onReboot(() => {
      this.#boots += 1;
      this.#bornAt = performance.now();
    });
  }

  /**
   * Checks a v3 message, has its PDU answered and seals the answer; a Report where RFC 3414 asks for one. Throws
   * BadBer.
   */
  answer(
    message: Buffer,
    respond: (pdu: { readonly tag: number; readonly content: Buffer }) => Buffer | undefined,
  ): Buffer | undefined {
    const reader = new BerReader(message).inside(TAG.sequence);
    reader.integer();
    const header = readHeader(reader.inside(TAG.sequence));
    const security = readSecurity(new BerReader(reader.next(TAG.octets).content).inside(TAG.sequence));
    const problem = this.#problemOf(message, header, security);
    if (problem !== undefined) return this.#report(header, problem);
    const scoped = new BerReader(this.#decrypt(reader.next(TAG.octets).content, security)).inside(TAG.sequence);
    const context = [scoped.next(TAG.octets).whole, scoped.next(TAG.octets).whole];
    const pdu = respond(scoped.next());
    return pdu && this.#seal(header.id, AUTH | PRIV, element(TAG.sequence, ...context, pdu));
  }

  #problemOf(message: Buffer, header: Header, security: Security): number | undefined {
    if (!security.engine.equals(this.#id)) return STATS.unknownEngine;
    if (security.user !== this.#user.name) return STATS.unknownUser;
    if ((header.flags & (AUTH | PRIV)) !== (AUTH | PRIV)) return STATS.unsupportedLevel;
    if (!this.#isSigned(message, security.digest)) return STATS.wrongDigest;
    const inWindow = security.boots === this.#boots && Math.abs(security.time - this.#time()) <= WINDOW_SECONDS;
    return inWindow ? undefined : STATS.notInTimeWindow;
  }

  #time(): number {
    return Math.floor((performance.now() - this.#bornAt) / 1000) + this.#age();
  }

  #isSigned(message: Buffer, digest: Buffer): boolean {
    if (digest.length !== DIGEST_BYTES[this.#user.auth]) return false;
    const blank = Buffer.from(message);
    const at = digest.byteOffset - message.byteOffset;
    blank.fill(0, at, at + digest.length);
    return timingSafeEqual(this.#sign(blank), digest);
  }

  #sign(message: Buffer): Buffer {
    return createHmac(this.#user.auth, this.#authKey)
      .update(message)
      .digest()
      .subarray(0, DIGEST_BYTES[this.#user.auth]);
  }

  #report(header: Header, stat: number): Buffer | undefined {
    if ((header.flags & REPORTABLE) === 0) return undefined;
    this.#reports += 1;
    const pdu = reportPdu(0, [...USM_STATS, stat, 0], unsigned(TAG.counter32, this.#reports));
    const scoped = element(TAG.sequence, octets(this.#id), octets(''), pdu);
    return this.#seal(header.id, stat === STATS.notInTimeWindow ? AUTH : 0, scoped);
  }

  #seal(id: number, flags: number, scoped: Buffer): Buffer {
    const salt = randomBytes(8);
    const time = this.#time();
    const body = (flags & PRIV) === 0 ? scoped : octets(this.#cipher(scoped, time, salt));
    const head = element(TAG.sequence, integer(id), integer(MAX_SIZE), octets(Buffer.from([flags])), integer(3));
    const build = (digest: Buffer): Buffer => {
      const user = flags === 0 ? '' : this.#user.name;
      const parts = [octets(this.#id), integer(this.#boots), integer(time), octets(user), octets(digest)];
      const security = element(TAG.sequence, ...parts, octets((flags & PRIV) === 0 ? '' : salt));
      return element(TAG.sequence, integer(3), head, octets(security), body);
    };
    if ((flags & AUTH) === 0) return build(Buffer.alloc(0));
    return build(this.#sign(build(Buffer.alloc(DIGEST_BYTES[this.#user.auth]))));
  }

  #cipher(plain: Buffer, time: number, salt: Buffer): Buffer {
    return createCipheriv('aes-128-cfb', this.#privKey, vector(this.#boots, time, salt)).update(plain);
  }

  #decrypt(sealed: Buffer, security: Security): Buffer {
    return createDecipheriv('aes-128-cfb', this.#privKey, vector(security.boots, security.time, security.salt)).update(
      sealed,
    );
  }
}

function readHeader(reader: BerReader): Header {
  const id = reader.integer();
  reader.integer();
  return { id, flags: reader.next(TAG.octets).content[0] ?? 0 };
}

function readSecurity(reader: BerReader): Security {
  const engine = reader.next(TAG.octets).content;
  const boots = reader.integer();
  const time = reader.integer();
  const user = reader.next(TAG.octets).content.toString('latin1');
  return { engine, boots, time, user, digest: reader.next(TAG.octets).content, salt: reader.next(TAG.octets).content };
}

/** RFC 3826 §3.1.2.1: boots, time, salt. */
function vector(boots: number, time: number, salt: Buffer): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(boots, 0);
  bytes.writeUInt32BE(time, 4);
  salt.copy(bytes, 8, 0, 8);
  return bytes;
}

/** RFC 3414 A.2: one MiB of the password hashed, then bound to the engine. */
function localKey(hash: SnmpUser['auth'], password: string, engine: Buffer): Buffer {
  const mebibyte = Buffer.alloc(1_048_576, password, 'latin1');
  const key = createHash(hash).update(mebibyte).digest();
  return createHash(hash).update(key).update(engine).update(key).digest();
}
