import { access, readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedHelpdesk } from '../../../adapters/helpdesk/embedded/embedded-helpdesk.ts';
import { embeddedOptions } from '../../../adapters/helpdesk/embedded/embedded-options.ts';
import { MINUTE, span } from '../../../agent/domain/moment.ts';
import type { Message } from '../../../agent/ports/helpdesk.ts';
import { LEFT_EMPTY } from '../../ticket/ticket-samples.ts';
import { type OpenedSite, openSite } from './open-site.ts';
import { GOOD, SiteVisitor, idIn, keyIn, secretIn, untouched } from './site-visitor.ts';

let site: OpenedSite;
let visitor: SiteVisitor;
beforeEach(async () => {
  site = await openSite();
  ({ visitor } = site);
});
afterEach(async () => await site.close());

const filed = async (): Promise<number> => (await site.helpdesk.poll('')).changes.length;

async function ask(ticketId: string, asks: NonNullable<Message['asks']>): Promise<void> {
  const message = {
    ticketId,
    key: asks,
    at: site.clock.now(),
    audience: 'public',
    subject: 'Permintaan',
    text: 'Mohon jawaban.',
    asks,
  } as const;
  await site.helpdesk.ensureMessage(message);
}

describe('adapters/helpdesk/embedded: filing', () => {
  test('a request: 303 to its secret link, where the number, the link and the time in WIB stand', async () => {
    const posted = await visitor.post('/permohonan/baru', GOOD);
    expect(posted.status).toBe(303);
    expect(posted.location).toMatch(/^\/tiket\/[0-9A-Z]{28}\?baru=1$/);
    const page = await visitor.get(posted.location ?? '');
    expect(idIn(page)).toBe('HD-2026-0001');
    expect(page.html).toContain(`http://bandwidth.katingankab.example/tiket/${secretIn(posted)}`);
    expect(page.html).toContain('Senin, 4 Mei 2026 pukul 08.00 WIB');
    expect(page.html).toContain('<html lang="id">');
  });

  test('every field reaches the ticket, uninterpreted', async () => {
    const id = await visitor.files({
      ...GOOD,
      opd: 'lainnya',
      opd_lain: 'Kantor Desa Tumbang Samba',
      unduh: '12,5 MB',
      unggah: '20.000 Kbps',
      arti: 'tambahan',
      masa: 'sementara',
      mulai_tanggal: '2026-05-09',
      mulai_jam: '06:00',
      selesai_tanggal: '2026-05-09',
      selesai_jam: '18:00',
      alamat: '10.20.32.0/24\n 10.20.33.7 ,10.20.34.0/33',
      berkas: ['surat', 'justifikasi'],
      nomor_surat: '045/12/2026',
      tanggal_surat: '2 Mei 2026',
      lokasi: 'Aula',
      pengguna: '200 orang',
      narahubung: 'Kasi Pelayanan',
    });
    expect(await site.helpdesk.get(id)).toEqual({
      ...LEFT_EMPTY,
      id,
      revision: 1,
      openedAt: site.clock.now(),
      kind: 'request',
      channel: 'helpdesk',
      agency: 'Kantor Desa Tumbang Samba',
      subject: 'Antrean daring',
      body: 'Antrean pelayanan daring lambat.\nLokasi: Aula\nJumlah pengguna: 200 orang',
      wantedDown: '12,5 MB',
      wantedUp: '20.000 Kbps',
      meaning: 'increment',
      duration: 'temporary',
      windowFrom: '2026-05-09 06:00',
      windowUntil: '2026-05-09 18:00',
      targets: ['10.20.32.0/24', '10.20.33.7', '10.20.34.0/33'],
      documents: ['letter', 'justification'],
      letterNumber: '045/12/2026',
      letterDate: '2 Mei 2026',
      contact: 'Kasi Pelayanan',
      recordedBy: null,
    });
  });

  test('an incident needs neither rates nor documents', async () => {
    const id = await visitor.files({ opd: 'dinkes', jenis: 'gangguan', alasan: 'Koneksi mati sejak pagi.' });
    expect(await site.helpdesk.get(id)).toMatchObject({
      kind: 'incident',
      subject: 'Laporan gangguan',
      wantedDown: '',
      documents: [],
    });
  });

  test('an empty form: every fault is named in Indonesian and linked, nothing is filed', async () => {
    const page = await visitor.post('/permohonan/baru', {});
    expect(page.status).toBe(422);
    const links = [...page.html.matchAll(/<li><a href="#(\w+)">([^<]+)</g)].map((match) => [match[1], match[2]]);
    expect(links).toEqual([
      ['opd', 'Pilih perangkat daerah dari daftar, atau pilih &quot;Lainnya&quot;.'],
      ['jenis', 'Pilih jenis layanan: permohonan penambahan bandwidth atau laporan gangguan.'],
      ['unduh', 'Isi kecepatan yang dimohon, misalnya 50 Mbps.'],
      ['masa', 'Pilih jangka waktu: permanen atau sementara.'],
      ['alasan', 'Tuliskan alasan permohonan atau uraian gangguan.'],
    ]);
    for (const [field] of links) expect(page.html).toContain(`id="${field}"`);
    expect(await filed()).toBe(0);
  });

  test('a faulty form loses nothing that was typed', async () => {
    const typed = {
      ...GOOD,
      opd: 'disdik',
      masa: 'sementara',
      mulai_tanggal: '2026-05-09',
      mulai_jam: '18:00',
      selesai_tanggal: '2026-05-09',
    };
    const page = await visitor.post('/permohonan/baru', {
      ...typed,
      selesai_jam: '06:00',
      alasan: ' "Ujian" <daring>\n\nsemua kelas',
      alamat: '10.0.0.1',
    });
    expect(page.status).toBe(422);
    expect(page.html).toContain('Waktu selesai harus sesudah waktu mulai.');
    expect(page.html).toContain('<option value="disdik" selected>');
    expect(page.html).toMatch(/value="sementara" checked/);
    expect(page.html).toMatch(/name="mulai_jam"[^>]* value="18:00"/);
    expect(page.html).toMatch(
      /<textarea id="alasan"[^>]*>\n (?:"|&quot;)Ujian(?:"|&quot;) &lt;daring&gt;\n\nsemua kelas<\/textarea>/,
    );
    expect(page.html).toMatch(/<textarea id="alamat"[^>]*>\n10\.0\.0\.1<\/textarea>/);
  });

  test.each([
    ['an agency not on the list', { opd: 'tidak-ada' }, 'Pilih perangkat daerah dari daftar'],
    ['another agency without its name', { opd: 'lainnya' }, 'Tuliskan nama instansi'],
    ['a letter without its number', { berkas: 'surat' }, 'Isi nomor surat permohonan yang dicentang.'],
    ['a rate too long', { unduh: 'x'.repeat(41) }, 'Unduh: paling banyak 40 huruf, yang ditulis 41 huruf.'],
    ['a reason too long', { alasan: 'x'.repeat(4001) }, 'paling banyak 4000 huruf'],
    [
      'a temporary request without its window',
      { masa: 'sementara' },
      'Isi tanggal mulai, karena jangka waktunya sementara.',
    ],
    ['too many addresses', { alamat: '10.0.0.1,'.repeat(65) }, 'paling banyak 64, yang ditulis 65'],
    ['a reason that cannot be seen', { alasan: ' \u200b\u202e ' }, 'Tuliskan alasan permohonan'],
  ])('%s is refused', async (_what, fields, words) => {
    const page = await visitor.post('/permohonan/baru', { ...GOOD, ...fields });
    expect([page.status, page.html.includes(words)]).toEqual([422, true]);
    expect(await filed()).toBe(0);
  });
});

describe('adapters/helpdesk/embedded: the same form twice', () => {
  test('files once, and the second time leads to the same ticket, also at the same moment', async () => {
    const fields = { ...GOOD, kunci: keyIn(await visitor.get('/permohonan/baru')) };
    const posted = await Promise.all([
      visitor.post('/permohonan/baru', fields),
      visitor.post('/permohonan/baru', fields),
    ]);
    const third = await visitor.post('/permohonan/baru', { ...fields, alasan: 'lain' });
    expect(new Set([...posted, third].map(secretIn)).size).toBe(1);
    expect(third.location).toMatch(/\?lagi=1$/);
    expect((await visitor.get(third.location ?? '')).html).toContain('tidak dicatat dua kali');
    expect(await filed()).toBe(1);
  });

  test('a form opened before a restart is still taken, a key that somebody made up is not', async () => {
    const key = keyIn(await visitor.get('/permohonan/baru'));
    await site.helpdesk.close();
    const { url } = await site.helpdesk.pages.start();
    const again = new SiteVisitor(url);
    expect((await again.post('/permohonan/baru', { ...GOOD, kunci: key })).status).toBe(303);
    const made = await again.post('/permohonan/baru', { ...GOOD, kunci: `${'0'.repeat(28)}.${'A'.repeat(22)}` });
    expect(made.status).toBe(422);
    expect(made.html).toContain('Formulir ini sudah kedaluwarsa');
    expect((await again.post('/permohonan/baru', { ...GOOD, kunci: keyIn(made) })).status).toBe(303);
    expect(await filed()).toBe(2);
  });

  test('a reply posted twice is one reply; two forms of one page are two', async () => {
    const id = await visitor.files(GOOD);
    await ask(id, 'confirm');
    const path = visitor.pathOf(id);
    const kunci = keyIn(await visitor.get(path));
    for (let n = 0; n < 2; n += 1)
      expect((await visitor.post(`${path}/pesan`, { kunci, pesan: 'Halo' })).status).toBe(303);
    for (let n = 0; n < 2; n += 1) expect((await visitor.post(`${path}/konfirmasi`, { kunci })).status).toBe(303);
    expect((await site.helpdesk.get(id)).revision).toBe(3);
  });
});

describe('adapters/helpdesk/embedded: following and answering', () => {
  test('number and code lead to the ticket, however the code is written', async () => {
    const id = await visitor.files(GOOD);
    const page = await visitor.get(visitor.pathOf(id));
    const code = /<code id="kode">([^<]+)</.exec(page.html)?.[1] ?? '';
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    const sloppy = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    for (const kode of [code, sloppy]) {
      expect(await visitor.post('/tiket', { nomor: id.toLowerCase(), kode })).toMatchObject({
        status: 303,
        location: visitor.pathOf(id),
      });
    }
    const other = await visitor.files(GOOD);
    for (const fields of [
      { nomor: other, kode: code },
      { nomor: id, kode: code.replace(/.$/, '*') },
      { nomor: '', kode: '' },
    ]) {
      const refused = await visitor.post('/tiket', fields);
      expect([refused.status, refused.html.includes('tidak cocok')]).toEqual([422, true]);
    }
  });

  test('progress stands at its SOP step, with its time', async () => {
    const id = await visitor.files(GOOD);
    await site.clock.pass(span(10 * MINUTE));
    const progress = {
      ticketId: id,
      key: 'p',
      at: site.clock.now(),
      number: 'BW-2026-0041',
      step: '5-no',
      label: 'Ditunda',
      closed: false,
    };
    await site.helpdesk.ensureProgress(progress);
    const { html } = await visitor.get(visitor.pathOf(id));
    expect(html).toContain('<code id="nomor-permohonan">BW-2026-0041</code>');
    const [, now = ''] = /<li class="kini" aria-current="step">\n<p class="nama">([^]*)/.exec(html) ?? [];
    expect(now).toMatch(
      /^5\. Pengecekan ketersediaan bandwidth [^]*?Ditunda<br><time[^>]*>Senin, 4 Mei 2026 pukul 08\.10 WIB/,
    );
  });

  test('an answer that nobody asks for any more is refused and not recorded', async () => {
    const id = await visitor.files(GOOD);
    const posted = await visitor.post(`${visitor.pathOf(id)}/tawaran`, { jawaban: 'terima' });
    expect([posted.status, posted.html.includes('sudah tidak berlaku')]).toEqual([409, true]);
    expect((await site.helpdesk.get(id)).revision).toBe(1);
  });

  test('a closed ticket takes nothing, also from a page that was opened before', async () => {
    const id = await visitor.files(GOOD);
    const kunci = keyIn(await visitor.get(visitor.pathOf(id)));
    const end = {
      ticketId: id,
      key: 'end',
      at: site.clock.now(),
      number: 'BW-2026-0041',
      step: '9',
      label: 'Ditutup',
      closed: true,
    };
    await site.helpdesk.ensureProgress(end);
    const posted = await Promise.all([
      visitor.post(`${visitor.pathOf(id)}/pesan`, { kunci, pesan: 'Halo' }),
      visitor.post(`${visitor.pathOf(id)}/pembatalan`, { kunci, yakin: 'ya' }),
    ]);
    expect(posted.map((each) => each.status)).toEqual([409, 409]);
    expect((await site.helpdesk.get(id)).revision).toBe(1);
  });

  test.each([
    ['offer', 'tawaran', 'Pilih salah satu jawaban atas tawaran.'],
    ['documents', 'berkas', 'Centang paling sedikit satu berkas'],
    ['correction', 'perbaikan', 'Pilih perangkat daerah dari daftar'],
  ] as const)('an empty answer to %s is refused, and the question stands', async (asks, form, words) => {
    const id = await visitor.files(GOOD);
    await ask(id, asks);
    const posted = await visitor.post(`${visitor.pathOf(id)}/${form}`, {});
    expect([posted.status, posted.html.includes(words)]).toEqual([422, true]);
    expect((await visitor.shown(id)).asks).toBe(asks);
  });

  test('a cancel request must be ticked, a message must say something', async () => {
    const id = await visitor.files(GOOD);
    expect((await visitor.post(`${visitor.pathOf(id)}/pembatalan`, {})).status).toBe(422);
    expect((await visitor.post(`${visitor.pathOf(id)}/pesan`, { pesan: ' \u200b ' })).status).toBe(422);
    expect((await site.helpdesk.get(id)).revision).toBe(1);
  });

  test('the correction form starts from what was typed', async () => {
    const id = await visitor.files({ ...GOOD, opd: 'lainnya', opd_lain: 'KPU', unduh: '20 MB' });
    await ask(id, 'correction');
    const { html } = await visitor.get(visitor.pathOf(id));
    expect(html).toContain('<option value="lainnya" selected>');
    expect(html).toMatch(/name="opd_lain"[^>]* value="KPU"/);
    expect(html).toMatch(/name="unduh"[^>]* value="20 MB"/);
    expect(html).toMatch(/value="permanen" checked/);
  });

  test.each(['permohonan', 'gangguan'])('the correction of a %s sent as it is shown changes nothing', async (jenis) => {
    const window = {
      mulai_tanggal: '2026-05-09',
      mulai_jam: '06:00',
      selesai_tanggal: '2026-05-09',
      selesai_jam: '18:00',
    };
    const more = { alamat: '10.20.32.0/24', narahubung: 'Kasi Pelayanan, 0812-3456-789' };
    const id = await visitor.files({ ...GOOD, jenis, masa: 'sementara', ...window, ...more });
    const before = await site.helpdesk.get(id);
    await ask(id, 'correction');
    const page = await visitor.get(visitor.pathOf(id));
    expect((await visitor.post(`${visitor.pathOf(id)}/perbaikan`, untouched(page, 'perbaikan'))).status).toBe(303);
    expect(await site.helpdesk.get(id)).toEqual({ ...before, revision: 2 });
  });

  test('a new letter replaces the old one, other documents are added', async () => {
    const id = await visitor.files({ ...GOOD, berkas: 'justifikasi' });
    await ask(id, 'documents');
    await visitor.replies(id, 'berkas', { berkas: ['surat'], nomor_surat: '9/2026', tanggal_surat: '2026-05-03' });
    expect(await site.helpdesk.get(id)).toMatchObject({
      documents: ['justification', 'letter'],
      letterNumber: '9/2026',
      letterDate: '2026-05-03',
    });
  });
});

describe('adapters/helpdesk/embedded: file and port', () => {
  test('a copy of the file opens no ticket: it holds neither secrets nor form keys', async () => {
    const kunci = keyIn(await visitor.get('/permohonan/baru'));
    const posted = await visitor.post('/permohonan/baru', { ...GOOD, kunci });
    await site.helpdesk.close();
    const bytes = (await readFile(site.file)).toString('latin1');
    expect(bytes).toContain('Antrean pelayanan daring lambat.');
    for (const secret of [secretIn(posted), kunci, kunci.slice(0, 28)]) expect(bytes).not.toContain(secret);
  });

  test('no secret and no text of a ticket is logged', async () => {
    const id = await visitor.files(GOOD);
    await visitor.replies(id, 'pesan', { pesan: 'Rahasia sekali' });
    const logged = JSON.stringify(site.log.lines);
    expect(logged).toContain(id);
    expect(logged).not.toContain(visitor.pathOf(id).slice('/tiket/'.length));
    expect(logged).not.toContain('Rahasia');
  });

  test('what was filed is there after a restart, and numbers go on', async () => {
    const id = await visitor.files(GOOD);
    await site.helpdesk.close();
    expect(await site.helpdesk.check()).toMatchObject([{ code: 'helpdesk/ok' }]);
    expect((await site.helpdesk.get(id)).body).toBe('Antrean pelayanan daring lambat.');
    const { url } = await site.helpdesk.pages.start();
    expect(await new SiteVisitor(url).files(GOOD)).toBe('HD-2026-0002');
  });

  test('stop() frees the port, start() listens again, and the port works without the site', async () => {
    await site.helpdesk.pages.stop();
    await site.helpdesk.pages.stop();
    await expect(visitor.get('/')).rejects.toThrow('fetch failed');
    expect((await site.helpdesk.poll('')).changes).toEqual([]);
    const { url } = await site.helpdesk.pages.start();
    expect((await new SiteVisitor(url).get('/')).status).toBe(200);
  });

  test('a taken port and an unusable file are faults to be tried later', async () => {
    const port = Number(new URL(site.url).port);
    const unreachable = { code: 'helpdesk/unreachable', retry: 'later' };
    await expect(openSite({ port })).rejects.toMatchObject(unreachable);
    await expect(openSite({ file: '/dev/null/helpdesk.db' })).rejects.toMatchObject(unreachable);
  });

  test('nothing is opened or made before it is needed', async () => {
    const file = `${site.file}.other`;
    const options = embeddedOptions.parse({
      file,
      publicUrl: 'http://bandwidth.katingankab.example',
      officeName: 'Kantor',
    });
    const inert = openEmbeddedHelpdesk(options, { clock: site.clock, log: site.log, agencies: () => [] });
    expect(await inert.check()).toMatchObject([{ code: 'helpdesk/ok' }]);
    await inert.close();
    await expect(access(file)).rejects.toThrow('ENOENT');
    const nowhere = openEmbeddedHelpdesk(
      { ...options, file: '/nowhere/helpdesk.db' },
      { clock: site.clock, log: site.log, agencies: () => [] },
    );
    expect(await nowhere.check()).toMatchObject([{ code: 'helpdesk/unreachable', level: 'alarm' }]);
  });
});
