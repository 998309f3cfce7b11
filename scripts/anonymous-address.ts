import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** RFC 1918 space stays itself, so that private stays private; of anything else the first 8 bits stay (16 of IPv6). */
const KEPT: readonly (readonly [range: RegExp, bits: number])[] = [
  [/^192\.168\./, 16],
  [/^172\.(?:1[6-9]|2\d|3[01])\./, 12],
  [/:/, 16],
];
const USUAL = 8;

/**
 * Maps addresses and prefixes so that one contains another exactly when it did before (prefix-preserving, as
 * Crypto-PAn): each bit is turned by the key and the bits before it. What is neither an address nor a prefix is
 * undefined. Without the key there is no way back.
 */
export function anonymousAddress(key: string): (text: string) => string | undefined {
  return (text) => {
    const [host = '', length, ...more] = text.split('/');
    if (more.length > 0 || !ipaddr.isValid(host)) return undefined;
    const bytes = ipaddr.parse(host).toByteArray();
    const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const kept = KEPT.find(([range]) => range.test(host))?.[1] ?? USUAL;
    const until = length === undefined ? bits.length : Number(length);
    const turned = bits.replaceAll(/[01]/g, (bit, i: number) =>
      i < kept || i >= until ? bit : String(Number(bit) ^ turn(key, bits.slice(0, i))),
    );
    const octets = turned.match(/.{8}/g) ?? [];
    const mapped = ipaddr.fromByteArray(octets.map((octet) => Number.parseInt(octet, 2))).toString();
    return length === undefined ? mapped : `${mapped}/${length}`;
  };
}

function turn(key: string, before: string): number {
  return (createHash('sha256').update(`${key} ${before}`).digest()[0] ?? 0) & 1;
}
