import { RouterTrap } from '../snmp/lab-trap.ts';

/** A RouterOS pair: the first number is the target's upload. */
export interface Pair {
  readonly up: number;
  readonly down: number;
}

const SCALE: Readonly<Record<string, number>> = { '': 1, k: 1e3, K: 1e3, M: 1e6, G: 1e9 };

/**
 * `5M/20M` -> whole bit/s. A single value is refused as RouterOS refuses it for pair arguments. [FIELD for priority;
 * ASSUMED for limits]
 */
export function parsePair(argument: string, text: string): Pair {
  const halves = text.split('/');
  if (halves.length !== 2) throw new RouterTrap(`expected value of download-${argument}`, 1);
  return { up: parseRate(argument, halves[0] ?? ''), down: parseRate(argument, halves[1] ?? '') };
}

function parseRate(argument: string, text: string): number {
  const match = /^(\d+)([kKMG]?)$/.exec(text);
  const scale = SCALE[match?.[2] ?? ''];
  if (match?.[1] === undefined || scale === undefined)
    throw new RouterTrap(`invalid value for argument ${argument}`, 1);
  return Number(match[1]) * scale;
}

/** Read-back form: digits, never a suffix. [LIVE] */
export const formatPair = (pair: Pair): string => `${pair.up}/${pair.down}`;

interface Prefix {
  readonly address: number;
  readonly length: number;
}

function parsePrefix(text: string): Prefix | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const bytes = match.slice(1, 5).map(Number);
  const length = Number(match[5] ?? 32);
  if (bytes.some((byte) => byte > 255) || length > 32) return undefined;
  const address = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return { address: address - (address % 2 ** (32 - length)), length };
}

function formatPrefix(prefix: Prefix): string {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(prefix.address / 2 ** shift) % 256);
  return `${bytes.join('.')}/${prefix.length}`;
}

/** IPv6 prefixes are kept as written, with their length. */
const IPV6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*(\/\d{1,3})?$/;

/**
 * One target as read back: a host gets its length [DOC], host bits are cut [ASSUMED], an interface stays. Unknown words
 * are a trap.
 */
function canonicalTarget(text: string, interfaces: ReadonlySet<string>): string {
  const prefix = parsePrefix(text);
  if (prefix) return formatPrefix(prefix);
  if (interfaces.has(text)) return text;
  if (IPV6.test(text)) return text.includes('/') ? text : `${text}/128`;
  throw new RouterTrap(
    'invalid value for argument target:\r\n    invalid value of mac-address, mac address required\r\n    input ' +
      'does not match any value of interface',
    1,
  );
}

/** The comma list as read back. `""` stays and is every packet [FIELD: exports of 7.x]. */
export function canonicalTargets(text: string, interfaces: ReadonlySet<string>): string {
  if (text === '') return text;
  return text
    .split(',')
    .map((one) => canonicalTarget(one.trim(), interfaces))
    .join(',');
}

/** Whether a target holds all of a subnet, or is one of the interfaces the subnet's traffic passes. `''` is all. */
export function covers(target: string, subnet: string, via: readonly string[]): boolean {
  if (target === '' || via.includes(target)) return true;
  const outer = parsePrefix(target);
  const inner = parsePrefix(subnet);
  if (!outer || !inner || outer.length > inner.length) return false;
  return inner.address - (inner.address % 2 ** (32 - outer.length)) === outer.address;
}
