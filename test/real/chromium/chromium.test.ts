import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedSite, openSite } from '../../adapters/helpdesk/open-site.ts';

/** Debian's chromium: `apt-get install chromium`. */
const EXECUTABLE = '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 360, height: 740 };

const present = await access(EXECUTABLE).then(
  () => true,
  () => false,
);

/** With REAL=1 a missing Chromium is a failure. */
describe.skipIf(!present && process.env['REAL'] !== '1')('the helpdesk site in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let shots: string;
  let site: OpenedSite;
  let context: BrowserContext;
  let page: Page;
  /** What the browser complained about, and every address it asked for. */
  let complaints: string[];
  let asked: string[];

  beforeAll(async () => {
    shots = await mkdtemp(join(tmpdir(), 'bwagent-shots-'));
    console.log(`screenshots: ${shots}`);
    browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  }, 300_000);
  afterAll(async () => await browser.close());

  beforeEach(async () => {
    site = await openSite();
    await visit({});
  });
  afterEach(async () => {
    await context.close();
    await site.close();
  });

  async function visit(options: Parameters<Browser['newContext']>[0]): Promise<void> {
    context = await browser.newContext({ viewport: PHONE, locale: 'id-ID', bypassCSP: true, ...options });
    page = await context.newPage();
    complaints = [];
    asked = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
  }

  async function shoot(name: string): Promise<void> {
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  }

  /**
   * Serious and critical violations of WCAG 2.1 A and AA by axe-core, and whether the page is wider than the screen.
   */
  async function faults(): Promise<readonly string[]> {
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      type Result = { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Result> } };
      const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] });
      return violations
        .filter((each) => ['serious', 'critical', 'moderate'].includes(each.impact))
        .map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`);
    });
    const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
    return wide === true ? [...found, 'wider than the screen'] : found;
  }

  async function fill(): Promise<void> {
    await page.getByLabel('Perangkat daerah atau instansi').selectOption({ label: 'Dinas Kesehatan' });
    await page
      .getByLabel('Alasan permohonan atau uraian gangguan')
      .fill('Siaran langsung rapat paripurna dari aula.\nSekarang gambar terputus-putus.');
    await page.getByLabel('Perihal').fill('Siaran langsung rapat paripurna');
    await page.getByLabel('Unduh (download)').fill('50 Mbps');
    await page.getByLabel('Unggah (upload)').fill('50 Mbps');
    await page.getByLabel('Kecepatan total setelah ditambah').check();
    await page.getByLabel('Sementara').check();
    await page.getByLabel('Tanggal mulai').fill('2026-05-09');
    await page.getByLabel('Jam mulai').fill('06:00');
    await page.getByLabel('Tanggal selesai').fill('2026-05-09');
    await page.getByLabel('Jam selesai').fill('18:00');
    await page.getByLabel('Surat permohonan dari kepala perangkat daerah').check();
    await page.getByLabel('Nomor surat').fill('045/12/2026');
    await page.getByLabel('Tanggal surat').fill('2026-05-02');
  }

  async function file(): Promise<string> {
    await page.goto(`${site.url}/permohonan/baru`);
    await fill();
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    await page.waitForURL(/\?baru=1$/);
    return (await page.locator('#nomor-tiket').textContent()) ?? '';
  }

  /** The office at work: examined, partly possible, an offer. */
  async function offer(ticketId: string): Promise<void> {
    const { helpdesk, clock } = site;
    const at = clock.now();
    const progress = { ticketId, at, number: 'BW-2026-0041', closed: false };
    await helpdesk.ensureProgress({ ...progress, key: 'p1', step: '2', label: 'Diterima' });
    await helpdesk.ensureMessage({
      ticketId,
      key: 'm0',
      at,
      audience: 'internal',
      subject: 'Nota',
      text: 'Catatan internal kantor.',
    });
    await helpdesk.ensureProgress({ ...progress, key: 'p2', step: '4', label: 'Dalam pemeriksaan' });
    await helpdesk.ensureProgress({ ...progress, key: 'p3', step: '5-no', label: 'Ditawarkan sebagian' });
    const text =
      'Kapasitas saat ini memungkinkan pemenuhan sebagian, yaitu dari 20 Mbps menjadi 35 Mbps dari 50 Mbps ' +
      'yang dimohon. Mohon memberi jawaban paling lambat Rabu, 6 Mei 2026.';
    await helpdesk.ensureMessage({
      ticketId,
      key: 'm1',
      at,
      audience: 'public',
      subject: 'Tawaran pemenuhan sebagian',
      text,
      asks: 'offer',
    });
  }

  test('a request is filed, followed and an offer answered, on a phone', async () => {
    await page.goto(site.url);
    expect(await faults()).toEqual([]);
    await shoot('awal');
    await page.getByRole('link', { name: 'Ajukan penambahan bandwidth' }).click();
    expect(await faults()).toEqual([]);
    await shoot('formulir');
    await fill();
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    await page.waitForURL(/\?baru=1$/);
    const id = (await page.locator('#nomor-tiket').textContent()) ?? '';
    expect(id).toBe('HD-2026-0001');
    expect(await faults()).toEqual([]);
    await shoot('baru');
    expect(await site.helpdesk.get(id)).toMatchObject({
      agency: 'dinkes',
      wantedDown: '50 Mbps',
      windowFrom: '2026-05-09 06:00',
      windowUntil: '2026-05-09 18:00',
      documents: ['letter'],
      letterDate: '2026-05-02',
    });

    await offer(id);
    const code = (await page.locator('#kode').textContent()) ?? '';
    await page.goto(site.url);
    await page.getByLabel('Nomor tiket').fill(id);
    await page.getByLabel('Kode tiket').fill(code);
    await page.getByRole('button', { name: 'Buka tiket' }).click();
    await page.getByRole('heading', { name: 'Mohon jawaban atas tawaran' }).waitFor();
    expect(await page.locator('[aria-current=step]').textContent()).toContain('Ditawarkan sebagian');
    expect(await page.content()).not.toContain('Catatan internal');
    expect(await faults()).toEqual([]);
    await shoot('tawaran');
    await page.getByLabel('Menerima tawaran').check();
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    await page.waitForURL(/\?terkirim=1$/);
    expect(await page.getByRole('status').textContent()).toContain('Jawaban Saudara sudah tercatat');
    expect(await faults()).toEqual([]);
    await shoot('terjawab');
    expect((await site.helpdesk.poll('1')).changes).toMatchObject([
      { kind: 'replied', reply: { kind: 'offer', answer: 'accept' } },
    ]);
    await page.reload();
    expect((await site.helpdesk.poll('1')).changes).toHaveLength(1);

    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([]);
  });

  test('faults are summed up, focused and linked; what was typed stays', async () => {
    await page.goto(`${site.url}/permohonan/baru`);
    await fill();
    await page.getByLabel('Jam selesai').fill('05:00');
    await page.getByLabel('Nomor surat').fill('');
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    await page.locator('#kesalahan').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('kesalahan');
    expect(await page.locator('#kesalahan li').allTextContents()).toEqual([
      'Waktu selesai harus sesudah waktu mulai.',
      'Isi nomor surat permohonan yang dicentang.',
    ]);
    expect(await page.getByLabel('Alasan permohonan atau uraian gangguan').inputValue()).toContain(
      'gambar terputus-putus',
    );
    expect(await page.getByLabel('Jam selesai').inputValue()).toBe('05:00');
    expect(await faults()).toEqual([]);
    await shoot('kesalahan');
    await page.getByRole('link', { name: 'Isi nomor surat permohonan yang dicentang.' }).click();
    await page.getByLabel('Nomor surat').fill('045/12/2026');
    await page.getByLabel('Jam selesai').fill('18:00');
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    await page.waitForURL(/\?baru=1$/);
  });

  test('fields that do not apply are out of the way', async () => {
    await page.goto(`${site.url}/permohonan/baru?jenis=gangguan`);
    const isSeen = async (name: string) => await page.locator(`[name=${name}]`).first().isVisible();
    expect([
      await isSeen('unduh'),
      await isSeen('nomor_surat'),
      await isSeen('alamat'),
      await isSeen('opd_lain'),
    ]).toEqual([false, false, true, false]);
    await shoot('gangguan');
    await page.getByLabel('Permohonan penambahan bandwidth').check();
    await page.getByLabel('Perangkat daerah atau instansi').selectOption('lainnya');
    expect([await isSeen('unduh'), await isSeen('mulai_jam'), await isSeen('opd_lain')]).toEqual([true, false, true]);
  });

  test('a double click files once, and going back afterwards offers a new form', async () => {
    await page.goto(`${site.url}/permohonan/baru`);
    const key = await page.locator('[name=kunci]').inputValue();
    await fill();
    await page.getByRole('button', { name: 'Kirim', exact: true }).dblclick();
    // The second click aborts the navigation of the first: the page that stands in the end is waited for, not a way.
    await page.locator('#nomor-tiket').waitFor();
    expect((await site.helpdesk.poll('')).changes).toHaveLength(1);
    await page.evaluate('history.back()');
    await page.getByLabel('Alasan permohonan atau uraian gangguan').waitFor();
    expect(page.url()).toContain('/permohonan/baru');
    expect(await page.locator('[name=kunci]').inputValue()).not.toBe(key);
  });

  test('each question has its form, also without script, on a wide screen', async () => {
    await context.close();
    await visit({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 }, bypassCSP: false });
    const id = await file();
    const { helpdesk, clock } = site;
    for (const [asks, button] of [
      ['documents', 'Kirim kelengkapan'],
      ['correction', 'Kirim perbaikan'],
      ['confirm', 'Hasil sudah sesuai'],
    ] as const) {
      await helpdesk.ensureMessage({
        ticketId: id,
        key: asks,
        at: clock.now(),
        audience: 'public',
        subject: 'Permintaan',
        text: 'Mohon jawaban Saudara.',
        asks,
      });
      await page.reload();
      await shoot(asks);
      if (asks === 'documents') await page.getByLabel('Justifikasi kebutuhan').check();
      if (asks === 'correction') await page.getByLabel('Unduh (download)').fill('40 Mbps');
      await page.getByRole('button', { name: button }).click();
      await page.waitForURL(/\?terkirim=1$/);
    }
    await page.getByLabel('Pesan kepada petugas').fill('Terima kasih.');
    await page.getByRole('button', { name: 'Kirim pesan' }).click();
    await page.locator('summary', { hasText: 'Batalkan tiket ini' }).click();
    await page.getByLabel('Saya meminta tiket ini dibatalkan').check();
    await page.getByRole('button', { name: 'Batalkan tiket' }).click();
    await page.getByText('Meminta tiket dibatalkan.').waitFor();
    const kinds = (await helpdesk.poll('1')).changes.map((change) =>
      change.kind === 'replied' ? change.reply.kind : '',
    );
    expect(kinds).toEqual(['documents', 'correction', 'confirm', 'message', 'cancel']);
    expect(await helpdesk.get(id)).toMatchObject({
      wantedDown: '40 Mbps',
      windowFrom: '2026-05-09 06:00',
      documents: ['letter', 'justification'],
    });
    await helpdesk.ensureProgress({
      ticketId: id,
      key: 'end',
      at: clock.now(),
      number: 'BW-2026-0041',
      step: '-',
      label: 'Dibatalkan pemohon',
      closed: true,
    });
    await page.reload();
    await shoot('tutup');
    expect(await page.getByRole('button').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('the policy of the pages stops a script that got in', async () => {
    await context.close();
    await visit({ bypassCSP: false });
    await page.goto(site.url);
    const ran = await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
      return window.ran === true;
    })()`);
    expect(ran).toBe(false);
  });

  test('10 MB in a field: a sentence, not a broken connection', async () => {
    await page.goto(`${site.url}/permohonan/baru`);
    await page.evaluate(`(() => {
      const field = document.querySelector('[name=kunci]');
      field.value = 'x'.repeat(10_000_000);
      field.form.submit();
    })()`);
    await page.getByRole('heading', { name: 'Isian terlalu panjang' }).waitFor();
  });

  test('a form on another site is refused', async () => {
    await page.goto(
      `data:text/html,<form method=post action="${site.url}/permohonan/baru"><input name=opd ` +
        `value=dinkes><button>x</button></form>`,
    );
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'Kiriman ditolak' }).waitFor();
    await shoot('ditolak');
    expect((await site.helpdesk.poll('')).changes).toEqual([]);
  });
});
