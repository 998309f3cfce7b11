import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedHelpdesk } from '../../adapters/helpdesk/embedded/embedded-helpdesk.ts';
import { embeddedOptions } from '../../adapters/helpdesk/embedded/embedded-options.ts';
import { enrol } from '../../agent/desk/request/enrol.ts';
import { span } from '../../agent/domain/moment.ts';
import { mbps } from '../../agent/domain/rate.ts';
import { intakeLoop } from '../../agent/loops/intake.ts';
import { publishLoop } from '../../agent/loops/publish.ts';
import type { Helpdesk } from '../../agent/ports/helpdesk.ts';
import { PEOPLE, PLAIN_PROFILE } from '../office/office-plan.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { type DeskKit, deskKit, PAPER } from '../office/desk-kit.ts';
import { actsOf, approve, codeOf, planOf } from '../office/granted-request.ts';
import { LEFT_EMPTY } from '../ticket/ticket-samples.ts';

const BW = 'BW-2026-0041';
const KEY = 'key-12345678';
let kit: DeskKit;
let helpdesk: Helpdesk;

/** One person more, so that naming, filing and approving can be three people. */
const OFFICE = {
  people: [...PEOPLE, { id: 'prakom-2', user: 'prakom-2', roles: ['computer-specialist'] as const }],
  profile: {
    ...PLAIN_PROFILE,
    delegatedUpTo: mbps(20),
    numbering: { request: { prefix: 'BW', first: 41 }, incident: { prefix: 'IN', first: 17 } },
  },
};

beforeEach(() => {
  kit = deskKit({ office: OFFICE });
  const options = embeddedOptions.parse({
    file: join(kit.folder, 'helpdesk.db'),
    port: 0,
    publicUrl: 'http://bandwidth.example',
    officeName: 'Kantor uji',
  });
  helpdesk = openEmbeddedHelpdesk(options, { clock: kit.clock, log: quietLog(), agencies: () => [] });
});
afterEach(async () => {
  await helpdesk.close();
  kit.close();
});

/** Files a letter of DINKES, 30 to 40 Mbps, as this person over the shipped helpdesk; it then waits for approval. */
async function filedBy(person: string): Promise<void> {
  kit.as(person, 'file', {
    key: KEY,
    ticket: {
      ...LEFT_EMPTY,
      kind: 'request',
      channel: 'letter',
      agency: 'DINKES',
      subject: 'Penambahan bandwidth',
      body: 'Antrean jenuh.',
      wantedDown: '40',
      wantedUp: '40',
      meaning: 'total',
      duration: 'permanent',
      windowFrom: '',
      windowUntil: '',
      targets: ['10.62.20.0/24'],
      documents: ['letter', 'technical-data', 'justification'],
      letterNumber: '005/1/2026',
      letterDate: '2026-05-04',
      receivedAt: '',
    },
  });
  await publishLoop(kit.desk, helpdesk, quietLog(), span(1)).pass();
  await intakeLoop(kit.desk, helpdesk, span(1)).pass();
  kit.raise('support', BW, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
  kit.raise('kadis', BW, { kind: 'disposed', note: '' });
  kit.raise('kabid', BW, { kind: 'examined', missing: [] });
  await kit.loops.find((loop) => loop.name === 'assess')!.pass();
  expect(kit.at(BW)).toBe('assessed');
}

/** What is left of a ticket that was stored before anybody noted who recorded it. */
function forgetRecorder(): void {
  const { ticketId } = kit.ledger.requestByNumber(BW)!.request;
  kit.ledger.record((books) => {
    books.keepTicket({ ...books.ticket(ticketId)!, recordedBy: null });
    books.enter({ at: kit.clock.now(), actor: { kind: 'agent' }, act: 'test/forgot', request: null, facts: {} });
  });
}

const name = (by: string, recordedBy: string): string =>
  codeOf(() => kit.as(by, 'correct', { number: BW, correction: { recordedBy }, paper: null }));

describe('who filed a letter does not approve it', () => {
  test('the shipped helpdesk keeps who filed, and that person is refused', async () => {
    await filedBy('prakom');
    const { ticketId } = kit.ledger.requestByNumber(BW)!.request;
    expect(kit.ledger.ticket(ticketId)?.recordedBy).toBe('prakom');
    expect(codeOf(() => approve(kit, BW, 'prakom'))).toBe('request/same-person');
    expect(kit.at(BW)).toBe('assessed');
    expect(approve(kit, BW, 'prakom-2')).toBe('approved');
  });

  test('a role that was lent changes nothing: the person is the same', async () => {
    await filedBy('support');
    kit.as('kabid', 'delegate', {
      person: 'support',
      role: 'division-head',
      from: '2026-05-04 07:00',
      until: '2026-05-09 07:00',
      letter: 'SPT-1',
    });
    expect(codeOf(() => approve(kit, BW, 'support'))).toBe('request/same-person');
    expect(approve(kit, BW, 'kabid')).toBe('approved');
  });

  test('a correction by the agency does not free the person', async () => {
    await filedBy('prakom');
    const { ticketId } = kit.ledger.requestByNumber(BW)!.request;
    const other = { ...kit.ledger.ticket(ticketId)!, channel: 'helpdesk', recordedBy: null, revision: 2 } as const;
    enrol(kit.desk, { kind: 'filed', ticket: other });
    expect(kit.ledger.ticket(ticketId)).toMatchObject({ channel: 'letter', recordedBy: 'prakom' });
    expect(codeOf(() => approve(kit, BW, 'prakom'))).toBe('request/same-person');
  });
});

describe('a letter of which nobody knows who filed it', () => {
  beforeEach(async () => {
    await filedBy('prakom');
    forgetRecorder();
  });

  test('nobody approves it but on paper', () => {
    for (const person of ['kabid', 'prakom', 'prakom-2'])
      expect(codeOf(() => approve(kit, BW, person))).toBe('request/requester-unknown');
    const event = { kind: 'approved', planHash: planOf(kit, BW).hash } as const;
    expect(kit.as('support', 'raise', { number: BW, event, paper: PAPER }).stage).toBe('approved');
  });

  test('naming the person settles it, once, in the audit, and moves nothing', () => {
    expect(name('support', 'prakom')).toBe('no fault');
    expect(kit.at(BW)).toBe('assessed');
    expect(actsOf(kit, 'request/recorder-named')).toEqual([
      { ticket: 'HD-2026-0001', channel: 'letter', recordedBy: 'prakom' },
    ]);
    expect(codeOf(() => approve(kit, BW, 'prakom'))).toBe('request/same-person');
    expect(name('support', 'support')).toBe('request/recorder-known');
    expect(approve(kit, BW, 'kabid')).toBe('approved');
  });

  test('who names another is no approver either', () => {
    expect(name('prakom', 'support')).toBe('no fault');
    expect(codeOf(() => approve(kit, BW, 'prakom'))).toBe('request/same-person');
    expect(approve(kit, BW, 'prakom-2')).toBe('approved');
  });

  test('only known people are named, by those who file', () => {
    expect(name('support', 'siapa')).toBe('host/no-such-user');
    expect(name('kabid', 'support')).toBe('request/not-your-role');
    expect(codeOf(() => approve(kit, BW, 'kabid'))).toBe('request/requester-unknown');
  });
});

test('a ticket of the agency itself needs nobody named', async () => {
  await kit.file();
  expect(name('support', 'support')).toBe('request/recorder-known');
});
