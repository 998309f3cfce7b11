import { describe, expect, test } from 'vitest';
import { never } from '../../agent/domain/never.ts';
import type { DocumentKind, TicketReply } from '../../agent/ticket/ticket.ts';
import { openSite } from '../adapters/helpdesk/open-site.ts';
import { type Fields, GOOD } from '../adapters/helpdesk/site-visitor.ts';
import { MemoryHelpdesk } from '../fakes/memory-helpdesk.ts';
import { setClock } from '../fakes/set-clock.ts';
import { helpdeskContract } from './helpdesk-contract.ts';

helpdeskContract('embedded, by its pages', async () => {
  const site = await openSite();
  const { helpdesk, visitor } = site;
  return {
    helpdesk,
    agencyFiles: async ({ agency, reason, wanted }) =>
      await visitor.files({ ...GOOD, opd: agency, alasan: reason, unduh: wanted, unggah: wanted }),
    agencyReplies: async (ticketId, reply) => await visitor.replies(ticketId, ...formOf(reply)),
    shown: async (ticketId) => await visitor.shown(ticketId),
    close: async () => await site.close(),
  };
});

helpdeskContract('in memory', async () => {
  const helpdesk = new MemoryHelpdesk(setClock());
  return await Promise.resolve({
    helpdesk,
    agencyFiles: async ({ agency, reason, wanted }) =>
      await Promise.resolve(
        helpdesk.agencyFiles({ agency, body: reason, wantedDown: wanted, wantedUp: wanted, documents: [] }),
      ),
    agencyReplies: async (ticketId, reply) => {
      await Promise.resolve();
      helpdesk.agencyReplies(ticketId, reply);
    },
    shown: async (ticketId) =>
      await Promise.resolve({
        status: helpdesk.progress(ticketId).at(-1)?.label,
        texts: helpdesk
          .messages(ticketId)
          .filter((each) => each.audience === 'public')
          .map((each) => each.text),
        asks: helpdesk.asked(ticketId),
      }),
    close: async () => await helpdesk.close(),
  });
});

describe('how the helpdesk in memory fails', () => {
  const at = setClock().now();

  test('a lost answer: the message is there, the caller does not know, and asking again shows it once', async () => {
    const helpdesk = new MemoryHelpdesk(setClock());
    const ticketId = helpdesk.agencyFiles();
    const message = { ticketId, key: 'k', at, audience: 'public', subject: 's', text: 't' } as const;
    helpdesk.loseAnswers();
    await expect(helpdesk.ensureMessage(message)).rejects.toMatchObject({
      code: 'helpdesk/unreachable',
      retry: 'later',
    });
    await helpdesk.ensureMessage(message);
    expect(helpdesk.messages(ticketId)).toEqual([message]);
  });

  test('a change delivered twice, once each page', async () => {
    const helpdesk = new MemoryHelpdesk(setClock());
    const first = helpdesk.agencyFiles();
    const { cursor } = await helpdesk.poll('');
    const second = helpdesk.agencyFiles();
    helpdesk.repeatDelivery();
    expect((await helpdesk.poll(cursor)).changes).toMatchObject([
      { ticket: { id: first } },
      { ticket: { id: second } },
    ]);
    expect((await helpdesk.poll(cursor)).changes).toMatchObject([{ ticket: { id: second } }]);
  });

  test('down: nothing is done', async () => {
    const helpdesk = new MemoryHelpdesk(setClock());
    const ticketId = helpdesk.agencyFiles();
    helpdesk.down = true;
    await expect(helpdesk.poll('')).rejects.toMatchObject({ code: 'helpdesk/unreachable' });
    const progress = { ticketId, key: 'k', at, number: 'BW-2026-0001', step: '2', label: 'Diterima', closed: false };
    await expect(helpdesk.ensureProgress(progress)).rejects.toMatchObject({ code: 'helpdesk/unreachable' });
    helpdesk.down = false;
    expect(helpdesk.progress(ticketId)).toEqual([]);
  });
});

const BOXES: Readonly<Record<DocumentKind, string>> = {
  letter: 'surat',
  'technical-data': 'data-teknis',
  justification: 'justifikasi',
};

/** A reply as the form that an agency would post. */
function formOf(reply: TicketReply): [form: string, fields: Fields] {
  switch (reply.kind) {
    case 'documents':
      return [
        'berkas',
        { berkas: reply.documents.map((kind) => BOXES[kind]), nomor_surat: '045/12/2026', tanggal_surat: '2026-05-02' },
      ];
    case 'correction': {
      const { agency, wantedDown, wantedUp, meaning, targets } = reply.ticket;
      const arti = { total: 'total', increment: 'tambahan', unsaid: 'ragu' }[meaning];
      return [
        'perbaikan',
        { opd: agency, unduh: wantedDown, unggah: wantedUp, arti, masa: 'permanen', alamat: targets.join('\n') },
      ];
    }
    case 'offer':
      return ['tawaran', { jawaban: { accept: 'terima', wait: 'tunggu', cancel: 'batal' }[reply.answer] }];
    case 'confirm':
      return ['konfirmasi', {}];
    case 'cancel':
      return ['pembatalan', { yakin: 'ya' }];
    case 'message':
      return ['pesan', { pesan: reply.text }];
    default:
      return never(reply);
  }
}
