import type { Dice } from '../fakes/dice.ts';
import type { Booking, Span } from './booking.ts';

/** Seconds that a world has: from six in the evening to six, so that a midnight is in it. */
export const HORIZON = 43_200;
export const MIDNIGHT = 21_600;

export interface WorldLine {
  readonly id: string;
  readonly service: 'shared' | 'dedicated';
  readonly kind: 'pinned' | 'balanced' | 'failover';
  readonly uplinks: readonly string[];
  readonly pooled: boolean;
  /** p95 while it has no limit. */
  readonly p95: number;
}

export interface Dated {
  readonly from: number;
  readonly until: number | null;
  readonly rate: number;
}

/** An office as plain numbers: what an answer rests on. */
export interface World {
  now: number;
  readonly lines: readonly WorldLine[];
  /** The time that many ask for. */
  readonly popular: Span;
  readonly bookings: Booking[];
  readonly contracts: ReadonlyMap<string, readonly Dated[]>;
  /** Thousandths on `a`; the rest is on `b`. */
  readonly shares: readonly { readonly from: number; readonly a: number }[];
  readonly pool: readonly Dated[];
  readonly down: Set<string>;
  /** Thousandths. */
  readonly sharing: number;
  readonly reserve: number;
  readonly graceMinutes: number;
}

const MBPS = 1_000_000;
const RATES = [10, 20, 20, 50, 50, 100].map((rate) => rate * MBPS);

/** Sizes come from a short menu, so that many are equal. */
export function sizeOf(dice: Dice): number {
  return dice.onceIn(20) ? (1 + dice.below(100)) * MBPS : dice.one(RATES);
}

/** Midnight where it is still ahead, an hour, a quarter, or any second of the next hours, from `least` on. */
export function startFrom(dice: Dice, least: number): number {
  const step = dice.one([MIDNIGHT, MIDNIGHT, MIDNIGHT, 3600, 3600, 900, 1]);
  if (step === MIDNIGHT && least <= MIDNIGHT) return MIDNIGHT;
  const fine = Math.min(step, 3600);
  return fine * (Math.ceil(least / fine) + dice.below(Math.ceil(7200 / fine)));
}

/** A window that begins at `least` or later and is over well before the world is. */
export function spanFrom(dice: Dice, least: number): Span {
  const from = Math.min(startFrom(dice, least), HORIZON - 16_500);
  return {
    from,
    until: from + dice.one([900, 900, 1800, 1800, 3600, 1 + dice.below(3600), dice.onceIn(4) ? 7200 : 1]),
  };
}

export function worldOf(dice: Dice): World {
  const lines = Array.from({ length: 5 + dice.below(4) }, (_, n) => lineOf(dice, `line-${n}`));
  return {
    now: 0,
    lines,
    popular: spanFrom(dice, 1800),
    bookings: lines.flatMap((line, n) => (line.p95 === 0 ? [baseOf(dice, line, n)] : [])),
    contracts: new Map([
      ['a', contractsOf(dice)],
      ['b', contractsOf(dice)],
    ]),
    shares: [
      { from: -86_400, a: 600 },
      ...(dice.onceIn(2) ? [{ from: startFrom(dice, 3600), a: dice.one([500, 700, 800]) }] : []),
    ],
    pool: dice.onceIn(3) ? [] : [{ from: -86_400, until: null, rate: capacityOf(dice) }, ...later(dice, null)],
    down: new Set(),
    sharing: dice.one([1500, 2000, 3000]),
    reserve: dice.one([0, 50, 100]),
    graceMinutes: dice.one([0, 5, 30]),
  };
}

function lineOf(dice: Dice, id: string): WorldLine {
  const kind = dice.one(['pinned', 'pinned', 'balanced', 'failover'] as const);
  const uplinks = dice.onceIn(2) ? ['a', 'b'] : ['b', 'a'];
  return {
    id,
    service: dice.onceIn(3) ? 'dedicated' : 'shared',
    kind,
    uplinks: kind === 'pinned' ? uplinks.slice(0, 1) : uplinks,
    pooled: dice.onceIn(2),
    p95: dice.onceIn(8) ? (1 + dice.below(10)) * MBPS : 0,
  };
}

function baseOf(dice: Dice, { id, service }: WorldLine, n: number): Booking {
  const rate = dice.one([5, 10, 10, 10, 20]) * MBPS;
  const limitAt = service === 'dedicated' ? rate : dice.one([0, 0, 2 * MBPS, 5 * MBPS]);
  return { id: n + 1, line: id, rate, limitAt, window: null, state: 'granted', holdUntil: 0, applied: true };
}

function capacityOf(dice: Dice): number {
  return dice.one([80, 100, 100, 150, 200]) * MBPS;
}

/** One in force from before the beginning, and perhaps newer ones that begin, and may end without a successor. */
function contractsOf(dice: Dice): readonly Dated[] {
  const until = dice.onceIn(4) ? startFrom(dice, 30_000) : null;
  const [first, second] = [later(dice, dice), later(dice, dice)];
  const other = second.filter(({ from }) => from !== first[0]?.from);
  return [{ from: -86_400, until, rate: capacityOf(dice) }, ...first, ...other];
}

function later(dice: Dice, ends: Dice | null): readonly Dated[] {
  if (!dice.onceIn(3)) return [];
  const from = startFrom(dice, 1800) + 1 + dice.below(5);
  return [{ from, until: ends?.onceIn(2) ? from + 1 + dice.below(30_000) : null, rate: capacityOf(dice) }];
}
