import { Fault } from '../../agent/domain/fault.ts';
import { MINUTE, moment, span } from '../../agent/domain/moment.ts';
import type { Reading } from '../../agent/domain/counters/reading.ts';
import type { Loop } from '../../agent/loops/loop.ts';
import { believingPoll } from './believing-meter.ts';
import { forgedInClear } from './guarded-v3.ts';
import { type MeasuredOffice, POINTS, wiredHours } from './measured-office.ts';
import type { MeasuredRow } from './measured-row.ts';
import { swapRows } from './other-index.ts';
import { freeze } from './still-counters.ts';
import { type Day, everyFiveMinutes, wiredTry } from './wired-try.ts';

const SLOT = 300_000;
const HOUR = 3_600_000;
const NAME = 'sfp-sfpplus1-ISP-A';
/** What a naive meter clips an impossible rate to: the port's speed. */
const PORT = 1e9;

interface Polled {
  /** Octets since the poll before, as the naive meter counts them. */
  readonly down: number;
  readonly up: number;
  /** What it divides by. */
  readonly ms: number;
}

/** Works out a poll from this reading and the one before; `undefined` stands for a failed one. */
type Naive = (next: Taken | undefined, before: Taken | undefined) => Polled | undefined;

/** A reading with the wall clock that a naive meter looks at. */
type Taken = Reading & { readonly wall: number };

/** Polls the same wire as ours, and enters one rate for the interval before the poll, whatever it is worth. */
function naiveLoop(naive: Naive, poll: (office: MeasuredOffice) => Promise<Reading | undefined> = polled(() => NAME)) {
  return (office: MeasuredOffice): Loop => {
    let before: Taken | undefined;
    return {
      name: 'naive',
      async pass() {
        const reading = await poll(office);
        const next = reading && { ...reading, wall: office.wall() };
        const passed = naive(next, before);
        before = next;
        const start = moment(Math.floor(office.lab.clock.now() / SLOT) * SLOT - SLOT);
        if (passed !== undefined && passed.ms > 0) {
          const rate = (octets: number): number => Math.min(PORT, Math.round((octets * 8000) / passed.ms));
          office.samples.import('uplink:isp-a', [
            { start, down: rate(passed.down), up: rate(passed.up), dropsDown: 0, dropsUp: 0 },
          ]);
        }
        return { after: span(MINUTE), changed: false };
      },
    };
  };
}

/** Our own meter's reading of an interface; undefined where it gave none. */
function polled(nameOf: (office: MeasuredOffice) => string): (office: MeasuredOffice) => Promise<Reading | undefined> {
  return async (office) => {
    try {
      const point = { subject: 'uplink:isp-a', interface: nameOf(office) } as const;
      const { readings } = await office.meter.read([point, ...POINTS.slice(1)]);
      return readings.find(({ subject }) => subject === 'uplink:isp-a');
    } catch (error) {
      if (error instanceof Fault) return undefined;
      throw error;
    }
  };
}

const between = (next: Reading, before: Reading, ms: number): Polled => ({
  down: Number(next.down - before.down),
  up: Number(next.up - before.up),
  ms,
});

const AGENT_TIME = (next: Reading, before: Reading): number => (next.agentTicks - before.agentTicks) * 10;
const inWork = (office: MeasuredOffice, at: number): boolean =>
  at >= office.day + 7 * HOUR && at < office.day + 17 * HOUR;

/** Meters as they are often written. Each must be found out in every try. */
export const NAIVE_METERS: readonly MeasuredRow[] = [
  control('control-z', 'a meter reads four failed polls of five as 0', () => {
    let good = { down: 0, up: 0 };
    return {
      loop: naiveLoop((next, before) => {
        // Not all five: an interval in which nothing at all passed is a link that is down.
        if (next === undefined) return { down: good.down / 5, up: good.up / 5, ms: SLOT };
        if (before === undefined) return undefined;
        const passed = between(next, before, AGENT_TIME(next, before));
        good = passed;
        return passed;
      }),
      befall: (office) => (at) => {
        // Refused at once, so that the control costs no deadlines.
        office.lab.faults.switches.snmpMaxReplyBytes = inWork(office, at) ? 10 : 4096;
      },
    };
  }),
  control('control-w', 'a meter takes a 64-bit counter that fell for one that wrapped, and clips', () => {
    const resets = new Set(everyFiveMinutes().filter((_, n) => n % 2 === 0));
    return {
      loop: naiveLoop((next, before) => {
        if (next === undefined || before === undefined) return undefined;
        const { down, up, ms } = between(next, before, SLOT);
        return { down: down < 0 ? down + 2 ** 64 : down, up: up < 0 ? up + 2 ** 64 : up, ms };
      }),
      befall: (office) => (at) => {
        if (resets.has(at - office.day)) office.lab.plant.resetCounters();
      },
    };
  }),
  control('control-i', 'a meter divides by the configured interval', () => ({
    visits: everyFiveMinutes().map((at, n) => at + (n % 2) * 285_000),
    loop: naiveLoop((next, before) =>
      next === undefined || before === undefined ? undefined : between(next, before, SLOT),
    ),
    befall: () => undefined,
  })),
  control('control-t', 'a meter divides by a wall clock that jumps', () => ({
    loop: naiveLoop((next, before) =>
      next === undefined || before === undefined ? undefined : between(next, before, next.wall - before.wall),
    ),
    befall: (office) => () => {
      office.off = office.off > 0 ? -100_000 : 100_000;
    },
  })),
  control('control-x', 'a meter trusts the index', () => ({
    loop: naiveLoop(
      (next, before) =>
        next === undefined || before === undefined || next.down < before.down
          ? undefined
          : between(next, before, AGENT_TIME(next, before)),
      polled(({ lab }) => lab.plant.interfaces.ports.find((port) => port.index === 1)?.name ?? NAME),
    ),
    befall: (office) => (at) => {
      if (at === office.day + wiredHours.from + SLOT) swapRows(office);
    },
  })),
  control('control-s', 'a meter takes a counter that stands still for an idle link', () => ({
    loop: naiveLoop((next, before) => {
      if (next === undefined || before === undefined) return undefined;
      const { down, up, ms } = between(next, before, AGENT_TIME(next, before));
      // Idle, with its own poll: nothing at all is a link that is down.
      return { down: Math.max(100, down), up: Math.max(100, up), ms };
    }),
    befall: (office) => {
      const frozen = freeze();
      office.wire.bend = frozen.bend;
      return (at) => frozen.set(inWork(office, at));
    },
  })),
  control('control-p', 'a meter believes what an SNMPv3 answer says of its own security', () => ({
    loop: naiveLoop(
      (next, before) =>
        next === undefined || before === undefined ? undefined : between(next, before, AGENT_TIME(next, before)),
      believingPoll,
    ),
    befall: forgedInClear,
  })),
];

function control(id: string, what: string, day: () => Day): MeasuredRow {
  return { id, what, kind: 'control', count: 20, one: (dice) => wiredTry(id, dice, day()) };
}
