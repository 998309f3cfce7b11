import { Fault } from '../../domain/fault.ts';
import { actingRoles, type Actor, type Role } from '../../domain/person.ts';

/**
 * Throws Fault `request/not-your-role` unless the actor acts in one of these roles; for acts that belong to no request.
 */
export function authorise(actor: Actor, ...needed: readonly Role[]): void {
  const roles = actingRoles(actor);
  if (!roles.some((role) => needed.includes(role))) {
    throw new Fault('request/not-your-role', { role: roles.join(','), needed: needed.join(',') });
  }
}
