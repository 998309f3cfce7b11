import { never } from '../domain/never.ts';
import type { Bps, Rate } from '../domain/rate.ts';

/** Two numbers of the same unit, download and upload as the agency sees them. */
export interface BothWays {
  readonly down: number;
  readonly up: number;
}

/** Weekdays as RouterOS writes them. */
export const WEEK_DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
/** A weekday as RouterOS writes it: `sun` to `sat`. */
export type WeekDay = (typeof WEEK_DAYS)[number];

/**
 * RouterOS `time` of a queue: when it is in force, by the router's own clock, in seconds since midnight. If `until` is
 * before `from`, it runs over midnight.
 */
export interface QueueHours {
  readonly from: number;
  readonly until: number;
  /** In the order of the week. All seven: every day. */
  readonly days: readonly WeekDay[];
}

/**
 * Features of a simple queue that the agent reads and keeps but never writes, in canonical form. A field that is left
 * out has RouterOS's default, which changes nothing.
 */
export interface QueueExtras {
  readonly burstLimit?: Rate;
  readonly burstThreshold?: Rate;
  /** Milliseconds over which RouterOS averages the rate for a burst. */
  readonly burstTime?: BothWays;
  /** 1 to 8; 1 is served first. */
  readonly priority?: BothWays;
  /** Size of the token bucket, in milliseconds at the limit. */
  readonly bucketSize?: BothWays;
  /** Times at which the queue is in force. */
  readonly hours?: QueueHours;
  /** A prefix or an interface. Only traffic to it is matched. */
  readonly dst?: string;
  /** Sorted. Only packets with one of these marks are matched. */
  readonly packetMarks?: readonly string[];
  /** Limit of both directions together, bit/s. */
  readonly totalMaxLimit?: Bps;
  /** Guarantee of both directions together, bit/s. */
  readonly totalLimitAt?: Bps;
  /**
   * Other properties by RouterOS name, with the router's own text: those that limit no rate, and those in an unknown
   * form.
   */
  readonly others?: Readonly<Record<string, string>>;
}

/** The part of a queue that the agent keeps and does not decide. */
export interface Kept {
  /** Queue types as RouterOS writes them: `upload/download`. */
  readonly queueType: string;
  readonly extras?: QueueExtras;
}

/** A feature that differs, with both values as text for people. null: RouterOS's default. */
export interface ExtraDifference {
  readonly field: string;
  readonly was: string | null;
  readonly now: string | null;
}

/** Returns the features that changed from `was` to `now`, sorted by name. Empty: none did. */
export function extraDifferences(was: Kept, now: Kept): readonly ExtraDifference[] {
  const [before, after] = [wordsOf(was), wordsOf(now)];
  const fields = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return fields.flatMap((field) => {
    const difference = { field, was: before.get(field) ?? null, now: after.get(field) ?? null };
    return difference.was === difference.now ? [] : [difference];
  });
}

/**
 * Returns every feature that is not at its default, as text by name: pairs as `down/up`, rates in bit/s, times in ms.
 */
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

/** Formats the times of a queue as RouterOS does: `08:00:00-17:30:00,mon,tue`. */
export function shownHours({ from, until, days }: QueueHours): string {
  return [`${clockTime(from)}-${clockTime(until)}`, ...days].join(',');
}

function clockTime(seconds: number): string {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}
