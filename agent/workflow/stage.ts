import type { Unknown } from '../admission/check/decision.ts';
import type { Facts } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import type { Signature } from '../domain/person.ts';
import type { Rate } from '../domain/rate.ts';
import type { DocumentCode } from '../domain/request.ts';

/** Something that the requester must clarify: a question code of the `ticket` room with its facts. */
export interface StageQuestion {
  readonly code: string;
  readonly facts: Facts;
}

/**
 * Where a request stands in the SOP, with the evidence for it. This is the only status of a request. `decision` is the
 * id of a stored check, `allocation` the id of an allocation, `of` the id of the original request.
 */
export type Stage =
  // SOP 1-2: received, inventoried, prioritised
  | { readonly at: 'received'; readonly outside: boolean }
  | {
      readonly at: 'awaiting-documents';
      readonly missing: readonly DocumentCode[];
      readonly until: Moment;
      readonly overdue: boolean;
    }
  | { readonly at: 'needs-clarification'; readonly questions: readonly StageQuestion[] }
  | { readonly at: 'possible-duplicate'; readonly of: number }
  // SOP 3-4: disposed by the department head, examined by the division head
  | { readonly at: 'awaiting-disposition' }
  | { readonly at: 'disposed' }
  | { readonly at: 'examined' }
  // SOP 5: availability
  | {
      readonly at: 'assessed';
      readonly verdict: 'enough' | 'not-recommended';
      readonly decision: number;
      readonly enough: boolean;
    }
  | { readonly at: 'unknown'; readonly decision: number; readonly why: readonly Unknown[] }
  | { readonly at: 'waiting-for-room'; readonly decision: number }
  | {
      readonly at: 'deferred';
      readonly decision: number | null;
      readonly since: Moment;
      readonly reason: string | null;
      readonly aged: number;
    }
  | {
      readonly at: 'offered-partial';
      readonly decision: number;
      readonly rate: Rate;
      readonly until: Moment;
      readonly planHash: string;
      readonly signed: Signed;
    }
  // SOP 6: approved by people, applied, verified
  | { readonly at: 'approved'; readonly allocation: number; readonly retries: number; readonly signed: Signed }
  | { readonly at: 'scheduled'; readonly allocation: number; readonly from: Moment; readonly signed: Signed }
  | {
      readonly at: 'applying';
      readonly allocation: number;
      readonly op: number;
      readonly retries: number;
      readonly signed: Signed;
    }
  | { readonly at: 'apply-failed'; readonly allocation: number; readonly why: Facts; readonly signed: Signed }
  | { readonly at: 'active'; readonly allocation: number; readonly since: Moment }
  // SOP 7: the agency was told; a temporary grant then runs out
  | { readonly at: 'informed'; readonly allocation: number; readonly since: Moment }
  | { readonly at: 'expiring'; readonly allocation: number; readonly until: Moment }
  | { readonly at: 'returning'; readonly allocation: number; readonly retries: number; readonly failed: Facts | null }
  | { readonly at: 'returned'; readonly allocation: number; readonly since: Moment }
  // incidents
  | { readonly at: 'handling' }
  | { readonly at: 'restoring'; readonly cause: string }
  | { readonly at: 'restored'; readonly since: Moment; readonly cause: string }
  // ends; SOP 8
  | { readonly at: 'closed' }
  | { readonly at: 'duplicate'; readonly of: number }
  | { readonly at: 'rejected'; readonly reason: string; readonly advice: string }
  | { readonly at: 'cancelled'; readonly reason: string }
  | { readonly at: 'redirected'; readonly service: string }
  /** The time that was asked for is over before anything was granted, or before the grant was applied. */
  | { readonly at: 'lapsed'; readonly why: 'not-granted' | 'not-applied' };

/** Who approved: one signature, or two for a large change. Empty only for an approval that no person signed. */
export type Signed = readonly Signature[];

/** Name of a stage. */
export type StageName = Stage['at'];

/** The stage with that name, with its fields. */
export type StageAt<Name extends StageName> = Extract<Stage, { readonly at: Name }>;

const ENDS: ReadonlySet<StageName> = new Set(['closed', 'duplicate', 'rejected', 'cancelled', 'redirected', 'lapsed']);

/** Returns whether nothing can happen to the request any more. */
export function isEnd(stage: Stage): boolean {
  return ENDS.has(stage.at);
}
