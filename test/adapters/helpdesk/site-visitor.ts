import type { Shown } from '../../contract/helpdesk-contract.ts';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A page as it came. */
export interface Seen {
  readonly status: number;
  readonly location: string | undefined;
  readonly html: string;
}

/** A permanent request that the site accepts. */
export const GOOD: Fields = {
  opd: 'dinkes',
  jenis: 'permohonan',
  perihal: 'Antrean daring',
  alasan: 'Antrean pelayanan daring lambat.',
  unduh: '50 Mbps',
  unggah: '20 Mbps',
  arti: 'total',
  masa: 'permanen',
};

/** An agency with a browser that has no script: gets pages, posts forms, remembers the links of its tickets. */
export class SiteVisitor {
  readonly #base: string;
  readonly #secrets = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  async get(path: string): Promise<Seen> {
    return await seen(await fetch(this.#base + path, { redirect: 'manual' }));
  }

  async post(path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Seen> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
    return await seen(await fetch(this.#base + path, { method: 'POST', redirect: 'manual', body, headers }));
  }

  /**
   * Opens the form, posts it with its one-time key, follows to the ticket; returns the id. Throws when the form does
   * not ask for one of the fields, or the site does not take it.
   */
  async files(fields: Fields): Promise<string> {
    const form = await this.get('/permohonan/baru');
    const unasked = Object.keys(fields).filter((name) => !form.html.includes(` name="${name}"`));
    if (unasked.length > 0) throw new Error(`the form does not ask for ${unasked.join(', ')}`);
    const posted = await this.post('/permohonan/baru', { ...fields, kunci: keyIn(form) });
    if (posted.status !== 303 || posted.location === undefined)
      throw new Error(`the form was answered with ${posted.status}`);
    const page = await this.get(posted.location);
    const id = idIn(page);
    this.#secrets.set(id, secretIn(posted));
    return id;
  }

  async replies(ticketId: string, form: string, fields: Fields): Promise<void> {
    const path = this.pathOf(ticketId);
    const posted = await this.post(`${path}/${form}`, { ...fields, kunci: keyIn(await this.get(path), form) });
    if (posted.status !== 303) throw new Error(`${form} was answered with ${posted.status}`);
  }

  pathOf(ticketId: string): string {
    const secret = this.#secrets.get(ticketId);
    if (secret === undefined) throw new Error(`no link of ${ticketId}`);
    return `/tiket/${secret}`;
  }

  async shown(ticketId: string): Promise<Shown> {
    const { html } = await this.get(this.pathOf(ticketId));
    const theirs = [...html.matchAll(/<article class="pesan">[^]*?<p class="teks">([^]*?)<\/p>/g)];
    const form = /action="\/tiket\/\w+\/(berkas|perbaikan|tawaran|konfirmasi)"/.exec(html)?.[1];
    return {
      status: /<strong id="status">([^<]*)</.exec(html)?.[1],
      texts: theirs.map((match) => match[1] ?? ''),
      asks: form === undefined ? undefined : ASKS[form],
    };
  }
}

const ASKS: Readonly<Record<string, NonNullable<Shown['asks']>>> = {
  berkas: 'documents',
  perbaikan: 'correction',
  tawaran: 'offer',
  konfirmasi: 'confirm',
};

/** The one-time key of the page's forms. `form` only says why it is wanted when there is none. */
export function keyIn({ html }: Seen, form = 'form'): string {
  const key = /name="kunci" value="([^"]+)"/.exec(html)?.[1];
  if (key === undefined) throw new Error(`no key for ${form} on the page`);
  return key;
}

export function idIn({ html }: Seen): string {
  const id = /<code id="nomor-tiket">([^<]+)</.exec(html)?.[1];
  if (id === undefined) throw new Error('no ticket id on the page');
  return id;
}

/** What a browser posts of a form in which nothing was changed. */
export function untouched({ html }: Seen, form: string): Fields {
  const [inside = ''] = new RegExp(`<form[^>]*/${form}"[^]*?</form>`).exec(html) ?? [];
  const inputs = [...inside.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag))
    .map((tag) => [/ name="([^"]*)"/.exec(tag)?.[1] ?? '', / value="([^"]*)"/.exec(tag)?.[1] ?? ''] as const);
  const others = [
    ...inside.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n?([^]*?)<\/textarea>/g),
    ...inside.matchAll(/<select[^>]* name="([^"]*)"[^]*?value="([^"]*)" selected[^]*?<\/select>/g),
  ].map(([, name = '', value = '']) => [name, value] as const);
  return Object.fromEntries([...inputs, ...others]);
}

export function secretIn({ location }: Seen): string {
  return /^\/tiket\/([0-9A-Z]{28})/.exec(location ?? '')?.[1] ?? '';
}

async function seen(response: Response): Promise<Seen> {
  return {
    status: response.status,
    location: response.headers.get('location') ?? undefined,
    html: await response.text(),
  };
}
