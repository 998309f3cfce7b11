import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, after, momentOf, span } from '../../agent/domain/moment.ts';
import type { Helpdesk, Message, Progress, TicketChange } from '../../agent/ports/helpdesk.ts';
import type { Ticket, TicketReply } from '../../agent/ticket/ticket.ts';
import { EVERY_FIELD } from '../ticket/ticket-samples.ts';

/** What an agency types; both directions in one text. */
export interface Wish {
  readonly agency: string;
  readonly reason: string;
  readonly wanted: string;
}

/** What the agency's page shows. */
export interface Shown {
  readonly status: string | undefined;
  readonly texts: readonly string[];
  readonly asks: Message['asks'];
}

/** A helpdesk and the agency's side of it. */
export interface HelpdeskUnderTest {
  readonly helpdesk: Helpdesk;
  agencyFiles(wish: Wish): Promise<string>;
  agencyReplies(ticketId: string, reply: TicketReply): Promise<void>;
  shown(ticketId: string): Promise<Shown>;
  close(): Promise<void>;
}

const at = momentOf('2026-05-04T08:10:00+07:00');
/** How the agency's side says that the page did not take a reply. */
const NOT_TAKEN = /answered with 409|no key for|is not asked for|is closed/;

const wish: Wish = { agency: 'dinkes', reason: 'Antrean pelayanan daring lambat.', wanted: '50 MB' };

const { id: _id, revision: _revision, ...every } = EVERY_FIELD;
const letter: Required<Omit<Ticket, 'id' | 'revision'>> = { ...every, openedAt: at };

function message(ticketId: string, key: string, more: Partial<Message> = {}): Message {
  return { ticketId, key, at, audience: 'public', subject: 'Pemberitahuan', text: `Teks ${key}`, ...more };
}

function progress(ticketId: string, key: string, more: Partial<Progress> = {}): Progress {
  return { ticketId, key, at, number: 'BW-2026-0041', step: '4', label: 'Dalam pemeriksaan', closed: false, ...more };
}

/** What every Helpdesk promises; run for each adapter and for the fake. */
export function helpdeskContract(name: string, open: () => Promise<HelpdeskUnderTest>): void {
  describe(`helpdesk contract: ${name}`, () => {
    let under: HelpdeskUnderTest;
    let helpdesk: Helpdesk;
    beforeEach(async () => {
      under = await open();
      helpdesk = under.helpdesk;
    });
    afterEach(async () => await under.close());

    const everything = async (
      cursor = '',
    ): Promise<{ changes: readonly TicketChange[]; pages: number; cursor: string }> => {
      const page = await helpdesk.poll(cursor);
      if (!page.more) return { changes: page.changes, pages: 1, cursor: page.cursor };
      expect(page.changes.length).toBeGreaterThan(0);
      const rest = await everything(page.cursor);
      return { changes: [...page.changes, ...rest.changes], pages: rest.pages + 1, cursor: rest.cursor };
    };

    test('a new helpdesk has nothing to tell, and is well', async () => {
      expect(await helpdesk.poll('')).toMatchObject({ changes: [], more: false });
      expect((await helpdesk.check()).map((each) => each.level)).toEqual(['ok']);
    });

    test('pages of its own can be stopped twice and started again; the port works without them', async () => {
      const { pages } = helpdesk;
      await pages?.stop();
      await pages?.stop();
      expect((await helpdesk.poll('')).changes).toEqual([]);
      if (pages === null) return;
      const { url } = await pages.start();
      expect((await fetch(url)).status).toBe(200);
    });

    test('a filed ticket comes once, with revision 1 and every text as typed', async () => {
      const id = await under.agencyFiles(wish);
      const { changes, cursor } = await everything();
      expect(changes).toHaveLength(1);
      const ticket = await helpdesk.get(id);
      expect(changes[0]).toMatchObject({ kind: 'filed', ticket });
      expect(ticket).toMatchObject({
        id,
        revision: 1,
        kind: 'request',
        agency: 'dinkes',
        wantedDown: '50 MB',
        wantedUp: '50 MB',
      });
      expect(ticket.body).toContain(wish.reason);
      expect((await helpdesk.poll(cursor)).changes).toEqual([]);
    });

    test('a page that was not stored is given again: the cursor alone decides', async () => {
      const first = await under.agencyFiles(wish);
      const { cursor } = await everything();
      const second = await under.agencyFiles(wish);
      const once = await helpdesk.poll(cursor);
      const twice = await helpdesk.poll(cursor);
      expect(twice).toEqual(once);
      expect(filedIds(once.changes)).toEqual([second]);
      expect(filedIds((await everything()).changes)).toEqual([first, second]);
    });

    test('more than one page: oldest first, none lost, none twice', async () => {
      const ids: string[] = [];
      for (let n = 0; n < 130; n += 1) ids.push(await helpdesk.file(`letter-${n}`, letter));
      const { changes, pages } = await everything();
      expect(pages).toBeGreaterThan(1);
      expect(filedIds(changes)).toEqual(ids);
    });

    test('a cursor of another helpdesk loses nothing', async () => {
      const id = await under.agencyFiles(wish);
      expect(filedIds((await helpdesk.poll('4711')).changes)).toEqual([id]);
    });

    test('who files the same wish twice has two tickets', async () => {
      const ids = [await under.agencyFiles(wish), await under.agencyFiles(wish)];
      expect(new Set(ids).size).toBe(2);
    });

    test('filing for an agency: the same key files once, also at the same time', async () => {
      const [a, b] = await Promise.all([helpdesk.file('k1', letter), helpdesk.file('k1', letter)]);
      const c = await helpdesk.file('k1', { ...letter, body: 'lain' });
      const d = await helpdesk.file('k2', letter);
      expect([b, c]).toEqual([a, a]);
      expect(d).not.toBe(a);
      expect(filedIds((await everything()).changes)).toEqual([a, d]);
    });

    test('filing for an agency: the whole ticket comes back, with who recorded it', async () => {
      const id = await helpdesk.file('k1', letter);
      const ticket = { ...letter, id, revision: 1 };
      expect(await helpdesk.get(id)).toEqual(ticket);
      expect((await everything()).changes).toEqual([{ kind: 'filed', at: expect.any(Number) as number, ticket }]);
    });

    test('an unknown ticket is a fault, not silence', async () => {
      const unknown = { code: 'helpdesk/no-ticket', facts: { ticket: 'HD-1' } };
      await expect(helpdesk.get('HD-1')).rejects.toMatchObject(unknown);
      await expect(helpdesk.ensureMessage(message('HD-1', 'm1'))).rejects.toMatchObject(unknown);
      await expect(helpdesk.ensureProgress(progress('HD-1', 'p1'))).rejects.toMatchObject(unknown);
    });

    test('a message is shown once per key; its first text stays', async () => {
      const id = await under.agencyFiles(wish);
      await Promise.all([helpdesk.ensureMessage(message(id, 'm1')), helpdesk.ensureMessage(message(id, 'm1'))]);
      await helpdesk.ensureMessage(message(id, 'm1', { text: 'Teks lain' }));
      await helpdesk.ensureMessage(message(id, 'm2'));
      expect((await under.shown(id)).texts).toEqual(['Teks m1', 'Teks m2']);
    });

    test('the same key on another ticket is another message', async () => {
      const ids = [await under.agencyFiles(wish), await under.agencyFiles(wish)];
      for (const id of ids) await helpdesk.ensureMessage(message(id, 'm1'));
      for (const id of ids) expect((await under.shown(id)).texts).toEqual(['Teks m1']);
    });

    test('an internal message never reaches the agency, nor does its question', async () => {
      const id = await under.agencyFiles(wish);
      await helpdesk.ensureMessage(message(id, 'm1', { audience: 'internal', asks: 'offer' }));
      expect(await under.shown(id)).toMatchObject({ texts: [], asks: undefined });
    });

    test('progress is shown once per key, the newest as the status', async () => {
      const id = await under.agencyFiles(wish);
      await helpdesk.ensureProgress(progress(id, 'p1'));
      await helpdesk.ensureProgress(progress(id, 'p2', { step: '5', label: 'Mencukupi' }));
      await helpdesk.ensureProgress(progress(id, 'p1'));
      expect((await under.shown(id)).status).toBe('Mencukupi');
    });

    test('our own words are no change of the ticket', async () => {
      const id = await under.agencyFiles(wish);
      const { cursor } = await everything();
      await helpdesk.ensureMessage(message(id, 'm1'));
      await helpdesk.ensureProgress(progress(id, 'p1'));
      expect((await helpdesk.poll(cursor)).changes).toEqual([]);
      expect((await helpdesk.get(id)).revision).toBe(1);
    });

    test('a question stands until it is answered', async () => {
      const id = await under.agencyFiles(wish);
      await helpdesk.ensureMessage(message(id, 'm1', { asks: 'offer' }));
      expect((await under.shown(id)).asks).toBe('offer');
      await under.agencyReplies(id, { kind: 'offer', answer: 'accept' });
      expect((await under.shown(id)).asks).toBeUndefined();
      await helpdesk.ensureMessage(message(id, 'm1', { asks: 'offer' }));
      expect((await under.shown(id)).asks).toBeUndefined();
      await expect(under.agencyReplies(id, { kind: 'offer', answer: 'wait' })).rejects.toThrow(NOT_TAKEN);
    });

    test('the next progress withdraws a question; the same progress sent again does not', async () => {
      const id = await under.agencyFiles(wish);
      await helpdesk.ensureProgress(progress(id, 'p1'));
      await helpdesk.ensureMessage(message(id, 'm1', { asks: 'documents' }));
      await helpdesk.ensureProgress(progress(id, 'p1'));
      expect((await under.shown(id)).asks).toBe('documents');
      await helpdesk.ensureProgress(progress(id, 'p2', { label: 'Ditunda' }));
      expect((await under.shown(id)).asks).toBeUndefined();
    });

    test('each reply is a change with the next revision, in order', async () => {
      const id = await under.agencyFiles(wish);
      const { cursor } = await everything();
      const replies: readonly (readonly [TicketReply, Message['asks']])[] = [
        [{ kind: 'message', text: 'Mohon kabar.' }, undefined],
        [{ kind: 'documents', documents: ['letter', 'technical-data'] }, 'documents'],
        [{ kind: 'offer', answer: 'wait' }, 'offer'],
        [{ kind: 'confirm' }, 'confirm'],
        [{ kind: 'cancel' }, undefined],
      ];
      for (const [index, [reply, asks]] of replies.entries()) {
        if (asks !== undefined) await helpdesk.ensureMessage(message(id, `m${index}`, { asks }));
        await under.agencyReplies(id, reply);
      }
      const { changes } = await everything(cursor);
      expect(changes).toEqual(
        replies.map(([reply], index) => ({
          kind: 'replied',
          at: expect.any(Number) as number,
          ticketId: id,
          revision: index + 2,
          reply,
        })),
      );
      expect(await helpdesk.get(id)).toMatchObject({
        revision: 6,
        documents: ['letter', 'technical-data'],
        wantedDown: '50 MB',
      });
    });

    test('a correction hands over the whole corrected ticket', async () => {
      const id = await under.agencyFiles(wish);
      const { cursor } = await everything();
      await helpdesk.ensureMessage(message(id, 'm1', { asks: 'correction' }));
      const corrected = {
        ...(await helpdesk.get(id)),
        wantedDown: '50 Mbps',
        meaning: 'total' as const,
        targets: ['10.20.32.0/24'],
        revision: 2,
      };
      await under.agencyReplies(id, { kind: 'correction', ticket: corrected });
      const { changes } = await everything(cursor);
      expect(changes).toMatchObject([
        { kind: 'replied', ticketId: id, revision: 2, reply: { kind: 'correction', ticket: corrected } },
      ]);
      expect(await helpdesk.get(id)).toEqual(corrected);
    });

    test('a closed ticket takes no reply', async () => {
      const id = await under.agencyFiles(wish);
      await helpdesk.ensureProgress(
        progress(id, 'p1', { step: '8', label: 'Ditutup', closed: true, at: after(at, span(5 * MINUTE)) }),
      );
      await expect(under.agencyReplies(id, { kind: 'message', text: 'Halo' })).rejects.toThrow(NOT_TAKEN);
      expect((await helpdesk.get(id)).revision).toBe(1);
    });
  });
}

function filedIds(changes: readonly TicketChange[]): readonly string[] {
  return changes.map((change) => (change.kind === 'filed' ? change.ticket.id : `reply to ${change.ticketId}`));
}
