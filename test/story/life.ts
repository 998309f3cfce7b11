import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RaisedEvent } from '../../agent/desk/act/order.ts';
import { keyIn, secretIn, SiteVisitor } from '../adapters/helpdesk/site-visitor.ts';
import { DAWN, type Dawn, type Home, layEvidence, openHome } from './mortal-office.ts';
import { type Mortal, startMortal } from './mortal.ts';

/** How a life is cut: at the n-th point of the daemon, or while the router holds back its answer to the write. */
export type Death = { readonly point: number } | { readonly wire: 'silent' | 'silent-before' } | { readonly point: 0 };

export interface Life {
  /** Folder for the checker; valid until `close`. */
  readonly evidence: string;
  /** Where it died; undefined: it did not. */
  readonly diedAt: string | undefined;
  /** Points passed, when it did not die. */
  readonly passed: readonly string[];
  close(): Promise<void>;
}

const FIVE_MINUTES = 300_000;
const KADIS = { role: 'department-head', document: '800/DISPO/2026', date: '2026-05-04', file: null } as const;
const KABID = { role: 'division-head', document: '555/BID-TI/2026', date: '2026-05-04', file: null } as const;
const FORM = {
  opd: 'DINKES',
  jenis: 'permohonan',
  perihal: 'Permohonan penambahan bandwidth',
  alasan: 'Pelaporan daring; antrean jenuh pada jam kerja.',
  unduh: '40 Mbps',
  unggah: '40 Mbps',
  arti: 'total',
  masa: 'permanen',
  alamat: '10.62.20.0/24',
  berkas: ['surat', 'data-teknis', 'justifikasi'],
  nomor_surat: '005/OPD/2026',
  tanggal_surat: '2026-05-04',
};
/** What must stand at the end of every life. */
const WANTED = { settled: true, lines: { dinkes: [40_000_000, 40_000_000] }, closed: ['BW-2026-0041'] };
/** A process that is dead is known to be within it. */
const MOMENT_MS = 5000;
/** Turns after which a life that is not over counts as stuck. */
const MOST_TURNS = 60;

/**
 * One request's life from the agency's form to the closed ticket, cut once; people go on as people do: look, and do
 * what is due.
 */
export async function live(dawn: Dawn, death: Death): Promise<Life> {
  const home = await openHome(dawn);
  try {
    const one = new OneLife(home, death);
    const passed = await one.live();
    const evidence = layEvidence(home, WANTED);
    const note = join(evidence, 'point-of-death');
    const diedAt =
      'wire' in death
        ? `write: the router is ${death.wire}`
        : existsSync(note)
          ? readFileSync(note, 'utf8')
          : undefined;
    return { evidence, diedAt, passed, close: () => home.close() };
  } catch (error) {
    await home.close();
    throw error;
  }
}

class OneLife {
  readonly #home: Home;
  readonly #death: Death;
  #daemon!: Mortal;
  #now = DAWN;
  #died = false;
  /** Secret of the agency's link, once its form was taken. */
  #secret: string | undefined;

  constructor(home: Home, death: Death) {
    this.#home = home;
    this.#death = death;
  }

  async live(): Promise<readonly string[]> {
    const { lab } = this.#home;
    this.#daemon = await this.#start('point' in this.#death ? this.#death.point : 0);
    try {
      await this.#advance(DAWN + 14 * FIVE_MINUTES);
      await this.#daemon.ask({ do: 'arm' });
      if ('wire' in this.#death) lab.faults.arm({ kind: this.#death.wire });
      for (let turn = 0; turn < MOST_TURNS; turn += 1) {
        if (await this.#turn()) {
          const passed = (await this.#daemon.ask({ do: 'passed' })) as readonly string[];
          await this.#daemon.stop();
          return passed;
        }
      }
      throw new Error('the life did not come to its end');
    } finally {
      if (!this.#daemon.dead) await this.#daemon.kill();
    }
  }

  async #start(blowAt: number): Promise<Mortal> {
    return await startMortal({ config: this.#home.config, at: this.#now, blowAt, history: false });
  }

  /** One look and one act; true when all is done. A daemon that died meanwhile is started again, once. */
  async #turn(): Promise<boolean> {
    try {
      return await this.#act();
    } catch (error) {
      // The answer may be known a moment before the end of the process is.
      await Promise.race([this.#daemon.gone, setTimeout(MOMENT_MS)]);
      if (!this.#daemon.dead || this.#died) throw error;
      this.#died = true;
      this.#daemon = await this.#start(0);
      return false;
    }
  }

  async #act(): Promise<boolean> {
    const { client } = this.#daemon;
    const [row] = await client.ask('requests', { all: true });
    if (row === undefined) {
      if (this.#secret === undefined) await this.#files();
      return await this.#pass();
    }
    const { number } = row;
    const raise = async (event: RaisedEvent, paper: typeof KADIS | typeof KABID | null = null): Promise<boolean> => {
      await client.order('raise', { number, event, paper });
      return await this.#pass();
    };
    const { stage, planHash } = await client.ask('request', { number });
    switch (stage.at) {
      case 'received':
        return await raise({ kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
      case 'awaiting-disposition':
        return await raise({ kind: 'disposed', note: 'diteruskan' }, KADIS);
      case 'disposed':
        return await raise({ kind: 'examined', missing: [] }, KABID);
      case 'assessed':
        return await raise({ kind: 'approved', planHash: planHash ?? '' }, KABID);
      case 'informed':
        await this.#confirms();
        return await this.#pass();
      case 'closed':
        // Once more, so that what is still to be told is told.
        await this.#pass();
        return true;
      default:
        return await this.#pass();
    }
  }

  /** Five minutes go by. */
  async #pass(): Promise<false> {
    await Promise.all([this.#daemon.ask({ do: 'settle' }), this.#killAtTheWire()]);
    await this.#advance(this.#now + FIVE_MINUTES);
    return false;
  }

  /** Kills the daemon while it waits for the answer to its write. */
  async #killAtTheWire(): Promise<void> {
    const { faults } = this.#home.lab;
    if (!('wire' in this.#death) || this.#died) return;
    const { stage } = await this.#daemon.client.ask('request', { number: WANTED.closed[0] ?? '' });
    if (stage.at !== 'approved' && stage.at !== 'applying') return;
    while (faults.waiting > 0) await setTimeout(5);
    await this.#daemon.kill();
  }

  async #advance(to: number): Promise<void> {
    const { lab } = this.#home;
    while (this.#now < to) {
      const next = Math.min(to, this.#now + FIVE_MINUTES);
      lab.clock.set(next);
      lab.plant.catchUp();
      await this.#daemon.ask({ do: 'advance', to: next });
      this.#now = next;
    }
  }

  async #files(): Promise<void> {
    const visitor = new SiteVisitor(this.#daemon.url);
    const form = await visitor.get('/permohonan/baru');
    const posted = await visitor.post('/permohonan/baru', { ...FORM, kunci: keyIn(form) });
    if (posted.status !== 303) throw new Error(`the form was answered with ${posted.status}`);
    this.#secret = secretIn(posted);
  }

  async #confirms(): Promise<void> {
    const visitor = new SiteVisitor(this.#daemon.url);
    const path = `/tiket/${this.#secret ?? ''}`;
    const posted = await visitor.post(`${path}/konfirmasi`, { kunci: keyIn(await visitor.get(path)) });
    if (posted.status !== 303) throw new Error(`the confirmation was answered with ${posted.status}`);
  }
}
