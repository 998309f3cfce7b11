import { parsePrefix } from '../../../agent/domain/prefix.ts';
import type { BothWays, QueueExtras } from '../../../agent/shaping/queue-extras.ts';
import { bitsOf, rateOf, waysOf } from './routeros-rate.ts';
import { durationOf, hoursOf } from './routeros-time.ts';

/**
 * Reads a property's text into canonical form. `{}`: the value is the default. undefined: a form that we do not know.
 */
type Reader = (text: string) => QueueExtras | undefined;

const NONE: QueueExtras = {};

/** Properties that we do not interpret, with their defaults. Any other text of them is kept as it is. */
const USUAL_WORDS: Readonly<Record<string, string>> = {
  'total-priority': '8',
  'total-queue': 'default-small',
  'total-bucket-size': '0.1',
  'total-burst-limit': '0',
  'total-burst-threshold': '0',
  'total-burst-time': '0s',
};

/** Properties of /queue/simple that we read and keep, but never write. */
const READERS: Readonly<Record<string, Reader>> = {
  'burst-limit': rate((burstLimit) => ({ burstLimit })),
  'burst-threshold': rate((burstThreshold) => ({ burstThreshold })),
  'burst-time': pair(durationOf, 0, (burstTime) => ({ burstTime })),
  priority: pair(priorityOf, 8, (priority) => ({ priority })),
  'bucket-size': pair(bucketOf, 100, (bucketSize) => ({ bucketSize })),
  time(text) {
    const hours = hoursOf(text);
    return hours === 'always' ? NONE : hours && { hours };
  },
  dst: (text) => ({ dst: parsePrefix(text) ?? text }),
  'packet-marks': (text) => ({ packetMarks: [...new Set(text.split(','))].toSorted() }),
  'total-max-limit': bits((totalMaxLimit) => ({ totalMaxLimit })),
  'total-limit-at': bits((totalLimitAt) => ({ totalLimitAt })),
  ...Object.fromEntries(
    Object.entries(USUAL_WORDS).map(([property, usual]) => [property, (text: string) => wordsReader(text, usual)]),
  ),
};

/** Names of the properties that are read and kept. */
export const EXTRA_PROPERTIES: readonly string[] = Object.keys(READERS);

/** Default texts as 6.49 and 7.x print them. Most rows have exactly these, so they are compared and not parsed. */
const PLAIN: Readonly<Record<string, string>> = {
  'burst-limit': '0/0',
  'burst-threshold': '0/0',
  'burst-time': '0s/0s',
  priority: '8/8',
  'bucket-size': '0.1/0.1',
};

/**
 * Reads the kept properties of a row. undefined: all are at their defaults. A text that cannot be parsed stays as it
 * is, under `others`.
 */
export function extrasOf(row: Readonly<Record<string, string>>): QueueExtras | undefined {
  let extras: QueueExtras | undefined;
  for (const property of EXTRA_PROPERTIES) {
    const text = row[property];
    if (text === undefined || text === '' || text === PLAIN[property]) continue;
    const read = READERS[property]?.(text);
    if (read === NONE) continue;
    extras = { ...extras, ...(read ?? { others: { ...extras?.others, [property]: text } }) };
  }
  return extras;
}

/** Returns the kept texts of properties that we do interpret, but could not: their values are unknown. */
export function unreadExtras(extras: QueueExtras | undefined): Readonly<Record<string, string>> {
  const kept = Object.entries(extras?.others ?? {});
  return Object.fromEntries(kept.filter(([property]) => !Object.hasOwn(USUAL_WORDS, property)));
}

function rate(make: (rate: NonNullable<ReturnType<typeof rateOf>>) => QueueExtras): Reader {
  return (text) => {
    const read = rateOf(text);
    if (read === undefined) return undefined;
    return read.down === 0 && read.up === 0 ? NONE : make(read);
  };
}

/** Reads `up/down`, or one value that counts for both directions. */
function pair(
  half: (text: string) => number | undefined,
  usual: number,
  make: (pair: BothWays) => QueueExtras,
): Reader {
  return (text) => {
    const read = waysOf(text.includes('/') ? text : `${text}/${text}`, half);
    if (read === undefined) return undefined;
    return read.down === usual && read.up === usual ? NONE : make(read);
  };
}

function bits(make: (bits: NonNullable<ReturnType<typeof bitsOf>>) => QueueExtras): Reader {
  return (text) => {
    const read = bitsOf(text);
    if (read === undefined) return undefined;
    return read === 0 ? NONE : make(read);
  };
}

function wordsReader(text: string, usual: string): QueueExtras | undefined {
  return text === usual ? NONE : undefined;
}

function priorityOf(text: string): number | undefined {
  return /^[1-8]$/.test(text) ? Number(text) : undefined;
}

/** Parses seconds with at most three decimals. Returns milliseconds: `0.1` is 100. */
function bucketOf(text: string): number | undefined {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  return whole === undefined ? undefined : Number(whole) * 1_000 + Number(fraction.padEnd(3, '0'));
}
