import type { StoredDecision } from '../ports/ledger.ts';
import type { Lang } from '../texts/format.ts';

/** One inequality of the check with its numbers. */
export type KeyResult = StoredDecision['decision']['keys'][number];

/**
 * Bits per second as Mbps, exact to the bit: `428,571429` in Indonesian, `428.571429` in English. Not rounded, since a demand one bit
 * above its limit must not look like the limit.
 */
export function exactMbps(bits: number, lang: Lang): string {
  const whole = Math.trunc(Math.abs(bits) / 1_000_000);
  const rest = String(Math.abs(bits) % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${bits < 0 ? '-' : ''}${whole}${rest === '' ? '' : `${lang === 'id' ? ',' : '.'}${rest}`}`;
}

/** The key with the least room: the one that decides. Undefined where nothing was asked. */
export function tightest(keys: readonly KeyResult[]): KeyResult | undefined {
  return keys.reduce<KeyResult | undefined>((least, key) => {
    return least === undefined || key.limit - key.demand < least.limit - least.demand ? key : least;
  }, undefined);
}
