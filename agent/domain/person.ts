import type { Moment } from './moment.ts';
import { never } from './never.ts';

/** Who acts in the SOP. `agency` is the requesting agency (OPD pemohon), `agent` this program. */
export type Role =
  | 'agency'
  | 'department-head'
  | 'division-head'
  | 'computer-specialist'
  | 'technical-support'
  | 'agent';

/** Roles that a person of the office can hold. */
export type OfficeRole = Exclude<Role, 'agency' | 'agent'>;

/**
 * A member of the office, known by the system user that the kernel reports. No names of people: the account is the key.
 */
export interface Person {
  readonly id: string;
  readonly user: string;
  readonly roles: readonly OfficeRole[];
}

/** A role handed to another person for a time (Plt., Plh.), by a letter. */
export interface Delegation {
  readonly person: string;
  readonly role: OfficeRole;
  readonly from: Moment;
  readonly until: Moment;
  readonly letter: string;
}

/** A decision made on paper by an official and entered by somebody else. */
export interface PaperAuthority {
  readonly role: OfficeRole;
  /** Number of the signed document. */
  readonly document: string;
  /** Its date, local, `2026-05-04`. */
  readonly date: string;
  readonly file: string | null;
}

/** Whose act it is. */
export type Actor =
  | { readonly kind: 'agent' }
  | { readonly kind: 'agency'; readonly agency: string; readonly recordedBy: string | null }
  | {
      readonly kind: 'person';
      readonly person: string;
      readonly roles: readonly OfficeRole[];
      readonly paper: PaperAuthority | null;
    };

export const AGENT: Actor = { kind: 'agent' };

/** Roles a person may act in at a moment, delegations included. */
export function rolesAt(person: Person, delegations: readonly Delegation[], at: Moment): readonly OfficeRole[] {
  const lent = delegations.filter((d) => d.person === person.id && d.from <= at && at < d.until).map((d) => d.role);
  return [...new Set([...person.roles, ...lent])];
}

/** Roles on whose authority the actor acts: an official's by document, else its own. */
export function actingRoles(actor: Actor): readonly Role[] {
  switch (actor.kind) {
    case 'agent':
      return ['agent'];
    case 'agency':
      return ['agency'];
    case 'person':
      return actor.paper === null ? actor.roles : [actor.paper.role];
    default:
      return never(actor);
  }
}

/** The name under which an actor stands in the audit. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'agent':
      return 'agent';
    case 'agency':
      return `agency:${actor.agency}`;
    case 'person':
      return actor.person;
    default:
      return never(actor);
  }
}

/** Who stands for a decision: the person who entered it, and the document where an official decided on paper. */
export interface Signature {
  readonly person: string;
  readonly document: string | null;
}

/** The signature an act leaves behind; null for the agent and for agencies, who decide nothing for the office. */
export function signatureOf(actor: Actor): Signature | null {
  return actor.kind === 'person' ? { person: actor.person, document: actor.paper?.document.trim() ?? null } : null;
}

/** Whether a signature adds a second pair of eyes to the first: another person, or another document on paper. */
export function isSecond(first: Signature, second: Signature): boolean {
  if (second.document === null || first.document === null) return second.person !== first.person;
  return second.document !== first.document;
}
