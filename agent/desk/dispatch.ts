import { Fault } from '../domain/fault.ts';
import { type Actor, type PaperAuthority, type Person, rolesAt } from '../domain/person.ts';
import type { RequestRecord } from '../ports/ledger.ts';
import { acceptDrift } from './router/accept-drift.ts';
import { adopt } from './router/adopt.ts';
import { advance } from './request/advance.ts';
import { importAgencies } from './base-data/base-data.ts';
import { changeLine } from './router/change-line.ts';
import { check } from './request/check.ts';
import { contract } from './base-data/contract.ts';
import { correct } from './request/correct.ts';
import { delegate } from './base-data/delegate.ts';
import type { Desk } from './act/desk.ts';
import { extend } from './request/extend.ts';
import { file } from './request/file.ts';
import { findRequest } from '../assessment/find-request.ts';
import { offer } from './request/offer-part.ts';
import type { BodyOf, DoneOf, OrderName, Stood } from './act/order.ts';
import { raise } from './request/raise.ts';
import { orderReport } from './base-data/reports.ts';
import { resolveDrift } from './router/resolve-drift.ts';

/** A function that carries out the order named N for an actor. */
type Act<N extends OrderName> = (desk: Desk, body: BodyOf<N>, actor: Actor) => DoneOf<N>;

/** The function that carries out each order. Does not compile when an order of `Orders` is missing. */
const ACTS: { readonly [N in OrderName]: Act<N> } = {
  raise: (desk, body, actor) => stood(raise(desk, body, actor)),
  correct: (desk, body, actor) => withWindow(correct(desk, body.number, body.correction, actor)),
  offer: (desk, body, actor) => stood(offer(desk, body, actor)),
  extend: (desk, body, actor) => withWindow(extend(desk, body, actor)),
  check: (desk, body, actor) => {
    const found = findRequest(desk.ledger, body.number, desk.office.profile);
    return stood(check(desk, found.request.id, actor.kind === 'person' ? actor.person : 'agent') ?? found);
  },
  answer: (desk, body, actor) => {
    const { request } = findRequest(desk.ledger, body.number, desk.office.profile);
    return stood(advance(desk, request.id, { kind: 'documents-given', documents: body.documents }, actor));
  },
  file,
  contract,
  adopt,
  'change-line': changeLine,
  'import-agencies': importAgencies,
  'resolve-drift': resolveDrift,
  'accept-drift': acceptDrift,
  delegate,
  report: orderReport,
};

/**
 * Carries out an order of a person of the office, with the roles that the person holds now (delegations included).
 * @param person who gave the order; null: the system user is not a person of the office. Throws Fault `order/stranger`.
 * @param uid system user id, for that Fault.
 */
export function dispatch<N extends OrderName>(
  desk: Desk,
  name: N,
  body: BodyOf<N>,
  person: Person | null,
  uid: number,
): DoneOf<N> {
  if (person === null) throw new Fault('order/stranger', { uid });
  const roles = rolesAt(person, desk.ledger.delegations(), desk.clock.now());
  const paper: PaperAuthority | null = 'paper' in body ? body.paper : null;
  return ACTS[name](desk, body, { kind: 'person', person: person.id, roles, paper });
}

function stood({ request, stage }: RequestRecord): Stood {
  return { number: request.number, stage: stage.at };
}

function withWindow(found: RequestRecord): DoneOf<'correct'> {
  return { ...stood(found), window: found.request.window };
}
