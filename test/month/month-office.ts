import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { BodyOf, DoneOf, OrderName } from '../../agent/desk/act/order.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { MINUTE, type Moment, type Span, span } from '../../agent/domain/moment.ts';
import { assessLoop } from '../../agent/loops/assess.ts';
import { expireLoop } from '../../agent/loops/expire.ts';
import { intakeLoop } from '../../agent/loops/intake.ts';
import type { Loop } from '../../agent/loops/loop.ts';
import { publishLoop } from '../../agent/loops/publish.ts';
import type { RequestRecord, Ledger } from '../../agent/ports/ledger.ts';
import { layHelpdesk } from '../checker/laid-helpdesk.ts';
import { MemoryHelpdesk } from '../fakes/memory-helpdesk.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import type { Wanted } from '../checker/wanted.ts';
import { WiredOffice, type WiredOptions } from '../office/wired/wired-office.ts';
import type { WiredSeed } from '../office/wired/wired-seed.ts';

/** Longest rest between two rounds of the loops while nothing is due. */
const REST = span(30 * MINUTE);
const GRACE = span(30 * MINUTE);
const MOST_ROUNDS = 6;
/** What is kept of the latest things that happened. */
const REMEMBERED = 14;

/** A wired office with every deciding loop and a helpdesk: what lives through the month. */
export class MonthOffice {
  readonly wired: WiredOffice;
  readonly helpdesk: MemoryHelpdesk;
  /** What happened last, oldest first. */
  readonly latest: string[] = [];
  /** Called before the first sentence of a round can be said. */
  readonly beforeRound = new Set<() => void>();
  /** Set while the daemon is dying: what its last pass throws is nobody's fault. */
  dying = false;
  #loops: readonly Loop[] = [];

  private constructor(wired: WiredOffice) {
    this.wired = wired;
    this.helpdesk = new MemoryHelpdesk(wired.clock);
    this.#loops = this.#openLoops();
  }

  static async open(seed: WiredSeed, options: WiredOptions): Promise<MonthOffice> {
    return new MonthOffice(await WiredOffice.open(seed, options));
  }

  get ledger(): Ledger {
    return this.wired.ledger;
  }

  get now(): Moment {
    return this.wired.clock.now();
  }

  as<N extends OrderName>(person: string, name: N, body: BodyOf<N>): DoneOf<N> {
    return this.wired.as(person, name, body);
  }

  get context(): ReturnType<typeof contextOf> {
    return contextOf(this.wired.desk);
  }

  open(): readonly RequestRecord[] {
    return this.ledger.requests('open');
  }

  note(what: string): void {
    this.latest.push(`${new Date(this.now + 7 * 3_600_000).toISOString().slice(5, 19)} ${what}`);
    if (this.latest.length > REMEMBERED) this.latest.shift();
  }

  async restart(): Promise<void> {
    await this.wired.restart();
    this.dying = false;
    this.#loops = this.#openLoops();
  }

  /** Time goes on, with a round of the loops at whatever is due on the way, and one at the end. */
  async until(to: Moment): Promise<void> {
    while (this.now < to) {
      const due = this.open().flatMap(({ request: { window } }) =>
        window === null ? [] : [window.from, window.until, window.until + GRACE].filter((at) => at > this.now),
      );
      await this.wired.later(span(Math.min(to, this.now + REST, ...due) - this.now));
      await this.round();
    }
  }

  /** Every loop, until nothing is to be done at once or the router does not answer. */
  async round(): Promise<void> {
    for (let turn = 0, lost = 0; turn < MOST_ROUNDS && lost < 2; turn += 1) {
      for (const tell of this.beforeRound) tell();
      const failed = this.wired.failures.length;
      const changed = await this.#once();
      if (this.dying) {
        await this.restart();
        continue;
      }
      const { after, calm } = changed;
      if (this.wired.failures.length > failed) lost += 1;
      if (calm) return;
      if (after < MINUTE) await this.wired.later(after);
    }
  }

  /** Nothing falls any more; time goes on until nothing is left to do. */
  async settle(): Promise<void> {
    this.helpdesk.down = false;
    this.helpdesk.loseAnswers(0);
    for (let turn = 0; turn < 3; turn += 1) {
      await this.#others();
      await this.wired.settle();
    }
    await this.#others();
  }

  layEvidence(wanted: Wanted): string {
    const { folder } = this.wired;
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `helpdesk.db${end}`), { force: true });
    layHelpdesk(this.helpdesk, join(folder, 'helpdesk.db'));
    this.wired.layEvidence(wanted, 0);
    return folder;
  }

  async #once(): Promise<{ readonly after: Span; readonly calm: boolean }> {
    try {
      const changed = await this.#others();
      const { after, calm } = await this.wired.pass();
      return { after, calm: calm && !changed };
    } catch (error) {
      if (!this.dying) throw error;
      return { after: span(0), calm: false };
    }
  }

  async #others(): Promise<boolean> {
    let isChanged = false;
    for (const loop of this.#loops) {
      try {
        isChanged = (await loop.pass()).changed || isChanged;
      } catch (error) {
        if (!(error instanceof Fault) || error.code === 'bug') throw error;
      }
    }
    return isChanged;
  }

  #openLoops(): readonly Loop[] {
    const { desk } = this.wired;
    return [
      intakeLoop(desk, this.helpdesk, span(15_000)),
      expireLoop(desk, span(60_000)),
      assessLoop(desk, span(300_000)),
      publishLoop(desk, this.helpdesk, quietLog(), span(15_000)),
    ];
  }
}
