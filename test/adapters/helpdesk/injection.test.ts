import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedSite, openSite } from './open-site.ts';
import { GOOD, type SiteVisitor } from './site-visitor.ts';

let site: OpenedSite;
let visitor: SiteVisitor;
beforeEach(async () => {
  site = await openSite();
  ({ visitor } = site);
});
afterEach(async () => await site.close());

/** Markup that must come back as text wherever it was typed. */
const MARKUP = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus='alert(1)",
  '</textarea><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '<%= process.mainModule %><%~ it.secret %>',
  '&lt;b&gt; &#x3c;script&#x3e;',
  '<a href="javascript:alert(1)">x</a>',
] as const;

/** Typed text and what the ticket keeps of it. */
const HIDDEN: readonly (readonly [what: string, typed: string, kept: string])[] = [
  ['CRLF', 'satu\r\nSet-Cookie: a=1\r\n\r\ndua', 'satu\nSet-Cookie: a=1\n\ndua'],
  ['NUL', 'sa\u0000tu', 'satu'],
  ['escape sequences of a terminal', '\u001b]52;c;aGFsbw==\u0007\u001b[2Jhalo\u009b1m', ']52;c;aGFsbw==[2Jhalo1m'],
  ['bidirectional overrides', '\u202e05\u202c Mbps \u2066x\u2069', '05 Mbps x'],
  ['zero-width characters', '5\u200b0\ufeff M\u00adbps\u200d', '50 Mbps'],
  ['half of a pair', 'a\ud83db', 'a\ufffdb'],
  ['line and paragraph separators', 'a\u2028b\u2029c', 'a\nb\nc'],
  ['a formula of a spreadsheet', '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'],
  ['a RouterOS word', '=.id=*1', '=.id=*1'],
  ['an own property', '__proto__', '__proto__'],
];

describe('adapters/helpdesk/embedded: hostile texts', () => {
  test.each(MARKUP)('%s stays text on every page', async (markup) => {
    const typed = {
      ...GOOD,
      opd: 'lainnya',
      opd_lain: markup,
      unduh: markup.slice(0, 40),
      alamat: markup,
      nomor_surat: markup,
      tanggal_surat: 'x',
      berkas: 'surat',
    };
    const refused = await visitor.post('/permohonan/baru', { ...typed, perihal: markup, alasan: markup, masa: '' });
    expect(refused.status).toBe(422);
    const id = await visitor.files({ ...typed, perihal: markup, alasan: markup });
    await site.helpdesk.ensureMessage({
      ticketId: id,
      key: markup,
      at: site.clock.now(),
      audience: 'public',
      subject: markup,
      text: markup,
      asks: 'correction',
    });
    await site.helpdesk.ensureProgress({
      ticketId: id,
      key: markup,
      at: site.clock.now(),
      number: markup,
      step: markup,
      label: markup,
      closed: false,
    });
    await visitor.replies(id, 'pesan', { pesan: markup });
    const page = await visitor.get(visitor.pathOf(id));
    const welcome = await visitor.post('/tiket', { nomor: markup, kode: markup });
    const clean = await visitor.get(visitor.pathOf(await visitor.files(GOOD)));
    for (const { html } of [refused, page, welcome]) {
      expect(html).not.toMatch(/(?:href|action|src)="javascript:/i);
      expect(html.includes(markup)).toBe(false);
      expect(html).not.toMatch(/<script|<svg|<img/i);
      expect(tagsOf(html).filter((tag) => /\son\w+=/i.test(tag))).toEqual([]);
    }
    expect(clean.html).not.toContain('alert(1)');
    expect((await site.helpdesk.get(id)).subject).toBe(markup);
  });

  test.each(HIDDEN)('%s', async (_what, typed, kept) => {
    const id = await visitor.files({ ...GOOD, alasan: typed });
    expect((await site.helpdesk.get(id)).body).toBe(kept);
    await visitor.replies(id, 'pesan', { pesan: typed });
    expect((await site.helpdesk.poll('')).changes.at(-1)).toMatchObject({ reply: { kind: 'message', text: kept } });
  });

  test('one-line fields have one line', async () => {
    const id = await visitor.files({
      ...GOOD,
      perihal: 'a\r\nBcc: x\tb',
      unduh: '50\nMbps',
      nomor_surat: '1\u0000\r\n2',
    });
    expect(await site.helpdesk.get(id)).toMatchObject({
      subject: 'a Bcc: x b',
      wantedDown: '50 Mbps',
      letterNumber: '1 2',
    });
  });

  test('fields named like parts of an object are fields', async () => {
    const posted = await visitor.post('/permohonan/baru', {
      ...Object.fromEntries([['constructor', 'x']]),
      toString: 'x',
      hasOwnProperty: 'x',
      ...GOOD,
    });
    expect(posted.status).toBe(303);
    expect((await visitor.get('/permohonan/baru?__proto__[a]=1&constructor=2')).status).toBe(200);
  });
});

describe('adapters/helpdesk/embedded: the door', () => {
  test('10 MB of text: 413 and a sentence, nothing is kept, and the next visitor is served', async () => {
    const refused = await visitor.post('/permohonan/baru', { ...GOOD, alasan: 'x'.repeat(10_000_000) });
    expect(refused.status).toBe(413);
    expect(refused.html).toContain('Isian yang dikirim melampaui 64 KB');
    expect((await site.helpdesk.poll('')).changes).toEqual([]);
    expect((await visitor.get('/')).status).toBe(200);
  });

  test('the same without a length, in pieces', async () => {
    const status = await new Promise((resolve, reject) => {
      const sending = request(`${site.url}/permohonan/baru`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      sending.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sending.on('error', reject);
      sending.write('alasan=');
      for (let n = 0; n < 20; n += 1) sending.write('x'.repeat(10_000));
      sending.end();
    });
    expect(status).toBe(413);
  });

  test.each([
    ['application/json', '{"opd":"dinkes"}', 415],
    ['multipart/form-data; boundary=x', '--x--', 415],
    ['text/plain', 'opd=dinkes', 415],
  ])('a body of %s is answered in Indonesian', async (type, body, status) => {
    const response = await fetch(`${site.url}/permohonan/baru`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain('<html lang="id">');
  });

  test.each([
    [{ origin: 'http://elsewhere.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://bandwidth.katingankab.example.evil.example' }, 403],
    [{ origin: 'http://bandwidth.katingankab.example', 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'http://bandwidth.katingankab.example' }, 303],
    [{ 'sec-fetch-site': 'same-origin' }, 303],
    [{}, 303],
  ])('a form sent with %j: %i', async (headers, status) => {
    const posted = await visitor.post('/permohonan/baru', GOOD, headers);
    expect(posted.status).toBe(status);
    expect((await site.helpdesk.poll('')).changes).toHaveLength(status === 303 ? 1 : 0);
  });

  test('a form sent from the bare address that the visitor used is taken', async () => {
    expect((await visitor.post('/permohonan/baru', GOOD, { origin: site.url })).status).toBe(303);
  });

  test('no page lets a script, a frame or a stranger in, keeps a copy, or forces https', async () => {
    for (const path of ['/', '/permohonan/baru', visitor.pathOf(await visitor.files(GOOD)), '/tiket/x', '/tidak-ada']) {
      const { headers } = await fetch(site.url + path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
      );
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  });

  test.each([
    '/tiket/x',
    `/tiket/${'0'.repeat(28)}`,
    '/tiket/..%2f..%2fetc%2fpasswd',
    '/tidak-ada',
    '/tiket/%00',
    '/%',
  ])('%s is not found, and says so', async (path) => {
    const page = await visitor.get(path);
    expect([400, 404]).toContain(page.status);
    expect(page.html).toContain('<html lang="id">');
    expect(page.html).not.toMatch(/Error:|node_modules|at \//);
  });

  test('an answer to a ticket that nobody knows is not found', async () => {
    expect((await visitor.post(`/tiket/${'0'.repeat(28)}/pesan`, { pesan: 'x' })).status).toBe(404);
  });

  test('too many posts: 429 and a sentence; pages are still shown', async () => {
    const busy = await openSite({ postsPerMinute: 3 });
    try {
      const statuses: number[] = [];
      for (let n = 0; n < 4; n += 1) statuses.push((await busy.visitor.post('/permohonan/baru', GOOD)).status);
      expect(statuses).toEqual([303, 303, 303, 429]);
      expect((await busy.visitor.post('/permohonan/baru', GOOD)).html).toContain('Terlalu banyak permintaan');
      expect((await busy.visitor.get('/')).status).toBe(200);
    } finally {
      await busy.close();
    }
  });
});

function tagsOf(html: string): readonly string[] {
  return html.match(/<[a-z][^>]*>/gi)?.map((tag) => tag.replaceAll(/"[^"]*"/g, '""')) ?? [];
}
