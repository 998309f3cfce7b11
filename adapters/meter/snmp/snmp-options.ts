import { z } from 'zod';
import { Secret } from '../../../agent/domain/secret.ts';

/** Settings read `{file: …}` before this schema. RFC 3414 §11.2: at least 8 characters. */
const passphrase = z
  .instanceof(Secret)
  .refine((secret) => secret.reveal().length >= 8, { error: 'at least 8 characters' });

const wire = {
  /** An address is better than a name: a name is looked up whenever the session opens. */
  host: z.string().min(1).max(255),
  port: z.int().min(1).max(65_535).default(161),
  timeoutMs: z.int().min(100).max(30_000).default(2000),
  retries: z.int().min(0).max(5).default(1),
  /** Whether the device counts simple queues in MIKROTIK-MIB. */
  queues: z.enum(['mikrotik', 'none']).default('mikrotik'),
  /**
   * The direction that mtxrQueueSimpleBytesIn counts, seen from the agency. MikroTik does not document it, and devices
   * differ. `auto`: the router's own counters over the API settle it; until then `up` is taken.
   */
  queueBytesIn: z.enum(['auto', 'up', 'down']).default('auto'),
  /**
   * Most counters in one PDU, besides sysUpTime. Agents are fastest with 48 to 60, and the answer still fits one
   * packet.
   */
  varbindsPerPdu: z.int().min(8).max(60).default(48),
};

const community = z.strictObject({
  ...wire,
  version: z.literal('2c'),
  community: z.instanceof(Secret),
});

const user = {
  ...wire,
  /** YAML reads an unquoted 3 as a number. */
  version: z.literal(['3', 3]),
  user: z.string().min(1).max(32),
  /** RouterOS has MD5 and SHA1 only. */
  authProtocol: z.enum(['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512']).default('sha'),
  authKey: passphrase,
};

const authPriv = z.strictObject({
  ...user,
  level: z.literal('authPriv'),
  /** RouterOS has DES and AES; DES needs `--openssl-legacy-provider`. */
  privProtocol: z.enum(['des', 'aes', 'aes256b', 'aes256r']).default('aes'),
  privKey: passphrase,
});

const authNoPriv = z.strictObject({ ...user, level: z.literal('authNoPriv') });

/**
 * The `meter` block: one device by SNMPv2c or SNMPv3. There is no level without authentication, and no fallback to a
 * weaker one.
 */
export const snmpOptions = z.discriminatedUnion('version', [
  community,
  z.discriminatedUnion('level', [authPriv, authNoPriv]),
]);

export type SnmpOptions = z.output<typeof snmpOptions>;
