import { describe, expect, test } from 'vitest';
import { ticketFlaw } from '../../agent/ticket/ticket-fields.ts';
import { TICKET_VERSION, upgradedTicket } from '../../agent/ticket/ticket-upgrades.ts';
import { EVERY_FIELD, readToday, STORED_TICKETS } from './ticket-samples.ts';

describe('agent/ticket/ticket-upgrades', () => {
  test('there is a sample of every version, and the newest has every field', () => {
    expect(STORED_TICKETS).toHaveLength(TICKET_VERSION);
    expect(STORED_TICKETS.at(-1)).toEqual(EVERY_FIELD);
  });

  test.each(STORED_TICKETS.map((stored, i) => [i + 1, stored] as const))(
    'version %i is a ticket of today that says what it said, and nothing of what came since',
    (version, stored) => {
      const today = upgradedTicket(stored, version);
      expect(ticketFlaw(today)).toBe(undefined);
      expect(today).toEqual(readToday(stored));
    },
  );

  test('what a document of an older version says already is not written over', () => {
    const [first] = STORED_TICKETS;
    expect(upgradedTicket({ ...first, recordedBy: 'teknisi-noc' }, 1)).toMatchObject({ recordedBy: 'teknisi-noc' });
  });
});
