import { Fault } from '../../agent/domain/fault.ts';
import { type Finding, finding } from '../../agent/domain/finding.ts';
import type { Reading } from '../../agent/domain/counters/reading.ts';
import type { Clock } from '../../agent/ports/clock.ts';
import type { Meter, MeterPoint, Unread, Visit } from '../../agent/ports/meter.ts';

export interface MemoryRow {
  readonly name: string;
  readonly down: bigint;
  readonly up: bigint;
  readonly operational?: boolean;
  readonly drops?: { readonly down: number; readonly up: number };
  readonly speedMbps?: number;
  readonly type?: number;
  readonly discontinuity?: number;
}

/** A device whose tables a test writes; the meter contract's reference. */
export interface MemoryMeter extends Meter {
  interface(index: number, row: MemoryRow): void;
  queue(index: number, row: MemoryRow): void;
  drop(index: number): void;
  upTime(ticks: number): void;
  mute(silent: boolean): void;
  /** How many visits were made. */
  readonly visits: number;
}

export function memoryMeter(clock: Clock, name = 'memory'): MemoryMeter {
  const interfaces = new Map<number, MemoryRow>();
  const queues = new Map<number, MemoryRow>();
  let ticks = 100_000;
  let silent = false;
  let closed = false;
  let visits = 0;
  let last: readonly MeterPoint[] = [];

  const answer = (points: readonly MeterPoint[]): Visit => {
    if (silent || closed) throw new Fault('meter/silent', { target: name }, { retry: 'later' });
    const outcomes = points.map((point) => outcomeOf(point, point.queue === undefined ? interfaces : queues));
    return {
      readings: outcomes.flatMap((each) =>
        'index' in each ? { ...each, at: clock.now(), monotonic: clock.monotonic(), agentTicks: ticks } : [],
      ),
      unread: outcomes.flatMap((each) => ('why' in each ? each : [])),
    };
  };

  return {
    name,
    get visits() {
      return visits;
    },
    interface: (index, row) => void interfaces.set(index, { speedMbps: 1000, type: 6, discontinuity: 0, ...row }),
    queue: (index, row) => void queues.set(index, row),
    drop: (index) => void (interfaces.delete(index) || queues.delete(index)),
    upTime: (to) => {
      ticks = to;
    },
    mute: (to) => {
      silent = to;
    },
    read: async (points) => {
      visits += 1;
      last = points;
      return await Promise.resolve().then(() => answer(points));
    },
    check: async () => {
      if (silent) return await Promise.resolve([finding('meter/silent', 'alarm', name)]);
      const found = answer(last).unread.map((unread) => findingOf(unread, last));
      return found.length > 0 ? found : [finding('meter/ok', 'ok', name, { name })];
    },
    close: async () => {
      closed = true;
      await Promise.resolve();
    },
  };
}

function outcomeOf(
  point: MeterPoint,
  rows: ReadonlyMap<number, MemoryRow>,
): Omit<Reading, 'at' | 'monotonic' | 'agentTicks'> | Unread {
  const { subject } = point;
  const named = [...rows].filter(([, row]) => row.name === (point.queue ?? point.interface));
  const up = named.filter(([, row]) => row.operational !== false);
  const [chosen] = named.length === 1 ? named : up;
  if (chosen === undefined) return { subject, why: named.length === 0 ? 'not-listed' : 'ambiguous' };
  if (named.length > 1 && up.length > 1) return { subject, why: 'ambiguous' };
  const [index, { name: _, operational, type, ...counters }] = chosen;
  const isTurned = point.queue === undefined && point.faces === 'agency';
  const octets = isTurned ? { down: counters.up, up: counters.down } : {};
  const kind = type === undefined ? {} : { ifType: type };
  return { ...counters, ...octets, ...kind, subject, index, operational: operational !== false };
}

function findingOf({ subject, why }: Unread, points: readonly MeterPoint[]): Finding {
  const isQueue = points.find((point) => point.subject === subject)?.queue !== undefined;
  const ofInterface = why === 'ambiguous' ? 'meter/ambiguous-interface' : 'meter/no-interface';
  const level = subject.startsWith('pool:') ? 'warn' : 'alarm';
  return finding(isQueue ? 'meter/no-queue' : ofInterface, level, subject, { why });
}
