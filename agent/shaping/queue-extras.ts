import { never } from '../domain/never.ts';
import type { Bps, Rate } from '../domain/rate.ts';

/** Two numbers of one unit, as the agency sees them. */
export interface BothWays {
  readonly down: number;
  readonly up: number;
}

export const WEEK_DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type WeekDay = (typeof WEEK_DAYS)[number];

/**
 * When a queue is in force, by the router's own clock: seconds since midnight. `until` before `from` runs over
 * midnight.
 */
export interface QueueHours {
  readonly from: number;
  readonly until: number;
  /** In the order of the week; all seven: every day. */
  readonly days: readonly WeekDay[];
}

/**
 * What a simple queue can do beyond what we decide, in canonical form: read and kept, never written. A field that is
 * left out is at the router's default, which changes nothing.
 */
export interface QueueExtras {
  readonly burstLimit?: Rate;
  readonly burstThreshold?: Rate;
  /** Milliseconds over which the rate is averaged. */
  readonly burstTime?: BothWays;
  /** 1 goes first. */
  readonly priority?: BothWays;
  /** Bucket in milliseconds of the limit. */
  readonly bucketSize?: BothWays;
  readonly hours?: QueueHours;
  /** A prefix or an interface: only what goes there is matched. */
  readonly dst?: string;
  /** Sorted; only packets with one of these marks are matched. */
  readonly packetMarks?: readonly string[];
  /** Both directions together. */
  readonly totalMaxLimit?: Bps;
  readonly totalLimitAt?: Bps;
  /**
   * By the router's name of the property, in its own words: what bounds no rate, and what is in no form that we know.
   */
  readonly others?: Readonly<Record<string, string>>;
}

/** The part of a queue that we keep and do not decide. */
export interface Kept {
  /** Kind of queueing as the router writes it, upload first. */
  readonly queueType: string;
  readonly extras?: QueueExtras;
}

/** One feature that differs, as people read it; null: at the router's default. */
export interface ExtraDifference {
  readonly field: string;
  readonly was: string | null;
  readonly now: string | null;
}

/**
 * Features that are not what they were, by name in the order of the alphabet. Empty when nothing that we keep has
 * changed.
 */
export function extraDifferences(was: Kept, now: Kept): readonly ExtraDifference[] {
  const [before, after] = [wordsOf(was), wordsOf(now)];
  const fields = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return fields.flatMap((field) => {
    const difference = { field, was: before.get(field) ?? null, now: after.get(field) ?? null };
    return difference.was === difference.now ? [] : [difference];
  });
}

/** Every feature that is not at its default, as people read it: `down/up`, rates in bit/s, times in milliseconds. */
export function wordsOf({ queueType, extras = {} }: Kept): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  if (queueType !== '') words.set('queueType', queueType);
  for (const field of Object.keys(extras) as (keyof QueueExtras)[]) {
    if (field !== 'others') words.set(field, shownExtra(extras, field));
  }
  for (const [property, value] of Object.entries(extras.others ?? {})) words.set(property, value);
  return words;
}

function shownExtra(extras: QueueExtras, field: Exclude<keyof QueueExtras, 'others'>): string {
  switch (field) {
    case 'burstLimit':
    case 'burstThreshold':
    case 'burstTime':
    case 'priority':
    case 'bucketSize': {
      const { down, up } = extras[field] ?? { down: 0, up: 0 };
      return `${down}/${up}`;
    }
    case 'hours':
      return extras.hours === undefined ? '' : shownHours(extras.hours);
    case 'packetMarks':
      return (extras.packetMarks ?? []).join(',');
    case 'dst':
    case 'totalMaxLimit':
    case 'totalLimitAt':
      return String(extras[field]);
    default:
      return never(field);
  }
}

/** `08:00:00-17:30:00,mon,tue`. */
export function shownHours({ from, until, days }: QueueHours): string {
  return [`${clockTime(from)}-${clockTime(until)}`, ...days].join(',');
}

function clockTime(seconds: number): string {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}
