import { z } from 'zod';

const count = z.int().nonnegative();
const counts = z.record(z.string(), count);
const sums = z.strictObject({ rows: count, down: count, up: count });

const recordedState = z.strictObject({
  /** Moment at which the older daemon had stopped. */
  now: count,
  /** PRAGMA user_version of each file. */
  schema: z.strictObject({ ledger: count, samples: count, helpdesk: count }),
  /** Rows of each table. */
  rows: z.strictObject({ ledger: counts, samples: counts, helpdesk: counts }),
  /** Length of the chain, hash of its last entry, entries by act. */
  audit: z.strictObject({ entries: count, head: z.string().length(64), acts: counts }),
  /** Number of the request → stage. */
  requests: z.record(z.string(), z.string()),
  /** Number of the request → `event>stage`, oldest first. */
  history: z.record(z.string(), z.array(z.string())),
  /** `id number verdict offerDown/offerUp|- earliest|-` */
  decisions: z.array(z.string()),
  /** `id line number|- down/up limitDown/limitUp windowUntil|- state appliedAt|- returnedAt|-` */
  allocations: z.array(z.string()),
  /** `id purpose owner number|- dueAt state` */
  plans: z.array(z.string()),
  /** `id plan change owner intendedAt state` */
  ops: z.array(z.string()),
  /** Rows of the outbox by kind, notices by the kind of the notice. */
  outbox: counts,
  /** Valid 5-minute rates and rollups over all subjects and all time; octets in the rollups. */
  samples: z.strictObject({ subjects: count, last: count, fiveMinute: sums, hourly: sums, daily: sums }),
  /** Ticket → messages on its page. */
  pages: counts,
  /** `id kind from until` */
  reports: z.array(z.string()),
  /** Dashes for facts that are not known, in all notices of a kind as the older version worded them; left out: none. */
  dashes: z.record(z.string(), z.strictObject({ id: count, en: count })),
});

/** What stood in the files of an older version, read out of them by SQL when they were packed: `expected.json`. */
export type RecordedState = z.output<typeof recordedState>;

/** Reads `expected.json`. Throws ZodError when it is not whole. */
export function readRecordedState(text: string): RecordedState {
  return recordedState.parse(JSON.parse(text));
}

/** How often each name occurs, as the recorded counts have it. */
export function tally(names: readonly string[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of names) found[name] = (found[name] ?? 0) + 1;
  return found;
}
