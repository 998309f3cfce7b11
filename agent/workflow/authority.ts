import { Fault } from '../domain/fault.ts';
import {
  actingRoles,
  type Actor,
  isSecond,
  type Requester,
  type Role,
  type Signature,
  signatureOf,
} from '../domain/person.ts';
import { never } from '../domain/never.ts';
import type { Profile } from '../domain/profile.ts';
import { minus } from '../domain/rate.ts';
import type { Rate } from '../domain/rate.ts';
import type { Event, EventKind, RuleEvent } from './event.ts';

type Raisers = readonly Role[];

const AGENT_ONLY: Raisers = ['agent'];
const SUPPORT: Raisers = ['technical-support', 'computer-specialist'];
const HEAD: Raisers = ['division-head'];

/** Events that only the agent raises. */
const RULES: Readonly<Record<RuleEvent['kind'], Raisers>> = {
  questioned: AGENT_ONLY,
  'suspected-duplicate': AGENT_ONLY,
  assessed: AGENT_ONLY,
  'hold-expired': AGENT_ONLY,
  'offer-expired': AGENT_ONLY,
  'documents-overdue': AGENT_ONLY,
  'deferral-aged': AGENT_ONLY,
  'window-begun': AGENT_ONLY,
  intended: AGENT_ONLY,
  applied: AGENT_ONLY,
  'not-applied': AGENT_ONLY,
  told: AGENT_ONLY,
  'expiry-near': AGENT_ONLY,
  'window-over': AGENT_ONLY,
  'window-missed': AGENT_ONLY,
  'return-due': AGENT_ONLY,
  'silence-confirmed': AGENT_ONLY,
};

/** Roles that may raise each event, as in the lanes of the SOP. */
export const RAISERS: Readonly<Record<EventKind, Raisers>> = {
  ...RULES,
  triaged: SUPPORT,
  'documents-given': ['agency', ...SUPPORT],
  corrected: ['agency', ...SUPPORT],
  'linked-duplicate': SUPPORT,
  'found-original': SUPPORT,
  redirected: HEAD,
  disposed: ['department-head'],
  examined: HEAD,
  approved: HEAD,
  ratified: ['division-head', 'department-head'],
  postponed: HEAD,
  offered: HEAD,
  'offer-answered': ['agency', ...SUPPORT],
  rejected: HEAD,
  cancelled: ['agency', ...SUPPORT],
  retried: ['computer-specialist'],
  extended: HEAD,
  'ended-early': ['agency', 'division-head', 'computer-specialist'],
  informed: SUPPORT,
  confirmed: ['agency', ...SUPPORT],
  closed: SUPPORT,
  'restore-ordered': ['computer-specialist', 'technical-support'],
  'restored-by-hand': ['computer-specialist', 'technical-support'],
};

/** What is known of the request that decides who may act on it. */
export interface Duties {
  /** Number of the request. */
  readonly number: string;
  readonly requester: Requester;
  /**
   * Who ordered the newest availability check: a person's id, or `agent` for a check by rule. null: no check was made.
   */
  readonly checker: string | null;
  /** Signature of the first approval, while a second one is needed. null: no approval yet. */
  readonly approver: Signature | null;
  /** Bandwidth asked for beyond what is in force, bit/s. null: not known. */
  readonly addition: Rate | null;
  readonly profile: Profile;
}

/**
 * Returns why the actor may not raise the event, as a Fault. undefined: the actor may. `request/not-your-role`: wrong
 * role. `request/needs-document`: paper decision without document number. `request/same-person`: who filed or checked a
 * request may not decide on it, and a second approval needs another person or document. A paper decision is the
 * official's, so the person who enters it need not be another person.
 * `request/requester-unknown`: nobody knows who filed the request, so only a paper decision is taken.
 */
export function refusal(event: Event, actor: Actor, duties: Duties): Fault | undefined {
  const needed = raisersOf(event, duties);
  const roles = actingRoles(actor);
  if (!roles.some((role) => needed.includes(role))) {
    return new Fault('request/not-your-role', {
      role: roles.join(','),
      needed: needed.join(','),
      number: duties.number,
    });
  }
  if (actor.kind !== 'person') return undefined;
  if (actor.paper !== null && actor.paper.document.trim() === '') return new Fault('request/needs-document', {});
  if (event.kind === 'ratified' && !isSecondApproval(actor, duties))
    return new Fault('request/same-person', { duty: 'approver' });
  if (actor.paper !== null) return undefined;
  if (!isDecision(event)) return undefined;
  const asRequester = requesterRefusal(actor.person, duties);
  if (asRequester !== undefined) return asRequester;
  if (actor.person === duties.checker) return new Fault('request/same-person', { duty: 'checker' });
  return undefined;
}

/** Who named the recorder is refused too: else the person who filed a request could name another and approve it. */
function requesterRefusal(person: string, { requester, number }: Duties): Fault | undefined {
  switch (requester.kind) {
    case 'agency':
      return undefined;
    case 'unknown':
      return new Fault('request/requester-unknown', { number });
    case 'person':
      if (person === requester.person) return new Fault('request/same-person', { duty: 'requester' });
      return person === requester.namedBy ? new Fault('request/same-person', { duty: 'recorder-named' }) : undefined;
    default:
      return never(requester);
  }
}

function isSecondApproval(actor: Actor, { approver }: Duties): boolean {
  const second = signatureOf(actor);
  return approver === null || (second !== null && isSecond(approver, second));
}

function isDecision(event: Event): boolean {
  return (
    event.kind === 'approved' || event.kind === 'ratified' || event.kind === 'offered' || event.kind === 'extended'
  );
}

/** Roles that may raise the event. For an approval they depend on the size of the addition, if the profile says so. */
function raisersOf(event: Event, { addition, profile }: Duties): Raisers {
  if (event.kind !== 'approved' || addition === null) return RAISERS[event.kind];
  const size = Math.max(addition.down, addition.up);
  if (profile.headAbove !== null && size > profile.headAbove) return ['department-head'];
  if (profile.delegatedUpTo !== null && size <= profile.delegatedUpTo) return ['division-head', 'computer-specialist'];
  return RAISERS.approved;
}

/** Returns the bandwidth that a request asks for beyond what is in force, bit/s. null: not known what it asks. */
export function additionOf(wanted: Rate | null, inForce: Rate): Rate | null {
  return wanted === null ? null : minus(wanted, inForce);
}
