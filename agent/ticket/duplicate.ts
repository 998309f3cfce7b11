import { before, DAY, type Moment, type Span, span, type Window } from '../domain/moment.ts';
import { type Rate, sameRate } from '../domain/rate.ts';
import type { Application } from './application.ts';

/** What of a request in the ledger is compared with a new application. */
export interface EarlierRequest {
  /** BW-2026-0041. */
  readonly number: string;
  readonly agency: string;
  readonly line: string | null;
  readonly wanted: Rate;
  readonly window?: Window;
  readonly receivedAt: Moment;
  /** Neither closed nor ended in any other way. */
  readonly open: boolean;
  /** When it was granted, if it was. */
  readonly grantedAt?: Moment;
}

/** How long after a grant the same application still counts as a copy of the same letter. */
const DUPLICATE_AFTER_GRANT: Span = span(30 * DAY);

/**
 * The number of the earliest request that asks the same: agency, line, wanted total and window agree, and it is open or
 * was granted in the last 30 days. An open one counts at any age: a reminder of a deferred request is no new one.
 */
export function duplicateOf(
  application: Application,
  now: Moment,
  earlier: readonly EarlierRequest[],
): string | undefined {
  return earlier
    .filter((request) => isAlive(request, now) && asksTheSame(request, application))
    .toSorted((a, b) => a.receivedAt - b.receivedAt || (a.number < b.number ? -1 : 1))[0]?.number;
}

function isAlive(request: EarlierRequest, now: Moment): boolean {
  return request.open || (request.grantedAt !== undefined && request.grantedAt >= before(now, DUPLICATE_AFTER_GRANT));
}

function asksTheSame(request: EarlierRequest, application: Application): boolean {
  return (
    request.agency === application.agency &&
    request.line === application.line &&
    sameRate(request.wanted, application.wanted) &&
    request.window?.from === application.window?.from &&
    request.window?.until === application.window?.until
  );
}
