import type { Requester } from '../domain/person.ts';
import type { Ticket } from './ticket.ts';

/**
 * Who filed a ticket. On the helpdesk the agency does, unless a member of the office is named. By letter, telephone or
 * at the counter a member of the office always does: where none is named, it is not known who.
 */
export function requesterOf({ channel, recordedBy }: Pick<Ticket, 'channel' | 'recordedBy'>): Requester {
  if (recordedBy !== null) return { kind: 'person', person: recordedBy, namedBy: null };
  return channel === 'helpdesk' ? { kind: 'agency' } : { kind: 'unknown' };
}
