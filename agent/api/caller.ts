import type { Socket } from 'node:net';
import type { Person } from '../domain/person.ts';
import type { Host } from '../ports/host.ts';

/**
 * The caller of a connection, as the kernel says. `person` is null when the office has no person with this user name:
 * such a caller may ask but not order.
 */
export interface LocalCaller {
  readonly uid: number;
  /** User name on this machine; null when the uid has none. */
  readonly user: string | null;
  readonly person: Person | null;
}

/** Identifies the caller of a new connection. Throws Fault `order/stranger` when the kernel does not say. */
export function callerOf(socket: Socket, host: Host, people: readonly Person[]): LocalCaller {
  const { uid } = host.caller(descriptorOf(socket));
  const user = host.userOf(uid) ?? null;
  return { uid, user, person: personOf(user, people) };
}

/** Finds the person of an account. An account that two persons share belongs to nobody. */
function personOf(user: string | null, people: readonly Person[]): Person | null {
  const found = people.filter((person) => person.user === user);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Reads the file descriptor of a socket. Node has no public name for it; a test checks this one. -1, which no kernel
 * knows, when it is not there.
 */
function descriptorOf(socket: Socket): number {
  const handle = (socket as unknown as Readonly<Record<string, unknown>>)['_handle'];
  if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return -1;
  return typeof handle.fd === 'number' ? handle.fd : -1;
}
