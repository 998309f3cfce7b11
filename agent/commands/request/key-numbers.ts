import type { StoredDecision } from '../../ports/ledger.ts';
import type { Lang } from '../../texts/format.ts';

/** One constraint of the check with its numbers. */
export type KeyResult = StoredDecision['decision']['keys'][number];

/**
 * Formats bit/s as Mbps exactly, without the unit: `428,571429` in Indonesian, `428.571429` in English. Not rounded,
 * because a demand 1 bit/s above its limit must not look equal to the limit.
 */
export function exactMbps(bits: number, lang: Lang): string {
  const whole = Math.trunc(Math.abs(bits) / 1_000_000);
  const rest = String(Math.abs(bits) % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${bits < 0 ? '-' : ''}${whole}${rest === '' ? '' : `${lang === 'id' ? ',' : '.'}${rest}`}`;
}

/**
 * Returns the constraint that decides: a failed one before those that pass, then the one whose demand is nearest to its
 * limit. undefined: there are none.
 */
export function tightest(keys: readonly KeyResult[]): KeyResult | undefined {
  return keys.reduce<KeyResult | undefined>(
    (least, key) => (least === undefined || isTighter(key, least) ? key : least),
    undefined,
  );
}

function isTighter(a: KeyResult, b: KeyResult): boolean {
  return a.pass === b.pass ? a.limit - a.demand < b.limit - b.demand : b.pass;
}
