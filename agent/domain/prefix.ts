import ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 prefix in canonical form: `10.62.20.0/24`, `2001:db8::/32`. */
export type Prefix = string & { readonly unit: 'prefix' };

/** What a simple queue can have as a target: a prefix or an interface. */
export type TargetKind = 'prefix' | 'interface';

/**
 * Parses an IPv4 or IPv6 prefix and returns its canonical form. A bare address becomes /32 or /128. Returns undefined
 * for host bits, leading zeros, short forms, zone ids and IPv4 mapped into IPv6. `0.0.0.0/0` is accepted; see
 * `isEverything`.
 *
 *     parsePrefix('10.0.0.0/24') // '10.0.0.0/24'
 *     parsePrefix('10.0.0.5/24') // undefined: host bits
 */
export function parsePrefix(text: string): Prefix | undefined {
  if (known.has(text as Prefix)) return text as Prefix;
  const [, host, lengthText] = PREFIX_TEXT.exec(text) ?? [];
  if (host === undefined) return undefined;
  const net = host.includes(':') ? net6(host, lengthText) : net4(host, lengthText);
  if (net === undefined || (net.first & net.hostMask) !== 0n) return undefined;
  const prefix = `${net.text}/${net.length}` as Prefix;
  if (known.size >= CACHE_LIMIT) known.clear();
  known.set(prefix, net);
  return prefix;
}

/**
 * Returns the network of a router's own address: `10.62.1.1/24` gives `10.62.1.0/24`. undefined: not IPv4, or no
 * length of 1 to 31.
 */
export function networkOf(address: string): Prefix | undefined {
  const [, host = '', length = ''] = /^(\d{1,3}(?:\.\d{1,3}){3})\/([1-9]|[12]\d|3[01])$/.exec(address) ?? [];
  if (parsePrefix(host) === undefined) return undefined;
  const mask = (1n << BigInt(32 - Number(length))) - 1n;
  const first = host.split('.').reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & ~mask;
  return parsePrefix(`${[24n, 16n, 8n, 0n].map((shift) => (first >> shift) & 255n).join('.')}/${length}`);
}

/**
 * Returns whether every address of `inner` belongs to `outer`. Throws RangeError for a text that is no canonical
 * prefix.
 */
export function contains(outer: Prefix, inner: Prefix): boolean {
  const a = netOf(outer);
  const b = netOf(inner);
  return a.family === b.family && a.length <= b.length && (a.first ^ b.first) <= a.hostMask;
}

/** Returns whether the prefixes have an address in common. Then one of them contains the other. */
export function prefixesOverlap(a: Prefix, b: Prefix): boolean {
  return netOf(a).length <= netOf(b).length ? contains(a, b) : contains(b, a);
}

/**
 * Returns whether every address of `inner` belongs to one of `parts`, even if it takes several of them.
 *
 *     coversTogether(['10.0.0.0/25', '10.0.0.128/25'], '10.0.0.0/24') // true
 */
export function coversTogether(parts: readonly Prefix[], inner: Prefix): boolean {
  if (parts.some((part) => contains(part, inner))) return true;
  const { hostMask } = netOf(inner);
  let covered = 0n;
  let last: Prefix | undefined;
  for (const part of parts.filter((one) => contains(inner, one)).toSorted(comparePrefixes)) {
    if (last !== undefined && contains(last, part)) continue;
    covered += netOf(part).hostMask + 1n;
    last = part;
  }
  return covered === hostMask + 1n;
}

/**
 * Cuts a prefix into parts such that each of `others` holds a part wholly or not at all.
 *
 *     cutBy('10.0.0.0/30', ['10.0.0.2/32']) // ['10.0.0.0/31', '10.0.0.2/32', '10.0.0.3/32']
 */
export function cutBy(prefix: Prefix, others: readonly Prefix[]): readonly Prefix[] {
  const inside = others.filter((other) => other !== prefix && contains(prefix, other));
  if (inside.length === 0) return [prefix];
  return halvesOf(prefix).flatMap((half) =>
    cutBy(
      half,
      inside.filter((other) => prefixesOverlap(half, other)),
    ),
  );
}

/** IPv4 mapped into IPv6 is left out: it is no prefix here, and on no wire. */
function halvesOf(prefix: Prefix): readonly Prefix[] {
  const { family, first, length } = netOf(prefix);
  const step = 1n << BigInt((family === 4 ? 32 : 128) - length - 1);
  return [first, first + step].flatMap((start) => {
    const bytes = Array.from({ length: family === 4 ? 4 : 16 }, (_, i, size = family === 4 ? 4 : 16) =>
      Number((start >> BigInt(8 * (size - 1 - i))) & 255n),
    );
    return parsePrefix(`${ipaddr.fromByteArray(bytes).toString()}/${length + 1}`) ?? [];
  });
}

/**
 * Compares prefixes for sorting, by family, first address and length, so that a prefix comes right before those it
 * contains.
 */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  const [first, second] = [netOf(a), netOf(b)];
  if (first.family !== second.family) return first.family - second.family;
  if (first.first !== second.first) return first.first < second.first ? -1 : 1;
  return first.length - second.length;
}

/** Returns whether two queue targets share traffic: the same interface, or prefixes with an address in common. */
export function targetsMeet(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [parsePrefix(a), parsePrefix(b)];
  return first !== undefined && second !== undefined && prefixesOverlap(first, second);
}

/**
 * Returns whether a queue target matches every address of a family: `0.0.0.0/0` or `::/0`. An interface never does.
 */
export function isEverything(target: string): boolean {
  return target === '0.0.0.0/0' || target === '::/0';
}

/**
 * Returns whether a queue target is a prefix or the name of an interface. undefined: neither. RouterOS takes almost any
 * name: `952`, `1-Usuarios`, `VLAN - TAMU`, `<pppoe-dinkes>`. No interface name is: a malformed address, a list (with a
 * comma), `*1` (what RouterOS shows of an interface that is gone), `all`, or anything beyond printable ASCII. What can
 * be read as an address is one.
 */
export function targetKind(text: string): TargetKind | undefined {
  if (parsePrefix(text) !== undefined) return 'prefix';
  const isName = INTERFACE.test(text) && text === text.trim() && text !== 'all';
  return isName && !ADDRESS_LIKE.test(text) ? 'interface' : undefined;
}

/** A parsed prefix. `first` is its first address as a number, `hostMask` has a 1 for every host bit. */
interface Net {
  readonly family: 4 | 6;
  readonly text: string;
  readonly first: bigint;
  readonly length: number;
  readonly hostMask: bigint;
}

const PREFIX_TEXT = /^([0-9A-Fa-f.:]{2,39})(?:\/(0|[1-9]\d{0,2}))?$/;
const DOTTED_QUAD = /^(?:(?:0|[1-9]\d{0,2})(?:\.(?!$)|$)){4}$/;
const INTERFACE = /^(?![*=?!])[\x20-\x2b\x2d-\x7e]{1,63}$/;
/** Digits and dots, hexadecimal digits and colons, either with a length; or a range that begins with an address. */
const ADDRESS_LIKE =
  /^(?:[\d.]*\.[\d.]*|[\dA-Fa-f.:]*:[\dA-Fa-f.:]*(?:%.*)?|\d+(?=\/))(?:\/.*)?$|^\d{1,3}(?:\.\d{1,3}){3}/;
const IPV4_MAPPED = 0xffffn;
const CACHE_LIMIT = 50_000;
const known = new Map<Prefix, Net>();

function netOf(prefix: Prefix): Net {
  const net = known.get(prefix) ?? (parsePrefix(prefix) === prefix ? known.get(prefix) : undefined);
  if (net === undefined) throw new RangeError(`not a canonical prefix: ${prefix}`);
  return net;
}

function net4(host: string, lengthText: string | undefined): Net | undefined {
  if (!DOTTED_QUAD.test(host) || !ipaddr.IPv4.isValid(host)) return undefined;
  return netFrom(4, 32, host, ipaddr.IPv4.parse(host).toByteArray(), lengthText);
}

function net6(host: string, lengthText: string | undefined): Net | undefined {
  if (host.includes('.') || !ipaddr.IPv6.isValid(host)) return undefined;
  const address = ipaddr.IPv6.parse(host);
  const found = netFrom(6, 128, address.toRFC5952String(), address.toByteArray(), lengthText);
  return found !== undefined && found.first >> 32n === IPV4_MAPPED ? undefined : found;
}

function netFrom(
  family: 4 | 6,
  bits: number,
  text: string,
  bytes: readonly number[],
  lengthText = String(bits),
): Net | undefined {
  const length = Number(lengthText);
  if (length > bits) return undefined;
  const first = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { family, text, first, length, hostMask: (1n << BigInt(bits - length)) - 1n };
}
