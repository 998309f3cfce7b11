/** The middle of the numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 50);
}

/** The smallest number that at least `percent` % of them do not exceed; NaN of none. */
export function percentile(numbers: readonly number[], percent: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}

/** Milliseconds, finer the smaller they are. */
export function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0)} ms`;
}

/** A line of a bench's page: what was measured, and its figure. */
export function line(what: string, figure: string): void {
  console.log(`  ${what.padEnd(58)} ${figure}`);
}

/** A figure beside its target, with yes or no. Nothing fails by it: a bench tells, a test asserts. */
export function target(what: string, figure: number, most: number, unit: 'x' | 'MB' | 'ms' | 'missed' | 'trips'): void {
  const digits = unit === 'x' ? 4 : unit === 'ms' ? 2 : 0;
  line(
    what,
    `${figure.toFixed(digits)} ${unit}   target <= ${most.toFixed(unit === 'x' ? 2 : digits)} ${unit}   ` +
      `${figure <= most ? 'yes' : 'NO'}`,
  );
}
