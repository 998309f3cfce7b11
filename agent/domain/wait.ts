import { type Facts, type Finding, finding } from './finding.ts';
import type { WriteFreezeCode } from './write-freeze.ts';
import type { Moment } from './moment.ts';
import { never } from './never.ts';
import type { Bps } from './rate.ts';

/**
 * Why a plan that is due is not carried out now, with the evidence. Nothing is wrong with the plan. `until`: latest
 * time of the next try.
 */
export type Wait =
  | { readonly why: 'observe-mode' }
  /** The router cannot be visited since `since`. `fault`: code of the first fault. */
  | { readonly why: 'router-away'; readonly since: Moment; readonly fault: string }
  | { readonly why: 'freeze'; readonly until: Moment; readonly reason: string }
  /** Writing is frozen by a ledger–router mismatch. `code` and `facts` are those of its finding. */
  | { readonly why: 'halted'; readonly code: WriteFreezeCode; readonly facts: Facts }
  /**
   * `change`: change of the line, larger direction; `above`: the limit for one approver. `first`: person who approved
   * first, or null.
   */
  | { readonly why: 'second-approver'; readonly change: Bps; readonly above: Bps; readonly first: string | null }
  /** Returning a temporary grant or restoring a value failed `tries` times. Each wait is longer than the one before. */
  | { readonly why: 'try-again'; readonly until: Moment; readonly tries: number }
  /** The router already had `limit` ops in the last hour. */
  | { readonly why: 'writes'; readonly until: Moment; readonly limit: number }
  /** `moved` bit/s were changed in the last hour; with `change` the hour would exceed `limit`. */
  | { readonly why: 'moved'; readonly until: Moment; readonly limit: Bps; readonly moved: Bps; readonly change: Bps }
  /** A guard refuses a return or a restoration, or somebody changed the queue. Tried again on every visit. */
  | { readonly why: 'refused'; readonly found: Finding }
  /**
   * The limit of a pool can be lowered only after the queues below it. `found` names the queue, or the sum of
   * guarantees.
   */
  | { readonly why: 'children'; readonly found: Finding }
  /** The parent queue is raised first, by another plan that is due. `found` names it. */
  | { readonly why: 'parent'; readonly found: Finding }
  /** The availability check, repeated before the write, no longer answers `enough`. */
  | { readonly why: 'verdict'; readonly verdict: 'not-enough' | 'waiting-for-room' | 'unknown' };

/**
 * Converts the reason why a plan waits to a finding about `subject`, a queue or a request number. Its level is `warn`.
 * The screen words it like every other finding.
 */
export function waitFinding(wait: Wait, subject: string): Finding {
  const warn = (code: Finding['code'], facts: Facts = {}): Finding => finding(code, 'warn', subject, facts);
  switch (wait.why) {
    case 'observe-mode':
      return warn('guard/observe-mode');
    case 'router-away':
      return warn('guard/router-away', { since: wait.since, why: wait.fault });
    case 'freeze':
      return warn('guard/frozen', { until: wait.until, reason: wait.reason });
    case 'halted':
      return warn(wait.code, wait.facts);
    case 'second-approver':
      return warn('guard/second-approver', { change: wait.change, above: wait.above, first: wait.first });
    case 'try-again':
      return warn('guard/try-again', { until: wait.until, tries: wait.tries });
    case 'writes':
      return warn('guard/too-many-writes', { until: wait.until, limit: wait.limit });
    case 'moved':
      return warn('guard/too-much-moved', {
        until: wait.until,
        limit: wait.limit,
        moved: wait.moved,
        change: wait.change,
      });
    case 'refused':
    case 'children':
    case 'parent':
      return { ...wait.found, level: 'warn' };
    case 'verdict':
      return warn('guard/not-enough-now', { verdict: wait.verdict });
    default:
      return never(wait);
  }
}
