import { Fault } from '../../agent/domain/fault.ts';
import { SECOND, span } from '../../agent/domain/moment.ts';
import { measureLoop } from '../../agent/loops/measure.ts';
import type { Loop } from '../../agent/loops/loop.ts';
import { knownLimits } from '../../agent/views/known-limits.ts';
import { Dice } from '../fakes/dice.ts';
import { measuringOf } from '../office/measuring.ts';
import { AskedOffice } from './asked-office.ts';
import { MeasuredOffice, POINTS, wiredHours } from './measured-office.ts';
import type { MeterWire } from './meter-wire.ts';
import type { MeasuredOutcome, MeasuredTry } from './measured-row.ts';

/** Called before each visit, with the lab's time. */
export type Befalls = (at: number) => void;

/** What befalls one day of measuring. */
export interface Day {
  readonly wire?: MeterWire;
  /** When the visits are, milliseconds after midnight; every five minutes of the wired hours without it. */
  readonly visits?: readonly number[];
  /** In place of our own loop, for a control. */
  loop?(office: MeasuredOffice): Loop;
  /** Arms the office; what it returns is called before each visit. */
  befall(office: MeasuredOffice): Befalls | void;
}

const SLOT = 300_000;
const DAY = 86_400_000;
const MIDNIGHT = Date.parse('2026-04-10T00:00+07:00');
/** Working days of April with at least four before them. */
const DAYS = [0, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 17, 18, 19, 20].map((n) => MIDNIGHT + n * DAY);
const ASKS_A_DAY = 3;

/** A try: a day is measured under its faults, the desk is asked thrice meanwhile and once after midnight. */
export function wiredTry(label: string, dice: Dice, day: Day): MeasuredTry {
  const midnight = dice.one(DAYS);
  const asking = new Set(Array.from({ length: ASKS_A_DAY }, () => wiredHours.from + (24 + dice.below(84)) * SLOT));
  const asks = new Dice(`${label} ${dice.below(1e9)}`);
  return {
    label: `${label}, ${new Date(midnight + DAY / 2).toISOString().slice(0, 10)}`,
    async run() {
      const office = await MeasuredOffice.open({
        day: midnight,
        ...(day.wire === undefined ? {} : { wire: day.wire }),
      });
      try {
        return await measured(office, day, asking, new AskedOffice(office, asks));
      } finally {
        await office.close();
      }
    },
  };
}

async function measured(
  office: MeasuredOffice,
  day: Day,
  asking: ReadonlySet<number>,
  asked: AskedOffice,
): Promise<MeasuredOutcome> {
  const before = day.befall(office);
  const loop =
    day.loop?.(office) ??
    measureLoop(
      measuringOf({
        meter: office.meter,
        samples: office.samples,
        clock: office.desk.clock,
        every: span(300 * SECOND),
        points: () => POINTS,
        limits: () => knownLimits(office.desk.office, office.ledger, 'core', office.desk.clock.now()),
      }),
    );
  for (const offset of day.visits ?? everyFiveMinutes()) {
    const at = office.day + offset;
    office.lab.clock.set(at);
    before?.(at);
    if (!office.running) office.restart();
    if (!office.running) continue;
    await visited(loop);
    if (asking.has(Math.floor(offset / SLOT) * SLOT)) asked.live();
  }
  office.off = 0;
  if (!office.running) office.restart();
  const [from, until] = [office.day + wiredHours.from, office.day + wiredHours.until];
  const found = office.samples.series('uplink:isp-a', { from: from as never, until: until as never }).length;
  office.importTruth(office.day, from);
  office.importTruth(until, office.day + DAY + 3 * SLOT);
  office.lab.clock.set(office.day + DAY + 3 * SLOT + SECOND);
  asked.busy();
  return { answers: asked.answers, violations: asked.violations, yields: found / ((until - from) / SLOT) };
}

/** One pass; a meter that gives no answer is what loops live with. Anything else is a crash. */
async function visited(loop: Loop): Promise<void> {
  try {
    await loop.pass();
  } catch (error) {
    if (!(error instanceof Fault) || !error.code.startsWith('meter/')) throw error;
  }
}

export function everyFiveMinutes(): readonly number[] {
  return Array.from({ length: (wiredHours.until - wiredHours.from) / SLOT + 1 }, (_, n) => wiredHours.from + n * SLOT);
}
