import type { Facts } from '../domain/finding.ts';

/**
 * Notices to the requesting agency. The sentences are in `texts/notices-id` and `notices-en`; an office may replace
 * them.
 */
export type AgencyNotice =
  | 'agency/received'
  | 'agency/documents-wanted'
  | 'agency/clarification-wanted'
  | 'agency/under-examination'
  | 'agency/deferred'
  | 'agency/partial-offer'
  | 'agency/scheduled'
  | 'agency/active'
  | 'agency/rejected'
  | 'agency/duplicate'
  | 'agency/redirected'
  | 'agency/expiring'
  | 'agency/returned'
  | 'agency/cancelled'
  | 'agency/lapsed'
  | 'agency/restored'
  | 'agency/closed';

/** Notices inside the office, by the role that reads them. */
export type OfficeNotice =
  | 'division-head/not-enough'
  | 'division-head/enough'
  | 'division-head/not-recommended'
  | 'division-head/addition-report'
  | 'division-head/incident-report'
  | 'division-head/deferral-aged'
  | 'division-head/propose-rejection'
  | 'division-head/hold-expired'
  | 'division-head/second-approval'
  | 'division-head/lapsed'
  | 'division-head/grant-used'
  | 'division-head/grant-unused'
  | 'division-head/grant-unmeasured'
  | 'specialist/mismatch'
  | 'specialist/apply-failed'
  | 'specialist/told-report'
  | 'specialist/begins-off-hours';

/** Every notice. */
export type NoticeKind = AgencyNotice | OfficeNotice;

/**
 * A notice to be sent, as a code with facts. It is worded when it is sent, so that a repeated attempt says the same.
 */
export interface Notice {
  readonly kind: NoticeKind;
  readonly facts: Facts;
  /** What the agency is asked to answer on its page. */
  readonly asks?: 'documents' | 'correction' | 'offer' | 'confirm';
}

/** Returns whether the notice goes to the agency rather than to the office. */
export function isForAgency(kind: NoticeKind): kind is AgencyNotice {
  return kind.startsWith('agency/');
}
