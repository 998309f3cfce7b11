/** Bits per second, a safe integer. Negative only as the difference of two rates. */
export type Bps = number & { readonly unit: 'bps' };

/**
 * A pair of rates in bit/s, as the agency sees them: `down` is what it downloads, `up` what it uploads. RouterOS writes
 * such a pair as upload/download; only the RouterOS adapter converts it.
 */
export interface Rate {
  readonly down: Bps;
  readonly up: Bps;
}

/** Direction as the agency sees it: `down` or `up`. */
export type Direction = keyof Rate;
/** Both directions, for loops. */
export const DIRECTIONS: readonly Direction[] = ['down', 'up'];

/** Converts a number to Bps. Throws RangeError unless it is a safe integer. */
export function bps(bits: number): Bps {
  if (!Number.isSafeInteger(bits)) throw new RangeError(`not whole bits per second: ${bits}`);
  return bits as Bps;
}

/**
 * Converts decimal megabits per second (1 Mbps = 1,000,000 bit/s) to Bps. Throws RangeError if the result is not a
 * whole number of bit/s.
 */
export function mbps(megabits: number): Bps {
  return bps(Math.round(megabits * 1_000_000 * 1e3) / 1e3);
}

/** 0 bit/s. */
export const ZERO: Bps = bps(0);
/** 0 bit/s in both directions. */
export const NO_RATE: Rate = { down: ZERO, up: ZERO };

/**
 * Below this many bit/s a limit is a way to block somebody, or its unit was forgotten (`max-limit=5/10` for 5M/10M). No
 * office gives so little.
 */
export const LEAST_RATE: Bps = bps(32_000);

/** Makes a Rate from bit/s. Throws RangeError unless both are safe integers. */
export function rate(down: number, up: number): Rate {
  return { down: bps(down), up: bps(up) };
}

/** Adds two rates, each direction for itself. */
export function plus(a: Rate, b: Rate): Rate {
  return rate(a.down + b.down, a.up + b.up);
}

/** Subtracts `b` from `a`, each direction for itself. The result may be negative. */
export function minus(a: Rate, b: Rate): Rate {
  return rate(a.down - b.down, a.up - b.up);
}

/** Returns the larger of the two rates in each direction. */
export function larger(a: Rate, b: Rate): Rate {
  return rate(Math.max(a.down, b.down), Math.max(a.up, b.up));
}

/** Returns the smaller of the two rates in each direction. */
export function smaller(a: Rate, b: Rate): Rate {
  return rate(Math.min(a.down, b.down), Math.min(a.up, b.up));
}

/** Returns whether the rates are equal in both directions. */
export function sameRate(a: Rate, b: Rate): boolean {
  return a.down === b.down && a.up === b.up;
}

/** A share in whole thousandths: 850 is 85 %. Every factor of the policy has this unit. */
export type PerMille = number & { readonly unit: 'per-mille' };

/** Converts a number to PerMille. Throws RangeError for a fraction or a negative number. */
export function perMille(thousandths: number): PerMille {
  if (!Number.isSafeInteger(thousandths) || thousandths < 0)
    throw new RangeError(`not whole thousandths: ${thousandths}`);
  return thousandths as PerMille;
}

/**
 * Returns factor × bits, rounded up to whole bit/s. Used for every demand. Computes with bigint, so that nothing is
 * lost beyond 2^53.
 */
export function demandOf(factor: PerMille, bits: number): Bps {
  return bps(Number(ceilDiv(BigInt(factor) * BigInt(bits), 1000n)));
}

/** Returns factor × bits, rounded down to whole bit/s. Used for every limit. */
export function limitOf(factor: PerMille, bits: number): Bps {
  return bps(-Number(ceilDiv(-BigInt(factor) * BigInt(bits), 1000n)));
}

/** Returns bits ÷ factor, rounded up: `dividedBy(perMille(2000), 100)` is 50. */
export function dividedBy(factor: PerMille, bits: number): Bps {
  return bps(Number(ceilDiv(BigInt(bits) * 1000n, BigInt(factor))));
}

function ceilDiv(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator > 0n ? quotient + 1n : quotient;
}
