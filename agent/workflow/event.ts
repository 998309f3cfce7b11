import type { Unknown } from '../admission/check/decision.ts';
import type { Facts } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import type { Level } from '../domain/priority.ts';
import type { Rate } from '../domain/rate.ts';
import type { DocumentCode } from '../domain/request.ts';
import type { StageQuestion } from './stage.ts';

/** What people can do to a request. `authority` says which roles may. */
export type PersonEvent =
  | {
      readonly kind: 'triaged';
      readonly impact: Level;
      readonly urgency: Level;
      readonly missing: readonly DocumentCode[];
    }
  | { readonly kind: 'documents-given'; readonly documents: readonly DocumentCode[] }
  /** The content of the request was corrected. `questions`: what must still be clarified. */
  | { readonly kind: 'corrected'; readonly questions: readonly StageQuestion[] }
  | { readonly kind: 'linked-duplicate'; readonly of: number }
  | { readonly kind: 'found-original' }
  | { readonly kind: 'redirected'; readonly service: string }
  | { readonly kind: 'disposed'; readonly note: string }
  | { readonly kind: 'examined'; readonly missing: readonly DocumentCode[] }
  | { readonly kind: 'approved'; readonly planHash: string }
  /** A second person approves a large change. */
  | { readonly kind: 'ratified'; readonly planHash: string }
  | { readonly kind: 'postponed'; readonly reason: string }
  /** A part is offered to the agency. `decision`: id of the check of that part. */
  | { readonly kind: 'offered'; readonly rate: Rate; readonly planHash: string; readonly decision: number }
  | { readonly kind: 'offer-answered'; readonly answer: 'accept' | 'wait' | 'cancel' }
  | { readonly kind: 'rejected'; readonly reason: string; readonly advice: string }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'retried' }
  | { readonly kind: 'extended'; readonly until: Moment }
  | { readonly kind: 'ended-early' }
  | { readonly kind: 'informed'; readonly how: string }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'closed'; readonly note: string }
  | { readonly kind: 'restore-ordered'; readonly cause: string }
  | { readonly kind: 'restored-by-hand'; readonly cause: string };

/** What the agent does to a request by itself, always by a fixed rule. */
export type RuleEvent =
  | { readonly kind: 'questioned'; readonly questions: readonly StageQuestion[] }
  | { readonly kind: 'suspected-duplicate'; readonly of: number }
  | {
      readonly kind: 'assessed';
      readonly decision: number;
      readonly verdict: 'enough';
      readonly recommended: boolean;
      readonly rate: Rate;
    }
  | {
      readonly kind: 'assessed';
      readonly decision: number;
      readonly verdict: 'not-enough';
      readonly recommended: boolean;
      readonly facts: Facts;
    }
  | { readonly kind: 'assessed'; readonly decision: number; readonly verdict: 'waiting-for-room' }
  | {
      readonly kind: 'assessed';
      readonly decision: number;
      readonly verdict: 'unknown';
      readonly why: readonly Unknown[];
    }
  | { readonly kind: 'hold-expired' }
  | { readonly kind: 'offer-expired' }
  | { readonly kind: 'documents-overdue' }
  | { readonly kind: 'deferral-aged'; readonly days: number }
  | { readonly kind: 'window-begun' }
  | { readonly kind: 'intended'; readonly op: number }
  /** The router was read and has the granted, returned or restored values. `facts`: what was read. */
  | { readonly kind: 'applied'; readonly facts: Facts }
  /** A write did not succeed. `again`: the agent tries once more by itself. */
  | { readonly kind: 'not-applied'; readonly facts: Facts; readonly again: boolean }
  | { readonly kind: 'told'; readonly notice: string }
  | { readonly kind: 'expiry-near' }
  | { readonly kind: 'window-over' }
  | { readonly kind: 'window-missed' }
  /** The temporary grant must be returned but no plan for it is due: a new plan is recorded. */
  | { readonly kind: 'return-due' }
  | { readonly kind: 'silence-confirmed' };

/** Everything that can happen to a request. */
export type Event = PersonEvent | RuleEvent;
/** Name of an event. */
export type EventKind = Event['kind'];
