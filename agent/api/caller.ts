import type { Person } from '../domain/person.ts';
import type { Host } from '../ports/host.ts';

/** Who is at the other end, by the kernel's word; `person` is null for accounts the office did not name. */
export interface Who {
  readonly uid: number;
  readonly user: string | undefined;
  readonly person: Person | null;
}

/** The peer of a connection as a member of the office. Environment and flags of the caller never matter. */
export function whoIs(host: Host, people: readonly Person[], fd: number): Who {
  const { uid } = host.caller(fd);
  const user = host.userOf(uid);
  return { uid, user, person: people.find((p) => p.user === user) ?? null };
}
