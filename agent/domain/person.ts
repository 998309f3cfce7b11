import type { Moment } from './moment.ts';
import { never } from './never.ts';

/** A role in the SOP. `agency` is the requesting agency (OPD pemohon); `agent` is this program. */
export type Role =
  | 'agency'
  | 'department-head'
  | 'division-head'
  | 'computer-specialist'
  | 'technical-support'
  | 'agent';

/** Roles that a person of the office can have. */
export type OfficeRole = Exclude<Role, 'agency' | 'agent'>;

/** A member of the office, known by a system user, never by a personal name. */
export interface Person {
  readonly id: string;
  /** System user that the kernel reports for the caller of the local socket. */
  readonly user: string;
  readonly roles: readonly OfficeRole[];
}

/** A role given to another person for a time (Plt. or Plh.), by an official letter. */
export interface Delegation {
  /** Id of the person who receives the role. */
  readonly person: string;
  readonly role: OfficeRole;
  readonly from: Moment;
  readonly until: Moment;
  /** Number of the letter. */
  readonly letter: string;
}

/** A decision that an official signed on paper and another person entered. */
export interface PaperAuthority {
  /** Role of the official who decided. */
  readonly role: OfficeRole;
  /** Number of the signed document. */
  readonly document: string;
  /** Date of the document as a local day, `2026-05-04`. */
  readonly date: string;
  /** Path of the scanned document. null: none was given. */
  readonly file: string | null;
}

/**
 * Who performs an act: the agent itself, an agency, or a person of the office, who may enter an official's paper
 * decision. `recordedBy`: id of the person who entered the agency's act; null: the agency acted itself.
 */
export type Actor =
  | { readonly kind: 'agent' }
  | { readonly kind: 'agency'; readonly agency: string; readonly recordedBy: string | null }
  | {
      readonly kind: 'person';
      readonly person: string;
      readonly roles: readonly OfficeRole[];
      readonly paper: PaperAuthority | null;
    };

/** The agent itself as an actor. */
export const AGENT: Actor = { kind: 'agent' };

/**
 * Returns the roles that a person may act in at `at`: the person's own and those delegated to the person at that time.
 */
export function rolesAt(person: Person, delegations: readonly Delegation[], at: Moment): readonly OfficeRole[] {
  const lent = delegations.filter((d) => d.person === person.id && d.from <= at && at < d.until).map((d) => d.role);
  return [...new Set([...person.roles, ...lent])];
}

/**
 * Returns the roles on whose authority the actor acts: the role of the official who signed the paper, else the actor's
 * own roles.
 */
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

/** Returns the name of an actor in the audit: `agent`, `agency:<id>` or the person's id. */
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

/**
 * Who filed a request. `person`: a member of the office, for the agency; `namedBy` is who named that person later, null
 * when it stood in the ticket from the first. `unknown`: somebody of the office, and nobody recorded who.
 */
export type Requester =
  | { readonly kind: 'agency' }
  | { readonly kind: 'person'; readonly person: string; readonly namedBy: string | null }
  | { readonly kind: 'unknown' };

/**
 * Who is responsible for a decision: the person who entered it, and the number of the document if an official decided
 * on paper.
 */
export interface Signature {
  readonly person: string;
  readonly document: string | null;
}

/** Returns the signature of an act. null for the agent and for agencies: they decide nothing for the office. */
export function signatureOf(actor: Actor): Signature | null {
  return actor.kind === 'person' ? { person: actor.person, document: actor.paper?.document.trim() ?? null } : null;
}

/**
 * Returns whether `second` counts as a second approval beside `first`: entered by another person, or, if both are on
 * paper, by another document.
 */
export function isSecond(first: Signature, second: Signature): boolean {
  if (second.document === null || first.document === null) return second.person !== first.person;
  return second.document !== first.document;
}
