import type { Moment } from '../domain/moment.ts';
import type { Office } from '../domain/office.ts';
import type { LedgerView } from '../ports/ledger.ts';
import type { SamplesView } from '../ports/samples.ts';
import type { Change } from '../shaping/queue.ts';
import type { DayCache } from './day-cache.ts';

/** What a view looks at: the books, the samples, the office's decisions and the time. */
export interface ReadContext {
  readonly ledger: LedgerView;
  readonly samples: SamplesView;
  readonly office: Office;
  readonly cache: DayCache;
  readonly now: Moment;
  /** Uplinks that are gone for good, by supposition only. */
  readonly lost?: ReadonlySet<string>;
  /** A change as a person would paste it into that router. */
  words(router: string, change: Change): readonly string[];
}
