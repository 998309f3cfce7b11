import { type Facts, type Finding, finding } from './finding.ts';
import type { WriteFreezeCode } from './write-freeze.ts';
import type { Moment } from './moment.ts';
import { never } from './never.ts';
import type { Bps } from './rate.ts';

/**
 * Why a plan is not carried out now although nothing is wrong with it, with the evidence. `until`: when it is asked
 * again at the latest.
 */
export type Wait =
  | { readonly why: 'observe-mode' }
  /** The router could not be visited since; the code of the fault says how it failed. */
  | { readonly why: 'router-away'; readonly since: Moment; readonly fault: string }
  | { readonly why: 'freeze'; readonly until: Moment; readonly reason: string }
  /** Router and books tell two different stories; `facts` as the finding carries them. */
  | { readonly why: 'halted'; readonly code: WriteFreezeCode; readonly facts: Facts }
  /** `change` is the larger direction of what was approved; null in `first`: nobody has approved yet. */
  | { readonly why: 'second-approver'; readonly change: Bps; readonly above: Bps; readonly first: string | null }
  /** A return that failed `tries` times is tried again, at growing distances. */
  | { readonly why: 'try-again'; readonly until: Moment; readonly tries: number }
  | { readonly why: 'writes'; readonly until: Moment; readonly limit: number }
  | { readonly why: 'moved'; readonly until: Moment; readonly limit: Bps; readonly moved: Bps; readonly change: Bps }
  /** A return or a restoration that a guard refuses, or whose queue somebody changed: tried again on every visit. */
  | { readonly why: 'refused'; readonly found: Finding }
  /** A limit comes down after what stands below it: the finding says which, or how much is guaranteed there. */
  | { readonly why: 'children'; readonly found: Finding }
  /** The check at the moment of writing does not say enough any more. */
  | { readonly why: 'verdict'; readonly verdict: 'not-enough' | 'waiting-for-room' | 'unknown' };

/** The wait as something noticed about `subject`, so that it is worded like any other finding. */
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
      return { ...wait.found, level: 'warn' };
    case 'verdict':
      return warn('guard/not-enough-now', { verdict: wait.verdict });
    default:
      return never(wait);
  }
}
