import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PLAIN_TICKET } from '../../fakes/memory-helpdesk.ts';
import { openSite, type OpenedSite } from './open-site.ts';

let site: OpenedSite;
beforeEach(async () => (site = await openSite()));
afterEach(async () => await site.close());

const filed = async (key: string): Promise<string> =>
  await site.helpdesk.file(key, { ...PLAIN_TICKET, openedAt: site.clock.now(), recordedBy: 'support' });

function damage(id: string, content: string): void {
  const db = new Database(site.file);
  db.prepare('UPDATE revisions SET content = ? WHERE ticket_id = ?').run(content, id);
  db.close();
}

describe('adapters/helpdesk/embedded: one ticket that cannot be read', () => {
  test.each([
    ['of a newer release', '{"v":99}', /Too big/],
    ['cut off', '{"v":2', /not JSON/],
    ['no ticket', '[]', /object/],
  ])('%s: the others arrive, and the doctor names it', async (_what, content, flaw) => {
    const [first, bad, last] = [await filed('key-0000001'), await filed('key-0000002'), await filed('key-0000003')];
    damage(bad, content);
    const { changes } = await site.helpdesk.poll('');
    expect(changes.map((change) => (change.kind === 'filed' ? change.ticket.id : ''))).toEqual([first, last]);
    expect(await site.helpdesk.check()).toMatchObject([
      {
        code: 'helpdesk/unreadable-ticket',
        level: 'alarm',
        subject: bad,
        facts: { flaw: expect.stringMatching(flaw) },
      },
    ]);
  });
});
