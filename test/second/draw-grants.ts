import type { Dice } from '../fakes/dice.ts';
import { DAY, MINUTE } from './local-days.ts';
import type { GrantFact, LineFact, Pair, Span } from './world-facts.ts';

const MEGA = 1_000_000;
const NONE: Pair = { down: 0, up: 0 };

interface Times {
  readonly now: number;
  readonly origin: number;
}

type Draft = Omit<GrantFact, 'id'>;

function size(dice: Dice, least = 5, most = 60): Pair {
  return { down: (least + dice.below(most)) * MEGA, up: (least + dice.below(most)) * MEGA + dice.below(1000) };
}

/** What a line had in turn: each permanent grant ends the one before. */
function lasting(dice: Dice, line: LineFact, { now, origin }: Times): readonly Draft[] {
  const limitAt = (rate: Pair): Pair => {
    const part = dice.onceIn(3) ? 300 + dice.below(700) : 0;
    return { down: Math.floor((rate.down * part) / 1000), up: Math.floor((rate.up * part) / 1000) };
  };
  const count = 1 + dice.below(4);
  const span = now - origin;
  const times = Array.from({ length: count }, () => origin + dice.below(span / 1000) * 1000).toSorted((a, b) => a - b);
  const mayBeFree = dice.onceIn(12);
  const rates = times.map(() => (mayBeFree && dice.onceIn(2) ? { down: 0, up: 0 } : size(dice)));
  return times.map((appliedAt, n): Draft => {
    const rate = rates[n]!;
    const last = n === count - 1;
    const next = times[n + 1];
    return {
      line: line.id,
      request: dice.onceIn(2) ? 4 : null,
      rate,
      limitAt: limitAt(rate),
      window: null,
      state: last ? 'granted' : 'ended',
      stateAt: last || next === undefined ? appliedAt : next,
      appliedAt,
      returnedAt: null,
    };
  });
}

/** A new line of the office that the router does not show yet. */
function added(dice: Dice, line: LineFact, { now }: Times): Draft {
  const rate = size(dice);
  const common = { line: line.id, request: null, window: null, appliedAt: null, returnedAt: null };
  return { ...common, rate, limitAt: line.dedicated ? rate : NONE, state: 'granted', stateAt: now - 1000 };
}

/** Grants that wait for the router, and holds. A grant leaves the limit-at of a shared line as it is. */
function open(dice: Dice, line: LineFact, standing: Pair, { now }: Times): readonly Draft[] {
  const drafts: Draft[] = [];
  const base = { line: line.id, window: null, appliedAt: null, returnedAt: null } as const;
  const draw = (): Pick<Draft, 'rate' | 'limitAt'> => {
    const rate = size(dice);
    return { rate, limitAt: line.dedicated ? rate : standing };
  };
  if (dice.onceIn(4)) drafts.push({ ...base, ...draw(), request: 5, state: 'granted', stateAt: now - DAY });
  if (dice.onceIn(4)) {
    const until = now + (dice.below(5) - 1) * DAY + dice.below(1000);
    drafts.push({ ...base, ...draw(), request: 1 + dice.below(3), state: 'held', stateAt: until });
  }
  return drafts;
}

/** A temporary grant or hold, never before the line was there. */
function temporary(dice: Dice, line: LineFact, since: number, { now }: Times): Draft {
  const from = Math.max(since + 1000, now + (dice.below(40) - 25) * DAY + dice.below(86_400) * 1000);
  const window: Span = [from, from + (30 + dice.below(5 * 1440)) * MINUTE];
  const rate = size(dice, 20);
  const base = { line: line.id, rate, limitAt: { down: 0, up: 0 }, window };
  if (dice.onceIn(4)) {
    const until = now + (dice.below(5) - 1) * DAY + 1;
    return { ...base, request: 1 + dice.below(3), state: 'held', stateAt: until, appliedAt: null, returnedAt: null };
  }
  const begun = from < now;
  const over = window[1] + 30 * MINUTE < now;
  const returnedAt = over && !dice.onceIn(4) ? window[1] + dice.below(40) * MINUTE : null;
  return {
    ...base,
    request: 6,
    state: returnedAt === null ? 'granted' : 'ended',
    stateAt: returnedAt ?? Math.min(from, now) - DAY,
    appliedAt: begun && !dice.onceIn(6) ? from : null,
    returnedAt,
  };
}

/** A line without a limit. What counts while its first limit is held or not applied yet is not settled. */
function isFree({ rate }: Draft): boolean {
  return rate.down === 0 || rate.up === 0;
}

/** Allocations of all states, oldest first, as a ledger numbers them. */
export function drawGrants(dice: Dice, lines: readonly LineFact[], times: Times): readonly GrantFact[] {
  const drafts = lines.flatMap((line) => {
    const records = dice.onceIn(10) ? [added(dice, line, times)] : lasting(dice, line, times);
    return [
      ...records,
      ...(isFree(records.at(-1)!) ? [] : open(dice, line, records.at(-1)!.limitAt, times)),
      ...Array.from({ length: dice.onceIn(2) ? dice.below(3) : 0 }, () =>
        temporary(dice, line, records[0]!.appliedAt ?? times.now, times),
      ),
    ];
  });
  return drafts.map((draft, n) => ({ ...draft, id: n + 1 }));
}
