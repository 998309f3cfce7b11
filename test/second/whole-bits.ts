/** factor ‰ of bits, up to whole bit/s. */
export function partUp(factor: number, bits: number): number {
  return Number(ceil(BigInt(factor) * BigInt(bits), 1000n));
}

/** factor ‰ of bits, down to whole bit/s. */
export function partDown(factor: number, bits: number): number {
  return Number((BigInt(factor) * BigInt(bits)) / 1000n);
}

/** bits ÷ (k ‰), up to whole bit/s. */
export function over(k: number, bits: number): number {
  return Number(ceil(BigInt(bits) * 1000n, BigInt(k)));
}

/** Up to the next whole number, of a denominator above 0. */
export function ceil(numerator: bigint, denominator: bigint): bigint {
  const whole = numerator / denominator;
  return whole * denominator < numerator ? whole + 1n : whole;
}
