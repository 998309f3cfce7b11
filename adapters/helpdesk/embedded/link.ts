import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's Base32 without I, L, O and U: readable over the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 28; // 140 bits
const KEY = /^([0-9A-Z]{28})\.([\w-]{22})$/;

/**
 * A one-time key for a form, signed so that nobody can choose one. It also decides the link of the ticket that the form
 * files.
 */
export function formKey(siteKey: Buffer): string {
  const random = base32(randomBytes(LETTERS));
  return `${random}.${signature(siteKey, random)}`;
}

/** True when this site made the key. */
export function isFormKey(siteKey: Buffer, key: string): boolean {
  const [, random, signed] = KEY.exec(key) ?? [];
  if (random === undefined || signed === undefined) return false;
  return timingSafeEqual(Buffer.from(signed), Buffer.from(signature(siteKey, random)));
}

/**
 * The secret of the ticket that this form files: 140 bits, the same each time the form is posted, and not to be
 * computed from anything the database keeps.
 */
export function secretOf(key: string): string {
  return base32(createHash('sha256').update(`bwagent helpdesk link ${key}`).digest().subarray(0, LETTERS));
}

/** What the database keeps of a secret or a form key. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/**
 * A secret as people copy it: spaces, dashes and small letters do not matter, O is 0, I and L are 1. Undefined when it
 * cannot be one.
 */
export function secretFrom(typed: string): string | undefined {
  const secret = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{28}$/.test(secret) ? secret : undefined;
}

/** A secret in groups of four, as it is shown. */
export function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join('-') ?? secret;
}

function signature(siteKey: Buffer, random: string): string {
  return createHmac('sha256', siteKey).update(random).digest().subarray(0, 16).toString('base64url');
}

/** Five bits of each byte: uniform, since 32 divides 256. */
function base32(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET[byte % 32]).join('');
}
