import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shownDetails } from '../../../adapters/helpdesk/embedded/detail-fields.ts';
import { REQUEST_DETAILS } from '../../../agent/domain/request.ts';
import { EVERY_DETAIL } from '../../ticket/ticket-samples.ts';
import { type OpenedSite, openSite } from './open-site.ts';
import { GOOD, type SiteVisitor, untouched } from './site-visitor.ts';

const README = new URL('../../../adapters/helpdesk/embedded/README.md', import.meta.url);
const NAMES = Object.entries(REQUEST_DETAILS).flatMap(([name, { correction }]) =>
  correction === 'agency' ? name : [],
);
const ASKED = shownDetails(EVERY_DETAIL);
/** What an agency types into each input of a detail. */
const TYPED = Object.fromEntries(ASKED.map(({ field, value }) => [field, value]));
const EXPECTED = Object.fromEntries(Object.entries(EVERY_DETAIL).filter(([name]) => NAMES.includes(name)));

let site: OpenedSite;
let visitor: SiteVisitor;
beforeEach(async () => {
  site = await openSite();
  ({ visitor } = site);
});
afterEach(async () => await site.close());

async function filedAndAsked(fields: Readonly<Record<string, string>>): Promise<string> {
  const ticketId = await visitor.files({ ...GOOD, ...fields });
  const message = { ticketId, key: 'k', at: site.clock.now(), audience: 'public', subject: 's', text: 't' } as const;
  await site.helpdesk.ensureMessage({ ...message, asks: 'correction' });
  return ticketId;
}

describe('adapters/helpdesk/embedded/detail-fields', () => {
  test('every detail that the agency corrects has an input, a label and a value of its own', () => {
    expect(NAMES.length).toBeGreaterThan(0);
    for (const part of ['field', 'label', 'value'] as const)
      expect(new Set(ASKED.map((each) => each[part])).size).toBe(NAMES.length);
  });

  test('what is typed on the form reaches the ticket and its page, and is left empty when it is not', async () => {
    const id = await visitor.files({ ...GOOD, ...TYPED });
    expect(await site.helpdesk.get(id)).toMatchObject(EXPECTED);
    const { html } = await visitor.get(visitor.pathOf(id));
    for (const { label, value } of ASKED) expect(html).toContain(`<dt>${label}</dt><dd>${value}</dd>`);
    const bare = await visitor.files(GOOD);
    expect(await site.helpdesk.get(bare)).toMatchObject(Object.fromEntries(NAMES.map((name) => [name, ''])));
    const page = await visitor.get(visitor.pathOf(bare));
    for (const { label } of ASKED) expect(page.html).not.toContain(`<dt>${label}</dt>`);
  });

  test('the correction page shows it again and takes another', async () => {
    const id = await filedAndAsked(TYPED);
    const shown = untouched(await visitor.get(visitor.pathOf(id)), 'perbaikan');
    expect(shown).toMatchObject(TYPED);
    const typed = Object.fromEntries(ASKED.map(({ field }) => [field, `lain: ${field}`]));
    expect((await visitor.post(`${visitor.pathOf(id)}/perbaikan`, { ...shown, ...typed })).status).toBe(303);
    expect(shownDetails(await site.helpdesk.get(id))).toMatchObject(
      ASKED.map(({ field }) => ({ field, value: `lain: ${field}` })),
    );
  });

  test('one text too long is named with its label', async () => {
    for (const { field, label } of ASKED) {
      const page = await visitor.post('/permohonan/baru', { ...GOOD, [field]: 'x'.repeat(501) });
      expect([page.status, page.html]).toEqual([422, expect.stringContaining(`${label}: paling banyak`)]);
    }
  });

  test('the README names every input of the form and of the correction', async () => {
    const rows = (await readFile(README, 'utf8')).split('\n');
    const id = await filedAndAsked({});
    const forms = [
      ['/permohonan/baru', (await visitor.get('/permohonan/baru')).html],
      ['/tiket/SECRET/perbaikan', (await visitor.get(visitor.pathOf(id))).html],
    ] as const;
    for (const [path, html] of forms) {
      const [form = ''] = new RegExp(`<form[^>]*/${path.split('/').at(-1)}"[^]*?</form>`).exec(html) ?? [];
      const names = new Set([...form.matchAll(/ name="(\w+)"/g)].map(([, name = '']) => name));
      const row = rows.find((each) => each.startsWith(`| \`${path}\``)) ?? '';
      const written = path === '/permohonan/baru' ? row : row.replace('the four of the window', WINDOW);
      expect(names.size).toBeGreaterThan(8);
      expect([...names].filter((name) => name !== 'kunci' && !written.includes(`\`${name}\``))).toEqual([]);
    }
  });
});

const WINDOW = '`mulai_tanggal`, `mulai_jam`, `selesai_tanggal`, `selesai_jam`';
