import { Fault } from '../domain/fault.ts';
import { actingRoles, type Actor, isSecond, type Role, type Signature, signatureOf } from '../domain/person.ts';
import type { Profile } from '../domain/profile.ts';
import { minus } from '../domain/rate.ts';
import type { Rate } from '../domain/rate.ts';
import type { Event, EventKind, RuleEvent } from './event.ts';

type Raisers = readonly Role[];

const AGENT_ONLY: Raisers = ['agent'];
const SUPPORT: Raisers = ['technical-support', 'computer-specialist'];
const HEAD: Raisers = ['division-head'];

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

/** Who may raise which event (the SOP's lanes). A row for each, or it does not compile. */
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

/** What the request's past says about who did what. */
export interface Duties {
  readonly number: string;
  /** Person who filed it for the agency, when somebody of the office did. */
  readonly requester: string | null;
  /** Person who ordered the availability check that the approval rests on. */
  readonly checker: string | null;
  /** Who approved it first, while a second approval is waited for. */
  readonly approver: Signature | null;
  /** Addition that is asked; null when not known yet. */
  readonly addition: Rate | null;
  readonly profile: Profile;
}

/**
 * Why the actor may not raise the event, or undefined when it may. Duties are separated by person: who filed or checked
 * a request does not approve it. On paper the official decides and the recorder only writes it down, so only the
 * document is asked for.
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
  if (event.kind === 'ratified' && !addsEyes(actor, duties))
    return new Fault('request/same-person', { duty: 'approver' });
  if (actor.paper !== null) return undefined;
  if (!isDecision(event)) return undefined;
  if (actor.person === duties.requester) return new Fault('request/same-person', { duty: 'requester' });
  if (actor.person === duties.checker) return new Fault('request/same-person', { duty: 'checker' });
  return undefined;
}

function addsEyes(actor: Actor, { approver }: Duties): boolean {
  const second = signatureOf(actor);
  return approver === null || (second !== null && isSecond(approver, second));
}

function isDecision(event: Event): boolean {
  return (
    event.kind === 'approved' || event.kind === 'ratified' || event.kind === 'offered' || event.kind === 'extended'
  );
}

/** Approval moves up or down the office by the size of the addition, where the profile says so. */
function raisersOf(event: Event, { addition, profile }: Duties): Raisers {
  if (event.kind !== 'approved' || addition === null) return RAISERS[event.kind];
  const size = Math.max(addition.down, addition.up);
  if (profile.headAbove !== null && size > profile.headAbove) return ['department-head'];
  if (profile.delegatedUpTo !== null && size <= profile.delegatedUpTo) return ['division-head', 'computer-specialist'];
  return RAISERS.approved;
}

/** The addition a request asks over what is in force. */
export function additionOf(wanted: Rate | null, inForce: Rate): Rate | null {
  return wanted === null ? null : minus(wanted, inForce);
}
