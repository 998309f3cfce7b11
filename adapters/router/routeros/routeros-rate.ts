import { Fault } from '../../../agent/domain/fault.ts';
import { bps, type Bps, type Rate } from '../../../agent/domain/rate.ts';

/** A value per direction, as the agency sees it. */
interface Ways<T> {
  readonly down: T;
  readonly up: T;
}

/**
 * Writes a rate as RouterOS does: `up/down` in bit/s, seen from the target, so the upload comes first. Example: 20 Mbps
 * down, 5 Mbps up is `5000000/20000000`. Only this function and `waysOf` know the order. Throws Fault `router/bad-word`
 * for a negative rate.
 */
export function pairOf(field: string, rate: Rate): string {
  if (!(rate.up >= 0 && rate.down >= 0)) throw new Fault('router/bad-word', { field });
  return `${rate.up}/${rate.down}`;
}

/** Parses `up/down`, each half by `half`. undefined when it is no such pair. */
export function waysOf<T>(pair: string, half: (text: string) => T | undefined): Ways<T> | undefined {
  const [up, down, ...more] = pair.split('/').map(half);
  return up === undefined || down === undefined || more.length > 0 ? undefined : { down, up };
}

/** Parses `10000000/10000000` or `10M/2.5M` (decimal k, M, G). undefined when it is no such pair or not whole bits. */
export function rateOf(pair: string): Rate | undefined {
  return waysOf(pair, bitsOf);
}

const UNITS: Readonly<Record<string, bigint>> = { '': 1n, k: 1_000n, K: 1_000n, M: 1_000_000n, G: 1_000_000_000n };

/** Parses `10k`, `2.5M`, `1G` or digits to whole bit/s; `unlimited` is 0, as RouterOS means it. undefined: else. */
export function bitsOf(text: string): Bps | undefined {
  if (text === 'unlimited') return bps(0);
  const [, whole, fraction = '', unit = ''] = /^(\d{1,16})(?:\.(\d{1,9}))?([kKMG]?)$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  if (fraction === '' && unit === '') return safeBits(Number(whole));
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * (UNITS[unit] ?? 0n);
  return scaled % scale === 0n ? safeBits(Number(scaled / scale)) : undefined;
}

function safeBits(bits: number): Bps | undefined {
  return Number.isSafeInteger(bits) ? bps(bits) : undefined;
}
