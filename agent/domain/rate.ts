/** Whole bits per second; a safe integer. Negative only as the difference of two rates. */
export type Bps = number & { readonly unit: 'bps' };

/**
 * Both directions as the agency sees them: `down` is what it downloads. RouterOS writes the pair the other way round;
 * only its adapter knows.
 */
export interface Rate {
  readonly down: Bps;
  readonly up: Bps;
}

export type Direction = keyof Rate;
export const DIRECTIONS: readonly Direction[] = ['down', 'up'];

/** Marks whole bits per second. Throws RangeError on a fraction or beyond 2^53. */
export function bps(bits: number): Bps {
  if (!Number.isSafeInteger(bits)) throw new RangeError(`not whole bits per second: ${bits}`);
  return bits as Bps;
}

/**
 * Decimal megabits per second (1 Mbps = 1,000,000 bit/s) as Bps. Throws RangeError when that is not a whole number of
 * bits.
 */
export function mbps(megabits: number): Bps {
  return bps(Math.round(megabits * 1_000_000 * 1e3) / 1e3);
}

export const ZERO: Bps = bps(0);
export const NO_RATE: Rate = { down: ZERO, up: ZERO };

export function rate(down: number, up: number): Rate {
  return { down: bps(down), up: bps(up) };
}

export function plus(a: Rate, b: Rate): Rate {
  return rate(a.down + b.down, a.up + b.up);
}

/** a − b, each direction apart; may be negative. */
export function minus(a: Rate, b: Rate): Rate {
  return rate(a.down - b.down, a.up - b.up);
}

/** The larger of the two in each direction. */
export function larger(a: Rate, b: Rate): Rate {
  return rate(Math.max(a.down, b.down), Math.max(a.up, b.up));
}

/** The smaller of the two in each direction. */
export function smaller(a: Rate, b: Rate): Rate {
  return rate(Math.min(a.down, b.down), Math.min(a.up, b.up));
}

export function sameRate(a: Rate, b: Rate): boolean {
  return a.down === b.down && a.up === b.up;
}

/** A whole number of thousandths: 850 is 85 %. The unit of every factor in the policy. */
export type PerMille = number & { readonly unit: 'per-mille' };

/** Marks thousandths. Throws RangeError on a fraction or a negative number. */
export function perMille(thousandths: number): PerMille {
  if (!Number.isSafeInteger(thousandths) || thousandths < 0)
    throw new RangeError(`not whole thousandths: ${thousandths}`);
  return thousandths as PerMille;
}

/** factor × bits, rounded up: how every demand is taken. Exact beyond 2^53 in between. */
export function demandOf(factor: PerMille, bits: number): Bps {
  return bps(Number(ceilDiv(BigInt(factor) * BigInt(bits), 1000n)));
}

/** factor × bits, rounded down: how every limit is taken. */
export function limitOf(factor: PerMille, bits: number): Bps {
  return bps(-Number(ceilDiv(-BigInt(factor) * BigInt(bits), 1000n)));
}

/** bits ÷ factor, rounded up: a demand shared by `factor` thousandths. */
export function dividedBy(factor: PerMille, bits: number): Bps {
  return bps(Number(ceilDiv(BigInt(bits) * 1000n, BigInt(factor))));
}

function ceilDiv(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator > 0n ? quotient + 1n : quotient;
}
