import { Fault } from '../fault.ts';
import { type Bps, bps, type Rate } from '../rate.ts';

/**
 * A rate as typed, for one direction. `assumed`: the text does not say bits per second ("50", "20 MB") or carries a
 * thousands dot in Mbps or Gbps; the reading is the usual one and must be shown back. `ambiguous`: it has two readings.
 * `unreadable`: it has none.
 */
export type TypedRate =
  | { readonly kind: 'rate'; readonly bits: Bps; readonly assumed: boolean }
  | { readonly kind: 'ambiguous' | 'unreadable'; readonly text: string };

/**
 * Reads a rate in office Indonesian: `20 Mbps`, `20 MB`, `20.000 Kbps`, `12,5`, `1 Gbps`. A comma is a decimal sign; a
 * dot before exactly three digits separates thousands, any other dot is a decimal sign. ASCII only; never a guess at
 * `20,000`, `+20` or `20/20`.
 */
export function readRate(text: string): TypedRate {
  if (text.length > LONGEST) return { kind: 'unreadable', text };
  const [, sign, number, unit] = FORM.exec(text) ?? [];
  if (number === undefined || unit === undefined) return { kind: 'unreadable', text };
  if (sign === '+') return { kind: 'ambiguous', text };
  const scale = scaleOf(unit);
  if (scale === undefined) return { kind: 'unreadable', text };
  const decimal = decimalOf(number);
  if (decimal === undefined) return { kind: 'unreadable', text };
  if (decimal === 'ambiguous') return { kind: 'ambiguous', text };
  const bits = bitsOf(decimal, scale.exponent);
  if (bits === undefined) return { kind: 'unreadable', text };
  return { kind: 'rate', bits, assumed: scale.assumed || (decimal.thousands && scale.exponent > 3) };
}

/** A rate that a person of the office types; a bare number means Mbps. Throws Fault `request/bad-value`. */
export function typedBps(field: string, text: string): Bps {
  const asked = readRate(text);
  if (asked.kind !== 'rate') throw new Fault('request/bad-value', { field, value: text.slice(0, 40) });
  return asked.bits;
}

/** The same for both directions. */
export function typedRate(down: string, up: string): Rate {
  return { down: typedBps('down', down), up: typedBps('up', up) };
}

interface Decimal {
  readonly whole: string;
  readonly fraction: string;
  readonly thousands: boolean;
}

interface Scale {
  /** Power of ten from the unit to bit/s. */
  readonly exponent: number;
  readonly assumed: boolean;
}

const LONGEST = 32;
const FORM = /^ {0,3}(\+?)([0-9.,]+) {0,3}([A-Za-z/]*) {0,3}$/;

/**
 * Units that say bits and per second, in lower case: the rest of what people write is taken as the same unit, and shown
 * back.
 */
const SAID: ReadonlySet<string> = new Set(['bps', 'b/s', 'bit/s', 'bits/s', 'bitps']);
const MEANT: ReadonlySet<string> = new Set([
  '',
  'b',
  'bit',
  'bits',
  'ega',
  'egabit',
  'iga',
  'igabit',
  'ilo',
  'ilobit',
  'ilobits',
]);
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ['k', 3],
  ['m', 6],
  ['g', 9],
]);

/** A capital B would be bytes; nobody buys bandwidth in bytes, so it is read as bits and shown back. */
function scaleOf(unit: string): Scale | undefined {
  if (unit === '') return { exponent: 6, assumed: true };
  const exponent = EXPONENTS.get(unit.slice(0, 1).toLowerCase());
  const rest = unit.slice(1);
  if (exponent === undefined) return undefined;
  if (SAID.has(rest.toLowerCase())) return { exponent, assumed: rest.startsWith('B') };
  return MEANT.has(rest.toLowerCase()) ? { exponent, assumed: true } : undefined;
}

function decimalOf(number: string): Decimal | 'ambiguous' | undefined {
  if (/^\d+$/.test(number)) return { whole: number, fraction: '', thousands: false };
  if (/^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/.test(number)) {
    const [whole = '', fraction = ''] = number.replaceAll('.', '').split(',');
    return { whole, fraction, thousands: true };
  }
  if (/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(number) || /^0\.\d{3}$/.test(number)) return 'ambiguous';
  const [, whole, fraction] = /^(\d+)[.,](\d+)$/.exec(number) ?? [];
  if (whole === undefined || fraction === undefined) return undefined;
  if (number.includes('.') && fraction.length === 3) return 'ambiguous';
  return { whole, fraction, thousands: false };
}

/** Exact, or undefined: nothing, not a whole number of bits, or beyond what a Bps can hold. */
function bitsOf(decimal: Decimal, exponent: number): Bps | undefined {
  const scaled = BigInt(decimal.whole + decimal.fraction) * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(decimal.fraction.length);
  const bits = scaled / divisor;
  const isExact = scaled % divisor === 0n;
  return isExact && bits > 0n && bits <= BigInt(Number.MAX_SAFE_INTEGER) ? bps(Number(bits)) : undefined;
}
