import type { Socket } from 'node:net';
import type { Person } from '../domain/person.ts';
import type { Host } from '../ports/host.ts';

/**
 * Who stands at the other end of a connection, by the kernel's word. `person` is null for a user the office did not
 * name: it may only ask.
 */
export interface LocalCaller {
  readonly uid: number;
  /** Its user name on this machine; null when it has none. */
  readonly user: string | null;
  readonly person: Person | null;
}

/** The caller of a socket just connected. Throws Fault `order/stranger` when the kernel does not say. */
export function callerOf(socket: Socket, host: Host, people: readonly Person[]): LocalCaller {
  const { uid } = host.caller(descriptorOf(socket));
  const user = host.userOf(uid) ?? null;
  return { uid, user, person: personOf(user, people) };
}

/** One account, one person: an account that two people share is nobody's. */
function personOf(user: string | null, people: readonly Person[]): Person | null {
  const found = people.filter((person) => person.user === user);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Node keeps the descriptor of a socket under no public name; a test pins this one. -1, which no kernel knows, when it
 * is gone.
 */
function descriptorOf(socket: Socket): number {
  const handle = (socket as unknown as Readonly<Record<string, unknown>>)['_handle'];
  if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return -1;
  return typeof handle.fd === 'number' ? handle.fd : -1;
}
