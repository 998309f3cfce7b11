import { before, DAY, type Moment, type Span, span, type Window } from '../domain/moment.ts';
import { type Rate, sameRate } from '../domain/rate.ts';
import type { Application } from './application.ts';

/** A request of the ledger, as far as a second wish is held against it. */
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

/** How long after a grant the same wish is still taken for the same letter. */
const DUPLICATE_AFTER_GRANT: Span = span(30 * DAY);

/**
 * The number of the earliest request that already asks the same: agency, line, wanted total and window agree, and it is
 * open or was granted in the last 30 days. An open one counts however old it is: a reminder of a deferred wish is no
 * second wish.
 */
export function duplicateOf(wish: Application, now: Moment, earlier: readonly EarlierRequest[]): string | undefined {
  return earlier
    .filter((request) => isAlive(request, now) && asksTheSame(request, wish))
    .toSorted((a, b) => a.receivedAt - b.receivedAt || (a.number < b.number ? -1 : 1))[0]?.number;
}

function isAlive(request: EarlierRequest, now: Moment): boolean {
  return request.open || (request.grantedAt !== undefined && request.grantedAt >= before(now, DUPLICATE_AFTER_GRANT));
}

function asksTheSame(request: EarlierRequest, wish: Application): boolean {
  return (
    request.agency === wish.agency &&
    request.line === wish.line &&
    sameRate(request.wanted, wish.wanted) &&
    request.window?.from === wish.window?.from &&
    request.window?.until === wish.window?.until
  );
}
