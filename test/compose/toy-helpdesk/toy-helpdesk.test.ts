import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helpdeskContract } from '../../contract/helpdesk-contract.ts';
import { PLAIN_TICKET } from '../../fakes/memory-helpdesk.ts';
import { setClock } from '../../fakes/set-clock.ts';
import { openToyHelpdesk, toyOptions } from './toy-helpdesk.ts';

helpdeskContract('toy, by its journal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'toy-helpdesk-'));
  const clock = setClock();
  const options = toyOptions.parse({ file: join(folder, 'journal') });
  const helpdesk = openToyHelpdesk(options, { clock });
  const agency = openToyHelpdesk(options, { clock });
  return await Promise.resolve({
    helpdesk,
    agencyFiles: async ({ agency: code, reason, wanted }) => {
      const typed = { agency: code, body: reason, wantedDown: wanted, wantedUp: wanted, documents: [] };
      return await Promise.resolve(agency.agencyFiles({ ...PLAIN_TICKET, ...typed, openedAt: clock.now() }));
    },
    agencyReplies: async (ticketId, reply) => {
      await Promise.resolve();
      agency.agencyReplies(ticketId, reply);
    },
    shown: async (ticketId) =>
      await Promise.resolve({
        status: agency.status(ticketId),
        texts: agency.texts(ticketId),
        asks: agency.asks(ticketId),
      }),
    close: async () => {
      await helpdesk.close();
      rmSync(folder, { recursive: true });
    },
  });
});
