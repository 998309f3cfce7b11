import { MINUTE, type Moment, span } from '../../agent/domain/moment.ts';
import { mbps } from '../../agent/domain/rate.ts';
import { type RouterPlan } from '../../agent/domain/office.ts';
import { Dice } from '../fakes/dice.ts';
import type { WiredOptions } from '../office/wired/wired-office.ts';
import type { OwnLine } from '../office/own-lines.ts';
import { LINES } from '../office/wired/wired-seed.ts';
import { flatSamples } from './flat-samples.ts';

const HOUR_MS = 3_600_000;

/** The lines of the month's office: two of the desk's kit and eleven small ones. */
export const MONTH_LINES: readonly OwnLine[] = [
  ...LINES,
  ...[5, 6, 7, 8, 9, 10, 11].map((n) => ({
    id: `opd-${n}`,
    queue: `OPD-${n}`,
    target: `10.62.${30 + n}.0/24`,
    mbps: 5,
  })),
];

/** Ops an hour that the office allows. */
export const WRITES_PER_HOUR = 30;
/** Lines whose approved values the office puts back by itself. */
export const ENFORCED: readonly string[] = ['opd-2', 'opd-7'];
const PROPOSED: readonly string[] = ['opd-3', 'opd-8', 'disdik'];

/** How the month's router and office are set, freezes included; all from the seed. */
export function monthOptions(seed: string, from: Moment, days: number, deadlineMs: number): WiredOptions {
  const dice = new Dice(`${seed} office`);
  const level = new Map<number, number>();
  const uplink = (day: number): number => {
    const known = level.get(day) ?? (150 + new Dice(`${seed} day ${day}`).below(180)) * 1e6;
    level.set(day, known);
    return known;
  };
  const freezes = Array.from({ length: Math.ceil(days / 4) }, () => {
    const begins = (from + dice.below(days * 24 * 12) * (HOUR_MS / 12)) as Moment;
    return { from: begins, until: (begins + (1 + dice.below(6)) * HOUR_MS) as Moment, why: 'uji' };
  });
  const plan: Partial<RouterPlan> = {
    writesPerHour: WRITES_PER_HOUR,
    movedPerHour: mbps(150),
    secondApproverAbove: mbps(25),
    loginRetry: span(10 * MINUTE),
    massDrift: 5,
    freezes,
    drift: {
      policy: 'report',
      objects: Object.fromEntries([...ENFORCED.map((id) => [id, 'enforce']), ...PROPOSED.map((id) => [id, 'propose'])]),
      quietHours: [{ from: 22 * 60, until: 5 * 60 }],
    },
  };
  return {
    books: 'base',
    deadlineMs,
    proxied: true,
    foreign: 6,
    burntIds: dice.below(5),
    version: dice.one(['6.49.10', '7.16.2', '7.18.2', '7.20.1']),
    lines: MONTH_LINES,
    plan,
    samples: (clock) =>
      flatSamples(clock, (subject, day) =>
        subject.startsWith('uplink:') ? uplink(day) : subject === 'line:dinkes' ? 28.5e6 : 4.75e6,
      ),
  };
}
