import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../../../agent/desk/act/desk.ts';
import { dispatch as order } from '../../../agent/desk/dispatch.ts';
import type { BodyOf, DoneOf, OrderName } from '../../../agent/desk/act/order.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import { type Span, span } from '../../../agent/domain/moment.ts';
import type { RouterPlan } from '../../../agent/domain/office.ts';
import type { Loop } from '../../../agent/loops/loop.ts';
import type { Clock } from '../../../agent/ports/clock.ts';
import type { Ledger } from '../../../agent/ports/ledger.ts';
import type { Router } from '../../../agent/ports/router.ts';
import type { SamplesView } from '../../../agent/ports/samples.ts';
import { type CuttingProxy, cuttingProxy } from '../../adapters/router/cutting-proxy.ts';
import { MEMORY } from '../memory-folder.ts';
import { PEOPLE } from '../office-plan.ts';
import type { OwnLine } from '../own-lines.ts';
import { type SetClock, setClock } from '../../fakes/set-clock.ts';
import type { Switches } from '../../lab/faults.ts';
import { type LabEdit, obey, type SeenQueue } from '../../lab/lab-commands.ts';
import type { RouterFacts } from '../../lab/router/lab-router-facts.ts';
import { type Lab, openLab } from '../../lab/open-lab.ts';
import { layTable } from './own-table.ts';
import type { Wanted } from '../../checker/wanted.ts';
import { openWiredParts, type PartsNeeds, type WiredParts } from './wired-parts.ts';
import type { WiredSeed } from './wired-seed.ts';

/** How the office of one try differs from a fair day. */
export interface WiredOptions {
  readonly books?: keyof WiredSeed['files'];
  readonly deadlineMs?: number;
  /** The wire goes through a cutting proxy. */
  readonly proxied?: boolean;
  /** Queues of others on the router. */
  readonly foreign?: number;
  /** Ids that were given away before. */
  readonly burntIds?: number;
  readonly version?: string;
  readonly login?: RouterFacts['login'];
  readonly switches?: Partial<Switches>;
  readonly plan?: Partial<RouterPlan>;
  readonly readOnly?: boolean;
  /** The office's own lines, where they are others than those of every try. */
  readonly lines?: readonly OwnLine[];
  /** Utilisation, where it goes on beyond what was sown. */
  readonly samples?: (clock: Clock) => SamplesView;
  /** What is put around the adapter. */
  readonly around?: (router: Router) => Router;
}

const BACK_OFF = span(5_000);

/**
 * Real adapter, ledger, desk and provision loop over a lab's real wires, at a told time; one try has one of its own.
 */
export class WiredOffice {
  readonly folder: string;
  readonly lab: Lab;
  readonly proxy: CuttingProxy | undefined;
  readonly clock: SetClock;
  /** Queues without our mark that are to stand as they stood, at first or when `keepOthers` was called. */
  others: readonly SeenQueue[] = [];
  /** Numbers of the mutating sentences, from 0, right before which a hand edited the queue they are about. */
  readonly inWindow = new Set<number>();
  /** Faults that passes ended with, in order. */
  readonly failures: string[] = [];
  /**
   * Real milliseconds between each write and the read before it, at the router: a hand edit in between is not seen
   * before the write.
   */
  readonly windows: number[] = [];
  /**
   * When each mutating sentence came in, by the office's clock: the lab's own stands, so that no traffic is counted.
   */
  readonly #heard: number[] = [];

  readonly #needs: PartsNeeds;
  #parts: WiredParts;

  private constructor(
    folder: string,
    lab: Lab,
    proxy: CuttingProxy | undefined,
    seed: WiredSeed,
    options: WiredOptions,
  ) {
    const plan = { ...seed.desk.office.routers[0]!, ...options.plan };
    const { deadlineMs = 5_000, readOnly = false, around = (router: Router) => router } = options;
    this.folder = folder;
    this.lab = lab;
    this.proxy = proxy;
    this.clock = setClock(seed.at);
    const desk = { ...seed.desk, samples: options.samples?.(this.clock) ?? seed.desk.samples };
    const { identity, version, serial } = lab.facts;
    this.#needs = {
      folder,
      lab,
      port: proxy?.port,
      clock: this.clock,
      desk,
      plan,
      deadlineMs,
      readOnly,
      identity,
      around,
    };
    this.#parts = openWiredParts(this.#needs);
    // The books were sown on a router in memory; they mean this one.
    const sown = this.ledger.observed('core');
    if (sown !== undefined)
      this.ledger.observe((notes) => notes.observed({ ...sown, identity: { identity, version, serial } }));
    let read = 0;
    lab.faults.watchers.add(({ verb }) => {
      if (verb === 'print') read = performance.now();
      else {
        this.#heard.push(this.clock.now());
        if (read > 0) this.windows.push(performance.now() - read);
        read = 0;
      }
    });
    this.keepOthers();
  }

  static async open(seed: WiredSeed, options: WiredOptions = {}): Promise<WiredOffice> {
    const folder = mkdtempSync(join(MEMORY, 'bwagent-try-'));
    copyFileSync(seed.files[options.books ?? 'approved'], join(folder, 'ledger.db'));
    const { version, login } = options;
    const lab = await openLab({
      at: seed.at,
      fasttrack: 'none',
      ...(version === undefined ? {} : { routerVersion: version }),
      ...(login === undefined ? {} : { login }),
    });
    Object.assign(lab.faults.switches, options.switches);
    layTable(lab, options.foreign ?? 3, options.burntIds ?? 0, options.lines);
    const proxy = options.proxied === true ? await cuttingProxy(lab.routeros.port) : undefined;
    return new WiredOffice(folder, lab, proxy, seed, options);
  }

  get router(): Router {
    return this.#parts.router;
  }

  get ledger(): Ledger {
    return this.#parts.ledger;
  }

  get desk(): Desk {
    return this.#parts.desk;
  }

  get loop(): Loop {
    return this.#parts.loop;
  }

  /** The daemon dies: from now on it can keep nothing more; `restart` must follow. */
  kill(): void {
    this.ledger.close();
  }

  /** The daemon starts again: adapter, ledger, desk and loop are dropped as they are and opened from the files. */
  async restart(): Promise<void> {
    await this.router.close();
    this.#parts = openWiredParts(this.#needs);
  }

  /** One pass of the provision loop; what it threw is kept in `failures`. Throws what is no Fault. */
  async pass(): Promise<{ readonly after: Span; readonly calm: boolean }> {
    try {
      const { after, changed } = await this.loop.pass();
      return { after, calm: !changed && this.ledger.openOps('core').length === 0 };
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'bug') throw error;
      this.failures.push(error.code);
      return { after: BACK_OFF, calm: false };
    }
  }

  /** Passes until one comes through: a busy machine may miss a short deadline. */
  async look(): Promise<void> {
    for (let turn = 0; turn < 8; turn += 1) {
      const { length } = this.failures;
      await this.pass();
      if (this.failures.length === length) return;
    }
  }

  /** The wire is whole again and time goes on, until two passes in a row find nothing to do; gives up after `most`. */
  async settle(most = 24): Promise<void> {
    this.proxy?.cutAfter('request', undefined);
    this.lab.faults.disarm();
    for (let turn = 0, calm = 0; turn < most && calm < 2; turn += 1) {
      const passed = await this.pass();
      calm = passed.calm ? calm + 1 : 0;
      await this.later(passed.after);
    }
  }

  /** So many passes, each at its time, whatever they find. */
  async periods(count: number): Promise<void> {
    for (let i = 0; i < count; i += 1) await this.later((await this.pass()).after);
  }

  async later(length: Span): Promise<void> {
    await this.clock.pass(length);
  }

  /** What others made stands now as it is to stand. */
  keepOthers(): void {
    this.others = this.queues().filter(({ name }) => name.startsWith('tamu-'));
  }

  /** Somebody edits the router by hand. */
  edit(edit: LabEdit): void {
    obey(this.lab, { do: 'edit', edit });
  }

  queues(): readonly SeenQueue[] {
    return obey(this.lab, { do: 'queues' }) as readonly SeenQueue[];
  }

  as<N extends OrderName>(person: string, name: N, body: BodyOf<N>): DoneOf<N> {
    return order(this.desk, name, body, PEOPLE.find((p) => p.id === person) ?? null, 1000);
  }

  /** Lays down what the independent checker reads beside the ledger. */
  layEvidence(wanted: Wanted, leaked: number): void {
    const sentences = this.lab.faults.sentences.map((sentence, i) => ({
      ...sentence,
      at: this.#heard[i],
      ...(this.inWindow.has(i) ? { edited: true } : {}),
    }));
    writeFileSync(
      join(this.folder, 'router.json'),
      JSON.stringify({ queues: this.queues(), sentences, sessions: leaked }),
    );
    writeFileSync(join(this.folder, 'wanted.json'), JSON.stringify({ untouched: this.others, ...wanted }));
  }

  /** Closes the wires and lays down what the checker reads; the folder stays. */
  async end(wanted: Wanted): Promise<void> {
    await this.router.close();
    // The lab hears of a closed connection a moment later.
    for (let look = 0; look < 1_000 && this.lab.sessions() > 0; look += 1)
      await new Promise((resolve) => setImmediate(resolve));
    this.layEvidence(wanted, this.lab.sessions());
    this.ledger.close();
    await this.proxy?.close();
    await this.lab.close();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
